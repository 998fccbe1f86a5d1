import { describe, expect, test } from 'vitest';
import { createDayProfileReader } from '../../src/world/dayProfile.ts';
import { DAY } from './commonWorld.ts';

const HOUR = 3_600_000;

describe('a number over the day', () => {
  const steps = { kind: 'steps', points: [[9 * HOUR, 0.12], [12 * HOUR, 0.35], [14.5 * HOUR, 0.12]] } as const;
  const linear = { kind: 'linear', points: [[9 * HOUR, 0.14], [11 * HOUR, 0.18], [21 * HOUR, 0.26]] } as const;

  test('steps hold each value until the next point, and the last one over midnight', () => {
    const reader = createDayProfileReader({ ...steps, points: [...steps.points, [20 * HOUR, 0.5]] }, [[0, 0]]);
    expect(reader.at(9 * HOUR)).toBe(0.12);
    expect(reader.at(12 * HOUR - 1)).toBe(0.12);
    expect(reader.at(12 * HOUR)).toBe(0.35);
    expect(reader.at(14.5 * HOUR)).toBe(0.12);
    expect(reader.at(23 * HOUR)).toBe(0.5);
    expect(reader.at(DAY + 1 * HOUR)).toBe(0.5);
  });

  test('lines run between the points and are level outside them', () => {
    const reader = createDayProfileReader(linear, [[0, 0]]);
    expect(reader.at(0)).toBe(0.14);
    expect(reader.at(10 * HOUR)).toBeCloseTo(0.16, 12);
    expect(reader.at(16 * HOUR)).toBeCloseTo(0.22, 12);
    expect(reader.at(DAY - 1)).toBe(0.26);
    expect(reader.at(3 * DAY + 10 * HOUR)).toBeCloseTo(0.16, 12);
  });

  test('the time of day is that of the zone, also across a change of the clocks', () => {
    const reader = createDayProfileReader(steps, [[0, HOUR], [5 * DAY, 2 * HOUR]]);
    expect(reader.at(11 * HOUR - 1)).toBe(0.12);
    expect(reader.at(11 * HOUR)).toBe(0.35);
    expect(reader.at(5 * DAY + 10 * HOUR)).toBe(0.35);
    expect(reader.at(5 * DAY + 10 * HOUR - 1)).toBe(0.12);
    const west = createDayProfileReader(steps, [[0, -5 * HOUR]]);
    expect(west.at(17 * HOUR)).toBe(0.35);
    expect(west.at(0)).toBe(0.12);
  });

  test('without a point there is no profile', () => {
    expect(() => createDayProfileReader({ kind: 'linear', points: [] }, [])).toThrow(RangeError);
  });
});
