import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventCalendar } from '../../src/base/eventCalendar.ts';
import { NEVER } from '../../src/base/time.ts';

interface Entry { at: number; code: number; a: number; b: number }

function popAll(calendar: EventCalendar): Entry[] {
  const entries: Entry[] = [];
  while (calendar.pop()) entries.push({ at: calendar.at, code: calendar.code, a: calendar.a, b: calendar.b });
  return entries;
}

describe('the calendar', () => {
  test('an empty calendar names no instant and pops nothing', () => {
    const calendar = new EventCalendar();
    expect(calendar.peekTime()).toBe(NEVER);
    expect(calendar.pop()).toBe(false);
    expect(calendar.size).toBe(0);
  });

  test('the earliest entry comes first, with everything that was pushed with it', () => {
    const calendar = new EventCalendar();
    calendar.push(30, 3, -3, 33);
    calendar.push(10, 1, -1, 2_147_483_647);
    calendar.push(20, 2, -2, -2_147_483_648);
    expect(calendar.peekTime()).toBe(10);
    expect(popAll(calendar)).toEqual([
      { at: 10, code: 1, a: -1, b: 2_147_483_647 },
      { at: 20, code: 2, a: -2, b: -2_147_483_648 },
      { at: 30, code: 3, a: -3, b: 33 },
    ]);
  });

  test('at equal instants, first pushed is first popped, however much the calendar grows', () => {
    const calendar = new EventCalendar();
    for (let i = 0; i < 1_000; i++) calendar.push(i % 3, 0, i, 0);
    const expected = [0, 1, 2].flatMap((at) => Array.from({ length: 1_000 }, (_, i) => i).filter((i) => i % 3 === at));
    expect(popAll(calendar).map((entry) => entry.a)).toEqual(expected);
  });

  test('an instant that never comes stands behind all others', () => {
    const calendar = new EventCalendar();
    calendar.push(NEVER, 1, 0, 0);
    calendar.push(0, 2, 0, 0);
    expect(popAll(calendar).map((entry) => entry.code)).toEqual([2, 1]);
  });

  test('a cleared calendar is empty and usable', () => {
    const calendar = new EventCalendar();
    calendar.push(1, 1, 1, 1);
    calendar.clear();
    calendar.push(2, 2, 2, 2);
    expect(popAll(calendar)).toEqual([{ at: 2, code: 2, a: 2, b: 2 }]);
  });

  test('any mixture of pushes and pops, ties, fractions and long empty nights, behaves like a stably sorted list', () => {
    const after = fc.oneof(
      fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 600_000 }), fc.constant(262_144), fc.constant(32_768),
      fc.integer({ min: 0, max: 400_000_000 }), fc.double({ min: 0, max: 3, noNaN: true }), fc.constant(NEVER),
    );
    const step = fc.record({ after, times: fc.integer({ min: 1, max: 100 }), pops: fc.integer({ min: 0, max: 100 }) });
    const start = fc.constantFrom(0, -1_000_000, 1_700_000_000_000);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), start, (steps, startAt) => {
        const calendar = new EventCalendar();
        const model = new SortedList();
        let now: number = startAt;
        let serial = 0;
        for (const { after: afterMs, times, pops } of steps) {
          for (let i = 0; i < times; i++) {
            // Every third entry comes at the same instant, the others apart from it.
            const at = Math.min(NEVER, now + afterMs + (i % 3) * (i % 7));
            const entry = { at, code: serial % 7, a: serial, b: ~serial++ };
            calendar.push(entry.at, entry.code, entry.a, entry.b);
            model.push(entry);
          }
          for (let i = 0; i < pops; i++) {
            const expected = model.entries.shift();
            expect(calendar.pop()).toBe(expected !== undefined);
            if (expected === undefined) break;
            expect({ at: calendar.at, code: calendar.code, a: calendar.a, b: calendar.b }).toEqual(expected);
            if (expected.at < NEVER) now = expected.at;
            expect(calendar.peekTime()).toBe(model.entries[0]?.at ?? NEVER);
          }
          expect(calendar.size).toBe(model.entries.length);
          expect(calendar.peekTime()).toBe(model.entries[0]?.at ?? NEVER);
        }
        expect(popAll(calendar)).toEqual(model.entries);
      }),
      { numRuns: 300 },
    );
  });

  test('a crowd at one instant, just before and after it, keeps its order while the calendar divides its time anew', () => {
    const calendar = new EventCalendar();
    const model = new SortedList();
    for (let i = 0; i < 3_000; i++) {
      const entry = { at: i % 5 === 0 ? 200_000 : i % 5 === 1 ? i : 1_000 + (i % 3), code: 1, a: i, b: 0 };
      calendar.push(entry.at, entry.code, entry.a, entry.b);
      model.push(entry);
    }
    expect(popAll(calendar)).toEqual(model.entries);
  });
});

/** The naive calendar. */
class SortedList {
  readonly entries: Entry[] = [];

  push(entry: Entry): void {
    const place = this.entries.findIndex((other) => other.at > entry.at);
    this.entries.splice(place < 0 ? this.entries.length : place, 0, entry);
  }
}
