/**
 * The price of foresight: the factor between the target rate and the threshold ψ* on the probability that the next dial is
 * dropped. It is what the forecast gets wrong, and it is learnt.
 *
 * Rule: ψ* = factor · α. ln factor += η·α for each person who answers, −= η for each who is abandoned, within bounds. So between the
 * bounds Σα − abandoned = (change of ln factor) / η: the rate is forced to the mean target, whatever the error of the
 * forecast, while a change of the target acts at once. While something else limits dialling (channels, starts, a list
 * running out, no agents) the factor does not rise, so nothing winds up; the credit of such answers goes to the others, whose
 * share is counted, so that a lasting limit does not lower the threshold either.
 * Source: stochastic approximation (Robbins and Monro 1951) of a Lagrange multiplier; pacing, `foresight` F6.
 */

/** η: step of ln factor for one abandoned call. */
const STEP = 0.05;
const LOWEST = Math.log(0.05);
const HIGHEST = Math.log(6);
const START = 0;
/** Answers over which the share of those that the threshold asked for is counted, and its lowest value. */
const SHARE_MEMORY = 200;
const SHARE_MIN = 0.1;

export class DropPrice {
  private logarithm = START;
  private isLimited = false;
  /** Share of the answers at whose time nothing but the threshold limited dialling. */
  private share = 1;

  get factor(): number {
    return Math.exp(this.logarithm);
  }

  /** Said at each decision: does anything but the threshold limit it? */
  setLimited(isLimited: boolean): void {
    this.isLimited = isLimited;
  }

  /** A person was offered to the agents, abandoned later or not; `target` is α. */
  answered(target: number): void {
    this.share += ((this.isLimited ? 0 : 1) - this.share) / SHARE_MEMORY;
    if (!this.isLimited) this.logarithm = Math.min(HIGHEST, this.logarithm + (STEP * target) / Math.max(SHARE_MIN, this.share));
  }

  abandoned(): void {
    this.logarithm = Math.max(LOWEST, this.logarithm - STEP);
  }

  /** The forecast has become doubtful: the factor is at most this. */
  lowerTo(factor: number): void {
    this.logarithm = Math.min(this.logarithm, Math.log(factor));
  }

  save(): readonly number[] {
    return [this.logarithm, this.share, this.isLimited ? 1 : 0];
  }

  load(saved: readonly number[]): void {
    this.logarithm = saved[0]!;
    this.share = saved[1]!;
    this.isLimited = saved[2] === 1;
  }
}
