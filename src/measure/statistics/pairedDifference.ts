/**
 * The difference of two strategies' values under common random numbers: a t interval and test on d_r = x_r - y_r.
 */
import { sampleCorrelation, sampleStandardDeviation } from 'simple-statistics';
import { meanInterval, type Interval } from './meanInterval.ts';
import { studentTCdf } from './studentT.ts';

export interface PairedDifference extends Interval {
  /** Sample standard deviation of the differences. */
  readonly standardDeviation: number;
  /** Infinite where all differences are equal and not 0; 0 where they are all 0. */
  readonly t: number;
  /** Two-sided. */
  readonly p: number;
  /** Of x and y; null where one of them does not vary. */
  readonly correlation: number | null;
}

/** `x[r]` and `y[r]` come from the same replication; at least two pairs, else a `RangeError`. */
export function pairedDifference(x: readonly number[], y: readonly number[], level = 0.95): PairedDifference {
  if (x.length !== y.length) throw new RangeError(`pairedDifference: ${x.length} and ${y.length} values are no pairs`);
  const differences = x.map((value, r) => value - y[r]!);
  const interval = meanInterval(differences, level);
  const t = interval.estimate === 0 ? 0 : interval.estimate / interval.standardError;
  const p = Number.isFinite(t) ? Math.min(1, 2 * studentTCdf(-Math.abs(t), x.length - 1)) : 0;
  const correlation = sampleCorrelation([...x], [...y]);
  return {
    ...interval, standardDeviation: sampleStandardDeviation(differences), t, p, correlation: Number.isFinite(correlation) ? correlation : null,
  };
}
