/**
 * How long a whole-numbered level (calls in progress, agents ready) stood at each of its values: the source of maxima and
 * quantiles over time.
 */

export class TimeWeightedHistogram {
  private weights = new Float64Array(64);
  private highest = -1;

  /** The level stood at `level` (a whole number >= 0) for `durationMs` >= 0. A duration of 0 counts for the maximum only. */
  add(level: number, durationMs: number): void {
    if (level >= this.weights.length) this.grow(level + 1);
    this.weights[level]! += durationMs;
    if (level > this.highest) this.highest = level;
  }

  /** Highest level seen; 0 before any. */
  get max(): number {
    return Math.max(0, this.highest);
  }

  /** Mean over time, or null when no time has passed. */
  mean(): number | null {
    const total = this.total();
    if (total === 0) return null;
    let area = 0;
    for (let level = 1; level <= this.highest; level++) area += level * this.weights[level]!;
    return area / total;
  }

  /** The lowest level that is not exceeded for at least `share` of the time; null when no time has passed. */
  quantile(share: number): number | null {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`TimeWeightedHistogram: the share is ${share}; it must be in [0, 1]`);
    const total = this.total();
    if (total === 0) return null;
    let time = 0;
    for (let level = 0; level <= this.highest; level++) {
      time += this.weights[level]!;
      if (time > 0 && time >= share * total) return level;
    }
    return this.highest;
  }

  /** Summed when asked: whole numbers of ms add up exactly in any order. */
  private total(): number {
    return this.weights.reduce((sum, weight) => sum + weight, 0);
  }

  private grow(least: number): void {
    const grown = new Float64Array(Math.max(least, this.weights.length * 2));
    grown.set(this.weights);
    this.weights = grown;
  }
}
