/**
 * `sinch`: calls for the free agents and for a share of the busy ones. dial = round(w + ratio·i) − P.
 *
 * Rule (our own completion of "lowered when the abandoned ratio is hit"): every 60 s the ratio falls by 0.10 if today's
 * abandon rate is at its limit or above, else it rises by 0.01, within 0 and its start value.
 *
 * Dials for busy agents however long they have talked. Source: Sinch Contact Center documentation, "free + ratio % × busy".
 */
import { numberOf, resolveParameters } from './parameters.ts';
import { ReviewGrid, type ReviewGridState } from './reviewGrid.ts';
import { roundHalfUp } from './rounding.ts';
import { droppedOfAnswered } from './shares.ts';
import { pendingCalls, staffedAgents, type StrategyDefinition } from './strategy.ts';

const ADJUST_MS = 60_000;
const STEP_DOWN = 0.1;
const STEP_UP = 0.01;

export const sinch: StrategyDefinition = {
  id: 'sinch',
  description: 'Sinch: calls for free agents and for a share of the busy ones, lowered at the abandon limit.',
  parameters: [
    { name: 'ratio', type: 'number', default: 0.3, min: 0, max: 10, unit: 'calls per busy agent', description: 'Calls kept pending for each busy agent; also the most that the ratio may rise to again.' },
    { name: 'limit', type: 'number', default: 0.03, min: 0, max: 1, unit: 'fraction', description: 'Abandon rate of today from which the ratio is lowered.' },
  ],
  create: (parameters) => {
    const values = resolveParameters(sinch, parameters);
    const startRatio = numberOf(values, 'ratio');
    const limit = numberOf(values, 'limit');
    const grid = new ReviewGrid(ADJUST_MS, ADJUST_MS);
    let ratio = startRatio;
    return {
      id: 'sinch',
      dialCount: (view) => {
        if (grid.take(view.now)) {
          const step = droppedOfAnswered(view.today) >= limit ? -STEP_DOWN : STEP_UP;
          // Rounded to 9 decimals, because steps of a tenth leave dust that would tip a half.
          ratio = Math.min(startRatio, Math.max(0, Math.round((ratio + step) * 1e9) / 1e9));
        }
        const busy = staffedAgents(view) - view.ready;
        return Math.max(0, roundHalfUp(view.ready + ratio * busy) - pendingCalls(view));
      },
      nextReviewAt: () => grid.nextAt,
      readings: () => ({ ratio }),
      save: () => ({ grid: grid.save(), ratio }),
      load: (state) => {
        const saved = state as { grid: ReviewGridState; ratio: number };
        grid.load(saved.grid);
        ratio = saved.ratio;
      },
    };
  },
};
