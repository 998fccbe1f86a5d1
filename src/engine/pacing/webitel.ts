/**
 * `webitel`: over-dial by the inverse of the answer rate, shrunk as today's abandon rate nears its maximum.
 *
 * Rule, in percent: o = ended/persons of the last hour, r = today's abandon rate, T target, M maximum, F load factor.
 * x = 1 if r >= M; o·(1 + (T − r)·F/100) if r < T; 0.99·o if r = T; else o·(M − r)·(100 + F)/(100·M).
 * dial = round(max(1, x)·w) − P, at most maxLinesPerAgent·w − P; progressive until the hour has 10 persons (unconfirmed).
 *
 * Just above T the over-dial falls from about o to a fraction of it. How the product turns over-dial into calls is
 * unconfirmed; the form ·w is our own completion. Source: Webitel's documentation and schema.
 */
import { numberOf, resolveParameters } from './parameters.ts';
import { roundHalfUp } from './rounding.ts';
import { droppedOfAnswered } from './shares.ts';
import { pendingCalls, type PacingView, type StrategyDefinition } from './strategy.ts';

const PERSONS_MIN = 10;

export const webitel: StrategyDefinition = {
  id: 'webitel',
  description: 'Webitel: calls per free agent from the answer rate, less as today\'s abandon rate nears its maximum.',
  parameters: [
    { name: 'targetPercent', type: 'number', default: 2.5, min: 0, max: 100, unit: 'percent', description: 'Target of today\'s abandon rate (T).' },
    { name: 'maxPercent', type: 'number', default: 3, min: 0.01, max: 100, unit: 'percent', description: 'Abandon rate from which one call is placed per free agent (M).' },
    { name: 'loadFactor', type: 'number', default: 10, min: 0, max: 100, unit: 'percent', description: 'How strongly the distance to the target counts (F).' },
    { name: 'maxLinesPerAgent', type: 'number', default: 10, min: 1, max: 100, unit: 'calls per free agent', description: 'Calls pending for each ready agent at most.' },
  ],
  create: (parameters) => {
    const values = resolveParameters(webitel, parameters);
    const targetPercent = numberOf(values, 'targetPercent');
    const maxPercent = numberOf(values, 'maxPercent');
    const loadFactor = numberOf(values, 'loadFactor');
    const maxLinesPerAgent = numberOf(values, 'maxLinesPerAgent');
    let overDial = 1;

    function overDialOf(view: PacingView): number {
      const { persons, ended } = view.last3600s;
      if (persons < PERSONS_MIN) return 1;
      const needed = ended / persons;
      const rate = 100 * droppedOfAnswered(view.today);
      if (rate >= maxPercent) return 1;
      if (rate < targetPercent) return needed * (1 + ((targetPercent - rate) * loadFactor) / 100);
      if (rate === targetPercent) return 0.99 * needed;
      return (needed * (maxPercent - rate) * (100 + loadFactor)) / (100 * maxPercent);
    }

    return {
      id: 'webitel',
      dialCount: (view) => {
        overDial = Math.max(1, overDialOf(view));
        const lines = Math.min(roundHalfUp(overDial * view.ready), Math.floor(maxLinesPerAgent * view.ready));
        return Math.max(0, lines - pendingCalls(view));
      },
      readings: () => ({ overDial }),
      save: () => ({ overDial }),
      load: (state) => {
        overDial = (state as { overDial: number }).overDial;
      },
    };
  },
};
