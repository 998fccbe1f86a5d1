/**
 * The gamma distribution by mean and coefficient of variation: shape 1/CV², scale mean·CV².
 *
 * Rule: squeeze-free rejection from a cubed normal number; a shape below 1 is raised by one and scaled back with a power
 * of a uniform. Source: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000).
 */
import type { RandomStream } from '../../base/random.ts';
import { constant } from './constant.ts';
import { normalQuantile } from './normalQuantile.ts';
import { regularizedGamma } from './regularizedGamma.ts';
import type { Sampler } from './sampler.ts';

/** Throws a RangeError unless mean > 0 and cv >= 0. */
export function gamma(mean: number, cv: number): Sampler {
  if (!(mean > 0) || !(cv >= 0)) throw new RangeError(`gamma: mean ${mean} or cv ${cv} is impossible`);
  return cv === 0 ? constant(mean) : new Gamma(mean, cv);
}

class Gamma implements Sampler {
  readonly mean: number;
  readonly variance: number;
  private readonly shape: number;
  private readonly scale: number;
  private readonly offset: number;
  private readonly slope: number;

  constructor(mean: number, cv: number) {
    this.mean = mean;
    this.variance = (mean * cv) ** 2;
    this.shape = 1 / (cv * cv);
    this.scale = mean * cv * cv;
    this.offset = (this.shape < 1 ? this.shape + 1 : this.shape) - 1 / 3;
    this.slope = 1 / Math.sqrt(9 * this.offset);
  }

  sample(random: RandomStream): number {
    for (;;) {
      const normal = normalQuantile(random.next());
      const root = 1 + this.slope * normal;
      if (root <= 0) continue;
      const cube = root * root * root;
      const uniform = 1 - random.next();
      if (Math.log(uniform) < 0.5 * normal * normal + this.offset * (1 - cube + Math.log(cube))) {
        const value = this.offset * cube * this.scale;
        return this.shape < 1 ? value * (1 - random.next()) ** (1 / this.shape) : value;
      }
    }
  }

  cdf(x: number): number {
    return regularizedGamma(this.shape, x / this.scale);
  }

  partialMean(x: number): number {
    return this.mean * regularizedGamma(this.shape + 1, x / this.scale);
  }
}
