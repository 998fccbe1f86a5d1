/**
 * Selection by looking at every record: what the selection index must find, written straight from records, section 11.
 *
 * Rule: slow and plain on purpose; it shares no code with the engine but the tables that hold the records.
 */
import { UNSET, type Millis } from '../../src/base/time.ts';
import type { CampaignSettings, ZoneCalendar } from '../../src/engine/options.ts';
import { RecordFlag, type RecordTable } from '../../src/engine/records/recordTable.ts';
import type { Bucket } from '../../src/engine/selection/policy.ts';
import { ACTIONS, NONE } from '../../src/engine/vocabulary.ts';

export interface ScanContext {
  readonly records: RecordTable;
  readonly buckets: readonly Bucket[];
  readonly zones: readonly ZoneCalendar[];
  readonly settings: CampaignSettings;
  /** 1 while the database is switched on. */
  readonly databaseActive: Uint8Array;
}

/** The first record of a bucket at `now` for an agent, or for the queue (NONE); NONE if there is none. */
export function scanFirst(context: ScanContext, bucket: number, agent: number, now: Millis): number {
  const found = scanAll(context, bucket, agent, now);
  return found.sort((left, right) => compare(context, context.buckets[bucket]!, left, right))[0] ?? NONE;
}

/** Every record that is found in a bucket at `now`, in no order. What everybody finds, the agent finds too. */
export function scanAll(context: ScanContext, bucket: number, agent: number, now: Millis): number[] {
  const found: number[] = [];
  for (let record = 0; record < context.records.length; record += 1) {
    if (!isCallable(context, record, now)) continue;
    if (bucketFor(context, record, agent, now) === bucket || bucketFor(context, record, NONE, now) === bucket) found.push(record);
  }
  return found;
}

function isCallable({ records, zones, databaseActive }: ScanContext, record: number, now: Millis): boolean {
  const action = ACTIONS[records.actionOf(record)];
  const { open } = zones[records.zone[record]!]!;
  return action !== 'done' && action !== 'ready' && !records.hasFlag(record, RecordFlag.inTurn) && !records.hasFlag(record, RecordFlag.deleted)
    && records.recordType[record] === 0 && databaseActive[records.database[record]!] === 1 && records.blockedUntil[record]! <= now
    && (open === null || open.some(([from, to]) => from <= now && now < to));
}

/** The bucket in which this agent (or everybody: NONE) finds the record, or -1: the first that matches it, unless it is kept out there. */
function bucketFor(context: ScanContext, record: number, agent: number, now: Millis): number {
  const { records, settings, buckets } = context;
  const hard = records.hardOwner[record]!;
  const soft = hard === NONE ? records.softOwner[record]! : NONE;
  const isLive = soft !== NONE && (settings.contactTimeoutMs === null || now < records.nextCallAt[record]! + settings.contactTimeoutMs);
  if (hard !== NONE && hard !== agent) return -1;
  const isMine = agent !== NONE && (hard === agent || (isLive && soft === agent));
  const index = buckets.findIndex((bucket) => matches(context, bucket, record, agent, now, { isMine, hard, soft, isLive }));
  return index >= 0 && buckets[index]!.honoursAffinity && isLive && soft !== agent ? -1 : index;
}

interface Ownership { readonly isMine: boolean; readonly hard: number; readonly soft: number; readonly isLive: boolean }

function matches({ records, settings }: ScanContext, bucket: Bucket, record: number, agent: number, now: Millis, owner: Ownership): boolean {
  const { match } = bucket;
  const action = ACTIONS[records.actionOf(record)];
  const agentScope = settings.mode !== 'predictive' || bucket.scope === 'agent';
  const isRetryProgressive = records.hasFlag(record, RecordFlag.retryProgressive);
  const nextCallAt = records.nextCallAt[record]!;
  const dueAt = nextCallAt === UNSET ? UNSET : nextCallAt - (action === 'rescheduledByAgent' ? settings.callbackEarlyMs : 0);
  const isOwned = match.owner === 'none' ? owner.hard === NONE
    : match.owner === 'me' ? owner.isMine
      : match.owner === 'meHard' ? agent !== NONE && owner.hard === agent
        : owner.isMine || owner.hard === NONE;
  if (!isOwned || !(match.actions as readonly string[]).includes(action)) return false;
  // Owned records are called with their agent attached.
  if ((owner.hard !== NONE || owner.isMine) && !agentScope) return false;
  if (match.retryMode === 'progressive' && !isRetryProgressive) return false;
  if (isRetryProgressive && settings.mode === 'predictive' && !agentScope) return false;
  if (match.affinity === 'unset' && owner.soft !== NONE) return false;
  if (match.affinity === 'expired' && (owner.soft === NONE || owner.isLive)) return false;
  if (match.called === 'never' && records.dials[record]! > 0) return false;
  if (match.called === 'before' && records.dials[record] === 0) return false;
  if (match.priorityMin !== undefined && records.priority[record]! < match.priorityMin) return false;
  return match.due === 'before' ? dueAt < now : dueAt <= now;
}

function compare({ records }: ScanContext, bucket: Bucket, left: number, right: number): number {
  for (const { by, direction, grainMs = 1 } of bucket.order === 'leadOrder' ? [] : bucket.order) {
    const column = { nextCallAt: records.nextCallAt, createdAt: records.createdAt, lastCalledAt: records.lastCalledAt, priority: records.priority,
      attempts: records.attempts, callCount: records.dials, autoCallCount: records.dials.map((_, record) => records.autoDialsOf(record)) }[by as 'nextCallAt'];
    if (column === undefined) throw new Error(`the scan knows no order by ${by}`);
    const [a, b] = [column[left]!, column[right]!];
    if (a === UNSET || b === UNSET) {
      if (a === b) continue;
      return a === UNSET ? 1 : -1;
    }
    const difference = Math.floor(a / grainMs) - Math.floor(b / grainMs);
    if (difference !== 0) return direction === 'asc' ? difference : -difference;
  }
  return left - right;
}
