/**
 * A campaign file: a scenario with an optional part `live`.
 *
 * Rule: everything that is wrong is found before anything starts, all of it at once and each with its place.
 * Source: live, sections 5, 8 and 9.
 */
import { z } from 'zod';
import { placeAt, toPlain } from '../../scenario/located.ts';
import { readMerged, type ReadText } from '../../scenario/mergeFiles.ts';
import { allowed, problemsOf } from '../../scenario/messages.ts';
import { parseScenario, type ResolvedScenario } from '../../scenario/parse.ts';
import { formatPath, type Problem } from '../../scenario/problem.ts';
import { liveSchema, type LiveConfig } from './liveConfig.ts';

export interface CampaignFile {
  readonly scenario: ResolvedScenario;
  /** Null: the file has no part `live`; it can be rehearsed only. */
  readonly live: LiveConfig | null;
  readonly warnings: readonly Problem[];
}

/** Reads the file and checks it. `driver`: with real telephones the part `live` must be there and complete. */
export function readCampaignFile(file: string, readText: ReadText, driver: 'rehearsal' | 'asterisk'): CampaignFile | { readonly problems: readonly Problem[] } {
  const merged = readMerged(file, readText);
  if ('problems' in merged) return merged;
  const { root } = merged;
  const { node } = placeAt(root, ['live']);
  const scenario = parseScenario(file, readText);
  const problems: Problem[] = 'problems' in scenario ? [...scenario.problems] : [];
  const read = node === null ? null : PART.safeParse({ live: toPlain(node) }, { error: allowed });
  if (read?.success === false) problems.push(...problemsOf(read.error.issues, root));
  const live = read?.success === true ? read.data.live : null;
  const refuse = (path: readonly PropertyKey[], message: string): void => {
    problems.push({ ...placeAt(root, path).place, path: formatPath(path), message });
  };
  if (live !== null) checkLive(live, refuse);
  if (driver === 'asterisk') checkForPhones(live, read === null, 'problems' in scenario ? null : scenario.scenario, refuse);
  if (problems.length > 0 || 'problems' in scenario) return { problems };
  return { scenario: scenario.scenario, live, warnings: scenario.warnings };
}

const PART = z.object({ live: liveSchema });
const RING_LIMIT_MIN_MS = 15_000;

type Refuse = (path: readonly PropertyKey[], message: string) => void;

function checkLive(live: LiveConfig, refuse: Refuse): void {
  if (live.trunks.length > 0 && live.total === undefined) refuse(['live', 'total'], 'is missing; must have the limits of all trunks together');
  twice(live.trunks.map((trunk) => trunk.name)).forEach((index) => { refuse(['live', 'trunks', index, 'name'], 'is a name that another trunk has; must be its own'); });
  twice(live.agents.map((agent) => agent.id)).forEach((index) => { refuse(['live', 'agents', index, 'id'], 'is an id that another agent has; must be his own'); });
  twice(live.agents.map((agent) => agent.phone)).forEach((index) => { refuse(['live', 'agents', index, 'phone'], 'is the phone of another agent; must be his own'); });
  twice(live.fields.map((field) => field.id)).forEach((index) => { refuse(['live', 'fields', index, 'id'], 'is an id that another field has; must be its own'); });
  live.fields.forEach((field, index) => {
    if ((field.type === 'choice') !== (field.choices !== undefined)) refuse(['live', 'fields', index, 'choices'], 'must be given for a choice, and for nothing else');
  });
}

/** What a campaign needs that calls real people. */
function checkForPhones(live: LiveConfig | null, isMissing: boolean, scenario: ResolvedScenario | null, refuse: Refuse): void {
  if (isMissing) refuse(['live'], 'is missing; must say trunks, limits, agents and Asterisk. Without it a campaign can be rehearsed: --driver rehearsal');
  if (live !== null) {
    if (live.trunks.length === 0) refuse(['live', 'trunks'], 'is empty; must have at least one trunk');
    if (live.agents.length === 0) refuse(['live', 'agents'], 'is empty; must have at least one agent');
    if (live.allow.length === 0) refuse(['live', 'allow'], 'is empty: no number may be called; must have the beginnings of those that may');
    if (live.asterisk === undefined) refuse(['live', 'asterisk'], 'is missing; must say where Asterisk is');
  }
  if (scenario === null) return;
  const { campaign, calendar } = scenario.data;
  if (typeof campaign.ringLimitMs === 'number' && campaign.ringLimitMs < RING_LIMIT_MIN_MS) {
    refuse(['campaign', 'ringLimitMs'], `is ${campaign.ringLimitMs}; must be at least ${RING_LIMIT_MIN_MS} with real telephones`);
  }
  if (campaign.callingWindows === 'shift' && 'hours' in calendar.shift) {
    refuse(['campaign', 'callingWindows'], 'is shift, and the shift is one long one; must be windows by the clock with real telephones');
  }
}

/** Places of the values that occurred before. */
function twice(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}
