/** Where an instant belongs: interval, local day, bin of the day. */
import { describe, expect, it } from 'vitest';
import { ScoringClock } from '../../src/measure/recording/scoringClock.ts';
import { DAY, HOUR } from './support/script.ts';

function at(clock: ScoringClock, instant: number): (boolean | number)[] {
  while (instant >= clock.nextEdge) clock.cross();
  return [clock.scoring, clock.part, clock.day, clock.bin];
}

describe('scoring clock', () => {
  it('knows part, day and bin of every instant; intervals are half-open', () => {
    const clock = new ScoringClock({ scored: [[9 * HOUR, 17 * HOUR], [DAY + 9 * HOUR, DAY + 17 * HOUR]], dayStarts: [0, DAY, 2 * DAY], binMs: HOUR });
    expect(at(clock, 9 * HOUR - 1)[0]).toBe(false);
    expect(at(clock, 9 * HOUR)).toEqual([true, 0, 0, 9]);
    expect(at(clock, 17 * HOUR - 1)).toEqual([true, 0, 0, 16]);
    expect(at(clock, 17 * HOUR)[0]).toBe(false);
    expect(at(clock, DAY + 12.5 * HOUR)).toEqual([true, 1, 1, 12]);
    expect(at(clock, 5 * DAY)[0]).toBe(false);
  });

  it('follows local midnight: days of 23 and 25 hours exist', () => {
    const dayStarts = [0, 23 * HOUR, 48 * HOUR];
    const clock = new ScoringClock({ scored: [[0, 48 * HOUR]], dayStarts, binMs: HOUR });
    expect(clock.binsPerDay).toBe(25);
    expect(at(clock, 22.5 * HOUR)).toEqual([true, 0, 0, 22]);
    expect(at(clock, 23 * HOUR)).toEqual([true, 0, 1, 0]);
    expect(at(clock, 48 * HOUR - 1)).toEqual([true, 0, 1, 24]);
  });

  it('joins parts that touch and refuses those that overlap or are empty', () => {
    const plan = { dayStarts: [0, DAY], binMs: HOUR };
    expect(new ScoringClock({ ...plan, scored: [[0, HOUR], [HOUR, 2 * HOUR]] }).parts).toEqual([[0, 2 * HOUR]]);
    expect(() => new ScoringClock({ ...plan, scored: [[0, HOUR], [HOUR - 1, 2 * HOUR]] })).toThrow(RangeError);
    expect(() => new ScoringClock({ ...plan, scored: [[HOUR, HOUR]] })).toThrow(RangeError);
    expect(() => new ScoringClock({ ...plan, scored: [], dayStarts: [0] })).toThrow(RangeError);
  });
});
