/** Promised instants outside working hours are moved into the next shift. */
import { describe, expect, it } from 'vitest';
import { HOUR_MS, UNSET } from '../../src/base/time.ts';
import { movedInto, type Intervals } from '../../src/world/nextCalls.ts';

const hours = (...pairs: [number, number][]): Intervals => pairs.map(([from, to]) => [from * HOUR_MS, to * HOUR_MS] as const);
const SHIFTS = hours([9, 17], [33, 41], [57, 65]);
const moved = (at: number, windows: Intervals = null): number => {
  const result = movedInto(SHIFTS, windows, at * HOUR_MS);
  return result === UNSET ? UNSET : result / HOUR_MS;
};

describe('a promised instant', () => {
  it('stays where it is within a shift', () => {
    expect([9, 12.5, 16.99, 40].map((at) => moved(at))).toEqual([9, 12.5, 16.99, 40]);
  });

  it('is moved to the same offset in the next shift when the day is over', () => {
    expect([17, 18.5, 22, 41].map((at) => moved(at))).toEqual([33, 34.5, 38, 57]);
  });

  it('goes on over a whole shift that its offset would not fit into', () => {
    expect(moved(26)).toBe(58);
  });

  it('waits for the first shift when it comes before it', () => {
    expect(moved(3)).toBe(9);
  });

  it('keeps the calling windows of the record too', () => {
    expect(moved(10, hours([12, 14], [36, 38]))).toBe(12);
    expect(moved(15, hours([12, 14], [36, 38]))).toBe(37);
  });

  it('is none where no shift follows, and where shift and window never meet', () => {
    expect(moved(66)).toBe(UNSET);
    expect(moved(10, hours([18, 20], [42, 44]))).toBe(UNSET);
  });

  it('is kept as it is where nothing ever closes', () => {
    expect(movedInto(null, null, 5)).toBe(5);
  });
});
