/**
 * `fixed-ratio-all`: lines per agent, counted on all agents. dial = round(level·n) − i − k − a − (countWaiting ? q : 0).
 *
 * Dials while everybody talks, which ruins small teams; no feedback. Source: VICIdial's RATIO method; the
 * constant-plus-idle rule of ContactCenters is the same rule with c = (level − 1)·n.
 */
import { numberOf, resolveParameters } from './parameters.ts';
import { roundHalfUp } from './rounding.ts';
import type { PacingStrategy, PacingView, StrategyDefinition } from './strategy.ts';

export const fixedRatioAll: StrategyDefinition = {
  id: 'fixed-ratio-all',
  description: 'Lines per agent: a fixed number of lines for every agent, ready or not.',
  parameters: [
    { name: 'level', type: 'number', default: 1.3, min: 0, max: 100, unit: 'lines per agent', description: 'Lines kept busy for each agent signed in and not paused.' },
    { name: 'countWaiting', type: 'boolean', default: true, unit: 'yes or no', description: 'Whether persons who wait for an agent count as busy lines.' },
  ],
  create: (parameters) => {
    const values = resolveParameters(fixedRatioAll, parameters);
    return new FixedRatioAll(numberOf(values, 'level'), values['countWaiting'] === true);
  },
};

/** A class, as what a closure keeps costs three times what a field does (some 20 instructions a dial). */
class FixedRatioAll implements PacingStrategy {
  readonly id = 'fixed-ratio-all';
  readonly follows = 'lines';
  private readonly level: number;
  private readonly countWaiting: boolean;
  /** The team seldom changes, and with it the product. */
  private team = 0;
  private lines = 0;

  constructor(level: number, countWaiting: boolean) {
    this.level = level;
    this.countWaiting = countWaiting;
  }

  dialCount(view: PacingView): number {
    const busy = view.reserved + view.talking + view.wrapping;
    const agents = view.ready + busy;
    let taken = busy + view.ringingSince.length + view.analysingSince.length;
    if (this.countWaiting === true) taken += view.waitingSince.length;
    if (agents !== this.team) this.changeTeam(agents);
    const missing = this.lines - taken;
    return missing > 0 ? missing : 0;
  }

  readings(): Readonly<Record<string, number>> {
    return { level: this.level };
  }

  private changeTeam(agents: number): void {
    this.team = agents;
    this.lines = roundHalfUp(this.level * agents);
  }
}
