/**
 * The difference of two ratios of sums under common random numbers: the same replication is left out of both.
 */
import { sampleCorrelation } from 'simple-statistics';
import { ratioPseudoValues } from './jackknifeRatio.ts';
import { meanInterval, type Interval } from './meanInterval.ts';

export interface RatioSums { readonly numerators: readonly number[]; readonly denominators: readonly number[] }

export interface RatioDifference extends Interval {
  /** Correlation of the two ratios' pseudo-values; null where one of them does not vary. */
  readonly correlation: number | null;
}

/** Interval of θ_x - θ_y; null where a denominator is 0. Both must have the same replications, at least two. */
export function jackknifeRatioDifference(x: RatioSums, y: RatioSums, level = 0.95): RatioDifference | null {
  if (x.numerators.length !== y.numerators.length) {
    throw new RangeError(`jackknifeRatioDifference: ${x.numerators.length} and ${y.numerators.length} replications are no pairs`);
  }
  const ofX = ratioPseudoValues(x.numerators, x.denominators);
  const ofY = ratioPseudoValues(y.numerators, y.denominators);
  if (ofX === null || ofY === null) return null;
  const differences = ofX.map((value, i) => value - ofY[i]!);
  const correlation = sampleCorrelation(ofX, ofY);
  return { ...meanInterval(differences, level), correlation: Number.isFinite(correlation) ? correlation : null };
}
