import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventHeap } from '../../src/base/eventHeap.ts';
import { NEVER } from '../../src/base/time.ts';

interface Entry { at: number; code: number; a: number; b: number }

function popAll(heap: EventHeap): Entry[] {
  const entries: Entry[] = [];
  while (heap.pop()) entries.push({ at: heap.at, code: heap.code, a: heap.a, b: heap.b });
  return entries;
}

describe('the calendar', () => {
  test('an empty calendar names no instant and pops nothing', () => {
    const heap = new EventHeap();
    expect(heap.peekTime()).toBe(NEVER);
    expect(heap.pop()).toBe(false);
    expect(heap.size).toBe(0);
  });

  test('the earliest entry comes first, with everything that was pushed with it', () => {
    const heap = new EventHeap();
    heap.push(30, 3, -3, 33);
    heap.push(10, 1, -1, 2_147_483_647);
    heap.push(20, 2, -2, -2_147_483_648);
    expect(heap.peekTime()).toBe(10);
    expect(popAll(heap)).toEqual([
      { at: 10, code: 1, a: -1, b: 2_147_483_647 },
      { at: 20, code: 2, a: -2, b: -2_147_483_648 },
      { at: 30, code: 3, a: -3, b: 33 },
    ]);
  });

  test('at equal instants, first pushed is first popped, however much the calendar grows', () => {
    const heap = new EventHeap(1);
    for (let i = 0; i < 1_000; i++) heap.push(i % 3, 0, i, 0);
    const expected = [0, 1, 2].flatMap((at) => Array.from({ length: 1_000 }, (_, i) => i).filter((i) => i % 3 === at));
    expect(popAll(heap).map((entry) => entry.a)).toEqual(expected);
  });

  test('an instant that never comes stands behind all others', () => {
    const heap = new EventHeap();
    heap.push(NEVER, 1, 0, 0);
    heap.push(0, 2, 0, 0);
    expect(popAll(heap).map((entry) => entry.code)).toEqual([2, 1]);
  });

  test('a cleared calendar is empty and usable', () => {
    const heap = new EventHeap();
    heap.push(1, 1, 1, 1);
    heap.clear();
    heap.push(2, 2, 2, 2);
    expect(popAll(heap)).toEqual([{ at: 2, code: 2, a: 2, b: 2 }]);
  });

  test('any mixture of pushes and pops behaves like a stably sorted list', () => {
    const step = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 20 }) }, { weight: 2, arbitrary: fc.constant('pop' as const) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), fc.integer({ min: 1, max: 8 }), (steps, capacity) => {
        const heap = new EventHeap(capacity);
        const model: Entry[] = [];
        let serial = 0;
        for (const action of steps) {
          if (action === 'pop') {
            const expected = model.shift();
            expect(heap.pop()).toBe(expected !== undefined);
            if (expected !== undefined) expect({ at: heap.at, code: heap.code, a: heap.a, b: heap.b }).toEqual(expected);
          } else {
            const entry = { at: action, code: serial % 7, a: serial, b: serial++ };
            heap.push(entry.at, entry.code, entry.a, entry.b);
            const place = model.findIndex((other) => other.at > entry.at);
            model.splice(place < 0 ? model.length : place, 0, entry);
          }
          expect(heap.size).toBe(model.length);
          expect(heap.peekTime()).toBe(model[0]?.at ?? NEVER);
        }
        expect(popAll(heap)).toEqual(model);
      }),
    );
  });
});
