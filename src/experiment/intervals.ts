/** Intervals as results carry them: plain data that may be unknown, and what can be said about them. */
import { z } from 'zod';
import { jackknifeRatio } from '../measure/statistics/jackknifeRatio.ts';
import { jackknifeRatioDifference, type RatioSums } from '../measure/statistics/jackknifeRatioDifference.ts';
import type { Interval } from '../measure/statistics/meanInterval.ts';

const known = z.number().nullable();

export const intervalSchema = z.strictObject({ estimate: known, lower: known, upper: known, halfWidth: known })
  .describe('Estimate with its two-sided 95 % interval; null where there are too few replications, or no denominator.');
export type KnownInterval = z.infer<typeof intervalSchema>;

export const UNKNOWN_INTERVAL: KnownInterval = { estimate: null, lower: null, upper: null, halfWidth: null };

/** What is more in a statistic's result than an interval is left out. */
export function plainInterval(interval: Pick<Interval, 'estimate' | 'lower' | 'upper' | 'halfWidth'> | null): KnownInterval {
  if (interval === null) return UNKNOWN_INTERVAL;
  const { estimate, lower, upper, halfWidth } = interval;
  return { estimate, lower, upper, halfWidth };
}

/** A ratio of sums over the replications; the pooled ratio alone where one replication is all there is. */
export function ratioInterval({ numerators, denominators }: RatioSums): KnownInterval {
  const jackknife = numerators.length < 2 ? null : jackknifeRatio(numerators, denominators);
  if (jackknife !== null) return plainInterval(jackknife);
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const denominator = total(denominators);
  return { ...UNKNOWN_INTERVAL, estimate: denominator === 0 ? null : total(numerators) / denominator };
}

/** Difference of two ratios over common replications. */
export function differenceInterval(x: RatioSums, y: RatioSums): KnownInterval {
  return x.numerators.length < 2 || x.numerators.length !== y.numerators.length ? UNKNOWN_INTERVAL : plainInterval(jackknifeRatioDifference(x, y));
}

/** offset + factor · interval. */
export function scaledInterval({ estimate, lower, upper, halfWidth }: KnownInterval, factor: number, offset = 0): KnownInterval {
  const at = (value: number | null): number | null => (value === null ? null : offset + factor * value);
  const [low, high] = factor < 0 ? [upper, lower] : [lower, upper];
  return { estimate: at(estimate), lower: at(low), upper: at(high), halfWidth: halfWidth === null ? null : Math.abs(factor) * halfWidth };
}
