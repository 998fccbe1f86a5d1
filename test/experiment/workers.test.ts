/** Workers: whoever does the work, the runs are the same. */
import { afterAll, describe, expect, it } from 'vitest';
import { runExperiment, type ExperimentInput } from '../../src/experiment/runExperiment.ts';
import type { Batch, BatchOutcome } from '../../src/experiment/workers/batch.ts';
import { createLocalWorkforce } from '../../src/experiment/workers/localWorkforce.ts';
import { splitBatches } from '../../src/experiment/workers/splitBatches.ts';
import { createThreads } from '../../src/experiment/workers/threads.ts';
import { smallScenario } from './smallScenario.ts';

const scenario = smallScenario(5, 3);
const base: ExperimentInput = { scenario, strategy: { id: 'fixed-ratio-idle', parameters: { ratio: 2 } }, seed: 'workers', replications: 7 };

function digestsOf(outcomes: readonly BatchOutcome[]): string[] {
  return outcomes.flatMap((outcome) => outcome.runs.map((run) => run.replication.digest));
}

describe('workers', () => {
  const threads = createThreads(2);
  afterAll(() => threads.close());

  it('one and three give the same result, in the order of replications', async () => {
    const one = (await runExperiment({ ...base, workers: 1 })).result!;
    const three = (await runExperiment({ ...base, workers: 3 })).result!;
    expect(three.digest).toBe(one.digest);
    expect(three.replications.map((each) => each.replication)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(three.replications).toEqual(one.replications);
    expect(three.summary).toEqual(one.summary);
  });

  it('a killed worker’s batch is run again, with the same runs', async () => {
    const batches = splitBatches([{ ...base, first: 0, count: 12 }], 2);
    const expected = digestsOf(await createLocalWorkforce().work(batches));
    let killed = 0;
    const before = new Set(threads.threads);
    const outcomes = await threads.work(batches, {
      onBatch: () => {
        if (killed > 0) return;
        killed += 1;
        void threads.threads[0]!.terminate();
      },
    });
    expect(killed).toBe(1);
    expect(threads.threads.some((thread) => !before.has(thread))).toBe(true);
    expect(digestsOf(outcomes)).toEqual(expected);
  });

  it('an interrupt keeps what is finished and begins nothing new', async () => {
    const shares: number[] = [];
    let finished = 0;
    const batches = splitBatches([{ ...base, first: 0, count: 40 }], 2);
    const outcomes = await threads.work(batches, { onBatch: () => { finished += 1; }, isInterrupted: () => finished >= 2, onProgress: (share) => { shares.push(share); } });
    const done = digestsOf(outcomes).length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(40);
    expect(shares.at(-1)).toBeGreaterThan(0);
    expect(shares).toEqual([...shares].sort((left, right) => left - right));
  });

  it('an interrupted experiment reports the replications that it has', async () => {
    let asked = 0;
    const { result, isInterrupted } = await runExperiment({ ...base, workers: 1, isInterrupted: () => (asked += 1) > 4 });
    expect(isInterrupted).toBe(true);
    expect(result!.replications.length).toBeGreaterThan(0);
    expect(result!.replications.length).toBeLessThan(7);
  });

  it('what a simulation throws comes back as a fault, and the other batches go on', async () => {
    const faulty: Batch = { ...base, strategy: { id: 'no-such-strategy', parameters: {} }, first: 0, count: 1 };
    const outcomes = await threads.work([faulty, { ...base, first: 0, count: 1 }]);
    expect(outcomes[0]!.fault!.message).toContain('no-such-strategy');
    expect(outcomes[1]!.runs).toHaveLength(1);
    await expect(runExperiment({ ...base, strategy: faulty.strategy, workers: 2 })).rejects.toThrow('no-such-strategy');
  });
});

describe('batches', () => {
  it('cover every replication once, block by block over all the work', () => {
    const batches = splitBatches([{ ...base, first: 0, count: 20 }, { ...base, seed: 'other', first: 5, count: 12 }], 2);
    const numbers = (seed: string): number[] => batches.filter((batch) => batch.seed === seed).flatMap(({ first, count }) => Array.from({ length: count }, (_, i) => first + i));
    expect(numbers('workers')).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(numbers('other')).toEqual(Array.from({ length: 12 }, (_, i) => 5 + i));
    expect(batches[1]!.seed).toBe('other');
  });

  it('are sent as plain data: a scenario survives the way to another thread', () => {
    expect(structuredClone(scenario)).toEqual(scenario);
  });
});
