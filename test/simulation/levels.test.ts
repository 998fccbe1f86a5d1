import { describe, expect, it } from 'vitest';
import { pendingCalls, staffedAgents, type CreateStrategy } from '../../src/engine/pacing/strategy.ts';
import { jackknifeRatio } from '../../src/measure/statistics/jackknifeRatio.ts';
import { evaluateLevels } from '../../src/queueing/evaluateLevels.ts';
import { optimum } from '../../src/queueing/optimum.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { opbScenario, pacingSums, SCORING_SEED } from './opb.ts';

const MODEL = { answerRate: 0.25, resolutionSeconds: 12, handleSeconds: 120 };
const LIMIT = 0.03;
const REPLICATIONS = 6;

/** Tops up to a fixed level of calls in flight for each number of busy agents. */
function fixedLevels(levels: readonly number[]): CreateStrategy {
  return () => ({
    id: 'fixed-levels',
    dialCount: (view) => {
      const agents = staffedAgents(view);
      // While the team signs in it is smaller than its levels: the missing agents count as busy.
      return agents === 0 ? 0 : Math.max(0, levels[levels.length - 1 - view.ready]! - pendingCalls(view));
    },
    readings: () => ({}),
  });
}

describe('the optimal levels, dialled in the simulated Markov world', () => {
  const policies = [5, 10, 20].flatMap((agents) => {
    const { below, above } = optimum({ agents, ...MODEL }, LIMIT);
    // The neighbour above the limit too, where it is quick to simulate.
    return agents === 5 ? [below, above] : [below];
  });

  it.each(policies)('occupancy and abandon rate are the exact ones: $levels', ({ levels }) => {
    const agents = levels.length - 1;
    const scenario = opbScenario(`markov-${agents}`);
    const exact = evaluateLevels({ agents, ...MODEL }, levels);
    const runs = Array.from({ length: REPLICATIONS }, (_, index) =>
      pacingSums(simulate({ scenario, seed: SCORING_SEED, replication: index + 1, createStrategy: fixedLevels(levels) })));
    const occupancy = jackknifeRatio(runs.map((run) => run.busyMs), runs.map((run) => run.staffedMs), 0.99)!;
    const abandoned = jackknifeRatio(runs.map((run) => run.abandoned), runs.map((run) => run.answered), 0.99)!;
    expect(exact.occupancy).toBeGreaterThan(occupancy.lower);
    expect(exact.occupancy).toBeLessThan(occupancy.upper);
    expect(exact.abandoned).toBeGreaterThan(abandoned.lower);
    expect(exact.abandoned).toBeLessThan(abandoned.upper);
    // The intervals are narrow enough to tell the levels of the limit from their neighbours.
    expect(occupancy.halfWidth).toBeLessThan(0.005);
    expect(abandoned.halfWidth).toBeLessThan(0.003);
  });
});
