/**
 * A histogram with buckets of equal ratio: quantiles of any number of values with a relative error of at most 1 %, in
 * constant memory. Durations of 0 have a bucket of their own and are exact.
 *
 * Rule: bucket i holds (γ^(i-1), γ^i] with γ = 1.01/0.99; its representative 2γ^i/(γ + 1) is within 1 % of all it holds. The
 * smallest and largest value are kept exactly. Source of the bucket rule: Masson, Rim & Lee, DDSketch, VLDB 12 (2019).
 */

const RELATIVE_ERROR = 0.01;
const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const PER_LOG = 1 / Math.log(GAMMA);

/** Buckets of whole values, plus one; 0 where not yet asked for. Shared by all: a logarithm costs more than the look. */
const TABLE_SIZE = 65_536;
const table = new Uint16Array(TABLE_SIZE);

export class LogHistogram {
  private zeros = 0;
  private positives = 0;
  private weightedSum = 0;
  /** Of the values above 0. */
  private least = Infinity;
  private largest = 0;
  private buckets = new Float64Array(256);

  /** Number of values. */
  get count(): number {
    return this.zeros + this.positives;
  }

  /** Sum of the values: exact as long as they are whole numbers. */
  get sum(): number {
    return this.weightedSum;
  }

  /** Adds a value: 0, or at least 1 (a whole number of ms). Throws a `RangeError` for anything else. */
  add(value: number): void {
    if (value === 0) {
      this.zeros++;
      return;
    }
    if (!(value >= 1 && value < Infinity)) throw new RangeError(`LogHistogram: ${value}; values are 0 or at least 1`);
    const bucket = value < TABLE_SIZE && (value | 0) === value ? tableBucket(value) : bucketOf(value);
    if (bucket >= this.buckets.length) this.grow(bucket + 1);
    this.buckets[bucket]!++;
    this.positives++;
    this.weightedSum += value;
    if (value < this.least) this.least = value;
    if (value > this.largest) this.largest = value;
  }

  /** Mean, or null without values. */
  mean(): number | null {
    return this.count === 0 ? null : this.weightedSum / this.count;
  }

  /** Quantile of type 7 (linear between order statistics), share in [0, 1]; null without values. */
  quantile(share: number): number | null {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`LogHistogram: the share is ${share}; it must be in [0, 1]`);
    if (this.count === 0) return null;
    const rank = (this.count - 1) * share;
    const below = Math.floor(rank);
    const low = this.orderStatistic(below);
    if (rank === below) return low;
    return low + (rank - below) * (this.orderStatistic(below + 1) - low);
  }

  private orderStatistic(rank: number): number {
    const least = this.zeros > 0 ? 0 : this.least;
    if (rank === 0) return least;
    if (rank === this.count - 1) return this.largest;
    let left = rank - this.zeros;
    if (left < 0) return 0;
    for (let bucket = 0; bucket < this.buckets.length; bucket++) {
      left -= this.buckets[bucket]!;
      if (left < 0) return Math.min(this.largest, Math.max(least, (2 * GAMMA ** bucket) / (GAMMA + 1)));
    }
    return this.largest;
  }

  private grow(least: number): void {
    const grown = new Float64Array(Math.max(least, this.buckets.length * 2));
    grown.set(this.buckets);
    this.buckets = grown;
  }
}

function bucketOf(value: number): number {
  return Math.max(0, Math.ceil(Math.log(value) * PER_LOG));
}

function tableBucket(value: number): number {
  if (table[value] === 0) table[value] = bucketOf(value) + 1;
  return table[value]! - 1;
}
