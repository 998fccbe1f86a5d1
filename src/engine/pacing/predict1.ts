/**
 * `predict1`: repeats lately failed calls in a fixed proportion A; stops over-dialling when today's abandon rate is too high.
 *
 * Blind to busy agents; the abandon rate only switches. Source: UNICOM Intelligence documentation (Predict1); the count as a
 * target for pending calls is our own completion.
 */
import type { Millis } from '../../base/time.ts';
import { numberOf, resolveParameters } from './parameters.ts';
import { REPEAT_FAILURES_PARAMETERS, RepeatFailures } from './repeatFailures.ts';
import type { StrategyDefinition } from './strategy.ts';

export const predict1: StrategyDefinition = {
  id: 'predict1',
  description: 'UNICOM Predict1: repeats failed calls in a fixed proportion, with a stop at an abandon rate.',
  parameters: REPEAT_FAILURES_PARAMETERS,
  create: (parameters) => {
    const values = resolveParameters(predict1, parameters);
    const aggressiveness = numberOf(values, 'A');
    const rule = new RepeatFailures(numberOf(values, 'maxPercent'), numberOf(values, 'minWaiting'));
    return {
      id: 'predict1',
      dialCount: (view) => rule.dialCount(view, aggressiveness),
      readings: () => ({ A: aggressiveness }),
      save: () => ({ startedAt: rule.startedAt }),
      load: (state) => {
        rule.startedAt = (state as { startedAt: Millis }).startedAt;
      },
    };
  },
};
