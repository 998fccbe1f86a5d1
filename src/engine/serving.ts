/**
 * Which record does a free agent get, and what stops him (records: section 11.3, steps 3 and 4)?
 *
 * Rule: the first bucket that has an eligible record, its first record in its order. A record without a dialable number is
 * done (R07), and the search goes on. While a signed-in owner's own record waits in a bucket that blocks the queue, only
 * such buckets serve.
 */
import type { DialerOptions } from './options.ts';
import { hasDialableNumber } from './records/numbers.ts';
import { traceChoice } from './selection/trace.ts';
import type { DialerState } from './state.ts';
import { finishWithoutNumber } from './turns/closing.ts';
import { NONE } from './vocabulary.ts';

/** A campaign's buckets, sorted by who is served from them. */
export interface BucketPlan {
  /** Served to agents, in order. Outside predictive mode that is every bucket. */
  readonly agentBuckets: readonly number[];
  readonly queueBuckets: readonly number[];
  /** Buckets whose waiting personal records stop everything else, or hide their owners from pacing. */
  readonly queueBlocking: readonly number[];
  readonly agentBlocking: readonly number[];
  /** No bucket serves the queue. */
  readonly isForAgents: boolean;
  /** No agent is dialled for, or an answered call stops all dialling. */
  readonly mayStop: boolean;
  /** What is dialled is limited by channels only: settings and carrier set no other limit. */
  readonly isUnlimited: boolean;
}

/** The plan of a policy: in predictive mode by scope; in every other mode all buckets serve agents and nothing blocks. */
export function planBuckets(options: DialerOptions): BucketPlan {
  const { buckets } = options.policy;
  const { mode, answeredGate, callsPerAgent, guard } = options.settings;
  const isPredictive = mode === 'predictive';
  const all = buckets.map((_, index) => index);
  const blocksOf = (index: number): string => {
    const { blocks } = buckets[index]!;
    return blocks === 'setting' ? options.settings.personalBlocks : blocks;
  };
  return {
    agentBuckets: isPredictive ? all.filter((index) => buckets[index]!.scope === 'agent') : all,
    queueBuckets: isPredictive ? all.filter((index) => buckets[index]!.scope === 'queue') : [],
    queueBlocking: isPredictive ? all.filter((index) => blocksOf(index) === 'queue') : [],
    agentBlocking: isPredictive ? all.filter((index) => blocksOf(index) === 'agent') : [],
    isForAgents: !isPredictive || buckets.every(({ scope }) => scope === 'agent'),
    mayStop: mode === 'preview' || answeredGate,
    isUnlimited: callsPerAgent === null && guard === 'off' && options.startsPerSecond === null,
  };
}

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
