/**
 * How one open record stands towards one viewer at one instant: the bucket that would serve it, or the first rule in its
 * way and when that ends. For the trace and for explanations; the choice itself is the index's.
 */
import { NEVER, UNSET, type Millis } from '../../base/time.ts';
import { hasDialableNumber } from '../records/numbers.ts';
import { RecordFlag } from '../records/recordTable.ts';
import type { DialerState } from '../state.ts';
import { NONE } from '../vocabulary.ts';
import { NO_BUCKET } from './matching.ts';
import type { TraceReason } from './traceEntry.ts';

export interface Candidacy {
  /** The bucket that serves the viewer, now or when the rule no longer stands in the way; NO_BUCKET if unknown. */
  readonly bucket: number;
  /** null: it could be called. */
  readonly reason: TraceReason | null;
  /** When the rule ends by itself; null: not by itself, or not foreseeable. */
  readonly until: Millis | null;
}

/** `agent`: for him; NONE: for the queue, or for any agent where buckets serve agents. */
export function candidacyOf(s: DialerState, record: number, agent: number, at: Millis): Candidacy {
  const { records, matching } = s;
  if (records.hasFlag(record, RecordFlag.inTurn)) return refused('inUse');
  if (s.databaseActive[records.database[record]!] !== 1) return refused('databaseInactive');
  const blockedUntil = records.blockedUntil[record]!;
  if (blockedUntil > at) return refused('recordBlocked', blockedUntil >= NEVER ? null : blockedUntil);
  const hardOwner = records.hardOwner[record]!;
  if (hardOwner !== NONE && hardOwner !== agent) return refused('ownedByOther');
  if (!hasDialableNumber(records, record, s.settings.callInvalidNumbers)) return refused('noNumber');
  const bucket = servingBucket(s, record, agent, at);
  if (bucket !== NO_BUCKET) return windowed(s, record, bucket, at);
  const dueAt = matching.dueAt(record);
  if (dueAt === NEVER) return refused('noBucket');
  if (dueAt > at) return refused('notDue', dueAt, servingBucket(s, record, agent, dueAt));
  const softOwner = records.softOwnerOf(record);
  const softEndsAt = softOwner === NONE ? UNSET : matching.softOwnerEndsAt(record, s.settings.contactTimeoutMs);
  if (softEndsAt > at && softOwner !== agent) {
    const until = softEndsAt >= NEVER ? null : softEndsAt;
    return refused('affinityLive', until, until === null ? NO_BUCKET : servingBucket(s, record, agent, until));
  }
  return agent === NONE ? refused('needsAgent') : refused('noBucket');
}

/** The first bucket that serves this viewer at an instant. The queue is served by queue buckets only, where there are any. */
function servingBucket(s: DialerState, record: number, agent: number, at: Millis): number {
  s.matching.place(record, at);
  const { general, personal, owner } = s.matching.placement;
  const own = personal !== NO_BUCKET && owner === agent ? personal : NO_BUCKET;
  const best = own !== NO_BUCKET && (general === NO_BUCKET || own < general) ? own : general;
  const needsAgent = agent === NONE && s.settings.mode === 'predictive' && best !== NO_BUCKET && s.options.policy.buckets[best]!.scope === 'agent';
  return needsAgent ? NO_BUCKET : best;
}

function windowed(s: DialerState, record: number, bucket: number, at: Millis): Candidacy {
  const { open } = s.options.zones[s.records.zone[record]!]!;
  if (open === null || open.some(([opens, closes]) => opens <= at && at < closes)) return { bucket, reason: null, until: null };
  return refused('outsideWindow', open.find(([opens]) => opens > at)?.[0] ?? null, bucket);
}

function refused(reason: TraceReason, until: Millis | null = null, bucket = NO_BUCKET): Candidacy {
  return { bucket, reason, until };
}
