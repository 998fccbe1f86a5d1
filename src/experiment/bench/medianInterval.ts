/**
 * The median with the interval of the sign test: between two order statistics, whatever the distribution.
 *
 * Rule: the k-th smallest and the k-th largest value bound the median with at least 99 %, where k is the largest number with
 * P(Binomial(n, 1/2) < k) <= 0.005. Too few values have the interval of their extremes. Source: Conover, Practical
 * Nonparametric Statistics.
 */
import { medianSorted } from 'simple-statistics';

export interface MedianInterval { readonly median: number; readonly lower: number; readonly upper: number }

/** @param values at least one */
export function medianInterval(values: readonly number[]): MedianInterval {
  const sorted = [...values].sort((left, right) => left - right);
  const rank = Math.max(1, rankOf(sorted.length));
  return { median: medianSorted(sorted), lower: sorted[rank - 1]!, upper: sorted[sorted.length - rank]! };
}

/** The largest k with P(fewer than k of n fair coins) <= 0.005; 0: none. */
function rankOf(count: number): number {
  let term = 2 ** -count;
  let below = term;
  let rank = 0;
  while (below <= TAIL) {
    rank += 1;
    term *= (count - rank + 1) / rank;
    below += term;
  }
  return rank;
}

const TAIL = 0.005;
