/** The exponential distribution, by inversion. */
import type { RandomStream } from '../../base/random.ts';
import type { Sampler } from './sampler.ts';

/** Throws a RangeError unless mean > 0. */
export function exponential(mean: number): Sampler {
  if (!(mean > 0)) throw new RangeError(`exponential: the mean ${mean} is not positive`);
  return new Exponential(mean);
}

class Exponential implements Sampler {
  readonly isSmooth = true;
  readonly mean: number;
  readonly variance: number;

  constructor(mean: number) {
    this.mean = mean;
    this.variance = mean * mean;
  }

  sample(random: RandomStream): number {
    return this.ofUniform(random.next());
  }

  ofUniform(uniform: number): number {
    return -this.mean * Math.log(1 - uniform);
  }

  cdf(x: number): number {
    return x <= 0 ? 0 : -Math.expm1(-x / this.mean);
  }

  partialMean(x: number): number {
    return x <= 0 ? 0 : this.mean * this.cdf(x) - x * Math.exp(-x / this.mean);
  }
}
