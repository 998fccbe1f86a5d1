/**
 * Erlang's loss formula: Poisson calls to n servers, a call that finds all of them busy is lost at once.
 *
 * Rule: B(0) = 1, B(k) = a·B(k−1) / (k + a·B(k−1)) for the offered load a = arrival rate × mean handle time. It holds
 * for every handle law and is the oracle of open-loop dialling without a grace period.
 * Sources: Erlang (1917); the recursion and its stability, Jagerman (1974). Every term is positive and at most 1, so
 * nothing overflows; far below the load a tiny blocking underflows to 0, which is its value to 300 digits.
 */
import { bisect } from 'simple-statistics';
import { requireCount, requireLimit, requireNotNegative } from './require.ts';

/**
 * Probability that a call is lost.
 *
 * @param servers whole number, at least 0
 * @param offeredLoad in erlangs (calls that would be in progress if none were lost), at least 0
 * @throws RangeError for an argument out of its range
 * @example erlangB(10, 8) // 0.121661
 */
export function erlangB(servers: number, offeredLoad: number): number {
  requireCount('servers', servers, 0);
  requireNotNegative('offeredLoad', offeredLoad);
  let blocking = 1;
  for (let k = 1; k <= servers; k++) blocking = (offeredLoad * blocking) / (k + offeredLoad * blocking);
  return blocking;
}

/** Share of the servers' time that is busy: a(1 − B)/n, in [0, 1). Arguments as in {@link erlangB}, `servers` at least 1. */
export function erlangBOccupancy(servers: number, offeredLoad: number): number {
  requireCount('servers', servers, 1);
  return (offeredLoad * (1 - erlangB(servers, offeredLoad))) / servers;
}

/**
 * The offered load, in erlangs, at which exactly `blocking` of the calls are lost: the inverse of {@link erlangB}.
 *
 * @param servers whole number, at least 1
 * @param blocking the lost share, in [0, 1)
 * @throws RangeError for an argument out of its range
 * @example erlangBLoad(10, 0.03) // 5.529
 */
export function erlangBLoad(servers: number, blocking: number): number {
  requireCount('servers', servers, 1);
  requireLimit('blocking', blocking);
  if (blocking === 0) return 0;
  // No more than n calls can be carried, so B >= 1 − n/a: at twice a = n/(1 − target) the target is passed.
  const above = (2 * servers) / (1 - blocking);
  return bisect((load) => erlangB(servers, load) - blocking, 0, above, 200, above * 1e-14);
}
