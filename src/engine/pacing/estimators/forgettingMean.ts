/**
 * A mean that begins with a belief and forgets: answer probability, ring time, talk, wrap-up.
 *
 * Rule: the prior counts as `priorWeight` observations for ever; each new observation makes the older ones count for
 * 1 − 1/memory of what they did, so that their total weight stays below `memory`. With all weights in balance this equals
 * the plain mean of about 2·memory observations.
 * Source: exponential smoothing; pacing: estimates of `base-stock` (prior weight 50 attempts, 20 calls).
 */

export class ForgettingMean {
  private readonly prior: number;
  private readonly priorWeight: number;
  private readonly keep: number;
  private sum = 0;
  private total = 0;

  /**
   * @param prior what is believed before there are data
   * @param priorWeight how many observations the prior is worth, above 0
   * @param memory bound on the weight of all observations, above 1
   */
  constructor(prior: number, priorWeight: number, memory: number) {
    this.prior = prior;
    this.priorWeight = priorWeight;
    this.keep = 1 - 1 / memory;
  }

  add(value: number): void {
    this.sum = this.sum * this.keep + value;
    this.total = this.total * this.keep + 1;
  }

  get mean(): number {
    return (this.sum + this.prior * this.priorWeight) / (this.total + this.priorWeight);
  }

  /** Weight of the observations, without the prior. */
  get weight(): number {
    return this.total;
  }

  save(): readonly number[] {
    return [this.sum, this.total];
  }

  load(saved: readonly number[]): void {
    this.sum = saved[0]!;
    this.total = saved[1]!;
  }
}
