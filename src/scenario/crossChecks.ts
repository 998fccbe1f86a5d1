/**
 * What only the parts of a scenario together show: names that must exist elsewhere, settings that exclude each other.
 * Sources: records, sections 10.1 and 16; pacing, section 5.
 */
import { PRESET_RULE_IDS } from '../engine/abandon/rule.ts';
import { BUNDLES, resolveSettings } from '../engine/bundles.ts';
import type { CampaignSettings } from '../engine/options.ts';
import { statusListProblems, type StatusProblem } from '../engine/records/statusListProblems.ts';
import { policyProblems } from '../engine/selection/policyProblems.ts';
import { mayCarryNextCall, needsNextCall } from '../engine/turns/save.ts';
import { databasesOf, overridesOf, policyOf, statusesOf } from './compileCampaign.ts';
import { placeAt, type Located } from './located.ts';
import { formatPath, type Problem } from './problem.ts';
import type { ScenarioData } from './schema.ts';
import type { SavesData } from './schema/saves.ts';

export interface CrossReport {
  readonly problems: readonly Problem[];
  /** What is allowed, and probably not meant. */
  readonly warnings: readonly Problem[];
}

/** All problems between parts. `data` has passed the schema. */
export function crossChecks(data: ScenarioData, root: Located): CrossReport {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const into = (found: Problem[]): Report => (path, message) => { found.push({ ...placeAt(root, path).place, path: formatPath(path), message }); };
  const report = into(problems);
  const warn = into(warnings);
  checkMode(data, report);
  checkRules(data, report);
  const settings = resolveSettings(data.campaign.mode, data.campaign.bundle ?? 'default', overridesOf(data.campaign));
  checkStatuses(data, settings, report, warn);
  checkPolicy(data, settings, report, warn);
  checkSaves(data, settings, report);
  checkByHand(data, settings, report);
  const noAnswer = data.customers.ring.noAnswer;
  if (settings.ringLimitMs === null && (data.customers.shares.noAnswer ?? 0) > 0 && (noAnswer === undefined || noAnswer === 'none' || noAnswer === null)) {
    report(['customers', 'ring', 'noAnswer'], 'is none, and campaign.ringLimitMs is none: such a call would ring for ever; must be a distribution of seconds');
  }
  return { problems, warnings };
}

type Report = (path: readonly (string | number)[], message: string) => void;

function checkMode({ campaign }: ScenarioData, report: Report): void {
  const bundle = BUNDLES[campaign.bundle ?? 'default'];
  if (!bundle.modes.includes(campaign.mode)) {
    report(['campaign', 'mode'], `is "${campaign.mode}"; bundle ${campaign.bundle} has ${bundle.modes.join(', ')}`);
  }
}

function checkRules({ campaign, measure }: ScenarioData, report: Report): void {
  const known = [...PRESET_RULE_IDS, ...(measure?.rules ?? []).map((rule) => rule.id)];
  campaign.enforcedRules?.forEach((id, index) => {
    if (!known.includes(id)) report(['campaign', 'enforcedRules', index], `is "${id}"; must be one of ${known.join(', ')}`);
  });
}

/** The list of statuses and the policy are judged by the engine's own rules. */
function checkStatuses({ campaign }: ScenarioData, settings: CampaignSettings, report: Report, warn: Report): void {
  const statuses = statusesOf(campaign);
  const firstOwn = statuses.length - (campaign.statuses?.length ?? 0);
  const systemStatusRequired = campaign.systemStatusRequired ?? BUNDLES[campaign.bundle ?? 'default'].systemStatusRequired;
  const { problems, warnings } = statusListProblems({ statuses, settings, systemStatusRequired });
  const pathOf = ({ index, field }: StatusProblem): (string | number)[] => {
    if (index >= firstOwn) return ['campaign', 'statuses', index - firstOwn, field];
    return index >= 0 ? ['campaign', 'dictionary'] : ['campaign', ...field.split('.')];
  };
  // A dictionary is data of this program; where it does not fit the campaign's settings, its own place is the dictionary's name.
  const messageOf = (one: StatusProblem): string => (one.index >= 0 && one.index < firstOwn ? `status ${statuses[one.index]!.id}: ${one.field} ${one.message}` : one.message);
  const seen = new Set<string>();
  for (const problem of problems) {
    // An id that occurs twice brings its name with it.
    const place = `${problem.index}`;
    if (problem.field === 'name' && seen.has(place)) continue;
    if (problem.field === 'id') seen.add(place);
    report(pathOf(problem), messageOf(problem));
  }
  for (const warning of warnings) warn(pathOf(warning), messageOf(warning));
}

function checkPolicy({ campaign }: ScenarioData, settings: CampaignSettings, report: Report, warn: Report): void {
  const policy = policyOf(campaign);
  const own = campaign.policy !== undefined && typeof campaign.policy !== 'string' ? campaign.policy : null;
  const { problems, warnings } = policyProblems(policy, settings);
  for (const { bucket, message } of problems) {
    report(own !== null && bucket >= 0 ? ['campaign', 'policy', 'buckets', bucket] : ['campaign', 'policy'], own === null ? `is "${policy.id}", which ${message}` : message);
  }
  if (warnings.length > 0) warn(['campaign', 'policy'], `${policy.id}: some records are never called: ${shortList(warnings)}`);
  if (own === null) return;
  const databases = databasesOf(campaign).map((database) => database.id);
  const statuses = statusesOf(campaign).map((status) => status.id);
  own.buckets.forEach(({ match }, index) => {
    const path = ['campaign', 'policy', 'buckets', index, 'match'];
    match.databases?.forEach((id, at) => {
      if (!databases.includes(id)) report([...path, 'databases', at], `is "${id}"; must be one of ${databases.join(', ')}`);
    });
    match.statuses?.forEach((id, at) => {
      if (!statuses.includes(id)) report([...path, 'statuses', at], `is "${id}"; must be a status of the campaign`);
    });
  });
}

/** What agents save must be something that the dialer takes. */
function checkSaves({ campaign, customers, agents }: ScenarioData, settings: CampaignSettings, report: Report): void {
  const statuses = statusesOf(campaign);
  const check = (saves: SavesData | undefined, path: readonly (string | number)[]): void => {
    saves?.forEach(({ status: id, nextCall }, index) => {
      if ((nextCall?.passPercent ?? 0) > 0 && !settings.changeUser) {
        report([...path, index, 'nextCall', 'passPercent'], 'passes records to other agents, which campaign.changeUser does not allow; must be 0, or changeUser true');
      }
      if (id === undefined) return;
      const at = [...path, index, 'status'];
      const status = statuses.find((one) => one.id === id);
      if (status === undefined) report(at, `is "${id}"; must be a status of the campaign${statuses.length > 0 ? `: ${statuses.map((one) => one.id).join(', ')}` : ', which has none'}`);
      else if (!status.active || status.hidden) report(at, `is "${id}", which agents cannot set: it is ${status.hidden ? 'hidden' : 'not active'}; must be another`);
      else if (nextCall !== undefined && !mayCarryNextCall(status)) report([...path, index, 'nextCall'], `stands beside status "${id}", which allows none; must be left out`);
      else if (needsNextCall(status) && (nextCall === undefined || (nextCall.share ?? 100) < 100)) {
        report(at, `is "${id}", which needs a next call; must have nextCall with all of its saves`);
      }
    });
  };
  customers.handle.forEach(({ save }, index) => { check(save, ['customers', 'handle', index, 'save']); });
  if (typeof agents !== 'number') check(agents.unanswered?.save, ['agents', 'unanswered', 'save']);
}

/** Only where the campaign lets him may an agent stop auto-dial. */
function checkByHand({ campaign, agents }: ScenarioData, settings: CampaignSettings, report: Report): void {
  if (typeof agents === 'number' || agents.byHand === undefined || (campaign.mode === 'auto' && settings.dialWay === 'optional')) return;
  report(['agents', 'byHand'], 'stops auto-dial, which this campaign does not allow; must be left out, or campaign must have mode auto and dialWay optional');
}

/** The first few, and how many more there are. */
function shortList(texts: readonly string[]): string {
  const more = texts.length - SHOWN;
  return `${texts.slice(0, SHOWN).join('; ')}${more > 0 ? `; and ${more} more combinations` : ''}`;
}

const SHOWN = 2;
