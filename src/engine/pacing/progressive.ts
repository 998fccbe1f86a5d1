/**
 * `progressive`: one call per ready agent, dialled unattended. dial = w − P.
 *
 * Its occupancy is τ/(τ + E[R]/p) for any team size (Wald); it drops only if an agent leaves between dial and answer.
 * Source: common practice.
 */
import { pendingCalls, type StrategyDefinition } from './strategy.ts';

export const progressive: StrategyDefinition = {
  id: 'progressive',
  description: 'One call per ready agent: the safe baseline.',
  parameters: [],
  create: () => ({
    id: 'progressive',
    follows: 'counts',
    dialCount: (view) => Math.max(0, view.ready - pendingCalls(view)),
    readings: () => ({}),
  }),
};
