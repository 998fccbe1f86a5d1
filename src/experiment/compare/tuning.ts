/**
 * Tuning a strategy for a comparison: its one knob over the benchmark's grid.
 *
 * Rule: the grid is run on a seed of its own; the scores come from the seed of the comparison. Occupancy at exactly the
 * limit needs the two neighbours of the limit only, so only these are scored; where the scores put the limit elsewhere, the
 * bracket moves on until it holds, as it would on the whole grid. The best compliant value is the one with the highest
 * occupancy on the tuning seed; if the scores do not bear that out, the next gentler one takes its place.
 */
import type { StrategyChoice } from '../../engine/options.ts';
import { excessOf, occupancyAtLimit, type OccupancyAtLimit } from '../../measure/statistics/occupancyAtLimit.ts';
import { ratioInterval, type KnownInterval } from '../intervals.ts';
import { isCompliant, occupancyOf, outcomeSums, pooled, rateOf, type Judgement, type OutcomeSums } from '../judgement.ts';
import { gridOf, withKnob, type Knob } from '../knobs.ts';
import type { Laboratory, Setting } from '../laboratory.ts';
import type { ComparedTuning } from './compareSchema.ts';

export interface Tuning {
  readonly knob: Knob;
  /** From the gentlest to the boldest. */
  readonly values: readonly number[];
  readonly strategies: readonly StrategyChoice[];
  readonly sweep: ComparedTuning['sweep'];
  /** Index of the largest value within the limit, on the tuning seed; -1: none. */
  readonly largest: number;
  /** Index of the best compliant value on the tuning seed; -1: none. */
  readonly best: number;
}

/** The settings of a strategy's grid on the tuning seed. */
export function gridSettings(judgement: Judgement, strategy: StrategyChoice, knob: Knob, seed: string): Setting[] {
  return gridOf(knob, judgement.agents).map((value) => ({ scenario: judgement.scenario, strategy: withKnob(strategy, knob, value), seed }));
}

/** Reads a grid that has been run. Null where it cannot be run, or has too few replications. */
export function readGrid(laboratory: Laboratory, judgement: Judgement, settings: readonly Setting[], knob: Knob): Tuning | null {
  const replications = Math.min(...settings.map((setting) => laboratory.results(setting).length));
  if (replications < 2) return null;
  const all = settings.map((setting) => outcomeSums(judgement, laboratory.results(setting).slice(0, replications)));
  const values = gridOf(knob, judgement.agents);
  const occupancies = all.map((sums) => pooled(occupancyOf(sums)) ?? 0);
  const compliant = all.map((sums) => isCompliant(judgement, sums));
  return {
    knob, values, strategies: settings.map((setting) => setting.strategy),
    sweep: all.map((sums, index) => ({ value: values[index]!, replications, ...pointOf(sums), compliant: compliant[index]! })),
    largest: all.map((sums) => excessOf(sums, judgement.limit, null) <= 0).lastIndexOf(true),
    best: compliant.reduce((best, is, index) => (is && (best === -1 || occupancies[index]! > occupancies[best]!) ? index : best), -1),
  };
}

/** Occupancy, rate and shares of windows and days of one point of a curve. */
function pointOf(sums: OutcomeSums): { occupancy: KnownInterval; rate: KnownInterval; windowShare: KnownInterval; dayShare: KnownInterval } {
  return {
    occupancy: ratioInterval(occupancyOf(sums)), rate: ratioInterval(rateOf(sums)),
    windowShare: ratioInterval({ numerators: sums.windowsOver, denominators: sums.windowsCounted }),
    dayShare: ratioInterval({ numerators: sums.daysOver, denominators: sums.daysCounted }),
  };
}

export interface AtLimit extends OccupancyAtLimit {
  readonly values: readonly [number, number] | null;
}

/** Occupancy at exactly the limit on the scoring seed. Null where there are too few replications. */
export async function scoreAtLimit(
  laboratory: Laboratory, judgement: Judgement, tuning: Tuning, seed: string, replications: number,
): Promise<AtLimit | null> {
  const settingAt = (index: number): Setting => ({ scenario: judgement.scenario, strategy: tuning.strategies[index]!, seed });
  const last = tuning.values.length - 1;
  let low = Math.min(Math.max(0, tuning.largest), Math.max(0, last - 1));
  for (let moves = 0; ; moves += 1) {
    const high = Math.min(low + 1, last);
    const settings = [...new Set([low, high])].map(settingAt);
    await laboratory.run(settings, replications);
    const common = Math.min(replications, ...settings.map((setting) => laboratory.results(setting).length));
    if (common < 2) return null;
    const knobs = settings.map((setting) => outcomeSums(judgement, laboratory.results(setting).slice(0, common)));
    const read = occupancyAtLimit(knobs, judgement.limit);
    const isOver = read.bracket === null && excessOf(knobs[0]!, judgement.limit, null) > 0;
    const next = read.bracket !== null ? low : isOver ? low - 1 : low + 1;
    if (next === low || next < 0 || next >= last || moves >= tuning.values.length) {
      return { ...read, values: read.bracket === null ? null : [tuning.values[low]!, tuning.values[high]!] };
    }
    low = next;
  }
}

/** The best compliant value on the scoring seed; null: none. */
export async function scoreBest(laboratory: Laboratory, judgement: Judgement, tuning: Tuning, seed: string, replications: number): Promise<Setting | null> {
  for (let index = tuning.best; index >= 0; index -= 1) {
    const setting = { scenario: judgement.scenario, strategy: tuning.strategies[index]!, seed };
    await laboratory.run([setting], replications);
    const results = laboratory.results(setting).slice(0, replications);
    if (results.length < 2) return null;
    if (isCompliant(judgement, outcomeSums(judgement, results))) return setting;
  }
  return null;
}
