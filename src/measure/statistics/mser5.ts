/**
 * MSER-5: how much of a stationary run's beginning to delete as its warm-up.
 *
 * Rule: means of five values each, Z_1 … Z_m; delete the first d* of them, d* = argmin over 0 <= d <= m/2 of
 * Σ_{j>d}(Z_j - Z̄_{>d})²/(m - d)². Where the least criterion stands at the end of the search the run is too short.
 * Source: White, Simulation 69 (1997); White, Cobb & Spratt, Winter Simulation Conference 2000.
 */
import { mean, sum } from 'simple-statistics';

export interface WarmUp {
  /** Batches of five and values to delete. */
  readonly deletedBatches: number;
  readonly deletedValues: number;
  readonly criterion: number;
  /** The least criterion stands at half of the run: nothing can be said, and the run must be refused. */
  readonly isTooShort: boolean;
}

const BATCH = 5;

/** At least ten values in order of time, else a `RangeError`; what does not fill a batch at the end is left out. */
export function mser5(values: readonly number[]): WarmUp {
  const batches = Math.floor(values.length / BATCH);
  if (batches < 2) throw new RangeError(`mser5: ${values.length} values; at least ${2 * BATCH} are needed`);
  const means = Array.from({ length: batches }, (_, index) => mean(values.slice(index * BATCH, (index + 1) * BATCH)));
  const last = Math.floor(batches / 2);
  let deletedBatches = 0;
  let criterion = Infinity;
  for (let deleted = 0; deleted <= last; deleted++) {
    const here = mserCriterion(means, deleted);
    if (here < criterion) {
      criterion = here;
      deletedBatches = deleted;
    }
  }
  return { deletedBatches, deletedValues: deletedBatches * BATCH, criterion, isTooShort: deletedBatches === last };
}

/** Of several series of one run (controller level, rate, occupancy) the slowest decides: the longest cut. At least one series. */
export function mser5OfSlowest(series: readonly (readonly number[])[]): WarmUp {
  const warmUps = series.map((values) => mser5(values));
  const first = warmUps[0];
  if (first === undefined) throw new RangeError('mser5: no series');
  return warmUps.reduce((longest, each) => (each.deletedValues > longest.deletedValues ? each : longest), first);
}

/** The criterion for deleting the first `deleted` batch means. */
export function mserCriterion(batchMeans: readonly number[], deleted: number): number {
  const kept = batchMeans.slice(deleted);
  const centre = mean(kept);
  return sum(kept.map((value) => (value - centre) ** 2)) / kept.length ** 2;
}
