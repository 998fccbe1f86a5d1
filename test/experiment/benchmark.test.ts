/** The public benchmark: cells that are kept, the plan of the specification, the gate. */
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { BenchmarkResult } from '../../src/experiment/benchmark/benchmarkSchema.ts';
import { cellKey, createMemoryStore } from '../../src/experiment/benchmark/cellStore.ts';
import { codeDigest, wholeCodeDigest } from '../../src/experiment/codeDigest.ts';
import { closure } from '../../src/experiment/sourceDigests.ts';
import { benchmarkEntrants, selectEntrants } from '../../src/experiment/benchmark/entrants.ts';
import { fullProfile, QUICK_SCENARIOS, quickProfile, SCENARIOS } from '../../src/experiment/benchmark/profile.ts';
import { rankOverall } from '../../src/experiment/benchmark/rankRows.ts';
import { movedSince } from '../../src/experiment/benchmark/regression.ts';
import { runCells } from '../../src/experiment/benchmark/runCells.ts';
import { scoreScenario } from '../../src/experiment/benchmark/scoreScenario.ts';
import { BLOCK, createStoredLaboratory } from '../../src/experiment/benchmark/storedLaboratory.ts';
import { createLocalWorkforce } from '../../src/experiment/workers/localWorkforce.ts';
import { benchmarkReport } from '../../src/report/benchmark/benchmarkReport.ts';
import { smallScenario } from './smallScenario.ts';

const scenario = smallScenario();
const setting = { scenario, strategy: { id: 'progressive', parameters: {} }, seed: 's' };

describe('the plan', () => {
  it('has the 18 scenarios of 13 families, and five of them in the quick profile', () => {
    expect(SCENARIOS).toHaveLength(18);
    expect(new Set(SCENARIOS.map(({ family }) => family)).size).toBe(13);
    expect(SCENARIOS.filter(({ id }) => QUICK_SCENARIOS.includes(id))).toHaveLength(5);
    expect(SCENARIOS.every(({ replications }) => replications % BLOCK === 0)).toBe(true);
  });

  it('judges a list that runs out by the occupancy while a record was due', async () => {
    expect(SCENARIOS.filter(({ isWhileDue }) => isWhileDue).map(({ id }) => id)).toEqual(['list-exhaustion']);
    const short = { ...scenario, digest: 'short', world: { ...scenario.world, list: { kind: 'plain' as const, count: 1_500 } } };
    const profile = { ...quickProfile(), entrants: quickProfile().entrants.slice(1, 2) };
    const occupancy = async (isWhileDue: boolean): Promise<number> => {
      const laboratory = createStoredLaboratory(createLocalWorkforce(), createMemoryStore());
      const scored = await scoreScenario(laboratory, { plan: { id: 'tiny', family: 'tiny', replications: 10, isWhileDue }, scenario: short }, profile);
      expect(scored.rows[0]!.asGiven!.metrics['list.done95Ms']).toBeDefined();
      return scored.rows[0]!.asGiven!.occupancy.estimate!;
    };
    // Most of the day nothing is left to call.
    expect(await occupancy(true)).toBeGreaterThan(1.3 * await occupancy(false));
  }, 60_000);

  it('every strategy takes part with its knob; an unknown name lists the known ones', () => {
    const labels = benchmarkEntrants().map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels).toContain('vicidial-tapered, free agents only');
    expect(() => selectEntrants(['warp'])).toThrow(/'warp' takes no part.*allowed: progressive/);
  });
});

describe('cells', () => {
  it('are named by everything that their runs are a function of', () => {
    const batch = { ...setting, first: 1, count: 5 };
    const keys = [batch, { ...batch, first: 6 }, { ...batch, seed: 't' }, { ...batch, strategy: { id: 'fixed-ratio-idle', parameters: { ratio: 2 } } }, { ...batch, strategy: { id: 'fixed-ratio-idle', parameters: { ratio: 3 } } }];
    expect(new Set(keys.map(cellKey)).size).toBe(keys.length);
    expect(cellKey({ ...batch })).toBe(cellKey(batch));
    expect(codeDigest('fractile')).not.toBe(codeDigest('progressive'));
  });

  it('are valid for the code that can change a run, and for no other', () => {
    const root = fileURLToPath(new URL('../../src/', import.meta.url));
    const folders = new Set([...closure([`${root}simulation/simulate.ts`, `${root}engine/pacing/foresight.ts`])].map((file) => relative(root, file).split(sep)[0]));
    expect(folders).toEqual(new Set(['base', 'engine', 'journal', 'measure', 'scenario', 'simulation', 'world']));
    expect(wholeCodeDigest()).toMatch(/^[0-9a-f]{16}$/);
    expect(wholeCodeDigest()).not.toBe(codeDigest('foresight'));
  });

  it('that the store has are not run again, and are the same', async () => {
    const store = createMemoryStore();
    const first = createStoredLaboratory(createLocalWorkforce(), store);
    await first.run([setting], 5);
    const second = createStoredLaboratory(createLocalWorkforce(), store);
    await second.run([setting], 10);
    expect([first.ran, second.taken, second.ran]).toEqual([1, 1, 1]);
    expect(second.results(setting).map(({ replication }) => replication)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(second.results(setting)[0]!.digest).toBe(first.results(setting)[0]!.digest);
  });
});

describe('a full run', () => {
  it('with fewer replications than specified says so, tunes knobs, and finds all it needs in the store the second time', async () => {
    const store = createMemoryStore();
    const profile = fullProfile(selectEntrants(['progressive', 'fixed-ratio-idle']), { scoring: 5, tuning: 5 });
    const loaded = [{ plan: { id: 'tiny', family: 'tiny', replications: 100 }, scenario }];
    const first = createStoredLaboratory(createLocalWorkforce(), store);
    await runCells(first, loaded, profile);
    const scored = await scoreScenario(first, loaded[0]!, profile);
    const row = scored.rows.find(({ strategy }) => strategy === 'fixed-ratio-idle')!;
    expect([scored.replications, scored.replicationsWanted, scored.replicationsSpecified]).toEqual([5, 5, 100]);
    expect(row.sweep).toHaveLength(21);
    expect(row.atLimit).not.toBeNull();
    expect(row.seconds).toBeGreaterThanOrEqual(0);
    const second = createStoredLaboratory(createLocalWorkforce(), store);
    await runCells(second, loaded, profile);
    expect(second.ran).toBe(0);
    expect(await scoreScenario(second, loaded[0]!, profile)).toEqual(scored);
  }, 120_000);

  it('whose time is up while it tunes has the strategies as they come, and no tuning that is half done', async () => {
    const profile = fullProfile(selectEntrants(['progressive', 'fixed-ratio-idle']), { scoring: 5, tuning: 5 });
    const loaded = [{ plan: { id: 'tiny', family: 'tiny', replications: 100 }, scenario }];
    const laboratory = createStoredLaboratory(createLocalWorkforce(), createMemoryStore(), { isInterrupted: () => laboratory.ran >= 6 });
    await runCells(laboratory, loaded, profile);
    const { rows } = await scoreScenario(laboratory, loaded[0]!, profile);
    expect(rows.map(({ asGiven }) => asGiven!.replications)).toEqual([5, 5]);
    expect(rows.map(({ sweep, tuned, atLimit }) => [sweep.length, tuned, atLimit])).toEqual([[0, null, null], [0, null, null]]);
  }, 120_000);
});

describe('a quick run', () => {
  it('scores every strategy, is reported, and is judged against what is committed', async () => {
    const laboratory = createStoredLaboratory(createLocalWorkforce(), createMemoryStore());
    const profile = { ...quickProfile(), entrants: quickProfile().entrants.slice(0, 2) };
    const scored = await scoreScenario(laboratory, { plan: { id: 'tiny', family: 'tiny', replications: 10 }, scenario }, profile);
    expect(scored.rows.map(({ asGiven }) => asGiven!.replications)).toEqual([10, 10]);
    const result: BenchmarkResult = {
      schema: 'overdial-benchmark/1', benchmark: 'OPB-1', overdial: 'test', code: {}, profile: 'quick', command: 'test', isInterrupted: false,
      seeds: { scoring: '1', tuning: '2', tuningReplications: 20 }, replicationsMax: null, ladder: [], scenarios: [scored], overall: rankOverall([scored]), notRun: [],
    };
    const label = 'fixed-ratio-idle:ratio=2';
    expect(movedSince(result, result, label)).toEqual([]);
    const worse = structuredClone(result);
    const sums = worse.scenarios[0]!.rows.find(({ strategy }) => strategy === label)!.sums!;
    sums.busyMs = sums.busyMs.map((busy) => busy * 0.95);
    expect(movedSince(result, worse, label)).toMatchObject([{ scenario: 'tiny', figure: 'occupancy', isWorse: true }]);
    expect(movedSince(worse, result, label)).toMatchObject([{ figure: 'occupancy', isWorse: false }]);
    const files = await benchmarkReport(result);
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['index.html', 'results.json', 'results.parquet', 'tables/tiny-league.tex', 'charts/tiny-league.png']));
  }, 120_000);
});
