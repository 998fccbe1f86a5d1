/** What the trace says of each choice, as data (records: section 11.6). */
import type { Millis } from '../../base/time.ts';
import type { OrderBy } from './policy.ts';

/** Why a record was not the one. `noBucket`: the policy has no bucket for it. */
const TRACE_REASONS = [
  'databaseInactive', 'recordBlocked', 'noNumber', 'inUse', 'notDue', 'outsideWindow', 'ownedByOther', 'affinityLive', 'needsAgent', 'gate', 'personalBlocks',
  'budget', 'laterInOrder', 'laterBucket', 'noBucket',
] as const;
export type TraceReason = (typeof TRACE_REASONS)[number];

export interface TraceEntry {
  readonly at: Millis;
  /** For whom; NONE: the queue. */
  readonly agent: number;
  /** The bucket's name, `held` for a record that the agent has already; null when nothing was found. */
  readonly bucket: string | null;
  /** NONE when nothing was found. */
  readonly record: number;
  /** What the bucket's order compared, for the chosen record; UNSET = missing. */
  readonly keys: readonly { readonly by: OrderBy; readonly value: number }[];
  /** At most `traceDepth`: first those of earlier buckets, then the runners-up of the same one. */
  readonly passedOver: readonly { readonly record: number; readonly reason: TraceReason }[];
  /** All open records that were not chosen, by reason. */
  readonly skipped: { readonly [K in TraceReason]?: number };
}

/** Is given each entry as it arises; must not call the dialer back. */
export type TraceSink = (entry: TraceEntry) => void;
