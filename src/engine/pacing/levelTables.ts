/**
 * Optimal base-stock levels of the Markov model for a grid of prices, solved when they are first needed and kept.
 *
 * Rule: answer rate and E[R]/τ are snapped to a grid of 5 % steps, prices are 24, geometric from 0.2 to 500 s; a table is
 * a pure function of (agents, two bins, price), so keeping or forgetting it changes nothing but the work. The model is
 * solved at a handle time of 120 s: with all times scaled alike the same levels belong to a price scaled alike, and what
 * the price is measured in does not matter to a controller that moves it.
 * Source: pacing, section 7 and `base-stock`.
 */
import { levelsAtPrice } from '../../queueing/levelsAtPrice.ts';

export const PRICES = 24;
export const LOWEST_PRICE_SECONDS = 0.2;
export const HIGHEST_PRICE_SECONDS = 500;
const PRICE_LOG_STEP = Math.log(HIGHEST_PRICE_SECONDS / LOWEST_PRICE_SECONDS) / (PRICES - 1);
const HANDLE_SECONDS = 120;
const GRID_LOG_STEP = Math.log(1.05);
/** Sets of tables kept; estimates rarely visit more. */
const SETS_MAX = 256;
/** Bounds that keep the solution small: nobody answers less often, no call rings longer than its handling takes. */
const LEAST_ANSWER_RATE = 0.005;
const MOST_RESOLUTION = 2;
const LEAST_RESOLUTION = 0.005;

/** The number of the grid's step nearest to a positive value. */
export function gridBin(value: number): number {
  return Math.round(Math.log(value) / GRID_LOG_STEP);
}

export class LevelTables {
  private readonly sets = new Map<string, (readonly number[] | undefined)[]>();

  /**
   * T(0) … T(agents) at a price.
   *
   * @param answerBin bin of the answer rate, as `gridBin` gives it
   * @param resolutionBin bin of E[R]/τ
   * @param priceIndex 0 to PRICES − 1
   * @param limit α, of the abandon limit
   */
  levels(agents: number, answerBin: number, resolutionBin: number, priceIndex: number, limit: number): readonly number[] {
    const set = this.setOf(`${agents} ${answerBin} ${resolutionBin}`);
    let levels = set[priceIndex];
    if (levels === undefined) {
      const model = {
        agents,
        answerRate: Math.min(1, Math.max(LEAST_ANSWER_RATE, Math.exp(answerBin * GRID_LOG_STEP))),
        resolutionSeconds: HANDLE_SECONDS * Math.min(MOST_RESOLUTION, Math.max(LEAST_RESOLUTION, Math.exp(resolutionBin * GRID_LOG_STEP))),
        handleSeconds: HANDLE_SECONDS,
      };
      levels = levelsAtPrice(model, LOWEST_PRICE_SECONDS * Math.exp(priceIndex * PRICE_LOG_STEP), limit).levels;
      set[priceIndex] = levels;
    }
    return levels;
  }

  private setOf(key: string): (readonly number[] | undefined)[] {
    let set = this.sets.get(key);
    if (set === undefined) {
      if (this.sets.size >= SETS_MAX) this.sets.clear();
      set = Array.from({ length: PRICES });
      this.sets.set(key, set);
    }
    return set;
  }
}

/** Where ln price stands among the prices, as a real number from 0 to PRICES − 1. */
export function pricePosition(logPrice: number): number {
  return Math.min(PRICES - 1, Math.max(0, (logPrice - Math.log(LOWEST_PRICE_SECONDS)) / PRICE_LOG_STEP));
}
