/**
 * The regularized incomplete beta function I_x(a, b): the cdf of the Beta distribution, and through it of Student's t, F
 * and the binomial.
 *
 * Rule: the continued fraction of Abramowitz & Stegun 26.5.8, evaluated by the modified Lentz method; for x beyond the
 * mean the symmetric I_x(a, b) = 1 - I_{1-x}(b, a), where the fraction converges fast.
 */
import { gammaln } from 'simple-statistics';

/** I_x(a, b) for a, b > 0; x outside [0, 1] counts as the nearer end. Throws a `RangeError` for other a, b. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`incompleteBeta: a is ${a} and b is ${b}; both must be greater than 0`);
  if (Number.isNaN(x)) throw new RangeError('incompleteBeta: x is not a number');
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(gammaln(a + b) - gammaln(a) - gammaln(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

const TINY = 1e-300;
const ACCURACY = 1e-15;
const STEPS_MAX = 100_000;

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= STEPS_MAX; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const change = d * c;
    value *= change;
    if (Math.abs(change - 1) < ACCURACY) return value;
  }
  throw new Error(`incompleteBeta: no convergence for x ${x}, a ${a}, b ${b}`);
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
