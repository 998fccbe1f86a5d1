/**
 * How many replications are enough?
 *
 * Rule: a fixed number; or, where a half-width is asked for, rounds until the widest interval of a difference of
 * occupancies (of the occupancy itself, with one strategy) is that narrow, or a budget of replications or of time is used up.
 * Each round is as long as the last interval's width says, at most double.
 */
import { jackknifeRatio } from '../../measure/statistics/jackknifeRatio.ts';
import { pairedDifference } from '../../measure/statistics/pairedDifference.ts';
import { occupancyOf, outcomeSums, type Judgement } from '../judgement.ts';
import type { Laboratory, Setting } from '../laboratory.ts';

export interface StopRule {
  /** Of each strategy: exactly so many, or, with a half-width, so many to begin with. */
  readonly replications: number;
  /** Of occupancy, a fraction; null: the number decides. */
  readonly halfWidth: number | null;
  /** At most so many replications of each strategy, and so much time, ms. */
  readonly replicationsMax: number;
  readonly budgetMs: number | null;
}

export interface Enough {
  readonly wanted: number;
  readonly halfWidth: number | null;
  /** Was the half-width reached? Null: none was asked for. */
  readonly reached: boolean | null;
}

/** Runs the settings until it is enough. The last setting is the baseline and does not count for the half-width. */
export async function enough(laboratory: Laboratory, stop: StopRule, settings: readonly Setting[], judgement: Judgement): Promise<Enough> {
  const startedAt = performance.now();
  let wanted = stop.replications;
  for (;;) {
    await laboratory.run(settings, wanted);
    const width = widest(laboratory, settings.slice(0, -1), judgement);
    if (stop.halfWidth === null) return { wanted, halfWidth: width, reached: null };
    const reached = width !== null && width <= stop.halfWidth;
    const isOutOfTime = stop.budgetMs !== null && performance.now() - startedAt >= stop.budgetMs;
    if (reached || wanted >= stop.replicationsMax || isOutOfTime || laboratory.isInterrupted()) return { wanted, halfWidth: width, reached };
    const needed = width === null ? 2 * wanted : Math.ceil(wanted * (width / stop.halfWidth) ** 2);
    wanted = Math.min(stop.replicationsMax, 2 * wanted, Math.max(wanted + laboratory.workers, needed));
  }
}

function widest(laboratory: Laboratory, settings: readonly Setting[], judgement: Judgement): number | null {
  const runnable = settings.filter((setting) => laboratory.faultOf(setting) === null);
  const replications = Math.min(...runnable.map((setting) => laboratory.results(setting).length));
  if (runnable.length === 0 || replications < 2) return null;
  const ratios = runnable.map((setting) => {
    const { numerators, denominators } = occupancyOf(outcomeSums(judgement, laboratory.results(setting).slice(0, replications)));
    return jackknifeRatio(numerators, denominators);
  });
  const known = ratios.filter((ratio) => ratio !== null);
  if (known.length === 1) return known[0]!.halfWidth;
  const widths = known.flatMap((first, index) => known.slice(index + 1).map((second) => pairedDifference(first.pseudoValues, second.pseudoValues).halfWidth));
  return widths.length === 0 ? null : Math.max(...widths);
}
