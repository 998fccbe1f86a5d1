/**
 * The expectation of a function of a random number, where no closed form is at hand: the mean of its values at the
 * midpoints of equally likely slices (midpoint rule over the quantile function, which is found by bisection).
 */
import type { Sampler } from './sampler.ts';

/** For functions of bounded variation the error is at most their variation / 4,096 slices, and far less for smooth ones. */
export function expectation(of: Sampler, value: (x: number) => number): number {
  if (of.variance === 0) return value(of.mean);
  let sum = 0;
  for (let slice = 0; slice < SLICES; slice++) sum += value(quantile(of, (slice + 0.5) / SLICES));
  return sum / SLICES;
}

const SLICES = 4_096;

/** The smallest x with cdf(x) >= share, to about 1e-12 of its size. */
export function quantile(of: Sampler, share: number): number {
  let step = Math.sqrt(of.variance) || 1;
  let low = of.mean - step;
  let high = of.mean + step;
  for (step *= 2; of.cdf(low) >= share; step *= 2) low -= step;
  for (step = Math.sqrt(of.variance) || 1; of.cdf(high) < share; step *= 2) high += step;
  for (let i = 0; i < 80 && high - low > 1e-13 * (Math.abs(low) + Math.abs(high)); i++) {
    const middle = (low + high) / 2;
    if (of.cdf(middle) >= share) high = middle;
    else low = middle;
  }
  return high;
}
