/** The heaps and pools under selection and timers, each against a plain list. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexedHeap } from '../../src/base/indexedHeap.ts';
import { streamKey } from '../../src/base/random.ts';
import { NEVER, UNSET } from '../../src/base/time.ts';
import { RecordTable } from '../../src/engine/records/recordTable.ts';
import type { OrderKey } from '../../src/engine/selection/policy.ts';
import { NO_PLACE, ReadyPool } from '../../src/engine/selection/readyPool.ts';
import { createRecordOrder } from '../../src/engine/selection/recordOrder.ts';
import { NONE } from '../../src/engine/vocabulary.ts';

describe('a heap of timers', () => {
  const operation = fc.record({ id: fc.nat(20), key: fc.option(fc.nat(9)) });

  it('gives the earliest, at one instant the lowest number, and forgets what was taken out', () => {
    fc.assert(fc.property(fc.array(operation, { maxLength: 80 }), (operations) => {
      const heap = new IndexedHeap();
      const model = new Map<number, number>();
      for (const { id, key } of operations) {
        if (key === null) {
          heap.delete(id);
          model.delete(id);
        } else {
          heap.set(id, key);
          model.set(id, key);
        }
        const [first] = [...model].sort(([a, x], [b, y]) => x - y || a - b);
        expect([heap.peek(), heap.peekKey(), heap.size]).toEqual([first?.[0] ?? -1, first?.[1] ?? NEVER, model.size]);
        expect(heap.keyOf(id)).toBe(model.get(id) ?? NEVER);
      }
      const copy = new IndexedHeap();
      copy.set(3, 4);
      copy.load(structuredClone(heap.save()));
      expect(drained(copy)).toEqual(drained(heap));
    }));
  });
});

describe('a pool of ready records', () => {
  it('gives the first in its order, whatever came in and went out when', () => {
    // Ascending priorities make the sorted run, others the heap; a number above 99 takes out.
    fc.assert(fc.property(fc.array(fc.nat(140), { maxLength: 150 }), (steps) => {
      const priorities: number[] = [];
      const order = (left: number, right: number): number => priorities[left]! - priorities[right]! || left - right;
      const column = { places: new Int32Array(200).fill(NO_PLACE) };
      const pool = new ReadyPool(order, column);
      const model = new Set<number>();
      for (const step of steps) {
        if (step < 100) {
          const record = priorities.push(step) - 1;
          pool.insert(record);
          model.add(record);
        } else if (model.size > 0) {
          const record = step < 120 ? pool.first() : [...model][step % model.size]!;
          if (step < 110) pool.removeFirst(record);
          else pool.remove(record);
          model.delete(record);
          // Whoever takes it out once more is told that it was gone.
          expect(column.places[record] === NO_PLACE || !pool.remove(record)).toBe(true);
        }
        expect([pool.first(), pool.size]).toEqual([[...model].sort(order)[0] ?? -1, model.size]);
      }
      expect([...pool.members()].sort((a, b) => a - b)).toEqual([...model].sort((a, b) => a - b));
    }));
  });

  it('takes a record that comes back, at another place', () => {
    const priorities = [5, 1, 3];
    const pool = new ReadyPool((left, right) => priorities[left]! - priorities[right]!, { places: new Int32Array(3).fill(NO_PLACE) });
    for (const record of [0, 1, 2]) pool.insert(record);
    pool.remove(1);
    priorities[1] = 9;
    pool.insert(1);
    expect(pool.first()).toBe(2);
  });

  it('does not grow while records come and go in order', () => {
    const pool = new ReadyPool((left, right) => left - right, { places: new Int32Array(100_000).fill(NO_PLACE) });
    for (let record = 0; record < 100_000; record += 1) {
      pool.insert(record);
      expect(pool.first()).toBe(Math.max(0, record - 10));
      if (record >= 10) pool.remove(record - 10);
    }
    expect(pool.size).toBe(10);
    expect((pool as unknown as { run: Int32Array }).run.length).toBeLessThan(100);
  });
});

describe('the order of records', () => {
  const value = fc.oneof(fc.constant(UNSET), fc.nat(20));
  const keys = fc.array(fc.record({ by: fc.constantFrom('nextCallAt', 'lastCalledAt', 'createdAt'), direction: fc.constantFrom('asc', 'desc') }), { maxLength: 3 });

  it('is total, and its last key is the id, ascending', () => {
    fc.assert(fc.property(fc.array(fc.tuple(value, value, value), { minLength: 2, maxLength: 8 }), keys as fc.Arbitrary<OrderKey[]>, (rows, order) => {
      const compare = createRecordOrder(order, tableOf(rows), () => 0, streamKey('a', 'b'));
      const ids = rows.map((_, id) => id);
      for (const a of ids) {
        for (const b of ids) {
          expect(Math.sign(compare(a, b)) + Math.sign(compare(b, a))).toBe(0);
          expect(compare(a, b) === 0).toBe(a === b);
          for (const c of ids) if (compare(a, b) < 0 && compare(b, c) < 0) expect(compare(a, c)).toBeLessThan(0);
        }
      }
    }));
  });

  it.each(['asc', 'desc'] as const)('has a missing value last, %sending', (direction) => {
    const compare = createRecordOrder([{ by: 'nextCallAt', direction }], tableOf([[UNSET, 0, 0], [5, 0, 0], [9, 0, 0], [UNSET, 0, 0]]), () => 0, streamKey('a', 'b'));
    expect([0, 1, 2, 3].sort(compare)).toEqual(direction === 'asc' ? [1, 2, 0, 3] : [2, 1, 0, 3]);
  });

  it('rounds times down to the grain before it compares', () => {
    const records = tableOf([[7_000, 0, 3], [5_000, 0, 5], [12_000, 0, 1]]);
    const order: OrderKey[] = [{ by: 'nextCallAt', direction: 'asc', grainMs: 5_000 }, { by: 'createdAt', direction: 'asc' }];
    expect([0, 1, 2].sort(createRecordOrder(order, records, () => 0, streamKey('a', 'b')))).toEqual([0, 1, 2]);
    expect([0, 1, 2].sort(createRecordOrder([{ by: 'nextCallAt', direction: 'asc' }], records, () => 0, streamKey('a', 'b')))).toEqual([1, 0, 2]);
  });

  it('is a fixed shuffle by key random: the same for the same key, another for another', () => {
    const records = tableOf(Array.from({ length: 50 }, () => [0, 0, 0] as const));
    const ids = Array.from({ length: 50 }, (_, id) => id);
    const shuffle = (seed: string): number[] => [...ids].sort(createRecordOrder([{ by: 'random', direction: 'asc' }], records, () => 0, streamKey(seed, 'selection')));
    expect(shuffle('a')).toEqual(shuffle('a'));
    expect(shuffle('a')).not.toEqual(shuffle('b'));
    expect(shuffle('a')).not.toEqual(ids);
    expect([...shuffle('a')].sort((x, y) => x - y)).toEqual(ids);
  });
});

/** Records with (nextCallAt, lastCalledAt, createdAt). */
function tableOf(rows: readonly (readonly [number, number, number])[]): RecordTable {
  const records = new RecordTable();
  rows.forEach(([nextCallAt, lastCalledAt, createdAt], record) => {
    records.create({
      kind: 'recordCreated', at: 0, record, recordType: 0, database: 0, zone: 0, priority: 0, createdAt, action: 'notAssigned', nextCallAt, hardOwner: NONE,
      softOwner: NONE, status: NONE, phones: [record],
    });
    records.lastCalledAt[record] = lastCalledAt;
  });
  return records;
}

function drained(heap: IndexedHeap): number[] {
  const ids: number[] = [];
  while (heap.size > 0) {
    ids.push(heap.peek());
    heap.delete(heap.peek());
  }
  return ids;
}
