/** A mixture: one uniform chooses the part, the part draws the value. */
import type { RandomStream } from '../../base/random.ts';
import type { Sampler } from './sampler.ts';

/** Weights need not add up to 1. Throws a RangeError unless they are >= 0 with a positive sum. */
export function mixture(parts: readonly { readonly weight: number; readonly of: Sampler }[]): Sampler {
  const total = parts.reduce((sum, part) => sum + part.weight, 0);
  if (!(total > 0) || parts.some((part) => !(part.weight >= 0))) throw new RangeError('mixture: weights must be >= 0 with a positive sum');
  const used = parts.filter((part) => part.weight > 0);
  if (used.length === 1) return used[0]!.of;
  return new Mixture(used.map((part) => part.weight / total), used.map((part) => part.of));
}

class Mixture implements Sampler {
  readonly mean: number;
  readonly variance: number;
  private readonly weights: readonly number[];
  private readonly parts: readonly Sampler[];
  /** Upper bounds of all parts but the last, which takes the rest. */
  private readonly bounds: Float64Array;

  constructor(weights: readonly number[], parts: readonly Sampler[]) {
    this.weights = weights;
    this.parts = parts;
    this.bounds = new Float64Array(parts.length - 1);
    let bound = 0;
    for (let i = 0; i < this.bounds.length; i++) this.bounds[i] = bound += weights[i]!;
    this.mean = this.weighted((part) => part.mean);
    // The spread within the parts plus the spread of their means: no difference of large squares.
    this.variance = this.weighted((part) => part.variance + (part.mean - this.mean) ** 2);
  }

  sample(random: RandomStream): number {
    const share = random.next();
    const bounds = this.bounds;
    let part = 0;
    while (part < bounds.length && share >= bounds[part]!) part++;
    return this.parts[part]!.sample(random);
  }

  cdf(x: number): number {
    return this.weighted((part) => part.cdf(x));
  }

  partialMean(x: number): number {
    return this.weighted((part) => part.partialMean(x));
  }

  private weighted(value: (part: Sampler) => number): number {
    return this.parts.reduce((sum, part, i) => sum + this.weights[i]! * value(part), 0);
  }
}
