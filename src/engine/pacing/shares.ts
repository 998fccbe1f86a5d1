/** Shares that several published rules read off the view's counts. A share of nothing is 0. */
import type { RollingCounts } from './strategy.ts';

/** Abandoned calls as a fraction of calls answered by a person (the abandoned ones included). */
export function droppedOfAnswered(counts: RollingCounts): number {
  const { persons } = counts;
  return persons > 0 ? counts.dropped / persons : 0;
}
