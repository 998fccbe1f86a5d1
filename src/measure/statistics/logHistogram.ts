/**
 * A histogram with buckets of equal ratio: quantiles of any number of values with a relative error of at most 1 %, in
 * constant memory. Durations of 0 have a bucket of their own and are exact.
 *
 * Rule: bucket i holds (γ^(i-1), γ^i] with γ = 1.01/0.99; its representative 2γ^i/(γ + 1) is within 1 % of all it holds. The
 * smallest and largest value are kept exactly. Source of the bucket rule: Masson, Rim & Lee, DDSketch, VLDB 12 (2019).
 * Whole values below 65,536 are counted one by one and sorted into buckets when somebody asks: an addition is then one count and
 * nothing else (a quarter of the instructions of keeping buckets, sum and extremes), and a chart's bins come from the same counts.
 */

const RELATIVE_ERROR = 0.01;
const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const PER_LOG = 1 / Math.log(GAMMA);

/** Whole values below this are counted one by one; the counters grow up to there with the values that come. */
const COUNTED_MAX = 65_536;
const COUNTED_AT_FIRST = 256;

export class LogHistogram {
  /** How often each whole value came, while it is small. */
  private counted: Int32Array = new Int32Array(COUNTED_AT_FIRST);
  /** Of the other values: number, sum, extremes and buckets. */
  private others = 0;
  /** As doubles from the start, like the extremes: V8 would change the class' layout with the first value. */
  private othersSum = -0;
  private othersLeast = Infinity;
  private othersLargest = -Infinity;
  private othersBuckets: Float64Array = new Float64Array(256);
  private readonly bounds: readonly number[];
  private readonly othersInBins: Float64Array;

  /** @param bounds of a chart's bins, ascending: see `inBins` */
  constructor(bounds: readonly number[] = []) {
    this.bounds = bounds;
    this.othersInBins = new Float64Array(bounds.length);
  }

  /** Number of values. */
  get count(): number {
    return this.counted.reduce((sum, times) => sum + times, this.others);
  }

  /** Sum of the values: exact as long as they are whole numbers. */
  get sum(): number {
    return this.counted.reduce((sum, times, value) => sum + times * value, this.othersSum);
  }

  /** Adds a value: 0, or at least 1 (a whole number of ms). Throws a `RangeError` for anything else. */
  add(value: number): void {
    const whole = value | 0;
    if (whole === value && whole >= 0 && whole < this.counted.length) this.counted[whole]! += 1;
    else this.addOther(value);
  }

  /** Adds so many values of 0. */
  addZeros(times: number): void {
    this.counted[0]! += times;
  }

  /** Mean, or null without values. */
  mean(): number | null {
    const { count } = this;
    return count === 0 ? null : this.sum / count;
  }

  /** Quantile of type 7 (linear between order statistics), share in [0, 1]; null without values. */
  quantile(share: number): number | null {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`LogHistogram: the share is ${share}; it must be in [0, 1]`);
    const { count } = this;
    if (count === 0) return null;
    const all = this.ordered(count);
    const rank = (count - 1) * share;
    const below = Math.floor(rank);
    const low = orderStatistic(all, below);
    if (rank === below) return low;
    return low + (rank - below) * (orderStatistic(all, below + 1) - low);
  }

  /** How many values lie up to each bound and above the one before; the last holds all that are larger, too. */
  inBins(): number[] {
    const inBins = Array.from(this.othersInBins);
    this.counted.forEach((times, value) => {
      if (times > 0) inBins[this.binOf(value)]! += times;
    });
    return inBins;
  }

  private addOther(value: number): void {
    if (!(value === 0 || (value >= 1 && value < Infinity))) throw new RangeError(`LogHistogram: ${value}; values are 0 or at least 1`);
    if (value < COUNTED_MAX && Number.isInteger(value)) {
      const grown = new Int32Array(Math.min(COUNTED_MAX, Math.max(value + 1, this.counted.length * 2)));
      grown.set(this.counted);
      this.counted = grown;
      grown[value]! += 1;
      return;
    }
    const bucket = bucketOf(value);
    if (bucket >= this.othersBuckets.length) this.othersBuckets = grownTo(this.othersBuckets, bucket + 1);
    this.othersBuckets[bucket]! += 1;
    this.others += 1;
    this.othersSum += value;
    if (value < this.othersLeast) this.othersLeast = value;
    if (value > this.othersLargest) this.othersLargest = value;
    if (this.bounds.length > 0) this.othersInBins[this.binOf(value)]! += 1;
  }

  private binOf(value: number): number {
    let bin = 0;
    while (bin < this.bounds.length - 1 && value > this.bounds[bin]!) bin += 1;
    return bin;
  }

  /** All values, in buckets. */
  private ordered(count: number): Ordered {
    let buckets: Float64Array = this.othersBuckets.slice();
    let least = this.othersLeast;
    let largest = Math.max(0, this.othersLargest);
    for (let value = this.counted.length - 1; value > 0; value -= 1) {
      const times = this.counted[value]!;
      if (times === 0) continue;
      const bucket = bucketOf(value);
      if (bucket >= buckets.length) buckets = grownTo(buckets, bucket + 1);
      buckets[bucket]! += times;
      if (value < least) least = value;
      if (value > largest) largest = value;
    }
    return { count, zeros: this.counted[0]!, buckets, least, largest };
  }
}

/** `least`: of the values above 0. */
interface Ordered { readonly count: number; readonly zeros: number; readonly buckets: Float64Array; readonly least: number; readonly largest: number }

function orderStatistic({ count, zeros, buckets, least, largest }: Ordered, rank: number): number {
  const first = zeros > 0 ? 0 : least;
  if (rank === 0) return first;
  if (rank === count - 1) return largest;
  let left = rank - zeros;
  if (left < 0) return 0;
  for (let bucket = 0; bucket < buckets.length; bucket += 1) {
    left -= buckets[bucket]!;
    if (left < 0) return Math.min(largest, Math.max(first, (2 * GAMMA ** bucket) / (GAMMA + 1)));
  }
  return largest;
}

function bucketOf(value: number): number {
  return Math.max(0, Math.ceil(Math.log(value) * PER_LOG));
}

function grownTo(buckets: Float64Array, least: number): Float64Array {
  const grown = new Float64Array(Math.max(least, buckets.length * 2));
  grown.set(buckets);
  return grown;
}
