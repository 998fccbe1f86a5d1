/**
 * The standard normal distribution: cdf to about 1e-15 and quantile to 1e-9 or better.
 *
 * Rule: near the middle the power series of the cdf (Abramowitz & Stegun 26.2.11), in the tails the continued fraction of
 * Mills' ratio (26.2.14), which keeps the relative accuracy; the quantile starts from 26.2.23 and is refined by
 * Halley's method on the cdf.
 */

/** P(Z <= z). */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('normalCdf: not a number');
  if (Math.abs(z) < SERIES_UP_TO) return 0.5 + normalDensity(z) * centralSeries(z);
  const tail = normalDensity(z) / millsFraction(Math.abs(z));
  return z < 0 ? tail : 1 - tail;
}

/** The z with P(Z <= z) = share; share in (0, 1), else a `RangeError`. */
export function normalQuantile(share: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`normalQuantile: the share is ${share}; it must be in (0, 1)`);
  if (share === 0.5) return 0;
  const lowerShare = Math.min(share, 1 - share);
  const root = Math.sqrt(-2 * Math.log(lowerShare));
  const start = root - (2.515517 + root * (0.802853 + root * 0.010328)) / (1 + root * (1.432788 + root * (0.189269 + root * 0.001308)));
  let z = -start;
  for (let step = 0; step < REFINEMENTS; step++) {
    const newton = (normalCdf(z) - lowerShare) / normalDensity(z);
    z -= newton / (1 + (z * newton) / 2);
  }
  return share < 0.5 ? z : -z;
}

/** The density at z. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

const SERIES_UP_TO = 3;
const FRACTION_DEPTH = 120;
const REFINEMENTS = 3;

function centralSeries(z: number): number {
  let term = z;
  let total = z;
  for (let odd = 3; Math.abs(term) > Number.EPSILON * Math.abs(total); odd += 2) {
    term *= (z * z) / odd;
    total += term;
  }
  return total;
}

/** z + 1/(z + 2/(z + 3/(z + …))): the density divided by the upper tail, for z > 0. */
function millsFraction(z: number): number {
  let value = z;
  for (let depth = FRACTION_DEPTH; depth >= 1; depth--) value = z + depth / value;
  return value;
}
