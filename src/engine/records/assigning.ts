/**
 * Giving records to agents: an agent obtains unassigned ones, or a leader assigns them (records: section 13, row R27).
 *
 * Rule: obtained are the oldest records that nobody has called or owns, never more than an agent may own; assigned is what
 * the filters take, in order of creation, by hand, in turn or to whoever owns least. Looks at every record: a manual act.
 */
import type { RecordsAssigned } from '../events.ts';
import type { DialerState } from '../state.ts';
import { Action, NONE, type Rejection } from '../vocabulary.ts';
import { setOwner } from './recordFlow.ts';
import { RecordFlag } from './recordTable.ts';

/** `recordsObtained`: null when it ran, else why nothing was done. At the limit it gives none and says so; that is no error. */
export function obtainRecords(s: DialerState, agent: number): Rejection | null {
  const { allowObtain, maxEachTime, maxOwned } = s.settings;
  if (!allowObtain) return 'obtainNotAllowed';
  const mayOwn = maxOwned - ownedBy(s)[agent]!;
  const given = oldest(s, unassigned(s)).slice(0, Math.max(0, Math.min(maxEachTime, mayOwn)));
  for (const record of given) setOwner(s, record, agent);
  s.out.batchDone('obtain', agent, given.length, 0, 0, mayOwn <= 0);
  return null;
}

/** `recordsAssigned`: null when it ran, else why nothing was done. Records in turn are skipped, told one by one and counted. */
export function assignRecords(s: DialerState, event: RecordsAssigned): Rejection | null {
  const { agents, method } = event;
  if (agents.length === 0 || agents.some((agent) => agent < 0 || agent >= s.agents.count)) return 'notEligible';
  const owned = ownedBy(s);
  let done = 0;
  let inUse = 0;
  for (const record of oldest(s, matching(s, event))) {
    const before = s.records.hardOwner[record]!;
    const agent = nextAgent(s, agents, method, owned);
    const refusal = setOwner(s, record, agent);
    if (refusal !== null) {
      inUse += 1;
      s.rejections += 1;
      s.out.rejected(record, refusal);
      continue;
    }
    done += 1;
    if (method === 'roundRobin') s.assignPosition = (s.assignPosition + 1) % agents.length;
    if (!countsAsOwned(s, record)) continue;
    if (before !== NONE) owned[before] = owned[before]! - 1;
    owned[agent] = owned[agent]! + 1;
  }
  s.out.batchDone('assign', NONE, done, inUse, 0, false);
  return null;
}

/** How many records each agent owns, as `ownedCounts` counts them. */
function ownedBy(s: DialerState): Int32Array {
  const owned = new Int32Array(s.agents.count);
  const { records } = s;
  for (let record = 0; record < records.length; record += 1) {
    const owner = records.hardOwner[record]!;
    if (owner !== NONE && countsAsOwned(s, record)) owned[owner] = owned[owner]! + 1;
  }
  return owned;
}

function countsAsOwned(s: DialerState, record: number): boolean {
  const { records } = s;
  if (records.hasFlag(record, RecordFlag.deleted) || records.recordType[record] !== s.options.recordType) return false;
  const action = records.actionOf(record);
  return s.settings.ownedCounts === 'newOnly' ? action === Action.notAssigned : action !== Action.done;
}

/** Records that an agent may take: new ones without an owner, in a database that is switched on, not blocked. */
function unassigned(s: DialerState): number[] {
  const { records, matching, now } = s;
  const found: number[] = [];
  for (let record = 0; record < records.length; record += 1) {
    if (records.actionOf(record) !== Action.notAssigned || records.hardOwner[record] !== NONE) continue;
    if (records.hasFlag(record, RecordFlag.inTurn | RecordFlag.deleted)) continue;
    if (records.recordType[record] !== s.options.recordType || s.databaseActive[records.database[record]!] !== 1) continue;
    if (records.blockedUntil[record]! > now) continue;
    // From its end on a soft owner is as if there were none (D91).
    if (records.softOwner[record] !== NONE && matching.softOwnerEndsAt(record, s.settings.contactTimeoutMs) > now) continue;
    found.push(record);
  }
  return found;
}

function matching(s: DialerState, { records: chosen, statuses, databases, actions, owners }: RecordsAssigned): number[] {
  const { records } = s;
  const wanted = new Set(chosen);
  const found: number[] = [];
  for (let record = 0; record < records.length; record += 1) {
    if (records.hasFlag(record, RecordFlag.deleted) || records.recordType[record] !== s.options.recordType) continue;
    if (wanted.size > 0 && !wanted.has(record)) continue;
    if (statuses.length > 0 && !statuses.includes(records.status[record]!)) continue;
    if (databases.length > 0 && !databases.includes(records.database[record]!)) continue;
    if (actions.length > 0 && !actions.includes(records.actionOf(record))) continue;
    if (owners.length > 0 && !owners.includes(records.hardOwner[record]!)) continue;
    found.push(record);
  }
  return found;
}

function oldest(s: DialerState, found: number[]): number[] {
  const { createdAt } = s.records;
  return found.sort((left, right) => createdAt[left]! - createdAt[right]! || left - right);
}

function nextAgent(s: DialerState, agents: readonly number[], method: RecordsAssigned['method'], owned: Int32Array): number {
  switch (method) {
    case 'manual': return agents[0]!;
    case 'roundRobin': return agents[s.assignPosition % agents.length]!;
    case 'leastLoaded': return agents.reduce((best, agent) => (owned[agent]! < owned[best]! || (owned[agent] === owned[best] && agent < best) ? agent : best));
  }
}
