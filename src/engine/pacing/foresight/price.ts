/**
 * The price of foresight: the factor between the target rate and the threshold ψ* on the probability that the next dial is
 * dropped. It is what the forecast gets wrong, and it is learnt.
 *
 * Rule: ψ* = factor · α. ln factor += η·α for each person who answers, −= η for each who is abandoned, within bounds. So between the
 * bounds Σα − abandoned = (change of ln factor) / η: the rate is forced to the mean target, whatever the error of the
 * forecast, while a change of the target acts at once. While something else limits dialling (channels, starts, a list
 * running out, no agents) the factor does not rise above where it stood when that began: answers that the threshold did not
 * ask for earn no credit, and nothing winds up.
 * Source: stochastic approximation (Robbins and Monro 1951) of a Lagrange multiplier; pacing, `foresight` F6.
 */

/** η: step of ln factor for one abandoned call. */
const STEP = 0.05;
const LOWEST = Math.log(0.05);
const HIGHEST = Math.log(20);
const START = Math.log(1.6);

export class DropPrice {
  private logarithm = START;
  /** ln factor does not rise above it. */
  private ceiling = HIGHEST;

  get factor(): number {
    return Math.exp(this.logarithm);
  }

  /** Said at each decision: does anything but the threshold limit it? */
  setLimited(isLimited: boolean): void {
    this.ceiling = isLimited ? Math.max(this.logarithm, this.ceiling === HIGHEST ? LOWEST : this.ceiling) : HIGHEST;
  }

  /** A person was offered to the agents, abandoned later or not; `target` is α. */
  answered(target: number): void {
    this.logarithm = Math.min(this.ceiling, this.logarithm + STEP * target);
  }

  abandoned(): void {
    this.logarithm = Math.max(LOWEST, this.logarithm - STEP);
  }

  /** The forecast has become doubtful: the factor is at most this. */
  lowerTo(factor: number): void {
    this.logarithm = Math.min(this.logarithm, Math.log(factor));
  }

  save(): readonly number[] {
    return [this.logarithm, this.ceiling];
  }

  load(saved: readonly number[]): void {
    this.logarithm = saved[0]!;
    this.ceiling = saved[1]!;
  }
}
