import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNSET } from '../../../src/base/time.ts';
import { compareValues } from '../../../src/engine/selection/rankValues.ts';
import { newRankBook, ranksOf } from '../../../src/live/loop/rankBook.ts';
import { replayStore } from '../../../src/live/loop/replayStore.ts';
import { LiveBench, newRecord, settle } from './support.ts';

const BY_NAME = { bundle: 'vicidial', settings: { leadOrder: { by: 'lastName', direction: 'DOWN' } } } as const;
const named = (index: number, lastName: string | null) => ({ ...newRecord(index), form: lastName === null ? {} : { lastName } });

/** The names that are called, one after the other. */
async function calledInOrder(bench: LiveBench, count: number): Promise<string[]> {
  const called: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const dial = bench.exchange.dials().at(-1)!;
    called.push(String(bench.value(`SELECT body ->> '$.lastName' FROM attempt JOIN form USING (record) WHERE serial = ${dial.attempt.split('-')[1]!}`)));
    bench.exchange.end(dial.attempt);
    await bench.clock.pass(1_000);
  }
  return called;
}

describe('records of a campaign that orders by a field of the form', () => {
  it('are called in that order: those of the store, those that come in the session, and those after a crash', async () => {
    const bench = new LiveBench(BY_NAME);
    await bench.start();
    await bench.ask({ kind: 'importRecords', records: [named(1, 'Novak'), named(2, 'Dvorak'), named(3, 'Zeman'), named(4, 'Capek')] });
    const stopping = bench.live.stop('drain');
    await settle();
    await stopping;
    expect(await bench.start()).toMatchObject({ resumed: false, records: 4 });
    await bench.ask({ kind: 'importRecords', records: [named(5, 'Elias'), named(6, 'Adam')] });
    await bench.signIn('Ann');
    expect(await calledInOrder(bench, 2)).toEqual(['Adam', 'Capek']);
    await bench.restart();
    await bench.ask({ kind: 'importRecords', records: [named(7, 'Fiala'), named(8, 'Maly')] });
    expect(await calledInOrder(bench, 6)).toEqual(['Dvorak', 'Elias', 'Fiala', 'Maly', 'Novak', 'Zeman']);
    expect(replayStore(bench.store)).toMatchObject({ difference: null });
  });
});

describe('a book of ranks', () => {
  const values = fc.array(fc.oneof(fc.integer({ min: -50, max: 50 }), fc.string({ maxLength: 4 }), fc.integer({ min: 0, max: 20 }).map(String)), { maxLength: 25 });

  it('orders values as they are sorted, whenever they come, and never changes a rank', () => {
    fc.assert(fc.property(values, values, (first, later) => {
      const book = newRankBook(['f'], [[...new Set(first)]]);
      const told = new Map<string | number, number>();
      for (const value of [...first, ...later]) {
        const [rank] = ranksOf(book, { f: value });
        expect(told.get(value) ?? rank).toBe(rank);
        told.set(value, rank!);
      }
      const all = [...told];
      for (const [left, a] of all) for (const [right, b] of all) expect(Math.sign(a - b)).toBe(Math.sign(compareValues(left, right)));
      expect(all.every(([, rank]) => Number.isSafeInteger(rank))).toBe(true);
    }), { numRuns: 100 });
  });

  it('has no rank for a field without a value', () => {
    expect(ranksOf(newRankBook(['f', 'g'], [['a'], []]), { f: null, g: true })).toEqual([UNSET, UNSET]);
  });
});
