/**
 * Quantile of the Beta distribution. Rule: bisection on the incomplete beta function, which is monotone in x, within a
 * factor of two of the root, so that small quantiles keep their relative accuracy of about 1e-15.
 */
import { bisect } from 'simple-statistics';
import { incompleteBeta } from './incompleteBeta.ts';

/** The x in [0, 1] with I_x(a, b) = share. `share` in [0, 1], a, b > 0; else a `RangeError`. */
export function betaQuantile(share: number, a: number, b: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`betaQuantile: the share is ${share}; it must be in [0, 1]`);
  if (!(a > 0 && b > 0)) throw new RangeError(`betaQuantile: a is ${a} and b is ${b}; both must be greater than 0`);
  if (share === 0) return 0;
  if (share === 1) return 1;
  let low = 0.5;
  while (incompleteBeta(low, a, b) > share) low /= 2;
  return bisect((x) => incompleteBeta(x, a, b) - share, low, 2 * low, 200, low * 1e-15);
}
