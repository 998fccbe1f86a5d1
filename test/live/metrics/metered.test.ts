import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/base/time.ts';
import { withAbandonRatio } from '../../../src/live/metrics/abandonWindow.ts';
import { NO_METRICS } from '../../../src/live/metrics/liveMetrics.ts';
import { meterTelephony } from '../../../src/live/metrics/meteredTelephony.ts';
import { createRehearsalDriver } from '../../../src/live/telephony/rehearsal/rehearsalDriver.ts';
import { createManualClock } from '../telephony/manualClock.ts';
import { customers, persons, rehearsedLine } from '../telephony/rehearsedLine.ts';

describe('channels by trunk', () => {
  it('are the calls that were placed and have not ended; refused dials are none, and what an earlier process placed counts', async () => {
    const clock = createManualClock();
    const { line } = rehearsedLine(clock);
    const told: Record<string, number> = {};
    const channels = (trunk: string, calls: number): void => { told[trunk] = calls; };
    const first = createRehearsalDriver({ line, clock, seed: '1/0' });
    const metered = meterTelephony(first, { channels }, () => null);
    await metered.start(() => {});
    const dial = (attempt: string, trunk: string, number: string) => metered.execute({ kind: 'dial', attempt, trunk, number, callerId: '99900000001', ringMs: 20_000, amd: 'off' });
    const person = persons('1/0', 12_000, 12_000);
    await dial('a', 'main', person(0));
    await dial('b', 'main', customers('1/0', 'noAnswer')(0));
    await dial('b', 'main', customers('1/0', 'noAnswer')(1));
    await dial('c', 'other', customers('1/0', 'busy')(0));
    expect(told).toEqual({ main: 2, other: 1 });
    await clock.pass(5_000);
    expect(told).toEqual({ main: 2, other: 0 });
    await metered.execute({ kind: 'hangup', attempt: 'b' });
    await clock.pass(10);
    expect(told['main']).toBe(1);
    await metered.stop('now');
    expect((await dial('d', 'main', person(1))).ok).toBe(false);
    expect(told['main']).toBe(1);
    const later: Record<string, number> = {};
    const second = meterTelephony(createRehearsalDriver({ line, clock, seed: '1/0' }), { channels: (trunk, calls) => { later[trunk] = calls; } }, () => 'main');
    await second.start(() => {});
    await second.snapshot();
    expect(later).toEqual({ main: 1 });
    await clock.pass(3_600_000);
    expect(later).toEqual({ main: 0 });
  });
});

describe('the abandon ratio', () => {
  it('is abandoned over answered calls of 30 days: machines are no answers, and old days fall out', () => {
    let now = 100 * DAY_MS;
    const ratios: number[] = [];
    const metrics = withAbandonRatio({ ...NO_METRICS, abandonRatio: (ratio) => { ratios.push(ratio); } }, [
      { day: 70, dropped: 50, answered: 50 }, { day: 71, dropped: 1, answered: 9 }, { day: 99, dropped: 0, answered: 10 },
    ], () => now);
    expect(ratios.at(-1)).toBeCloseTo(1 / 19);
    metrics.attemptEnded('main', 'machine');
    metrics.attemptEnded('main', 'busy');
    expect(ratios).toHaveLength(1);
    metrics.attemptEnded('main', 'dropped');
    expect(ratios.at(-1)).toBeCloseTo(2 / 20);
    now += DAY_MS;
    metrics.attemptEnded('main', 'answered');
    expect(ratios.at(-1)).toBeCloseTo(1 / 12);
  });

  it('is 0 before anybody has answered', () => {
    const ratios: number[] = [];
    withAbandonRatio({ ...NO_METRICS, abandonRatio: (ratio) => { ratios.push(ratio); } }, [], () => 0);
    expect(ratios).toEqual([0]);
  });
});
