/**
 * `astercc-percentage`: so many percent of the free agents are kept ringing. dial = round(percent/100·w) − k.
 *
 * Only ringing calls are subtracted: an answered person who waits for an agent is not seen (unconfirmed: one revision of
 * the source prints a number that subtracts them). No feedback. Source: asterCC wiki, pre-dial.
 */
import { numberOf, resolveParameters } from './parameters.ts';
import { roundHalfUp } from './rounding.ts';
import type { StrategyDefinition } from './strategy.ts';

export const asterccPercentage: StrategyDefinition = {
  id: 'astercc-percentage',
  description: 'asterCC, by percentage: ringing calls as a percentage of free agents.',
  parameters: [
    { name: 'percent', type: 'number', default: 120, min: 0, max: 10_000, unit: 'percent', description: 'Calls kept ringing, as a percentage of the ready agents.' },
  ],
  create: (parameters) => {
    const percent = numberOf(resolveParameters(asterccPercentage, parameters), 'percent');
    return {
      id: 'astercc-percentage',
      dialCount: (view) => Math.max(0, roundHalfUp((percent * view.ready) / 100) - view.ringingSince.length),
      readings: () => ({ percent }),
    };
  },
};
