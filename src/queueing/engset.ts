/**
 * Engset's loss formula: N sources, each idle one calls at its own rate; a call that finds n servers busy is lost.
 *
 * Rule: the share of time that all are busy is C(N, n)βⁿ / Σ_{k≤n} C(N, k)β^k; a caller sees the system of the other
 * N − 1 sources, so the share of calls lost is the same formula with N − 1 (the arrival theorem).
 * Source: Engset (1918), here by the recursion E(k) = x/(k + x), x = (N − k + 1)·β·E(k−1), which cannot overflow.
 */
import { requireCount, requireNotNegative } from './require.ts';

/**
 * Share of time that all servers are busy.
 *
 * @param sources whole number, at least 0
 * @param servers whole number, at least 0
 * @param idleSourceLoad β: calls of one idle source in a mean handle time, at least 0
 * @throws RangeError for an argument out of its range
 * @example engsetTimeCongestion(20, 5, 0.2) // 0.144084
 */
export function engsetTimeCongestion(sources: number, servers: number, idleSourceLoad: number): number {
  requireCount('sources', sources, 0);
  requireCount('servers', servers, 0);
  requireNotNegative('idleSourceLoad', idleSourceLoad);
  let congestion = 1;
  for (let k = 1; k <= servers; k++) {
    const inflow = Math.max(0, sources - k + 1) * idleSourceLoad * congestion;
    congestion = inflow / (k + inflow);
  }
  return congestion;
}

/**
 * Share of calls that are lost. Arguments as in {@link engsetTimeCongestion}, `sources` at least 1.
 *
 * @example engsetCallCongestion(20, 5, 0.2) // 0.126932
 */
export function engsetCallCongestion(sources: number, servers: number, idleSourceLoad: number): number {
  requireCount('sources', sources, 1);
  return engsetTimeCongestion(sources - 1, servers, idleSourceLoad);
}
