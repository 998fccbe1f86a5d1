/**
 * The law of a number of successes that is built up trial by trial, for hot paths: one buffer, reused, and an upper end
 * that is cut where nothing is left.
 *
 * Rule: exact convolution of Bernoulli trials (`addTrial`); entries above the last that exceeds 10⁻¹⁵ are forgotten, so
 * that many unlikely trials cost no more than their spread.
 */
import { addTrial } from '../../queueing/poissonBinomial.ts';

const NOTHING = 1e-15;

export class CountLaw {
  /** Probabilities of 0 … `top`; what stands above means nothing. */
  probabilities: Float64Array = new Float64Array(256);
  top = 0;

  /** No trial: certainly 0. */
  clear(): void {
    this.probabilities[0] = 1;
    this.top = 0;
  }

  add(chance: number): void {
    if (chance <= 0) return;
    if (this.top + 2 > this.probabilities.length) this.grow();
    const law = this.probabilities;
    addTrial(law, this.top, chance < 1 ? chance : 1);
    let top = this.top + 1;
    while (top > 0 && law[top]! < NOTHING) top -= 1;
    this.top = top;
  }

  /** Turns the probabilities of exactly k into those of at most k. No trial may be added afterwards. */
  accumulate(): void {
    const law = this.probabilities;
    for (let k = 1; k <= this.top; k += 1) law[k] = law[k]! + law[k - 1]!;
  }

  private grow(): void {
    const longer = new Float64Array(this.probabilities.length * 2);
    longer.set(this.probabilities);
    this.probabilities = longer;
  }
}
