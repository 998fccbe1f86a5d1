/** The uniform distribution on [min, max), by inversion. */
import type { RandomStream } from '../../base/random.ts';
import { constant } from './constant.ts';
import type { Sampler } from './sampler.ts';

/** Throws a RangeError when max < min. */
export function uniform(min: number, max: number): Sampler {
  if (!(max >= min)) throw new RangeError(`uniform: max ${max} is below min ${min}`);
  return max === min ? constant(min) : new Uniform(min, max);
}

class Uniform implements Sampler {
  readonly mean: number;
  readonly variance: number;
  private readonly min: number;
  private readonly length: number;

  constructor(min: number, max: number) {
    this.min = min;
    this.length = max - min;
    this.mean = (min + max) / 2;
    this.variance = this.length ** 2 / 12;
  }

  sample(random: RandomStream): number {
    return this.ofUniform(random.next());
  }

  ofUniform(uniform: number): number {
    return this.min + this.length * uniform;
  }

  cdf(x: number): number {
    return Math.min(1, Math.max(0, (x - this.min) / this.length));
  }

  partialMean(x: number): number {
    const share = this.cdf(x);
    return share * (this.min + (this.length * share) / 2);
  }
}
