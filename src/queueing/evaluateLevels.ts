/**
 * Long-run occupancy and abandoned share of given base-stock levels in the Markov model, exactly.
 *
 * Rule: the levels' excursions weighted with the stationary law of where they start; every long-run rate is a ratio of
 * two such sums.
 * Source: the renewal reward theorem for the watched chain (`excursions.ts`).
 */
import { excursions } from './excursions.ts';
import type { Excursions } from './excursions.ts';
import { checkLevels, checkModel } from './markovModel.ts';
import type { MarkovModel } from './markovModel.ts';
import { stationaryLaw } from './stationaryLaw.ts';

/** What a policy of fixed levels earns in the long run. */
export interface LevelsValue {
  /** T(0) … T(n): the calls in flight to top up to with so many busy agents. */
  readonly levels: readonly number[];
  /** Busy share of the agents' time, E[i]/n. */
  readonly occupancy: number;
  /** Lost share of the persons who answered; 0 if nobody answers. */
  readonly abandoned: number;
  /** E[k]. */
  readonly meanInFlight: number;
  /** Persons who answer per second, lost ones included. */
  readonly answeredPerSecond: number;
  /** Persons who find all agents busy per second. */
  readonly lostPerSecond: number;
}

/**
 * Evaluates base-stock levels.
 *
 * @param levels T(0) … T(n), whole numbers of at least 0, none higher than the one before
 * @throws RangeError for a model or levels out of range
 */
export function evaluateLevels(model: MarkovModel, levels: ArrayLike<number>): LevelsValue {
  checkModel(model);
  checkLevels(model, levels);
  const kept = Array.from(levels);
  if (kept[0] === 0) {
    // Once everybody is free and nothing is in flight, nothing is ever dialled again.
    return { levels: kept, occupancy: 0, abandoned: 0, meanInFlight: 0, answeredPerSecond: 0, lostPerSecond: 0 };
  }
  return valueOf(model, kept, excursions(model, kept));
}

/** The same, for a caller who already has the excursions of these levels. */
export function valueOf(model: MarkovModel, levels: readonly number[], parts: Excursions): LevelsValue {
  const law = stationaryLaw(parts.size, parts.next);
  const seconds = weighted(law, parts.seconds);
  const answered = weighted(law, parts.answered);
  const lost = weighted(law, parts.lost);
  return {
    levels,
    occupancy: weighted(law, parts.busySeconds) / seconds / model.agents,
    abandoned: lost / answered,
    meanInFlight: weighted(law, parts.flightSeconds) / seconds,
    answeredPerSecond: answered / seconds,
    lostPerSecond: lost / seconds,
  };
}

function weighted(law: Float64Array, amounts: Float64Array): number {
  let sum = 0;
  for (let state = 0; state < law.length; state++) sum += law[state]! * amounts[state]!;
  return sum;
}
