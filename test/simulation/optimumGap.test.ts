import { describe, expect, it } from 'vitest';
import { simulate } from '../../src/simulation/simulate.ts';
import { opbScenario, pacingSums, SCORING_SEED } from './opb.ts';

/** One replication a case keeps the suite fast; OVERDIAL_GAP_REPLICATIONS=50 is the benchmark's number. */
const REPLICATIONS = Number(process.env['OVERDIAL_GAP_REPLICATIONS'] ?? 1);

/** Exact occupancies of the Markov scenarios: progressive, and the optimum at 3 %. */
const PROGRESSIVE = 0.71429;
const OPTIMUM: Readonly<Record<number, number>> = { 5: 0.79446, 10: 0.83906, 20: 0.88607, 50: 0.93365 };

describe('strategies with estimates and a price of their own, in a world that they do not know', () => {
  const cases: [string, number][] = [
    ['fractile', 5], ['fractile', 10], ['fractile', 20], ['fractile', 50], ['base-stock', 5], ['base-stock', 10], ['base-stock', 20],
  ];

  it.each(cases)('%s with %i agents closes nine tenths of the gap to the optimum and keeps the limit', (id, agents) => {
    const scenario = opbScenario(`markov-${agents}`);
    const total = { abandoned: 0, answered: 0, busyMs: 0, staffedMs: 0 };
    for (let replication = 1; replication <= REPLICATIONS; replication += 1) {
      const sums = pacingSums(simulate({ scenario, seed: SCORING_SEED, replication, strategy: { id, parameters: {} } }));
      total.abandoned += sums.abandoned;
      total.answered += sums.answered;
      total.busyMs += sums.busyMs;
      total.staffedMs += sums.staffedMs;
    }
    const gapClosed = (total.busyMs / total.staffedMs - PROGRESSIVE) / (OPTIMUM[agents]! - PROGRESSIVE);
    expect(gapClosed).toBeGreaterThanOrEqual(0.9);
    // More than the optimum at the same rate would mean that outcomes leak into pacing.
    expect(gapClosed).toBeLessThan(1.03);
    expect(total.abandoned / total.answered).toBeLessThanOrEqual(0.0305);
  }, 30_000 + 60_000 * REPLICATIONS);
});
