/**
 * The trace: why this record was chosen, who was passed over, and why (records: section 11.6).
 *
 * Rule: tracing changes no choice. Each entry looks at every record, so it is for finding out, not for speed.
 */
import { Action, NONE } from '../vocabulary.ts';
import { RecordFlag } from '../records/recordTable.ts';
import type { DialerState } from '../state.ts';
import { candidacyOf } from './candidacy.ts';
import { orderKeysOf } from './leadOrder.ts';
import { NO_BUCKET } from './matching.ts';
import { createKeyValue } from './recordOrder.ts';
import type { TraceEntry, TraceReason } from './traceEntry.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface Candidate { readonly record: number; readonly bucket: number; readonly reason: TraceReason }

/**
 * Tells of a choice: `record` from `bucket` (both NONE: nothing was found) for `agent` (NONE: the queue). `barrier`: what keeps
 * records away that could be called otherwise.
 */
export function traceChoice(
  s: DialerState, agent: number, bucket: number, record: number, barrier: 'gate' | 'personalBlocks' | 'budget' | null,
): void {
  const skipped: Mutable<TraceEntry['skipped']> = {};
  const passedOver: Candidate[] = [];
  for (let other = 0; other < s.records.length; other += 1) {
    if (other === record || !isCandidate(s, other)) continue;
    const { bucket: place, reason: obstacle } = candidacyOf(s, other, agent, s.now);
    const reason = obstacle ?? barrier ?? lostBy(place, bucket);
    skipped[reason] = (skipped[reason] ?? 0) + 1;
    if (place !== NO_BUCKET && (record === NONE || place <= bucket)) keep(s, passedOver, { record: other, bucket: place, reason });
  }
  s.trace!({
    at: s.now, agent, bucket: bucket === NONE ? null : s.options.policy.buckets[bucket]!.name, record, keys: keysOf(s, bucket, record),
    passedOver: passedOver.map(({ record, reason }) => ({ record, reason })), skipped,
  });
}

/** The agent gets back what he holds already, before any bucket is tried. */
export function traceHeld(s: DialerState, agent: number, record: number): void {
  s.trace!({ at: s.now, agent, bucket: 'held', record, keys: [], passedOver: [], skipped: {} });
}

function isCandidate(s: DialerState, record: number): boolean {
  const { records } = s;
  return records.actionOf(record) !== Action.done && !records.hasFlag(record, RecordFlag.deleted) && records.recordType[record] === s.options.recordType;
}

/** A record that could be called, and was not. Nothing chosen: it is served by buckets that were not asked. */
function lostBy(place: number, chosen: number): TraceReason {
  if (chosen === NONE || place > chosen) return 'laterBucket';
  return 'laterInOrder';
}

/** Keeps the first `traceDepth` by bucket, then by its order. */
function keep(s: DialerState, kept: Candidate[], candidate: Candidate): void {
  const depth = s.settings.traceDepth;
  let place = kept.length;
  while (place > 0 && comesBefore(s, candidate, kept[place - 1]!)) place -= 1;
  if (place >= depth) return;
  kept.splice(place, 0, candidate);
  if (kept.length > depth) kept.pop();
}

function comesBefore(s: DialerState, left: Candidate, right: Candidate): boolean {
  return left.bucket === right.bucket ? s.index.compare(left.bucket, left.record, right.record) < 0 : left.bucket < right.bucket;
}

function keysOf(s: DialerState, bucket: number, record: number): TraceEntry['keys'] {
  if (bucket === NONE) return [];
  return orderKeysOf(s.options.policy.buckets[bucket]!, s.settings.leadOrder).map(({ by }) => ({
    by, value: createKeyValue(by, s.records, (zone) => s.zones.offset(zone), s.options.selectionKey)(record),
  }));
}
