/**
 * M/M/n+D: Poisson calls, exponential handle times, every caller waits the same grace period d and is then dropped.
 * It is the oracle of open-loop dialling under a drop time limit; with d = 0 it is Erlang's loss system.
 *
 * Rule, with δ = λ − nμ: J = (e^{δd} − 1)/δ + e^{δd}/(nμ), E = Σ_{j<n} (a^j/j!) / (a^{n−1}/(n−1)!), which is 1/B(n−1, a);
 * P(all busy) = λJ/(E + λJ) and P(abandon) = (1 + δJ)/(E + λJ). The numerator 1 + δJ equals e^{δd}·λ/(nμ), which does not
 * cancel, and under overload everything is divided by e^{δd}, so nothing overflows.
 * Sources: Baccelli and Hébuterne (1981); Zeltyn and Mandelbaum (2005).
 */
import { bisect } from 'simple-statistics';
import { erlangB } from './erlangB.ts';
import { requireCount, requireLimit, requireNotNegative, requirePositive } from './require.ts';

/** What the queue answers; all are fractions. */
export interface DeterministicPatience {
  /** Probability that an arriving caller finds all servers busy. */
  readonly waitProbability: number;
  /** Share of all callers who are dropped. */
  readonly abandonProbability: number;
  /** Busy share of the servers' time. */
  readonly occupancy: number;
}

/**
 * The stationary M/M/n+D queue.
 *
 * @param servers whole number, at least 1
 * @param offeredLoad in erlangs, above 0
 * @param handleSeconds mean handle time, above 0
 * @param graceSeconds how long every caller waits, at least 0
 * @throws RangeError for an argument out of its range
 * @example deterministicPatience(5, 2, 120, 2).abandonProbability // 0.034866
 */
export function deterministicPatience(
  servers: number,
  offeredLoad: number,
  handleSeconds: number,
  graceSeconds: number,
): DeterministicPatience {
  requireCount('servers', servers, 1);
  requirePositive('offeredLoad', offeredLoad);
  requirePositive('handleSeconds', handleSeconds);
  requireNotNegative('graceSeconds', graceSeconds);
  // Time in units of the mean handle time: λ = a, nμ = n.
  const grace = graceSeconds / handleSeconds;
  const drift = offeredLoad - servers;
  // Everything is scaled by e^{−max(0, δd)}.
  const scale = Math.exp(-Math.max(0, drift) * grace);
  const growth = Math.exp(Math.min(0, drift) * grace);
  const integral = drift === 0 ? grace : -Math.expm1(-Math.abs(drift) * grace) / Math.abs(drift);
  const waiting = offeredLoad * (integral + growth / servers);
  const total = scale / erlangB(servers - 1, offeredLoad) + waiting;
  const abandonProbability = (growth * offeredLoad) / servers / total;
  return {
    waitProbability: waiting / total,
    abandonProbability,
    occupancy: (offeredLoad * (1 - abandonProbability)) / servers,
  };
}

/**
 * The offered load, in erlangs, at which exactly `abandonProbability` of the callers are dropped.
 *
 * @param abandonProbability the dropped share, in (0, 1)
 * @throws RangeError for an argument out of its range
 */
export function deterministicPatienceLoad(
  servers: number,
  abandonProbability: number,
  handleSeconds: number,
  graceSeconds: number,
): number {
  requireCount('servers', servers, 1);
  requireLimit('abandonProbability', abandonProbability);
  requirePositive('abandonProbability', abandonProbability);
  // No more than n calls can be carried, so P(abandon) >= 1 − n/a: at twice a = n/(1 − target) the target is passed.
  const above = (2 * servers) / (1 - abandonProbability);
  const excess = (load: number): number =>
    deterministicPatience(servers, load, handleSeconds, graceSeconds).abandonProbability - abandonProbability;
  return bisect(excess, above * 1e-12, above, 200, above * 1e-14);
}

/** Occupancy of open-loop dialling that drops exactly `abandonProbability`; arguments as in {@link deterministicPatienceLoad}. */
export function deterministicPatienceOccupancy(
  servers: number,
  abandonProbability: number,
  handleSeconds: number,
  graceSeconds: number,
): number {
  const load = deterministicPatienceLoad(servers, abandonProbability, handleSeconds, graceSeconds);
  return (load * (1 - abandonProbability)) / servers;
}
