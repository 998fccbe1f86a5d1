import { describe, expect, it } from 'vitest';
import { cellEnd, cellsWithin, HORIZON_MAX, sumByCells } from '../../../src/engine/pacing/foresight/timeCells.ts';

describe('the cells of the coming time', () => {
  it.each([1, 5, 7, 22, 27, HORIZON_MAX])('cover a horizon of %i seconds without gap, the last one ending with it', (horizon) => {
    const cells = cellsWithin(horizon);
    const ends = Array.from({ length: cells }, (_, cell) => cellEnd(cell, horizon));
    expect(ends.at(-1)).toBe(horizon);
    expect(ends.every((end, cell) => end > cellEnd(cell - 1, horizon))).toBe(true);
    expect(cellEnd(-1, horizon)).toBe(0);
  });

  it('keep the sum of what they cut', () => {
    const seconds = Float64Array.from({ length: 100 }, (_, second) => second + 1);
    for (const horizon of [1, 9, 23, 60]) {
      const into = new Float64Array(30);
      sumByCells(seconds, 10, horizon, into, 2);
      const expected = Array.from({ length: horizon }, (_, second) => second + 11).reduce((sum, value) => sum + value, 0);
      expect(into.reduce((sum, value) => sum + value, 0)).toBe(expected);
      expect([into[0], into[1]]).toEqual([0, 0]);
    }
  });
});
