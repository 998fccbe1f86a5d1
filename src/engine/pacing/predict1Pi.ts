/**
 * `predict1-pi`: `predict1` with its proportion A moved by a proportional-integral controller on today's abandon rate.
 *
 * Rule, at each evaluation at least 0.5 s after the last one that did so, and from 10 persons today on: e = target − rate
 * (percent, day from midnight); S += e; A = clamp(A + 2.0·e + 0.05·S, 0, 1000).
 *
 * The integral is unbounded and is added to a value that is itself incremented, so it saturates and swings. Sources: UNICOM
 * Intelligence documentation (Predict1PI, 0.5 s, 900 s, 5 min, 10 answers); the gains from a public re-implementation.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import { numberOf, resolveParameters } from './parameters.ts';
import { REPEAT_FAILURES_PARAMETERS, RepeatFailures } from './repeatFailures.ts';
import { droppedOfAnswered } from './shares.ts';
import type { PacingView, StrategyDefinition } from './strategy.ts';

const UPDATE_MS = 500;
const PERSONS_MIN = 10;
const PROPORTIONAL_GAIN = 2;
const INTEGRAL_GAIN = 0.05;
const A_MAX = 1_000;

interface Predict1PiState { readonly startedAt: Millis; readonly aggressiveness: number; readonly errorSum: number; readonly updatedAt: Millis }

export const predict1Pi: StrategyDefinition = {
  id: 'predict1-pi',
  description: 'UNICOM Predict1PI: Predict1 with its proportion steered towards an abandon rate.',
  parameters: [
    ...REPEAT_FAILURES_PARAMETERS,
    { name: 'target', type: 'number', default: 2.5, min: 0, max: 100, unit: 'percent', description: 'Abandon rate of today that the controller aims at.' },
  ],
  create: (parameters) => {
    const values = resolveParameters(predict1Pi, parameters);
    const target = numberOf(values, 'target');
    const rule = new RepeatFailures(numberOf(values, 'maxPercent'), numberOf(values, 'minWaiting'));
    let aggressiveness = numberOf(values, 'A');
    let errorSum = 0;
    let updatedAt: Millis = UNSET;

    function update(view: PacingView): void {
      if (updatedAt !== UNSET && view.now - updatedAt < UPDATE_MS) return;
      updatedAt = view.now;
      if (view.today.persons < PERSONS_MIN) return;
      const error = target - 100 * droppedOfAnswered(view.today);
      errorSum += error;
      aggressiveness = Math.min(A_MAX, Math.max(0, aggressiveness + PROPORTIONAL_GAIN * error + INTEGRAL_GAIN * errorSum));
    }

    return {
      id: 'predict1-pi',
      dialCount: (view) => {
        update(view);
        return rule.dialCount(view, aggressiveness);
      },
      nextReviewAt: (view) => Math.max(view.now + 1, updatedAt + UPDATE_MS),
      readings: () => ({ A: aggressiveness, errorSum }),
      save: (): Predict1PiState => ({ startedAt: rule.startedAt, aggressiveness, errorSum, updatedAt }),
      load: (state) => {
        const saved = state as Predict1PiState;
        rule.startedAt = saved.startedAt;
        aggressiveness = saved.aggressiveness;
        errorSum = saved.errorSum;
        updatedAt = saved.updatedAt;
      },
    };
  },
};
