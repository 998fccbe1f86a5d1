/**
 * A compiled distribution: what the world draws from, with the exact moments that tests of the world and closed forms need.
 */
import type { RandomStream } from '../../base/random.ts';

export interface Sampler {
  /** Draws one value; how many uniforms it takes is its own affair. */
  sample(random: RandomStream): number;
  /** The value for one uniform number in [0, 1); absent where `sample` takes another number of them than one. */
  readonly ofUniform?: (uniform: number) => number;
  /** `ofUniform` has neither bends nor steps within (0, 1): it may be tabled (millisTable.ts). */
  readonly isSmooth?: true;
  readonly mean: number;
  /** 0 for a constant, which draws no uniform at all. */
  readonly variance: number;
  /** P(X <= x). */
  cdf(x: number): number;
  /** E[X; X <= x]: the part of the mean that values up to x contribute. */
  partialMean(x: number): number;
}

/** E[min(X, x)]. */
export function limitedMean(sampler: Sampler, x: number): number {
  return x === Infinity ? sampler.mean : sampler.partialMean(x) + x * (1 - sampler.cdf(x));
}
