/**
 * `fixed-ratio-all`: lines per agent, counted on all agents. dial = round(level·n) − i − k − a − (countWaiting ? q : 0).
 *
 * Dials while everybody talks, which ruins small teams; no feedback. Source: VICIdial's RATIO method; the
 * constant-plus-idle rule of ContactCenters is the same rule with c = (level − 1)·n.
 */
import { numberOf, resolveParameters } from './parameters.ts';
import { roundHalfUp } from './rounding.ts';
import type { StrategyDefinition } from './strategy.ts';

export const fixedRatioAll: StrategyDefinition = {
  id: 'fixed-ratio-all',
  description: 'Lines per agent: a fixed number of lines for every agent, ready or not.',
  parameters: [
    { name: 'level', type: 'number', default: 1.3, min: 0, max: 100, unit: 'lines per agent', description: 'Lines kept busy for each agent signed in and not paused.' },
    { name: 'countWaiting', type: 'boolean', default: true, unit: 'yes or no', description: 'Whether persons who wait for an agent count as busy lines.' },
  ],
  create: (parameters) => {
    const values = resolveParameters(fixedRatioAll, parameters);
    const level = numberOf(values, 'level');
    const countWaiting = values['countWaiting'] === true;
    // The team seldom changes, and with it the product.
    let team = 0;
    let lines = 0;
    return {
      id: 'fixed-ratio-all',
      follows: 'lines',
      dialCount: (view) => {
        const busy = view.reserved + view.talking + view.wrapping;
        const agents = view.ready + busy;
        if (agents !== team) {
          team = agents;
          lines = roundHalfUp(level * agents);
        }
        const pending = view.ringingSince.length + view.analysingSince.length + (countWaiting ? view.waitingSince.length : 0);
        const missing = lines - busy - pending;
        return missing > 0 ? missing : 0;
      },
      readings: () => ({ level }),
    };
  },
};
