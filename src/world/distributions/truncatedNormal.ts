/**
 * The normal distribution, conditioned to lie in [min, max], drawn by inversion.
 *
 * Rule: with alpha and beta the standardised ends and Z the probability between them, mean and variance are
 * m + s(φ(α) − φ(β))/Z and s²(1 + (αφ(α) − βφ(β))/Z − ((φ(α) − φ(β))/Z)²).
 * Source: Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 1, section 13.10.
 */
import type { RandomStream } from '../../base/random.ts';
import { constant } from './constant.ts';
import { normalCdf, normalDensity } from './normalCdf.ts';
import { normalQuantile } from './normalQuantile.ts';
import type { Sampler } from './sampler.ts';

/** `mean` and `sd` are those before the truncation. Throws a RangeError when nothing of the normal lies in [min, max]. */
export function truncatedNormal(mean: number, sd: number, min: number, max: number): Sampler {
  if (!(max >= min) || !(sd >= 0)) throw new RangeError(`normal: sd ${sd} or limits [${min}, ${max}] are impossible`);
  if (sd === 0 || max === min) return constant(Math.min(max, Math.max(min, mean)));
  return new TruncatedNormal(mean, sd, min, max);
}

class TruncatedNormal implements Sampler {
  readonly mean: number;
  readonly variance: number;
  /** -1 when the distribution is held mirrored: a piece of the upper tail is measured more exactly as one of the lower. */
  private readonly sign: 1 | -1;
  private readonly centre: number;
  private readonly sd: number;
  private readonly min: number;
  private readonly max: number;
  private readonly below: number;
  private readonly between: number;
  private readonly densityAtMin: number;

  constructor(mean: number, sd: number, min: number, max: number) {
    const mirrored = mean < min;
    this.sign = mirrored ? -1 : 1;
    this.centre = this.sign * mean;
    this.sd = sd;
    this.min = mirrored ? -max : min;
    this.max = mirrored ? -min : max;
    const alpha = (this.min - this.centre) / sd;
    const beta = (this.max - this.centre) / sd;
    this.below = normalCdf(alpha);
    this.between = normalCdf(beta) - this.below;
    if (!(this.between > 0)) throw new RangeError(`normal: nothing of N(${mean}, ${sd}) lies in [${min}, ${max}]`);
    this.densityAtMin = normalDensity(alpha);
    const shift = (this.densityAtMin - normalDensity(beta)) / this.between;
    this.mean = this.sign * (this.centre + sd * shift);
    this.variance = sd * sd * (1 + (timesDensity(alpha) - timesDensity(beta)) / this.between - shift * shift);
  }

  sample(random: RandomStream): number {
    return this.ofUniform(random.next());
  }

  ofUniform(uniform: number): number {
    const value = this.centre + this.sd * normalQuantile(this.below + this.between * uniform);
    return this.sign * (value < this.min ? this.min : value > this.max ? this.max : value);
  }

  cdf(x: number): number {
    return this.sign === 1 ? this.cdfUpTo(x) : 1 - this.cdfUpTo(-x);
  }

  partialMean(x: number): number {
    return this.sign === 1 ? this.partialMeanUpTo(x) : this.mean + this.partialMeanUpTo(-x);
  }

  private cdfUpTo(x: number): number {
    if (x <= this.min) return 0;
    if (x >= this.max) return 1;
    return (normalCdf((x - this.centre) / this.sd) - this.below) / this.between;
  }

  private partialMeanUpTo(x: number): number {
    if (x <= this.min) return 0;
    const density = normalDensity((Math.min(x, this.max) - this.centre) / this.sd);
    return this.centre * this.cdfUpTo(x) + (this.sd * (this.densityAtMin - density)) / this.between;
  }
}

/** x·φ(x), with its limit 0 at the infinities. */
function timesDensity(x: number): number {
  return Number.isFinite(x) ? x * normalDensity(x) : 0;
}
