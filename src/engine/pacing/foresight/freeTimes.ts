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
import { CELLS_MAX, cellsWithin, HORIZON_MAX, sumByCells } from './timeCells.ts';

export class FreeTimes {
  /** Of an agent who begins to talk now. */
  readonly fresh = new Float64Array(HORIZON_MAX);
  /** Sum of the squares of the single agents' probabilities within the horizon, since `clear`. */
  squares = 0;
  private readonly ingredients: Ingredients;
  private cells = 0;
  /** Row e, column c: probability of becoming free in cell c, having lasted until edge e. First the rows of talk, then those of wrap-up. */
  private readonly table = new Float64Array(2 * ROWS * CELLS_MAX);
  private readonly totals = new Float64Array(2 * ROWS);
  /** How many agents stand at each row, since `clear`. */
  private readonly weights = new Float64Array(2 * ROWS);
  private readonly wrapEnds = new Float64Array(HORIZON_MAX);
  private readonly phaseEnds = new Float64Array(HORIZON_MAX);
  private readonly bothEnd = new Float64Array(HORIZON_MAX);

  constructor(ingredients: Ingredients) {
    this.ingredients = ingredients;
  }

  refresh(talk: HandleLaw, wrap: HandleLaw, horizon: number): void {
    const { table, totals, wrapEnds, phaseEnds, bothEnd } = this;
    this.cells = cellsWithin(horizon);
    fillEnds(wrapEnds, wrap, 0, horizon);
    for (let edge = 0; edge < ROWS; edge += 1) {
      const elapsed = HANDLE_EDGES[edge]!;
      fillEnds(phaseEnds, talk, elapsed, horizon);
      totals[edge] = fillBothEnd(bothEnd, phaseEnds, wrapEnds, horizon);
      sumByCells(bothEnd, 0, horizon, table, edge * CELLS_MAX);
      if (edge === 0) this.fresh.set(bothEnd);
      fillEnds(phaseEnds, wrap, elapsed, horizon);
      totals[ROWS + edge] = sumOf(phaseEnds, horizon);
      sumByCells(phaseEnds, 0, horizon, table, (ROWS + edge) * CELLS_MAX);
    }
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

  /** Writes the expected number of agents who become free in each cell. */
  write(into: Float64Array): void {
    const { table, weights, cells } = this;
    into.fill(0, 0, cells);
    for (let row = 0; row < weights.length; row += 1) {
      const weight = weights[row]!;
      if (weight === 0) continue;
      const from = row * CELLS_MAX;
      for (let cell = 0; cell < cells; cell += 1) into[cell] = into[cell]! + weight * table[from + cell]!;
    }
  }

  private add(firstRow: number, elapsedMs: Millis, stays: number): void {
    const { weights, totals } = this;
    const seconds = this.ingredients.elapsedTimes ? elapsedMs / 1_000 : 0;
    const bin = binOf(seconds);
    const from = HANDLE_EDGES[bin]!;
    const late = Math.min(1, (seconds - from) * PER_WIDTH[bin]!);
    const row = firstRow + bin;
    weights[row] = weights[row]! + stays * (1 - late);
    weights[row + 1] = weights[row + 1]! + stays * late;
    const chance = stays * (totals[row]! * (1 - late) + totals[row + 1]! * late);
    this.squares += chance * chance;
  }
}

const ROWS = HANDLE_BINS + 1;
const PER_WIDTH = Float64Array.from({ length: HANDLE_BINS }, (_, bin) => 1 / (HANDLE_EDGES[bin + 1]! - HANDLE_EDGES[bin]!));

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

/** The end of the one followed by a fresh wrap-up. Returns the sum. */
function fillBothEnd(into: Float64Array, phaseEnds: Float64Array, wrapEnds: Float64Array, horizon: number): number {
  let total = 0;
  for (let second = 0; second < horizon; second += 1) {
    let free = 0;
    // A talk ends at the middle of its second and a wrap-up at the middle of its own: half of the sums fall into the next second.
    for (let end = 0; end <= second; end += 1) free += 0.5 * phaseEnds[end]! * (wrapEnds[second - end]! + (second > end ? wrapEnds[second - end - 1]! : 0));
    into[second] = free;
    total += free;
  }
  return total;
}

function sumOf(seconds: Float64Array, horizon: number): number {
  let sum = 0;
  for (let second = 0; second < horizon; second += 1) sum += seconds[second]!;
  return sum;
}
