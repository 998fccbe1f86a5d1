/** Local times to instants across changes of the clock. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/base/time.ts';
import { instantOf, openIntervals, runClockOffsets, runFrame, zoneOffsets, type LocalWindow } from '../../src/scenario/zones.ts';

const daily = (from: number, to: number): LocalWindow => ({ weekdays: [0, 1, 2, 3, 4, 5, 6], fromMinute: from, toMinute: to });

/** Open intervals as UTC texts. */
function openUtc(zone: string, firstDay: string, days: number, window: LocalWindow, holidays: string[] = []): string[] {
  const frame = runFrame(zone, firstDay, days);
  const text = (at: number): string => new Date(at + frame.epochUtcMs).toISOString().slice(0, 16);
  return openIntervals(frame, zoneOffsets(frame, zone), [window], holidays).map(([from, to]) => `${text(from)}–${text(to)}`);
}

describe('X22: calling windows follow the local wall clock', () => {
  it('opens at 08:00Z before the clocks go forward in Prague and at 07:00Z after', () => {
    expect(openUtc('Europe/Prague', '2026-03-28', 2, daily(9 * 60, 20 * 60))).toEqual([
      '2026-03-28T08:00–2026-03-28T19:00', '2026-03-29T07:00–2026-03-29T18:00',
    ]);
  });

  it('opens a window that begins in the skipped hour right after it', () => {
    expect(openUtc('America/New_York', '2026-03-08', 1, daily(2 * 60 + 30, 10 * 60))).toEqual(['2026-03-08T07:00–2026-03-08T14:00']);
  });

  it('opens a repeated hour twice', () => {
    expect(openUtc('Europe/Prague', '2026-10-25', 1, daily(2 * 60, 3 * 60))).toEqual(['2026-10-25T00:00–2026-10-25T02:00']);
  });

  it('never opens a skipped hour', () => {
    expect(openUtc('Europe/Prague', '2026-03-29', 1, daily(2 * 60, 3 * 60))).toEqual([]);
  });

  it('stays closed on holidays and joins days that touch', () => {
    expect(openUtc('UTC', '2026-03-02', 4, daily(0, 24 * 60), ['2026-03-03'])).toEqual([
      '2026-03-02T00:00–2026-03-03T00:00', '2026-03-04T00:00–2026-03-06T00:00',
    ]);
  });

  it('keeps to the weekdays of each window', () => {
    expect(openUtc('UTC', '2026-03-01', 3, { ...daily(60, 120), weekdays: [1] })).toEqual(['2026-03-02T01:00–2026-03-02T02:00']);
  });
});

describe('a run’s days', () => {
  it('have 23 hours in spring and 25 in autumn', () => {
    expect(runFrame('Europe/Prague', '2026-03-28', 3).dayStarts.map((at) => at / HOUR_MS)).toEqual([0, 24, 47, 71]);
    expect(runFrame('Europe/Prague', '2026-10-24', 3).dayStarts.map((at) => at / HOUR_MS)).toEqual([0, 24, 49, 73]);
  });

  it('begin at local midnight, instant 0', () => {
    const frame = runFrame('Europe/Prague', '2026-03-28', 1);
    expect(frame.epoch).toBe('2026-03-28T00:00:00.000+01:00');
    expect(new Date(frame.epochUtcMs).toISOString()).toBe('2026-03-27T23:00:00.000Z');
  });

  it('keep clock times local after a change of the clock', () => {
    const frame = runFrame('Europe/Prague', '2026-03-28', 2);
    expect(instantOf(frame, 0, 9 * 60) / HOUR_MS).toBe(9);
    expect(instantOf(frame, 1, 9 * 60) / HOUR_MS).toBe(32);
    expect(instantOf(frame, 1, 24 * 60)).toBe(frame.dayStarts[2]);
    expect(instantOf(frame, 1, 2 * 60 + 30) / HOUR_MS).toBe(26.5);
  });

  it('know where months begin', () => {
    expect(runFrame('UTC', '2026-03-30', 4).monthStarts.map((at) => at / HOUR_MS)).toEqual([0, 48]);
  });
});

describe('offsets', () => {
  it('change at the very instant of the transition', () => {
    const frame = runFrame('Europe/Prague', '2026-03-28', 2);
    expect(zoneOffsets(frame, 'Europe/Prague')).toEqual([[0, HOUR_MS], [26 * HOUR_MS, 2 * HOUR_MS]]);
  });

  it('agree with the wall clock of any zone at any instant', () => {
    const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Sao_Paulo', 'UTC'];
    fc.assert(fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 364 * 24 * 60 }), (zone, minute) => {
      const frame = runFrame('UTC', '2026-01-01', 365);
      const offsets = zoneOffsets(frame, zone);
      const at = minute * MINUTE_MS;
      const offset = offsets[offsets.findLastIndex(([from]) => from <= at)]![1];
      const wall = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at + frame.epochUtcMs);
      expect(new Date(at + frame.epochUtcMs + offset).toISOString().slice(11, 16)).toBe(wall);
    }), { numRuns: 40 });
  });
});

describe('the run\'s clock', () => {
  it('shows local time of day in any zone, for the run begins at a local midnight', () => {
    for (const [zone, other, hours] of [['Europe/Prague', 'Europe/London', -1], ['America/New_York', 'America/Los_Angeles', -3], ['UTC', 'Asia/Tokyo', 9]] as const) {
      const frame = runFrame(zone, '2025-01-13', 2);
      expect(runClockOffsets(frame, zoneOffsets(frame, zone))).toEqual([[0, 0]]);
      expect(runClockOffsets(frame, zoneOffsets(frame, other))).toEqual([[0, hours * HOUR_MS]]);
    }
  });

  it('moves by an hour when the clocks go forward', () => {
    const frame = runFrame('Europe/Prague', '2026-03-28', 2);
    expect(runClockOffsets(frame, zoneOffsets(frame, 'Europe/Prague'))).toEqual([[0, 0], [26 * HOUR_MS, HOUR_MS]]);
  });
});
