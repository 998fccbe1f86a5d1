/**
 * A distribution given by points of its quantile function, linear between them.
 *
 * Rule: between (s, v) and (t, w) the values are uniform on [v, w] with probability t − s; v = w is an atom, s = t a gap.
 * So the mean is the trapezoid's area under the quantile function.
 */
import type { RandomStream } from '../../base/random.ts';
import type { Sampler } from './sampler.ts';

/** Throws a RangeError unless shares run from 0 to 1 and neither shares nor values decrease. */
export function empirical(quantiles: readonly (readonly [share: number, value: number])[]): Sampler {
  const last = quantiles.length - 1;
  if (last < 1 || quantiles[0]![0] !== 0 || quantiles[last]![0] !== 1) throw new RangeError('empirical: shares must run from 0 to 1');
  for (let i = 1; i <= last; i++) {
    if (!(quantiles[i]![0] >= quantiles[i - 1]![0]) || !(quantiles[i]![1] >= quantiles[i - 1]![1])) {
      throw new RangeError('empirical: neither shares nor values may decrease');
    }
  }
  return new Empirical(quantiles);
}

class Empirical implements Sampler {
  readonly mean: number;
  readonly variance: number;
  private readonly shares: Float64Array;
  private readonly values: Float64Array;

  constructor(quantiles: readonly (readonly [number, number])[]) {
    this.shares = Float64Array.from(quantiles, (point) => point[0]);
    this.values = Float64Array.from(quantiles, (point) => point[1]);
    let mean = 0;
    for (let i = 1; i < this.shares.length; i++) mean += ((this.shares[i]! - this.shares[i - 1]!) * (this.values[i]! + this.values[i - 1]!)) / 2;
    let variance = 0;
    for (let i = 1; i < this.shares.length; i++) {
      const from = this.values[i - 1]! - mean;
      const to = this.values[i]! - mean;
      variance += ((this.shares[i]! - this.shares[i - 1]!) * (from * from + from * to + to * to)) / 3;
    }
    this.mean = mean;
    this.variance = variance;
  }

  sample(random: RandomStream): number {
    return this.ofUniform(random.next());
  }

  ofUniform(share: number): number {
    const shares = this.shares;
    // The segment whose end is the first share above the drawn one.
    let low = 1;
    let high = shares.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (shares[middle]! > share) high = middle;
      else low = middle + 1;
    }
    const from = this.values[low - 1]!;
    const start = shares[low - 1]!;
    return from + ((this.values[low]! - from) * (share - start)) / (shares[low]! - start);
  }

  cdf(x: number): number {
    let share = 0;
    for (let i = 1; i < this.shares.length; i++) share += this.massUpTo(i, x);
    return Math.min(1, share);
  }

  partialMean(x: number): number {
    let sum = 0;
    for (let i = 1; i < this.shares.length; i++) sum += (this.massUpTo(i, x) * (this.values[i - 1]! + Math.min(x, this.values[i]!))) / 2;
    return sum;
  }

  /** How much probability of the segment that ends at point i lies at or below x. */
  private massUpTo(i: number, x: number): number {
    const from = this.values[i - 1]!;
    const to = this.values[i]!;
    const mass = this.shares[i]! - this.shares[i - 1]!;
    if (x >= to) return mass;
    return x <= from ? 0 : (mass * (x - from)) / (to - from);
  }
}
