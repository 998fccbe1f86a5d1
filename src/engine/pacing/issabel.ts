/**
 * `issabel`: counts agents who are about to be free, then divides by the answer rate.
 *
 * Rule, every 3 s: s = talking agents with 1 − exp(−(t + A)/D) >= qos, t their elapsed talk, A the mean time from dial to
 * answer, D the mean talk, both of the campaign; s = 0 until 10 calls were handled. N = max(0, w + s − q − k); with
 * `overcommit` and at least 10 attempts ended in the last half hour N = round(N/max(0.20, answered/ended)), machines among
 * the answered. dial = N.
 *
 * It uses the unconditional law at the total elapsed time: an exponential talk has no memory, so that long talks are wrongly
 * believed to end. The floor of 20 % under-dials poor lists; no abandon feedback. Source: Issabel's call-centre module.
 */
import { numberOf, resolveParameters } from './parameters.ts';
import { ReviewGrid, type ReviewGridState } from './reviewGrid.ts';
import { roundHalfUp } from './rounding.ts';
import type { PacingView, StrategyDefinition } from './strategy.ts';

const REVIEW_MS = 3_000;
const HANDLED_MIN = 10;
const ENDED_MIN = 10;
const ANSWER_RATE_MIN = 0.2;

export const issabel: StrategyDefinition = {
  id: 'issabel',
  description: 'Issabel: counts agents believed to be free soon, divided by the answer rate.',
  parameters: [
    { name: 'qos', type: 'number', default: 0.97, min: 0, max: 1, unit: 'probability', description: 'A talk counts as ending once it is this probable to have ended by then.' },
    { name: 'overcommit', type: 'boolean', default: true, unit: 'yes or no', description: 'Whether the number of calls is divided by the answer rate.' },
  ],
  create: (parameters, _random, priors) => {
    const values = resolveParameters(issabel, parameters);
    const qos = numberOf(values, 'qos');
    const overcommit = values['overcommit'] === true;
    const grid = new ReviewGrid(REVIEW_MS);
    let endingSoon = 0;

    function countEndingSoon(view: PacingView): number {
      const { handled, talkMs, persons, ringMsOfPersons } = view.campaign;
      if (handled < HANDLED_MIN) return 0;
      const answerMs = persons > 0 ? ringMsOfPersons / persons : priors.resolutionMs;
      const meanTalkMs = Math.max(1, talkMs / handled);
      let count = 0;
      for (let index = 0; index < view.talkingSince.length; index += 1) {
        const elapsedMs = view.now - view.talkingSince.at(index);
        if (1 - Math.exp(-(elapsedMs + answerMs) / meanTalkMs) >= qos) count += 1;
      }
      return count;
    }

    return {
      id: 'issabel',
      dialCount: (view) => {
        if (!grid.take(view.now)) return 0;
        endingSoon = countEndingSoon(view);
        const calls = Math.max(0, view.ready + endingSoon - view.waitingSince.length - view.ringingSince.length);
        const { ended, persons, machines } = view.last1800s;
        if (!overcommit || ended < ENDED_MIN) return calls;
        return roundHalfUp(calls / Math.max(ANSWER_RATE_MIN, (persons + machines) / ended));
      },
      nextReviewAt: () => grid.nextAt,
      readings: () => ({ endingSoon }),
      save: () => ({ grid: grid.save(), endingSoon }),
      load: (state) => {
        const saved = state as { grid: ReviewGridState; endingSoon: number };
        grid.load(saved.grid);
        endingSoon = saved.endingSoon;
      },
    };
  },
};
