/** Summaries over replications: sums first, ratios last. */
import { describe, expect, it } from 'vitest';
import { PRESET_RULES, type AbandonRule } from '../../src/engine/abandon/rule.ts';
import { combineSeries } from '../../src/measure/combineSeries.ts';
import type { ReplicationResult } from '../../src/measure/results.ts';
import { summarise } from '../../src/measure/summary.ts';
import { DAY, Script } from './support/script.ts';

const daily: AbandonRule = { ...PRESET_RULES.us, id: 'daily', window: { kind: 'calendarDay' } };

function played(handled: number, dropped: number): Script {
  const script = new Script({ rules: [daily] });
  script.signIn(0, 0);
  let at = 10_000;
  for (let i = 0; i < handled; i++, at += 10_000) script.handledCall(at, 0);
  for (let i = 0; i < dropped; i++, at += 10_000) script.droppedCall(at);
  script.recorder.finish(DAY);
  return script;
}

const replications = (runs: readonly (readonly [number, number])[]): ReplicationResult[] => runs.map(([handled, dropped]) => played(handled, dropped).result());

describe('summary', () => {
  it('jackknifes ratios: the worked example', () => {
    const summary = summarise(replications([[97, 3], [79, 1], [116, 4], [59, 1], [135, 5]]));
    const rate = summary['abandon.daily.rate']!;
    expect(rate.estimate).toBeCloseTo(0.0285491, 7);
    expect(rate.lower).toBeCloseTo(0.016614, 6);
    expect(rate.upper).toBeCloseTo(0.040484, 6);
    expect(rate).toMatchObject({ method: 'jackknife', level: 0.95, replications: 5, fewReplications: true });
    expect(summary['agents.occupancy']!.estimate).toBeCloseTo((97 + 79 + 116 + 59 + 135) * 1_000 / (5 * DAY), 12);
    expect(summary['list.dialsPerConnect']!.estimate).toBeGreaterThan(1);
  });

  it('gives counts as means with a t interval', () => {
    const summary = summarise(replications([[10, 0], [12, 0], [14, 0]]));
    const dials = summary['counts.dials']!;
    expect(dials.estimate).toBeCloseTo(12, 12);
    // t(2, 0.975) = 4.302653, s = 2
    expect(dials.halfWidth).toBeCloseTo((4.302653 * 2) / Math.sqrt(3), 5);
    expect(dials.method).toBe('t');
    expect(summary['counts.dialsPerAgentHour']!.estimate).toBeCloseTo(12 / 24, 12);
  });

  it('reports the wider interval for a share of windows', () => {
    // Every replication alike: the jackknife sees no spread, the binomial does.
    const alike = summarise(replications(Array.from({ length: 10 }, () => [10, 0] as const)))['abandon.daily.windowViolationShare']!;
    expect(alike).toMatchObject({ estimate: 0, lower: 0, method: 'clopperPearson' });
    expect(alike.upper).toBeCloseTo(1 - 0.025 ** (1 / 10), 9);
    expect(alike.fewReplications).toBeUndefined();
    const two = summarise(replications([[10, 0], [10, 5]]))['abandon.daily.windowViolationShare']!;
    expect(two).toMatchObject({ estimate: 0.5, method: 'jackknife' });
    expect(two.halfWidth).toBeGreaterThan(1);
  });

  it('of one replication holds estimates only', () => {
    const [only] = replications([[97, 3]]);
    const summary = summarise([only!]);
    for (const entry of Object.values(summary)) {
      expect(entry).toMatchObject({ lower: null, upper: null, halfWidth: null });
      expect(entry.fewReplications).toBeUndefined();
    }
    expect(summary['abandon.daily.rate']!.estimate).toBeCloseTo(0.03, 12);
    expect(summary['agents.predictiveGain']!.estimate).toBeNull();
    expect(summarise([])).toEqual({});
  });

  it('has a null estimate where nothing was ever answered', () => {
    const summary = summarise(replications([[0, 0], [0, 0]]));
    expect(summary['abandon.daily.rate']).toMatchObject({ estimate: null, lower: null });
    expect(summary['list.dialsPerConnect']).toMatchObject({ estimate: null, upper: null });
    expect(summary['counts.dials']).toMatchObject({ estimate: 0, halfWidth: 0 });
  });
});

describe('series of several replications', () => {
  it('are summed bin by bin', () => {
    const one = played(3, 1).recorder.series();
    const other = played(5, 0).recorder.series();
    const sum = combineSeries([one, other]);
    expect(sum.bins).toHaveLength(96);
    expect(sum.bins[0]).toMatchObject({ at: 0, dials: 9, connects: 8, liveAnswers: 9, abandoned: 1, talkMs: 8_000 });
    expect(sum.waits.reduce((total, { count }) => total + count, 0)).toBe(8);
    expect(combineSeries([one])).toEqual(one);
    expect(one.bins[0]!.dials).toBe(4);
    expect(() => combineSeries([one, { ...other, binMs: 1 }])).toThrow(RangeError);
    expect(combineSeries([]).bins).toEqual([]);
  });
});
