/**
 * What only the parts of a scenario together show: names that must exist elsewhere, settings that exclude each other.
 * Sources: records, sections 10.1 and 16; pacing, section 5.
 */
import { PRESET_RULE_IDS } from '../engine/abandon/rule.ts';
import { BUNDLES, policyIdOf, resolveSettings } from '../engine/bundles.ts';
import { PRESET_POLICIES } from '../engine/selection/presets.ts';
import type { Status } from '../engine/options.ts';
import type { Mode } from '../engine/vocabulary.ts';
import { databasesOf, overridesOf, statusesOf } from './compileCampaign.ts';
import { keyPlaceAt, placeAt, type Located } from './located.ts';
import { formatPath, type Problem } from './problem.ts';
import type { ScenarioData } from './schema.ts';

/** Modes whose agents this version simulates. */
export const SIMULATED_MODES: readonly Mode[] = ['progressive', 'predictive'];

/** All problems between parts. `data` has passed the schema. */
export function crossChecks(data: ScenarioData, root: Located): Problem[] {
  const problems: Problem[] = [];
  const report = (path: readonly (string | number)[], message: string, atKey = false): void => {
    const place = atKey ? keyPlaceAt(root, path) : placeAt(root, path).place;
    problems.push({ ...place, path: formatPath(path), message });
  };
  checkMode(data, report);
  checkRules(data, report);
  checkStatuses(data, report);
  checkPolicy(data, report);
  const settings = resolveSettings(data.campaign.mode, data.campaign.bundle ?? 'default', overridesOf(data.campaign));
  const noAnswer = data.customers.ring.noAnswer;
  if (settings.ringLimitMs === null && (data.customers.shares.noAnswer ?? 0) > 0 && (noAnswer === undefined || noAnswer === 'none' || noAnswer === null)) {
    report(['customers', 'ring', 'noAnswer'], 'is none, and campaign.ringLimitMs is none: such a call would ring for ever; must be a distribution of seconds');
  }
  return problems;
}

type Report = (path: readonly (string | number)[], message: string, atKey?: boolean) => void;

function checkMode({ campaign }: ScenarioData, report: Report): void {
  const bundle = BUNDLES[campaign.bundle ?? 'default'];
  if (!bundle.modes.includes(campaign.mode)) {
    report(['campaign', 'mode'], `is "${campaign.mode}"; bundle ${campaign.bundle} has ${bundle.modes.join(', ')}`);
  } else if (!SIMULATED_MODES.includes(campaign.mode)) {
    report(['campaign', 'mode'], `is "${campaign.mode}"; this version simulates ${SIMULATED_MODES.join(', ')}`);
  }
}

function checkRules({ campaign, measure }: ScenarioData, report: Report): void {
  const known = [...PRESET_RULE_IDS, ...(measure?.rules ?? []).map((rule) => rule.id)];
  campaign.enforcedRules?.forEach((id, index) => {
    if (!known.includes(id)) report(['campaign', 'enforcedRules', index], `is "${id}"; must be one of ${known.join(', ')}`);
  });
}

function checkStatuses({ campaign }: ScenarioData, report: Report): void {
  const statuses = statusesOf(campaign);
  const ids = statuses.map((status) => status.id);
  const listed = ids.length > 0 ? `must be one of ${ids.join(', ')}` : 'this campaign has no statuses';
  const firstOwn = statuses.length - (campaign.statuses?.length ?? 0);
  statuses.forEach((status, index) => {
    const path = ['campaign', 'statuses', index - firstOwn];
    if (index < firstOwn) return;
    if (ids.indexOf(status.id) < index) report([...path, 'id'], `is "${status.id}"; must not occur twice`);
    else if (statuses.findIndex((other) => other.name === status.name) < index) report([...path, 'name'], `is "${status.name}"; must not occur twice`);
    for (const [key, message] of contradictions(status)) report([...path, key], message);
    const required = campaign.systemStatusRequired ?? BUNDLES[campaign.bundle ?? 'default'].systemStatusRequired;
    if (required && status.systemStatus === null) report([...path, 'systemStatus'], 'is none; must be given, because systemStatusRequired is on');
  });
  for (const [trigger, id] of Object.entries(campaign.automaticStatus ?? {})) {
    if (id === 'none' || id === null || id === undefined) continue;
    const path = ['campaign', 'automaticStatus', trigger];
    const status = statuses.find((one) => one.id === id);
    if (status === undefined) report(path, `is "${id}"; ${listed}`);
    else if (needsDate(status)) report(path, `is "${id}", whose systemStatus needs a date; a trigger cannot set it`);
  }
  const initial = campaign.initialStatusId;
  if (typeof initial === 'string' && initial !== 'none' && !ids.includes(initial)) report(['campaign', 'initialStatusId'], `is "${initial}"; ${listed}`);
}

function contradictions(status: Status): [key: string, message: string][] {
  const found: [string, string][] = [];
  if (status.setBy.length > 0 && needsDate(status)) {
    found.push(['setBy', `is given; systemStatus ${status.systemStatus} needs a date, which no trigger can set`]);
  }
  const never = status.finalUntilRecycled || status.blocks === 'record' || ['toCall', 'doNotCall', 'callProgressive'].includes(status.systemStatus ?? '');
  if (status.nextCallRequired && never) {
    found.push(['nextCallRequired', 'is true; not allowed with finalUntilRecycled, blocks: record, or systemStatus toCall, doNotCall, callProgressive']);
  }
  return found;
}

function needsDate(status: Status): boolean {
  return status.systemStatus === 'myRecord' || status.systemStatus === 'notEarlierThan';
}

function checkPolicy({ campaign }: ScenarioData, report: Report): void {
  const databases = databasesOf(campaign).map((database) => database.id);
  const statuses = statusesOf(campaign).map((status) => status.id);
  const policy = campaign.policy;
  if (policy === undefined || typeof policy === 'string') {
    const id = policy ?? policyIdOf(campaign.bundle ?? 'default', campaign.mode);
    const queued = PRESET_POLICIES[id]!.buckets.some((bucket) => bucket.scope === 'queue');
    if (campaign.mode === 'predictive' && !queued) report(['campaign', 'policy'], `is "${id}", which has no bucket of scope queue; mode predictive must have one`);
    return;
  }
  const firstQueue = policy.buckets.findIndex((bucket) => bucket.scope === 'queue');
  policy.buckets.forEach((bucket, index) => {
    const path = ['campaign', 'policy', 'buckets', index];
    if (campaign.mode === 'predictive' && bucket.scope === 'agent' && firstQueue >= 0 && index > firstQueue) {
      report([...path, 'scope'], 'is "agent"; in mode predictive no bucket of scope agent may follow one of scope queue');
    }
    bucket.match.databases?.forEach((id, at) => {
      if (!databases.includes(id)) report([...path, 'match', 'databases', at], `is "${id}"; must be one of ${databases.join(', ')}`);
    });
    bucket.match.statuses?.forEach((id, at) => {
      if (!statuses.includes(id)) report([...path, 'match', 'statuses', at], `is "${id}"; must be a status of the campaign`);
    });
  });
}
