/**
 * M/M/n+M, known as Erlang A: Poisson calls, exponential handle times, callers who wait and lose patience.
 *
 * Rule: with k callers present the death rate is min(k, n)·μ + (k − n)⁺·θ. Mass relative to k = n: everything below sums
 * to 1/B(n) with Erlang's loss probability B; above, each term is the one before times λ/(nμ + jθ). The abandoned share
 * is θ·E[Q]/λ.
 * Sources: Palm (1957); Garnett, Mandelbaum and Reiman (2002).
 */
import { erlangB } from './erlangB.ts';
import { requireCount, requirePositive } from './require.ts';

/** What Erlang A answers; rates are fractions. */
export interface ErlangA {
  /** Probability that an arriving caller finds all servers busy. */
  readonly waitProbability: number;
  /** Share of all callers who lose patience. */
  readonly abandonProbability: number;
  /** Mean wait over all callers, served or not. */
  readonly waitSeconds: number;
  /** Mean number of callers waiting. */
  readonly queue: number;
  /** Busy share of the servers' time. */
  readonly occupancy: number;
}

/**
 * The stationary M/M/n+M queue.
 *
 * @param servers whole number, at least 1
 * @param arrivalsPerSecond above 0
 * @param handleSeconds mean handle time 1/μ, above 0
 * @param patienceSeconds mean patience 1/θ, above 0; for callers of endless patience see `erlangC`
 * @throws RangeError for an argument out of its range, or if more than ten million callers would have to be followed
 */
export function erlangA(servers: number, arrivalsPerSecond: number, handleSeconds: number, patienceSeconds: number): ErlangA {
  requireCount('servers', servers, 1);
  requirePositive('arrivalsPerSecond', arrivalsPerSecond);
  requirePositive('handleSeconds', handleSeconds);
  requirePositive('patienceSeconds', patienceSeconds);
  const offeredLoad = arrivalsPerSecond * handleSeconds;
  const impatience = handleSeconds / patienceSeconds; // θ in units of μ
  // Mass with fewer than n, with n or more, and waiting callers, all relative to the mass at n.
  let below = 1 / erlangB(servers, offeredLoad) - 1;
  let waiting = 1;
  let queue = 0;
  let term = 1;
  for (let j = 1; term > waiting * NEGLIGIBLE; j++) {
    if (j > MOST_WAITING) throw new RangeError(`patienceSeconds is ${patienceSeconds}: the queue is too long to sum`);
    term *= offeredLoad / (servers + j * impatience);
    waiting += term;
    queue += j * term;
    if (queue > HUGE) {
      // Only ratios matter, so everything may be scaled down together before it overflows.
      below /= HUGE;
      waiting /= HUGE;
      queue /= HUGE;
      term /= HUGE;
    }
  }
  const total = below + waiting;
  const meanQueue = queue / total;
  const abandonProbability = (impatience * meanQueue) / offeredLoad;
  return {
    waitProbability: waiting / total,
    abandonProbability,
    waitSeconds: meanQueue / arrivalsPerSecond,
    queue: meanQueue,
    occupancy: (offeredLoad * (1 - abandonProbability)) / servers,
  };
}

/** Terms fall faster and faster, so once one is this small beside the sum, all that follow are too. */
const NEGLIGIBLE = 1e-20;
const MOST_WAITING = 10_000_000;
const HUGE = 1e200;
