/**
 * The mean of one long run with an interval, by batch means.
 *
 * Rule: 20 to 40 batches of equal length, as many as still look independent: the lag-1 autocorrelation of the batch means
 * is below 1.645/√b. Then a t interval with b - 1 degrees of freedom. Without such a number there is no interval: the run
 * is too short for what it measures. Source: Law, Simulation Modeling and Analysis (2015), section 9.5.
 */
import { mean, sum } from 'simple-statistics';
import { meanInterval, type Interval } from './meanInterval.ts';

export interface BatchMeansInterval extends Interval {
  readonly batches: number;
  /** Values in a batch. */
  readonly batchLength: number;
  /** Autocorrelation of neighbouring batch means. */
  readonly lagOne: number;
}

export interface BatchMeansOptions {
  /** Values that a batch must hold at least: ten time constants of the controller. Default 1. */
  readonly shortestBatch?: number;
  readonly level?: number;
}

const BATCHES_MIN = 20;
const BATCHES_MAX = 40;

/** `values` at equal distances in time, warm-up deleted. What does not fill the batches is left out at the start. Null: too short, or too correlated. */
export function batchMeans(values: readonly number[], options: BatchMeansOptions = {}): BatchMeansInterval | null {
  const { shortestBatch = 1, level = 0.95 } = options;
  for (let batches = BATCHES_MAX; batches >= BATCHES_MIN; batches--) {
    const batchLength = Math.floor(values.length / batches);
    if (batchLength < Math.max(1, shortestBatch)) continue;
    const from = values.length - batches * batchLength;
    const means = Array.from({ length: batches }, (_, index) => mean(values.slice(from + index * batchLength, from + (index + 1) * batchLength)));
    const lagOne = lagOneAutocorrelation(means);
    if (lagOne < 1.645 / Math.sqrt(batches)) return { ...meanInterval(means, level), batches, batchLength, lagOne };
  }
  return null;
}

/** 0 for values that do not vary. At least two values. */
export function lagOneAutocorrelation(values: readonly number[]): number {
  const centre = mean([...values]);
  const squares = sum(values.map((value) => (value - centre) ** 2));
  const products = sum(values.slice(1).map((value, index) => (value - centre) * (values[index]! - centre)));
  return squares === 0 ? 0 : products / squares;
}
