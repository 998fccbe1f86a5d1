import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../src/base/time.ts';
import { createDialer } from '../../../src/engine/dialer.ts';
import { leadOrderKeys, rankedFieldsOf } from '../../../src/engine/selection/leadOrder.ts';
import { LEAD_ORDERS, type ListMix } from '../../../src/engine/selection/policy.ts';
import { PRESET_POLICIES } from '../../../src/engine/selection/presets.ts';
import { Scene, type SceneInput } from '../../behaviours/scene.ts';

/** Stopped, so that records can be laid out first; congestion counts for nothing and is over in a second. */
const vicidial = (settings: SceneInput['settings'], more: Partial<SceneInput> = {}): Scene => {
  const scene = new Scene({ bundle: 'vicidial', mode: 'predictive', settings: { outcomeDelayMs: { congestion: 1_000, busy: HOUR_MS }, ...settings }, ...more });
  scene.send('campaignStopped', {});
  return scene;
};

/** The next picks, one at a time; nobody is reached. */
function picks(scene: Scene, count: number): number[] {
  const from = scene.dials.length;
  scene.send('campaignStarted', {});
  for (let pick = 1; pick < count; pick += 1) scene.end('busy');
  return scene.dialled.slice(from, from + count);
}

/** Two lists of so many records each. */
function lists(method: ListMix['method'], shares: readonly number[], sizes: readonly number[]): { scene: Scene; entryOf: (record: number) => number } {
  const entries = shares.map((percent, index) => ({ database: `list${index}`, statuses: [], percent }));
  const scene = vicidial({ listMix: { method, entries } }, { databases: sizes.map(() => true) });
  const databases: number[] = [];
  sizes.forEach((size, database) => {
    for (let made = 0; made < size; made += 1) databases[scene.record({ database })] = database;
  });
  return { scene, entryOf: (record) => databases[record]! };
}

describe('VICIdial’s lead order', () => {
  it('DOWN is ascending and UP descending, for every key', () => {
    for (const by of LEAD_ORDERS) {
      const [down, up] = (['DOWN', 'UP'] as const).map((direction) => leadOrderKeys({ by, direction }));
      expect([down![0]!.direction, up![0]!.direction, down![0]!.by]).toEqual(['asc', 'desc', up![0]!.by]);
    }
    expect(picks((() => { const scene = vicidial({ leadOrder: { by: 'lead', direction: 'UP' } }); scene.recordsMany(3); return scene; })(), 3)).toEqual([2, 1, 0]);
  });

  it('has a secondary order, and a random key in its place', () => {
    expect(leadOrderKeys({ by: 'rank', direction: 'UP', secondary: 'callTimeAscend' })).toEqual([
      { by: 'field:rank', direction: 'desc' }, { by: 'lastCalledAt', direction: 'asc' },
    ]);
    expect(leadOrderKeys({ by: 'count', direction: 'DOWN', secondary: 'leadAscend', randomize: true })[1]).toEqual({ by: 'random', direction: 'asc' });
  });

  it('sorts by fields of the form through ranks; a record without one comes last in both directions', () => {
    const orders = (['DOWN', 'UP'] as const).map((direction) => {
      const scene = vicidial({ leadOrder: { by: 'lastName', direction } });
      scene.recordsMany(3);
      [[0, 7], [2, 3]].forEach(([record, rank]) => scene.send('recordRanked', { record: record!, ranks: [rank!] }));
      return picks(scene, 3);
    });
    expect(orders).toEqual([[2, 0, 1], [0, 2, 1]]);
    expect(rankedFieldsOf(PRESET_POLICIES['vicidial']!.buckets, { by: 'lastName', direction: 'UP' })).toEqual(['lastName']);
  });
});

describe('X27: mixed picks', () => {
  it('nthNew 2 takes every second record new: C1, N1, C2, N2, C3', () => {
    const scene = vicidial({ leadOrder: { by: 'count', direction: 'DOWN' }, nthNew: 2 });
    const called = [scene.record(), scene.record({ database: 0, phones: [1] }), scene.record()];
    for (const [record, calls] of [[called[2]!, 3], [called[1]!, 2], [called[0]!, 1]] as const) {
      for (const other of called) scene.setAction(other, other === record ? 'notAssigned' : 'done');
      for (let call = 0; call < calls; call += 1) {
        scene.send('campaignStarted', {});
        scene.end('congestion');
        scene.send('campaignStopped', {});
        scene.go(scene.now + 1_000);
      }
    }
    for (const record of called) scene.setAction(record, 'notAssigned');
    const fresh = [scene.record(), scene.record()];
    expect(called.map((record) => scene.view(record).dials)).toEqual([1, 2, 3]);
    expect(picks(scene, 5)).toEqual([called[0], fresh[0], called[1], fresh[1], called[2]]);
  });

  it('evenMix of 60 and 40 percent picks A, B, A, B, A', () => {
    const { scene, entryOf } = lists('evenMix', [60, 40], [5, 5]);
    expect(picks(scene, 5).map(entryOf)).toEqual([0, 1, 0, 1, 0]);
  });

  it('inOrder gives picks 1 to 60 to A and 61 to 100 to B, and begins again', () => {
    const { scene, entryOf } = lists('inOrder', [60, 40], [130, 130]);
    const entries = picks(scene, 130).map(entryOf);
    expect(entries).toEqual([...Array<number>(60).fill(0), ...Array<number>(40).fill(1), ...Array<number>(30).fill(0)]);
  });

  it('an empty entry is passed over, and every record is picked once', () => {
    for (const method of ['evenMix', 'inOrder', 'random'] as const) {
      const { scene, entryOf } = lists(method, [70, 30], [3, 12]);
      const picked = picks(scene, 15);
      expect([new Set(picked).size, picked.map(entryOf).filter((entry) => entry === 0)]).toEqual([15, [0, 0, 0]]);
    }
  });

  it('random draws by weight, and the same again for the same key', () => {
    const run = (): number[] => {
      const { scene, entryOf } = lists('random', [75, 25], [400, 400]);
      return picks(scene, 400).map(entryOf);
    };
    const first = run();
    expect(run()).toEqual(first);
    const share = first.filter((entry) => entry === 0).length / 400;
    expect(Math.abs(share - 0.75)).toBeLessThan(4 * Math.sqrt((0.75 * 0.25) / 400));
  });

  it('evenMix is never a whole pick behind any share', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 99 }), (percent) => {
      const { scene, entryOf } = lists('evenMix', [percent, 100 - percent], [60, 60]);
      const entries = picks(scene, 50).map(entryOf);
      entries.forEach((_, index) => {
        const taken = entries.slice(0, index + 1).filter((entry) => entry === 0).length;
        expect(Math.abs(taken - (percent * (index + 1)) / 100)).toBeLessThanOrEqual(1);
      });
    }), { numRuns: 20 });
  });

  it('a record that no entry takes is not picked', () => {
    const scene = vicidial({ listMix: { method: 'evenMix', entries: [{ database: 'list0', statuses: [], percent: 100 }] } }, { databases: [true, true] });
    scene.record({ database: 1 });
    const record = scene.record();
    expect(picks(scene, 2)).toEqual([record]);
  });

  it('the counters survive a snapshot', () => {
    const { scene } = lists('evenMix', [60, 40], [20, 20]);
    picks(scene, 7);
    const copy = createDialer(scene.options, { snapshot: structuredClone(scene.dialer.snapshot()) });
    expect(copy.snapshot().mixes).toEqual(scene.dialer.snapshot().mixes);
    expect(copy.snapshot().mixes.at(-1)![0]).toBe(7);
  });
});
