/**
 * The number of successes in independent trials of different probabilities: persons who will answer out of the calls in
 * flight, agents who will be free out of the busy ones.
 *
 * Rule: one trial after the other, f(k) ← f(k)·(1 − u) + f(k − 1)·u. Exact, only sums of positive terms, O(trials²).
 * Source: the convolution of Bernoulli laws; Poisson (1837) for the law.
 */
import { requireCount } from './require.ts';

/**
 * The probabilities of 0, 1, … successes; the result has one entry more than there are trials.
 *
 * @param chances the success probabilities of the trials, each in [0, 1]
 * @throws RangeError for a probability out of its range
 */
export function poissonBinomial(chances: ArrayLike<number>): Float64Array {
  const law = new Float64Array(chances.length + 1);
  law[0] = 1;
  for (let trial = 0; trial < chances.length; trial++) {
    const chance = chances[trial]!;
    if (!(chance >= 0 && chance <= 1)) throw new RangeError(`chances[${trial}] is ${chance}; it must be between 0 and 1`);
    addTrial(law, trial, chance);
  }
  return law;
}

/**
 * Adds one more trial to a law in place, for callers that add candidates one by one.
 *
 * @param law probabilities of 0 … `trials` successes in its first `trials + 1` entries; it must have room for one more
 * @param trials how many trials the law has so far, at least 0
 * @param chance success probability of the new trial, in [0, 1]; not checked, since this stands in hot paths
 */
export function addTrial(law: Float64Array, trials: number, chance: number): void {
  const failure = 1 - chance;
  law[trials + 1] = law[trials]! * chance;
  for (let k = trials; k > 0; k--) law[k] = law[k]! * failure + law[k - 1]! * chance;
  law[0] = law[0]! * failure;
}

/**
 * P(at least `least` successes) of a law as {@link poissonBinomial} returns it: 1 for `least` <= 0, 0 beyond the trials.
 *
 * @param least whole number of any sign
 * @throws RangeError if `least` is not a whole number
 */
export function upperTail(law: ArrayLike<number>, least: number): number {
  requireCount('least', least, -Number.MAX_SAFE_INTEGER);
  if (least <= 0) return 1;
  let tail = 0;
  // From the far end, so that the small terms are not lost beside the large ones.
  for (let k = law.length - 1; k >= least; k--) tail += law[k]!;
  return Math.min(1, tail);
}
