/**
 * The best base-stock levels when each lost person has a price: policy iteration over levels.
 *
 * Rule: earn i/n per second, pay λ·(lost − α·answered), λ in seconds. The watched chain gives the gain and the values at
 * the levels; one upward sweep over k and i gives the value of standing at any (i, k) and following the present levels
 * from the next event on; the new T(i) is the k that maximises it. Each round is at least as good as the one before, and
 * when no level moves any more the levels are optimal.
 * Sources: Howard (1960); Jewell (1963) for unequal holding times.
 */
import { requireLimit, requireNotNegative } from './require.ts';
import { valueOf } from './evaluateLevels.ts';
import type { LevelsValue } from './evaluateLevels.ts';
import { excursions } from './excursions.ts';
import type { Excursions } from './excursions.ts';
import { checkLevels, checkModel, mostInFlight, progressiveLevels } from './markovModel.ts';
import type { MarkovModel } from './markovModel.ts';
import { relativeValues } from './relativeValues.ts';
import { stationaryLaw } from './stationaryLaw.ts';

/**
 * The levels that maximise occupancy − price·(lost − limit·answered) per second, and what they earn. Levels are bounded
 * by `mostInFlight(model)`, which binds only at prices far below those of the usual limits.
 *
 * @param price λ in seconds, at least 0
 * @param limit α, the abandon limit as a fraction in [0, 1)
 * @param startLevels where to begin, for a fast start near a known solution; progressive if absent; `[0]` at least 1
 * @throws RangeError for arguments out of range
 */
export function levelsAtPrice(model: MarkovModel, price: number, limit: number, startLevels?: readonly number[]): LevelsValue {
  checkModel(model);
  requireNotNegative('price', price);
  requireLimit('limit', limit);
  let levels = startLevels ?? progressiveLevels(model.agents);
  checkLevels(model, levels);
  if (levels[0] === 0) throw new RangeError('startLevels[0] is 0; it must be at least 1');
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const parts = excursions(model, levels);
    const better = improve(model, price, limit, levels, parts);
    if (better === undefined) return valueOf(model, levels, parts);
    levels = better;
  }
  throw new Error(`levelsAtPrice did not settle in ${MOST_ROUNDS} rounds: ${JSON.stringify({ model, price, limit })}`);
}

/** Gain per second under a price: the quantity that {@link levelsAtPrice} maximises. */
export function gainAtPrice(value: LevelsValue, price: number, limit: number): number {
  return value.occupancy - price * (value.lostPerSecond - limit * value.answeredPerSecond);
}

/** Policy iteration needs about ten rounds; this only turns an endless loop into an error. */
const MOST_ROUNDS = 1_000;

/** A level moves only for more than rounding, relative to the largest value: otherwise ties would chase each other. */
const TIE = 1e-12;

/** Improved levels, or undefined if none improves on the present ones. */
function improve(model: MarkovModel, price: number, limit: number, levels: readonly number[], parts: Excursions): number[] | undefined {
  const { agents, answerRate } = model;
  const { size } = parts;
  const freeing = 1 / model.handleSeconds;
  const resolving = 1 / model.resolutionSeconds;
  const law = stationaryLaw(size, parts.next);
  const gain = gainAtPrice(valueOf(model, levels, parts), price, limit);
  const rewards = new Float64Array(size);
  let reference = 0;
  for (let busy = 0; busy < size; busy++) {
    const charge = price * (parts.lost[busy]! - limit * parts.answered[busy]!);
    rewards[busy] = parts.busySeconds[busy]! / agents - charge - gain * parts.seconds[busy]!;
    if (law[busy]! > law[reference]!) reference = busy;
  }
  const atLevel = relativeValues(size, parts.next, rewards, reference);
  const scale = atLevel.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);

  const best = atLevel.map((value) => value + TIE * scale);
  const improved = levels.slice();
  let moved = false;
  // Values of (busy, k) once the dialler has topped up: of the k just done, and of the k in hand.
  let fewer = new Float64Array(size);
  let here = new Float64Array(size);
  const most = Math.max(mostInFlight(model), ...levels);
  for (let inFlight = 0; inFlight <= most; inFlight++) {
    const resolution = inFlight * resolving;
    for (let busy = 0; busy < size; busy++) {
      const rate = busy * freeing + resolution;
      const full = busy === agents;
      const person = full ? fewer[busy]! - price : fewer[busy + 1]!;
      const resolved = answerRate * (person + price * limit) + (1 - answerRate) * fewer[busy]!;
      const freed = busy > 0 ? busy * freeing * here[busy - 1]! : 0;
      // With nobody busy and nothing in flight the floor stands still for ever: worse than anything.
      const standing = rate === 0 ? -Infinity : (busy / agents - gain + freed + (inFlight > 0 ? resolution * resolved : 0)) / rate;
      if (standing > best[busy]!) {
        best[busy] = standing;
        improved[busy] = inFlight;
        moved = true;
      }
      here[busy] = inFlight < levels[busy]! ? atLevel[busy]! : standing;
    }
    [fewer, here] = [here, fewer];
  }
  return moved ? improved : undefined;
}
