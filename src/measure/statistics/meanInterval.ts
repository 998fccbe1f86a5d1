/**
 * The mean of independent values with its Student t interval: mean ± t(R - 1) · s / √R.
 */
import { mean, sampleStandardDeviation } from 'simple-statistics';
import { studentTQuantile } from './studentT.ts';

export interface Interval { readonly estimate: number; readonly standardError: number; readonly lower: number; readonly upper: number; readonly halfWidth: number }

/** At least two values; level in (0, 1). Throws a `RangeError` for fewer. */
export function meanInterval(values: readonly number[], level = 0.95): Interval {
  if (values.length < 2) throw new RangeError(`meanInterval: ${values.length} values; an interval needs at least 2`);
  const all = [...values];
  const estimate = mean(all);
  const standardError = sampleStandardDeviation(all) / Math.sqrt(all.length);
  return tInterval(estimate, standardError, all.length - 1, level);
}

/** estimate ± t(degrees) · standardError. */
export function tInterval(estimate: number, standardError: number, degrees: number, level: number): Interval {
  const halfWidth = studentTQuantile((1 + level) / 2, degrees) * standardError;
  return { estimate, standardError, lower: estimate - halfWidth, upper: estimate + halfWidth, halfWidth };
}
