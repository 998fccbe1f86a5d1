/**
 * Erlang's delay formula: Poisson calls to n servers with exponential handle times, and every caller waits.
 *
 * Rule: C = B / (1 − (a/n)(1 − B)) with Erlang's loss probability B; the mean wait is C/(nμ − λ) and the mean queue λ
 * times that. At a load of n or more the queue grows without end: everybody waits, for ever.
 * Source: Erlang (1917).
 */
import { erlangB } from './erlangB.ts';
import { requireCount, requireNotNegative, requirePositive } from './require.ts';

/**
 * Probability that a call has to wait; 1 at a load of `servers` or more.
 *
 * @param servers whole number, at least 1
 * @param offeredLoad in erlangs, at least 0
 * @throws RangeError for an argument out of its range
 * @example erlangC(10, 8) // 0.409180
 */
export function erlangC(servers: number, offeredLoad: number): number {
  requireCount('servers', servers, 1);
  const blocking = erlangB(servers, offeredLoad);
  if (offeredLoad >= servers) return 1;
  return blocking / (1 - (offeredLoad / servers) * (1 - blocking));
}

/**
 * Mean wait over all calls, in seconds; Infinity at a load of `servers` or more.
 *
 * @param servers whole number, at least 1
 * @param arrivalsPerSecond calls per second, at least 0
 * @param handleSeconds mean handle time, above 0
 * @throws RangeError for an argument out of its range
 */
export function erlangCWaitSeconds(servers: number, arrivalsPerSecond: number, handleSeconds: number): number {
  requirePositive('handleSeconds', handleSeconds);
  requireNotNegative('arrivalsPerSecond', arrivalsPerSecond);
  const offeredLoad = arrivalsPerSecond * handleSeconds;
  const waiting = erlangC(servers, offeredLoad);
  return offeredLoad >= servers ? Infinity : (waiting * handleSeconds) / (servers - offeredLoad);
}

/** Mean number of callers waiting; arguments as in {@link erlangCWaitSeconds}. Source: Little's law. */
export function erlangCQueue(servers: number, arrivalsPerSecond: number, handleSeconds: number): number {
  return arrivalsPerSecond * erlangCWaitSeconds(servers, arrivalsPerSecond, handleSeconds);
}
