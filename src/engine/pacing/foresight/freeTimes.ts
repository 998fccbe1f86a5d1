/**
 * When busy agents become free: for each elapsed time of talk or wrap-up the probability of becoming free in each of the
 * coming seconds.
 *
 * Rule: a wrapping agent by the wrap-up law; a talking one by the end of talk, convolved with a fresh wrap-up. Tables over
 * the bins of the handle laws, rebuilt now and then; between the edges of bins they are read on straight lines.
 * Source: pacing, `foresight` F3.
 */
import type { Millis } from '../../../base/time.ts';
import { handleBinOf, HANDLE_BINS, HANDLE_EDGES, type HandleLaw } from '../estimators/handleLaw.ts';
import type { Ingredients } from './ingredients.ts';

/** Seconds that are looked ahead at most. */
export const HORIZON_MAX = 60;

export class FreeTimes {
  /** Of an agent who begins to talk now. */
  readonly fresh = new Float64Array(HORIZON_MAX);
  /** Sum of the squares of the single agents' probabilities within the horizon, since `clear`. */
  squares = 0;
  private readonly ingredients: Ingredients;
  private horizon = 0;
  /** Row e, second s: probability of becoming free in second s, having lasted until edge e. First the rows of talk, then those of wrap-up. */
  private readonly table = new Float64Array(2 * ROWS * HORIZON_MAX);
  private readonly totals = new Float64Array(2 * ROWS);
  /** How many agents stand at each row, since `clear`. */
  private readonly weights = new Float64Array(2 * ROWS);
  private readonly wrapEnds = new Float64Array(HORIZON_MAX);
  private readonly phaseEnds = new Float64Array(HORIZON_MAX);

  constructor(ingredients: Ingredients) {
    this.ingredients = ingredients;
  }

  refresh(talk: HandleLaw, wrap: HandleLaw, horizon: number): void {
    const { table, totals, wrapEnds, phaseEnds, fresh } = this;
    this.horizon = horizon;
    totals.fill(0);
    fillEnds(wrapEnds, wrap, 0, horizon);
    for (let edge = 0; edge < ROWS; edge += 1) {
      const elapsed = HANDLE_EDGES[edge]!;
      const talking = edge * HORIZON_MAX;
      const wrapping = (ROWS + edge) * HORIZON_MAX;
      fillEnds(phaseEnds, talk, elapsed, horizon);
      for (let second = 0; second < horizon; second += 1) {
        let free = 0;
        // A talk ends at the middle of its second and a wrap-up at the middle of its own: half of the sums fall into the next second.
        for (let end = 0; end <= second; end += 1) free += 0.5 * phaseEnds[end]! * (wrapEnds[second - end]! + (second > end ? wrapEnds[second - end - 1]! : 0));
        table[talking + second] = free;
        totals[edge] = totals[edge]! + free;
      }
      fillEnds(phaseEnds, wrap, elapsed, horizon);
      for (let second = 0; second < horizon; second += 1) {
        table[wrapping + second] = phaseEnds[second]!;
        totals[ROWS + edge] = totals[ROWS + edge]! + phaseEnds[second]!;
      }
    }
    fresh.set(table.subarray(0, horizon));
  }

  /** Begins a forecast: nobody is busy. */
  clear(): void {
    this.weights.fill(0);
    this.squares = 0;
  }

  /** An agent who has talked so long, and comes back with this probability. */
  addTalking(elapsedMs: Millis, stays: number): void {
    this.add(0, elapsedMs, stays);
  }

  /** The same for an agent who has wrapped up so long. */
  addWrapping(elapsedMs: Millis, stays: number): void {
    this.add(this.ingredients.wrapPhase ? ROWS : 0, elapsedMs, stays);
  }

  /** Writes the expected number of agents who become free in each second. */
  write(into: Float64Array): void {
    const { table, weights, horizon } = this;
    into.fill(0, 0, horizon);
    for (let row = 0; row < weights.length; row += 1) {
      const weight = weights[row]!;
      if (weight === 0) continue;
      const from = row * HORIZON_MAX;
      for (let second = 0; second < horizon; second += 1) into[second] = into[second]! + weight * table[from + second]!;
    }
  }

  private add(firstRow: number, elapsedMs: Millis, stays: number): void {
    const { weights, totals } = this;
    const seconds = this.ingredients.elapsedTimes ? elapsedMs / 1_000 : 0;
    const bin = binOf(seconds);
    const from = HANDLE_EDGES[bin]!;
    const late = Math.min(1, (seconds - from) / (HANDLE_EDGES[bin + 1]! - from));
    const row = firstRow + bin;
    weights[row] = weights[row]! + stays * (1 - late);
    weights[row + 1] = weights[row + 1]! + stays * late;
    const chance = stays * (totals[row]! * (1 - late) + totals[row + 1]! * late);
    this.squares += chance * chance;
  }
}

const ROWS = HANDLE_BINS + 1;

/** Bins by whole seconds, so that no logarithm is taken for each agent at each decision. */
const BIN_OF_SECOND = Uint8Array.from({ length: 4_096 }, (_, second) => handleBinOf(second));

function binOf(seconds: number): number {
  const bin = BIN_OF_SECOND[Math.min(BIN_OF_SECOND.length - 1, Math.floor(seconds))]!;
  return bin < HANDLE_BINS - 1 && seconds >= HANDLE_EDGES[bin + 1]! ? bin + 1 : bin;
}

function fillEnds(into: Float64Array, law: HandleLaw, elapsed: number, horizon: number): void {
  const before = law.hazardUntil(elapsed);
  let lasts = 1;
  for (let second = 0; second < horizon; second += 1) {
    const left = Math.exp(before - law.hazardUntil(elapsed + second + 1));
    into[second] = lasts - left;
    lasts = left;
  }
}
