/** The same list under five products: each works it through, by its own rules. */
import { describe, expect, it } from 'vitest';
import { simulate, type SimulationResult } from '../../src/simulation/simulate.ts';
import { scenarioFile } from '../support/simulation.ts';

const BUNDLES = ['daktela', 'thulium', 'astercc', 'kavkom', 'vicidial'] as const;
const runs = new Map<string, SimulationResult>();
const runOf = (bundle: string): SimulationResult => {
  const known = runs.get(bundle) ?? simulate({ scenario: scenarioFile(`scenarios/bundles/${bundle}.yaml`), seed: 'bundles', replication: 0 });
  runs.set(bundle, known);
  return known;
};
const listOf = (bundle: string): SimulationResult['replication']['list'] => runOf(bundle).replication.list;

describe('the same list under each bundle', () => {
  it.each(BUNDLES)('%s works it through, and refuses nothing that its agents do', (bundle) => {
    const { dialer, replication } = runOf(bundle);
    const { records, rejections, lateFacts, byAction } = dialer.facts();
    expect(records).toBe(3_000);
    expect(rejections).toBe(0);
    expect(lateFacts).toBe(0);
    expect(byAction.ready).toBe(0);
    expect(replication.list.penetration).toBeGreaterThan(0.99);
    expect(byAction.done).toBeGreaterThan(2_900);
    expect(replication.callbacks.due).toBeGreaterThan(100);
    expect(replication.callbacks.keptRate).toBeGreaterThan(0.7);
  });

  it('kavkom calls each record until its first status, and so dials least and reaches fewest', () => {
    for (const other of BUNDLES.filter((bundle) => bundle !== 'kavkom')) {
      expect(runOf('kavkom').dials).toBeLessThan(runOf(other).dials);
      expect(listOf('kavkom').reached).toBeLessThan(listOf(other).reached!);
    }
  });

  it('thulium dials one number a turn; the others go on with the next', () => {
    expect(runOf('thulium').dials / runOf('thulium').replication.counts.turns).toBeLessThan(1.01);
    for (const bundle of ['daktela', 'astercc', 'vicidial']) expect(runOf(bundle).dials / runOf(bundle).replication.counts.turns).toBeGreaterThan(1.15);
  });

  it('astercc abandons nobody: the agent is there first', () => {
    expect(runOf('astercc').replication.counts.dropped).toBe(0);
  });
});
