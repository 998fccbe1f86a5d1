/**
 * The price of an abandoned call, moved so that the long-run abandon rate is the target, whatever the model behind it.
 *
 * Rule: ln price −= η·target for each person who answers, += η for each who is abandoned, within bounds. So between the
 * bounds abandoned − target·answered = Δ ln price / η: the rate is forced. While something else than the price limits
 * dialling (channels, starts, due records) the price may rise but not fall: answers that it did not ask for earn no
 * credit, and nothing winds up.
 * Source: stochastic approximation (Robbins and Monro 1951) of a Lagrange multiplier; pacing: price of `fractile`.
 */

export interface PriceSettings {
  /** Abandoned per answered person, a fraction. */
  readonly target: number;
  /** η: step of ln price for one abandoned call. */
  readonly step: number;
  readonly start: number;
  readonly lowest: number;
  readonly highest: number;
}

export class AbandonPrice {
  /** Set by the strategy at each decision: fewer calls can be placed than the price allows. */
  isLimited = false;
  private readonly fall: number;
  private readonly rise: number;
  private readonly lowest: number;
  private readonly highest: number;
  private logarithm: number;

  constructor(settings: PriceSettings) {
    this.fall = settings.step * settings.target;
    this.rise = settings.step;
    this.lowest = Math.log(settings.lowest);
    this.highest = Math.log(settings.highest);
    this.logarithm = Math.log(settings.start);
  }

  /** A person was offered to the agents, abandoned later or not. */
  answered(): void {
    if (!this.isLimited) this.logarithm = Math.max(this.lowest, this.logarithm - this.fall);
  }

  abandoned(): void {
    this.logarithm = Math.min(this.highest, this.logarithm + this.rise);
  }

  get value(): number {
    return Math.exp(this.logarithm);
  }

  /** ln price. */
  get log(): number {
    return this.logarithm;
  }

  save(): readonly number[] {
    return [this.logarithm, this.isLimited ? 1 : 0];
  }

  load(saved: readonly number[]): void {
    this.logarithm = saved[0]!;
    this.isLimited = saved[1] === 1;
  }
}
