/**
 * `fixed-ratio-idle`: calls per free agent. dial = round(ratio·w) − P.
 *
 * Never dials when nobody is ready; needs a different ratio for each team size, answer rate and handle time; no feedback.
 * Source: common practice; "Calls per agent" in Daktela's campaign settings.
 */
import { numberOf, resolveParameters } from './parameters.ts';
import { roundHalfUp } from './rounding.ts';
import { pendingCalls, type StrategyDefinition } from './strategy.ts';

export const fixedRatioIdle: StrategyDefinition = {
  id: 'fixed-ratio-idle',
  description: 'Calls per free agent: a fixed number of calls for every agent who is ready.',
  parameters: [
    { name: 'ratio', type: 'number', default: 1.5, min: 0, max: 100, unit: 'calls per free agent', description: 'Calls kept pending for each ready agent.' },
  ],
  create: (parameters) => {
    const ratio = numberOf(resolveParameters(fixedRatioIdle, parameters), 'ratio');
    return {
      id: 'fixed-ratio-idle',
      follows: 'counts',
      dialCount: (view) => Math.max(0, roundHalfUp(ratio * view.ready) - pendingCalls(view)),
      readings: () => ({ ratio }),
    };
  },
};
