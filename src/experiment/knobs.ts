/**
 * The one setting of each strategy that may be tuned, and the values that are tried.
 *
 * Rule: the grids of the public benchmark, section 4. A strategy that is not here has nothing to tune. `direction` says
 * whether a larger value dials more (1) or less (-1); values are given from the gentlest to the boldest.
 */
import type { StrategyChoice } from '../engine/options.ts';

export interface Knob {
  /** Name of the parameter. */
  readonly setting: string;
  readonly direction: 1 | -1;
  /** Values in rising order, for so many agents. */
  readonly grid: (agents: number) => readonly number[];
  /** Other parameters that move along. */
  readonly along?: (value: number) => Readonly<Record<string, number>>;
}

const LEVELS = [1, 1.02, 1.05, 1.1, 1.15, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.5, 3];
const RATIOS = [1, 1.2, 1.4, 1.5, 1.7, 2, 2.25, 2.5, 2.75, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 12, 15];
const TARGETS = [0.01, 0.014, 0.018, 0.02, 0.022, 0.024, 0.026, 0.028, 0.03, 0.034];

const VICIDIAL = fixed('limitPercent', [0.25, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 7]);

const KNOBS: Readonly<Record<string, Knob>> = {
  'fixed-ratio-all': fixed('level', LEVELS),
  'fixed-ratio-idle': fixed('ratio', RATIOS),
  'astercc-percentage': fixed('percent', RATIOS.map((ratio) => 100 * ratio)),
  'astercc-channels': { setting: 'channels', direction: 1, grid: (agents) => [...new Set(LEVELS.map((level) => Math.round(level * agents)))] },
  'vicidial-hard-limit': VICIDIAL,
  'vicidial-average': VICIDIAL,
  'vicidial-tapered': VICIDIAL,
  webitel: { ...fixed('targetPercent', [0.5, 1, 1.5, 2, 2.5, 3, 4, 6]), along: (value) => ({ maxPercent: value + 0.5 }) },
  issabel: { ...fixed('qos', [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99, 0.999]), direction: -1 },
  predict1: fixed('A', [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 120, 150, 200]),
  'predict1-pi': fixed('target', [0.5, 1, 1.5, 2, 2.5, 2.8, 3, 4, 5]),
  sinch: fixed('ratio', [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8]),
  impact: fixed('acceptable', [0.002, 0.005, 0.01, 0.02, 0.03, 0.04, 0.06, 0.1]),
  'eis-window': fixed('share', [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]),
  invitation: { ...fixed('reserve', [0.25, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8]), direction: -1 },
  fractile: fixed('target', TARGETS),
  'base-stock': fixed('target', TARGETS),
};

/** The knob of a strategy; undefined: there is nothing to tune. */
export function findKnob(strategyId: string): Knob | undefined {
  return KNOBS[strategyId];
}

/** The knob's values from the gentlest to the boldest. */
export function gridOf(knob: Knob, agents: number): number[] {
  const values = [...knob.grid(agents)];
  return knob.direction === 1 ? values : values.reverse();
}

/** The strategy with its knob at this value. */
export function withKnob(strategy: StrategyChoice, knob: Knob, value: number): StrategyChoice {
  return { id: strategy.id, parameters: { ...strategy.parameters, [knob.setting]: value, ...knob.along?.(value) } };
}

function fixed(setting: string, values: readonly number[]): Knob {
  return { setting, direction: 1, grid: () => values };
}
