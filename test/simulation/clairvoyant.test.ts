import { describe, expect, it } from 'vitest';
import { createDialer } from '../../src/engine/dialer.ts';
import { findStrategy, STRATEGIES } from '../../src/engine/pacing/registry.ts';
import { createSimulation, dialerOptions, simulate } from '../../src/simulation/simulate.ts';
import { SIMULATED_STRATEGIES, whyNotJournaled } from '../../src/simulation/strategies.ts';
import { smallScenario } from '../engine/pacing/support/smallScenario.ts';
import { opbScenario, pacingSums, SCORING_SEED } from './opb.ts';

const CLAIRVOYANT = { id: 'clairvoyant', parameters: {} };

describe('clairvoyant', () => {
  it('abandons nobody and leaves next to no agent waiting', () => {
    const sums = pacingSums(simulate({ scenario: opbScenario('steady-5'), seed: SCORING_SEED, replication: 1, strategy: CLAIRVOYANT }));
    expect(sums.abandoned).toBe(0);
    expect(sums.answered).toBeGreaterThan(1_500);
    expect(sums.busyMs / sums.staffedMs).toBeGreaterThan(0.99);
  });

  it('abandons nobody where a detector listens and where calls are dropped at once', () => {
    const listening = {
      kind: 'audio', falsePositivePercent: 5, falseNegativePercent: 10, personVerdictAfterGreeting: 0.5, missedVerdict: 2,
      machineVerdict: { distribution: 'uniform', min: 1.8, max: 4 },
    };
    for (const parts of [{ detector: 'none' }, { detector: listening }, { campaign: { dropLimitMs: 0 } }]) {
      const scenario = smallScenario(parts);
      const { replication } = simulate({ scenario, seed: '1', replication: 1, strategy: CLAIRVOYANT });
      expect(replication.counts.droppedAny).toBe(0);
      expect(replication.counts.connects).toBeGreaterThan(50);
    }
  });

  it('dials on while nobody will answer, up to the channels', () => {
    const scenario = smallScenario({ carrier: { channels: 7, setUp: 1 } });
    const { replication } = simulate({ scenario, seed: '1', replication: 1, strategy: CLAIRVOYANT });
    expect(replication.trunks.peak).toBe(7);
  });

  it('reads the future without changing it: the same dial of a record ends the same way under another strategy', () => {
    const scenario = smallScenario();
    const fates = ['clairvoyant', 'progressive'].map((id) => {
      const outcomes = new Map<number, string>();
      const records = new Map<number, number>();
      const silent = new Proxy({}, { get: (_target, name) => {
        if (name === 'dial') return (attempt: number, record: number): void => void records.set(attempt, record);
        if (name === 'attemptOver') return (attempt: number, outcome: string): void => void outcomes.set(records.get(attempt)!, outcome);
        return (): void => {};
      } });
      simulate({ scenario, seed: '3', replication: 1, strategy: { id, parameters: {} }, observers: () => [silent as never] });
      return outcomes;
    });
    let compared = 0;
    for (const [record, outcome] of fates[0]!) {
      const other = fates[1]!.get(record);
      if (other === undefined || [outcome, other].some((each) => each === 'dropped' || each === 'customerHangup')) continue;
      expect(other).toBe(outcome);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('is the same run twice', () => {
    const digests = [1, 2].map(() => simulate({ scenario: smallScenario(), seed: '5', replication: 2, strategy: CLAIRVOYANT }).replication.digest);
    expect(digests[0]).toBe(digests[1]);
  });

  it('exists in simulations only', () => {
    const scenario = smallScenario();
    expect(findStrategy('clairvoyant')).toBeUndefined();
    expect(() => createDialer(dialerOptions(scenario, '1', CLAIRVOYANT))).toThrow(/no pacing strategy 'clairvoyant'/);
    expect(createSimulation({ scenario, seed: '1', replication: 1, strategy: CLAIRVOYANT }).progress()).toBe(0);
  });

  it('is listed beside the strategies of the engine, and refused by whoever keeps journals', () => {
    expect(SIMULATED_STRATEGIES.filter((each) => each.simulationOnly).map((each) => each.id)).toEqual(['clairvoyant']);
    expect(SIMULATED_STRATEGIES).toHaveLength(STRATEGIES.length + 1);
    expect(whyNotJournaled('clairvoyant')).toMatch(/neither journaled nor replayed/);
    for (const { id } of STRATEGIES) expect(whyNotJournaled(id)).toBeNull();
  });
});
