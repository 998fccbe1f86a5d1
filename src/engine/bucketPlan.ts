/**
 * A campaign's buckets by whom they serve and what they stop (records: section 11.3): fixed while it runs, so worked out once.
 */
import type { DialerOptions } from './options.ts';

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
