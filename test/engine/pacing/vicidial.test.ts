import { describe, expect, it } from 'vitest';
import type { ParameterValues } from '../../../src/engine/pacing/strategy.ts';
import { fakeView, type ViewParts } from './support/fakeView.ts';
import { make } from './support/strategies.ts';

/** Ten agents, one of them idle. */
const TEN_PERCENT_IDLE: ViewParts = { ready: 1, talking: 9 };
const OVER_LIMIT: ViewParts = { today: { ended: 1_000, persons: 100, dropped: 4 } };
const MINUTE_OF_1430 = 14 * 60 + 30;

/** The level after each of so many level loops (15 s apart) with the same view. */
function levels(id: string, parameters: ParameterValues, parts: ViewParts, loops: number): number[] {
  const { strategy } = make(id, parameters);
  const found: number[] = [];
  for (let second = 0; second <= loops * 15; second += 1) {
    strategy.dialCount(fakeView({ now: second * 1_000, localMinuteOfDay: MINUTE_OF_1430, ...parts }));
    if (second > 0 && second % 15 === 0) found.push(strategy.readings()['level']!);
  }
  return found;
}

/** Loops until the level is 1, from 3 with 10 % idle and the limit exceeded. */
function loopsDownToOne(id: string): number {
  return 1 + levels(id, { startLevel: 3 }, { ...TEN_PERCENT_IDLE, ...OVER_LIMIT }, 20).indexOf(1);
}

describe('the level loop of VICIdial', () => {
  it('over the drop limit reaches 1 from 3 in one loop with hard limit, two with average, four with tapered at 14:30', () => {
    expect(loopsDownToOne('vicidial-hard-limit')).toBe(1);
    expect(loopsDownToOne('vicidial-average')).toBe(2);
    expect(loopsDownToOne('vicidial-tapered')).toBe(4);
  });

  it.each(['vicidial-hard-limit', 'vicidial-average', 'vicidial-tapered'])('%s climbs from 1 to 3 in 12 loops with 10 %% idle', (id) => {
    const climb = levels(id, {}, TEN_PERCENT_IDLE, 13);
    expect(climb[0]).toBe(1.1);
    expect(climb[10]).toBeLessThan(3);
    expect(climb.slice(11)).toEqual([3, 3]);
  });

  it('keeps three decimals', () => {
    // 1.1, 1.21, 1.331, then 1.4641 is cut.
    expect(levels('vicidial-average', {}, TEN_PERCENT_IDLE, 4)).toEqual([1.1, 1.21, 1.331, 1.464]);
  });

  it('never falls below 1, however many persons wait', () => {
    expect(levels('vicidial-average', {}, { talking: 10, waiting: 5 }, 3)).toEqual([1, 1, 1]);
  });

  it('counts paused agents in the denominator', () => {
    expect(levels('vicidial-average', {}, { ...TEN_PERCENT_IDLE, paused: 10 }, 1)).toEqual([1.05]);
  });

  it('speeds up with intensity; at 100 it cannot slow down, and at 200 it slows as at 0', () => {
    expect(levels('vicidial-average', { intensity: 50 }, TEN_PERCENT_IDLE, 1)).toEqual([1.15]);
    const waiting: ViewParts = { talking: 10, waiting: 1 };
    expect(levels('vicidial-average', { startLevel: 2, intensity: 0 }, waiting, 1)).toEqual([1.8]);
    expect(levels('vicidial-average', { startLevel: 2, intensity: 100 }, waiting, 1)).toEqual([2]);
    expect(levels('vicidial-average', { startLevel: 2, intensity: 200 }, waiting, 1)).toEqual([1.8]);
    expect(levels('vicidial-average', { startLevel: 2, intensity: -100 }, waiting, 1)).toEqual([1.6]);
  });

  it('is shifted by the target of idle agents', () => {
    expect(levels('vicidial-average', { diffTarget: -1 }, TEN_PERCENT_IDLE, 1)).toEqual([1]);
    expect(levels('vicidial-average', { diffTarget: 1 }, TEN_PERCENT_IDLE, 1)).toEqual([1.2]);
  });

  it('halves when over half of the last minute was dropped, of more than 20 ends', () => {
    const still: ViewParts = { talking: 10 };
    expect(levels('vicidial-tapered', { startLevel: 3 }, { ...still, last60s: { ended: 21, dropped: 11 } }, 1)).toEqual([1.5]);
    expect(levels('vicidial-tapered', { startLevel: 3 }, { ...still, last60s: { ended: 20, dropped: 11 } }, 1)).toEqual([3]);
    expect(levels('vicidial-tapered', { startLevel: 3 }, { ...still, last60s: { ended: 22, dropped: 11 } }, 1)).toEqual([3]);
  });

  it('measures the day by persons, the last minute by all ends', () => {
    // 4 of 100 persons is over 3 %, though it is 0.4 % of the ends; up to 50 ends nothing is cut.
    expect(levels('vicidial-hard-limit', { startLevel: 2 }, { talking: 10, ...OVER_LIMIT }, 1)).toEqual([1]);
    expect(levels('vicidial-hard-limit', { startLevel: 2 }, { talking: 10, today: { ended: 50, persons: 10, dropped: 4 } }, 1)).toEqual([2]);
    expect(levels('vicidial-hard-limit', { startLevel: 2 }, { talking: 10, today: { ended: 1_000, persons: 100, dropped: 3 } }, 1)).toEqual([2]);
  });

  it('is skipped while no record is due', () => {
    expect(levels('vicidial-average', {}, { ...TEN_PERCENT_IDLE, dueNow: 0 }, 2)).toEqual([1, 1]);
  });

  it('keeps small teams at 1', () => {
    expect(levels('vicidial-average', { smallTeam: 11 }, TEN_PERCENT_IDLE, 2)).toEqual([1, 1]);
    expect(levels('vicidial-average', { smallTeam: 10 }, TEN_PERCENT_IDLE, 2)).toEqual([1.1, 1.21]);
  });

  it('averages the last 15 samples only', () => {
    const { strategy } = make('vicidial-average');
    for (let second = 0; second <= 15; second += 1) {
      // The sample at 0 s is the sixteenth from the end, so it no longer counts.
      strategy.dialCount(fakeView({ now: second * 1_000, ...(second === 0 ? { ready: 10 } : TEN_PERCENT_IDLE) }));
    }
    expect(strategy.readings()['level']).toBe(1.1);
  });
});

describe('tapering by the clock', () => {
  it.each([
    ['10:59', 10 * 60 + 59, 3],
    ['11:00, the first hour that could cut', 11 * 60, 3],
    ['11:01', 11 * 60 + 1, 2.997],
    ['14:59: HHMM subtraction says 641', 14 * 60 + 59, 1.923],
    ['15:00: a minute later it says 600', 15 * 60, 1.8],
    ['20:00', 20 * 60, 1],
    ['21:00', 21 * 60, 1],
    ['21:01', 21 * 60 + 1, 1],
  ])('%s', (_title, localMinuteOfDay, expected) => {
    expect(levels('vicidial-tapered', { startLevel: 3 }, { talking: 10, localMinuteOfDay, ...OVER_LIMIT }, 1)[0]).toBeCloseTo(expected, 9);
  });
});

describe('the fast loop of VICIdial', () => {
  const ask = (parameters: ParameterValues, parts: ViewParts): number => make('vicidial-average', parameters).strategy.dialCount(fakeView(parts));
  const parts: ViewParts = { now: 100_000, ready: 4, reserved: 1, talking: [10_000, 95_000], wrapping: 3, ringing: 1, analysing: 1, waiting: 1 };

  it('dials lines for free and busy agents, wrap-up not counted', () => {
    expect(ask({ startLevel: 3 }, parts)).toBe(21 - 3 - 3);
  });

  it('dials lines for free agents only, if told to', () => {
    expect(ask({ startLevel: 3, availableOnly: true }, parts)).toBe(12 - 3);
  });

  it('counts only short talks as busy, if told to', () => {
    expect(ask({ startLevel: 3, inCallTallySeconds: 5 }, parts)).toBe(15 - 1 - 3);
    expect(ask({ startLevel: 3, inCallTallySeconds: 4 }, parts)).toBe(12 - 3);
  });

  it('acts every 2.5 s from the start and asks for the next sample in between', () => {
    const { strategy } = make('vicidial-average');
    const times = [700, 800, 1_700, 3_199, 3_200, 5_699, 5_700];
    expect(times.map((now) => strategy.dialCount(fakeView({ now, ready: 2 })))).toEqual([2, 0, 0, 0, 2, 0, 2]);
    // Samples every second from 700, the fast loop at 8,200.
    expect(strategy.nextReviewAt!(fakeView({ now: 5_700 }))).toBe(6_700);
  });

  it('does not make up for instants at which nobody asked', () => {
    const { strategy } = make('vicidial-average');
    strategy.dialCount(fakeView({ now: 0, ...TEN_PERCENT_IDLE }));
    strategy.dialCount(fakeView({ now: 3_600_001, ...TEN_PERCENT_IDLE }));
    expect(strategy.readings()['level']).toBe(1.1);
    expect(strategy.nextReviewAt!(fakeView({ now: 3_600_001 }))).toBe(3_601_000);
  });
});
