/**
 * The lognormal distribution: the exponential of a normal number, by inversion (one uniform).
 *
 * Rule: mean exp(μ + σ²/2); CV² = exp(σ²) − 1; E[X; X ≤ x] = mean · Φ((ln x − μ)/σ − σ).
 */
import type { RandomStream } from '../../base/random.ts';
import { constant } from './constant.ts';
import { normalCdf } from './normalCdf.ts';
import { normalQuantile } from './normalQuantile.ts';
import type { Sampler } from './sampler.ts';

/** By mean and standard deviation of the logarithm. Throws a RangeError when sigma < 0. */
export function lognormal(mu: number, sigma: number): Sampler {
  if (!(sigma >= 0)) throw new RangeError(`lognormal: sigma ${sigma} is negative`);
  return sigma === 0 ? constant(Math.exp(mu)) : new Lognormal(mu, sigma);
}

/** By mean and coefficient of variation. Throws a RangeError unless mean > 0 and cv >= 0. */
export function lognormalOfMean(mean: number, cv: number): Sampler {
  if (!(mean > 0) || !(cv >= 0)) throw new RangeError(`lognormal: mean ${mean} or cv ${cv} is impossible`);
  const variance = Math.log1p(cv * cv);
  return lognormal(Math.log(mean) - variance / 2, Math.sqrt(variance));
}

class Lognormal implements Sampler {
  readonly isSmooth = true;
  readonly mean: number;
  readonly variance: number;
  private readonly mu: number;
  private readonly sigma: number;

  constructor(mu: number, sigma: number) {
    this.mu = mu;
    this.sigma = sigma;
    this.mean = Math.exp(mu + (sigma * sigma) / 2);
    this.variance = this.mean * this.mean * Math.expm1(sigma * sigma);
  }

  sample(random: RandomStream): number {
    return this.ofUniform(random.next());
  }

  ofUniform(uniform: number): number {
    return Math.exp(this.mu + this.sigma * normalQuantile(uniform));
  }

  cdf(x: number): number {
    return x <= 0 ? 0 : normalCdf((Math.log(x) - this.mu) / this.sigma);
  }

  partialMean(x: number): number {
    return x <= 0 ? 0 : this.mean * normalCdf((Math.log(x) - this.mu) / this.sigma - this.sigma);
  }
}
