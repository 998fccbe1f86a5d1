/**
 * The regularised lower incomplete gamma function P(a, x): the distribution function of a gamma number of shape a, scale 1.
 *
 * Rule: the power series below a + 1, the continued fraction above (modified Lentz). Error below 1e-12 for moderate a.
 * Source: Abramowitz and Stegun 6.5.29 and 6.5.31.
 */
import { gammaln } from 'simple-statistics';

/** @param a shape, > 0 */
export function regularizedGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  const scale = Math.exp(a * Math.log(x) - x - gammaln(a));
  return x < a + 1 ? scale * series(a, x) : 1 - scale * fraction(a, x);
}

const STEPS_MAX = 10_000;
const PRECISION = 1e-16;

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < STEPS_MAX && term > sum * PRECISION; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

function fraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < STEPS_MAX; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / nonZero(numerator * d + b, tiny);
    c = nonZero(b + numerator / c, tiny);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < PRECISION * 4) break;
  }
  return value;
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
