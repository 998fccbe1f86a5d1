/**
 * Which record does a free agent get, and what stops him (records: section 11.3, steps 3 and 4)?
 *
 * Rule: the first bucket that has an eligible record, its first record in its order. A record without a dialable number is
 * done (R07), and the search goes on. While a signed-in owner's own record waits in a bucket that blocks the queue, only
 * such buckets serve.
 */
import { hasDialableNumber } from './records/numbers.ts';
import { traceChoice } from './selection/trace.ts';
import type { DialerState } from './state.ts';
import { finishWithoutNumber } from './turns/closing.ts';
import { NONE } from './vocabulary.ts';

/** The record that the agent gets from these buckets, or NONE. `ownOnly`: only buckets in which a record of his own waits. */
export function offerRecord(s: DialerState, buckets: readonly number[], agent: number, ownOnly: boolean): number {
  for (const bucket of buckets) {
    for (;;) {
      if (ownOnly && !s.index.hasPersonal(bucket, agent)) break;
      const record = s.index.first(bucket, agent);
      if (record === NONE) break;
      if (!hasDialableNumber(s.records, record, s.settings.callInvalidNumbers)) {
        finishWithoutNumber(s, record);
        continue;
      }
      if (s.trace !== null) traceChoice(s, agent, bucket, record, ownOnly ? 'personalBlocks' : null);
      return record;
    }
  }
  // In predictive mode most free agents have no record of their own: that is no news.
  if (s.trace !== null && s.settings.mode !== 'predictive') traceChoice(s, agent, NONE, NONE, null);
  return NONE;
}

/** Step 4: a signed-in owner's own record waits in a bucket that blocks the queue. */
export function isQueueBlocked(s: DialerState): boolean {
  if (s.index.personalCount === 0) return false;
  return s.plan.queueBlocking.some((bucket) => {
    for (const owner of s.index.ownersOf(bucket)) if (s.agents.isSignedIn(owner) && s.index.hasPersonal(bucket, owner)) return true;
    return false;
  });
}

/** The first record that the queue would dial, or NONE. */
export function firstOfQueue(s: DialerState): number {
  return s.plan.isForAgents ? NONE : s.index.firstInQueue();
}
