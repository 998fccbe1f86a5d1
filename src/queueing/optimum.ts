/**
 * The exact optimum of the Markov model: the highest occupancy that any policy reaches under an abandon limit.
 *
 * Rule: maximise E[i]/n subject to lost <= α·answered. The best levels at a price λ trace the upper hull of all policies
 * in the plane (excess per second, occupancy); the optimum is where the hull crosses excess 0, on the edge between two
 * neighbouring policies, time-shared. The search takes one policy on either side and asks at the slope between them for a
 * better one, until there is none: that slope is the switching price. Then the two policies are taken afresh just above
 * and below the price, so that levels of states that are hardly ever visited belong to it as well.
 * The result bounds every policy in this model only; less variable handle times or a grace period may earn more.
 * Sources: Beutler and Ross (1985); Altman (1999).
 */
import type { LevelsValue } from './evaluateLevels.ts';
import { gainAtPrice, levelsAtPrice } from './levelsAtPrice.ts';
import { checkModel } from './markovModel.ts';
import type { MarkovModel } from './markovModel.ts';
import { requireLimit } from './require.ts';
import { excess, timeShare } from './timeShare.ts';

/** The optimum and the two policies that it is mixed of. */
export interface Optimum {
  /** The highest occupancy under the limit, a fraction. */
  readonly occupancy: number;
  /** Abandoned share of the optimum: the limit itself, up to rounding. */
  readonly abandonRate: number;
  /** The policy that keeps the limit. */
  readonly below: LevelsValue;
  /** Its neighbour that exceeds the limit. */
  readonly above: LevelsValue;
  /** Share of the time under `above`, in [0, 1]. */
  readonly share: number;
  /** The switching price λ in seconds of occupancy per lost person: what one more lost person would buy. */
  readonly price: number;
}

/**
 * The exact constrained optimum.
 *
 * @param limit α, the abandon limit as a fraction in [0, 1), usually 0.03
 * @throws RangeError for arguments out of range
 * @example optimum({ agents: 5, answerRate: 0.25, resolutionSeconds: 12, handleSeconds: 120 }, 0.03).occupancy // 0.79446
 */
export function optimum(model: MarkovModel, limit: number): Optimum {
  checkModel(model);
  requireLimit('limit', limit);
  let { below, above } = bracket(model, limit);
  let price = slope(below, above, limit);
  for (let step = 0; step < MOST_STEPS && excess(above, limit) > 0; step++) {
    const between = levelsAtPrice(model, price, limit, below.levels);
    if (gainAtPrice(between, price, limit) <= gainAtPrice(below, price, limit) + SAME_GAIN) break;
    if (excess(between, limit) > 0) above = between;
    else below = between;
    price = slope(below, above, limit);
  }
  const cleanBelow = levelsAtPrice(model, price * (1 + NUDGE), limit, below.levels);
  const cleanAbove = levelsAtPrice(model, price * (1 - NUDGE), limit, cleanBelow.levels);
  if (excess(cleanBelow, limit) <= 0 && excess(cleanAbove, limit) > 0) {
    below = cleanBelow;
    above = cleanAbove;
  }
  return { ...timeShare(below, above, limit), below, above, price };
}

/** The search needs about ten steps; more would only chase rounding. */
const MOST_STEPS = 100;
/** Difference in occupancy below which two policies count as equally good at a price. */
const SAME_GAIN = 1e-12;
/** How far beside the switching price, relatively, the two policies are taken. */
const NUDGE = 1e-6;
const FIRST_PRICE_SECONDS = 10;

/** One optimal policy that keeps the limit and one that exceeds it, unless none within the bounds of the search does. */
function bracket(model: MarkovModel, limit: number): { below: LevelsValue; above: LevelsValue } {
  let price = FIRST_PRICE_SECONDS;
  let below = levelsAtPrice(model, price, limit);
  let above = below;
  for (let step = 0; step < MOST_STEPS && excess(below, limit) > 0; step++) {
    above = below;
    price *= 4;
    below = levelsAtPrice(model, price, limit, below.levels);
  }
  if (above !== below) return { below, above };
  for (let step = 0; step < MOST_STEPS && excess(above, limit) <= 0; step++) {
    below = above;
    price = step === MOST_STEPS - 1 ? 0 : price / 4;
    above = levelsAtPrice(model, price, limit, above.levels);
  }
  return { below, above };
}

/** The price at which two policies are equally good; 0 for one and the same. */
function slope(below: LevelsValue, above: LevelsValue, limit: number): number {
  const run = excess(above, limit) - excess(below, limit);
  return run > 0 ? (above.occupancy - below.occupancy) / run : 0;
}
