import { describe, expect, it } from 'vitest';
import { simulate, type SimulationResult } from '../../src/simulation/simulate.ts';
import { scenarioFile } from '../support/simulation.ts';

const DIALS = 200_000;

/** Workload W2, shortened: a fifth of its dials from a list as long. */
function shortened(seed: string): SimulationResult {
  const whole = scenarioFile('scenarios/performance/w2.yaml');
  const scenario = { ...whole, horizon: { ...whole.horizon, maxDials: DIALS }, world: { ...whole.world, list: { kind: 'plain' as const, count: DIALS } } };
  return simulate({ scenario, seed, replication: 0 });
}

describe('workload W2', () => {
  const { replication, dials, dialer } = shortened('workloads');

  it('abandons 3.7 % of the answered calls and keeps agents busy for 90.35 % of their time', () => {
    const { counts, agents } = replication;
    // A shortened run spreads more, and its beginning and its draining weigh more, than the ± 0.002 and ± 0.003 of the whole.
    expect(Math.abs(counts.dropped / counts.liveAnswers - 0.037)).toBeLessThan(0.005);
    expect(Math.abs(agents.occupancy! - 0.9035)).toBeLessThan(0.01);
  }, 60_000);

  it('answers 30 % of its dials, each of which is made once', () => {
    const { counts } = replication;
    expect(dials).toBe(DIALS);
    expect(counts.dials).toBe(DIALS);
    expect(Math.abs(counts.liveAnswers / DIALS - 0.3)).toBeLessThan(0.004);
    expect(dialer.turnsOpen()).toBe(0);
  });

  it('takes less than 120 bytes a record inside the engine', () => {
    expect(dialer.recordBytes() / DIALS).toBeLessThan(120);
  });

  it('has the same digest at the same seed', () => {
    expect(shortened('workloads').replication.digest).toBe(replication.digest);
  }, 60_000);
});
