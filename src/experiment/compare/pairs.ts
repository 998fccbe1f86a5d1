/**
 * Every pair of strategies: the difference of their occupancies under common random numbers, and who is shown to be ahead.
 *
 * Rule: the jackknife's pseudo-values are compared replication by replication; Holm's correction over all pairs.
 */
import { holm } from '../../measure/statistics/holm.ts';
import { pairedDifference } from '../../measure/statistics/pairedDifference.ts';
import type { RatioSums } from '../../measure/statistics/jackknifeRatioDifference.ts';
import { differenceInterval, plainInterval, UNKNOWN_INTERVAL } from '../intervals.ts';
import type { ComparedPair } from './compareSchema.ts';

export interface Contestant {
  readonly label: string;
  /** Of the occupancy, one a replication; all contestants have the same replications, at least two. */
  readonly pseudoValues: readonly number[];
  /** Abandoned and answered; null: no rate of its own. */
  readonly rate: RatioSums | null;
}

export function comparePairs(contestants: readonly Contestant[], basis: ComparedPair['basis']): ComparedPair[] {
  const couples = contestants.flatMap((first, index) => contestants.slice(index + 1).map((second) => ({ first, second })));
  const differences = couples.map(({ first, second }) => pairedDifference(first.pseudoValues, second.pseudoValues));
  const corrected = holm(differences.map((difference) => difference.p));
  return couples.map(({ first, second }, index) => {
    const difference = differences[index]!;
    const pHolm = corrected[index]!;
    const ahead = difference.estimate > 0 ? first.label : second.label;
    return {
      basis, first: first.label, second: second.label, occupancy: plainInterval(difference), correlation: difference.correlation, p: difference.p, pHolm,
      rate: first.rate === null || second.rate === null ? UNKNOWN_INTERVAL : differenceInterval(first.rate, second.rate),
      winner: pHolm < SIGNIFICANCE && difference.estimate !== 0 ? ahead : null,
    };
  });
}

const SIGNIFICANCE = 0.05;
