/** Abandon rates under every form of rule, and their windows. */
import { describe, expect, it } from 'vitest';
import { PRESET_RULES, type AbandonRule } from '../../src/engine/abandon/rule.ts';
import { monthStarts } from '../../src/measure/monthStarts.ts';
import { abandonRatio, exceedsLimit } from '../../src/measure/recording/abandonRatio.ts';
import { emptyFacts, type FactCounts } from '../../src/measure/recording/callFacts.ts';
import { DAY, HOUR, Script } from './support/script.ts';

const { us, ukWithoutAmd, ukWithAmd, allDials, allAnswers } = PRESET_RULES;
const facts = (given: Partial<FactCounts>): FactCounts => ({ ...emptyFacts(), ...given });

describe('the forms of a rate', () => {
  it('UK without AMD: L 900, M 300, A 40 give r 0.25, A′ 30 and 0.032258', () => {
    const ratio = abandonRatio(ukWithoutAmd, facts({ timelyConnects: 900, machineConnects: 300, failingCalls: 40 }), 0, true);
    expect(ratio.numerator).toBeCloseTo(30, 12);
    expect(ratio.numerator / ratio.denominator).toBeCloseTo(0.032258, 6);
    expect(exceedsLimit(ukWithoutAmd, ratio)).toBe(true);
  });

  it('UK with AMD: A 20, F 6, L 900 give 0.028078', () => {
    const ratio = abandonRatio(ukWithAmd, facts({ timelyConnects: 900, failingPersons: 20, machineVerdicts: 600 }), 0.01, true);
    expect(ratio.numerator / ratio.denominator).toBeCloseTo(0.028078, 6);
    expect(exceedsLimit(ukWithAmd, ratio)).toBe(false);
  });

  it('400 machines at 1 % false positives use 4 of an allowance of 6 for 200 persons: 2 more may be abandoned', () => {
    const estimated: AbandonRule = { ...us, falsePositives: 'estimated' };
    const of = (failingPersons: number) => abandonRatio(estimated, facts({ attempts: 1_000, persons: 200, machineVerdicts: 400, failingPersons }), 0.01, true);
    expect(of(0)).toMatchObject({ numerator: 4, denominator: 200 });
    expect(exceedsLimit(estimated, of(2))).toBe(false);
    expect(exceedsLimit(estimated, of(3))).toBe(true);
  });

  it('exactly 3 % does not exceed, and one call more does, whatever the size', () => {
    for (const hundreds of [1, 3, 7, 1_000, 123_457]) {
      expect(exceedsLimit(us, { numerator: 3 * hundreds, denominator: 100 * hundreds })).toBe(false);
      expect(exceedsLimit(us, { numerator: 3 * hundreds + 1, denominator: 100 * hundreds })).toBe(true);
    }
  });

  it('vendors’ rates count calls given up and not late connects', () => {
    const counts = facts({ attempts: 100, answers: 50, persons: 40, connects: 30, dropped: 4, droppedAny: 6, customerHangups: 5, failingPersons: 20, lateConnects: 16 });
    expect(abandonRatio(allDials, counts, 0, true)).toMatchObject({ numerator: 11, denominator: 100 });
    expect(abandonRatio(allAnswers, counts, 0, true)).toMatchObject({ numerator: 6, denominator: 36 });
    expect(abandonRatio({ ...us, denominator: 'allAnswers' }, facts({ answers: 50, failingCalls: 22 }), 0, true)).toMatchObject({ numerator: 22, denominator: 50 });
  });

  it('false positives are ignored, true or estimated, and short rings added, as the rule says', () => {
    const counts = facts({ persons: 100, failingPersons: 2, falsePositives: 3, machineVerdicts: 50, shortRings: 7 });
    expect(abandonRatio({ ...us, falsePositives: 'ignored' }, counts, 0.02, true).numerator).toBe(2);
    expect(abandonRatio(us, counts, 0.02, true).numerator).toBe(5);
    expect(abandonRatio({ ...us, falsePositives: 'estimated' }, counts, 0.02, true).numerator).toBe(3);
    expect(abandonRatio({ ...us, countShortRings: true }, counts, 0.02, true)).toMatchObject({ numerator: 12, denominator: 107 });
  });
});

describe('failing calls', () => {
  const from = (startPoint: AbandonRule['startPoint'], more: Partial<AbandonRule> = {}): AbandonRule => ({ ...us, id: startPoint, startPoint, ...more });

  it('an agent after 3.0 s is late from the answer and from the greeting’s start, in time from its end', () => {
    const script = new Script({ rules: [from('connected'), from('greetingStart'), from('greetingEnd')] });
    script.signIn(0, 0);
    const attempt = script.dial(0);
    script.answers(10_000, attempt);
    script.wake(13_000);
    script.connect(attempt, 0);
    script.talkEnds(20_000, attempt, 0);
    const { abandon, counts } = script.result();
    expect([abandon.connected!.numerator, abandon.greetingStart!.numerator, abandon.greetingEnd!.numerator]).toEqual([1, 1, 0]);
    expect(counts.lateConnects).toEqual({ connected: 1, greetingStart: 1, greetingEnd: 0 });
    expect(abandon.greetingEnd!.startPointUsed).toBe('greetingEnd');
  });

  it('a customer who leaves after 1.2 s fails only a rule that counts early hang-ups, and is a nuisance', () => {
    const script = new Script({ rules: [from('connected'), { ...from('connected', { countEarlyHangups: true }), id: 'early' }] });
    const attempt = script.dial(0);
    script.answers(10_000, attempt);
    script.customerHangsUp(11_200, attempt);
    const { abandon, counts } = script.result();
    expect([abandon.connected!.numerator, abandon.early!.numerator]).toEqual([0, 1]);
    expect(abandon.connected).toMatchObject({ denominator: 1, rate: 0 });
    expect(counts).toMatchObject({ customerHangups: 1, nuisance: 1, nuisanceRate: 1 });
  });

  it('where nobody hears the greeting, rules start at the answer and say so', () => {
    const script = new Script({ rules: [us], greetingKnown: false });
    script.signIn(0, 0);
    const attempt = script.dial(0);
    script.answers(10_000, attempt);
    script.wake(12_500);
    script.connect(attempt, 0);
    script.talkEnds(20_000, attempt, 0);
    expect(script.result().abandon.us).toMatchObject({ startPointUsed: 'connected', numerator: 1, denominator: 1 });
  });

  it('machines never fail a rule about persons, but count as abandoned without AMD', () => {
    const script = new Script({ rules: [us, ukWithoutAmd, allAnswers] });
    script.signIn(0, 0);
    script.handledCall(0, 0);
    script.droppedCall(10_000, 'machine');
    const { abandon } = script.result();
    expect(abandon.us).toMatchObject({ numerator: 0, denominator: 1 });
    expect(abandon.ukWithoutAmd).toMatchObject({ numerator: 1, denominator: 2 });
    expect(abandon.allAnswers).toMatchObject({ numerator: 1, denominator: 2 });
  });
});

describe('windows', () => {
  const dayStarts = [0, DAY, 2 * DAY, 3 * DAY];

  /** Plays `handled` and `dropped` calls from 10:00 on the given day. */
  const play = (script: Script, day: number, handled: number, dropped: number): void => {
    let at = day * DAY + 10 * HOUR;
    for (let i = 0; i < handled; i++, at += 5_000) script.handledCall(at, 0);
    for (let i = 0; i < dropped; i++, at += 5_000) script.droppedCall(at);
  };

  it('calendar days: violation share, worst day, 95th percentile and clustering', () => {
    const daily: AbandonRule = { ...us, id: 'daily', window: { kind: 'calendarDay' } };
    const script = new Script({ rules: [daily], scored: [[0, 3 * DAY]], dayStarts });
    script.signIn(0, 0);
    play(script, 0, 97, 3);
    play(script, 1, 90, 10);
    play(script, 2, 50, 0);
    const result = script.result().abandon.daily!;
    expect(result.windows).toEqual([
      { from: 0, to: DAY, numerator: 3, denominator: 100, rate: 0.03, exceeds: false },
      { from: DAY, to: 2 * DAY, numerator: 10, denominator: 100, rate: 0.1, exceeds: true },
      { from: 2 * DAY, to: 3 * DAY, numerator: 0, denominator: 50, rate: 0, exceeds: false },
    ]);
    expect(result).toMatchObject({ numerator: 13, denominator: 250, windowsExceeding: 1, windowsCounted: 3, windowsLeftOut: 0, worstWindowRate: 0.1 });
    expect(result.rate).toBeCloseTo(13 / 250, 12);
    expect(result.windowViolationShare).toBeCloseTo(1 / 3, 12);
    const theta = 13 / 250;
    const chiSquare = [[3, 100], [10, 100], [0, 50]].reduce((sum, [a, n]) => sum + (a! - theta * n!) ** 2 / (n! * theta * (1 - theta)), 0);
    expect(result.dispersion).toBeCloseTo(chiSquare / 2, 12);
  });

  it('days with too few answers, and days without any, stay out of the violation share', () => {
    const daily: AbandonRule = { ...us, id: 'daily', window: { kind: 'calendarDay' }, minAnswers: 10 };
    const script = new Script({ rules: [daily], scored: [[0, 3 * DAY]], dayStarts });
    script.signIn(0, 0);
    play(script, 0, 9, 1);
    play(script, 1, 8, 1);
    const result = script.result().abandon.daily!;
    expect(result).toMatchObject({ windowsCounted: 1, windowsExceeding: 1, windowsLeftOut: 1, windowViolationShare: 1, numerator: 2, denominator: 19 });
    expect(result.windows).toHaveLength(3);
    expect(result.windows[2]).toMatchObject({ denominator: 0, rate: null, exceeds: false });
  });

  it('a call belongs to the day of its answer', () => {
    const daily: AbandonRule = { ...us, id: 'daily', window: { kind: 'calendarDay' } };
    const script = new Script({ rules: [daily], scored: [[0, 3 * DAY]], dayStarts });
    const attempt = script.dial(DAY - 10_000);
    script.answers(DAY - 1, attempt);
    script.drops(DAY + 2_000, attempt);
    expect(script.result().abandon.daily!.windows.map((window) => window.numerator)).toEqual([1, 0, 0]);
  });

  it('an unscored day is no window', () => {
    const daily: AbandonRule = { ...us, id: 'daily', window: { kind: 'calendarDay' } };
    const script = new Script({ rules: [daily], scored: [[DAY + 9 * HOUR, DAY + 17 * HOUR]], dayStarts });
    script.signIn(0, 0);
    play(script, 0, 0, 5);
    play(script, 1, 5, 0);
    const result = script.result().abandon.daily!;
    expect(result.windows.map((window) => [window.from, window.numerator, window.denominator])).toEqual([[DAY, 0, 5]]);
  });

  it('successive days count from the midnight before the first dial, the last part period included', () => {
    const pairs: AbandonRule = { ...us, window: { kind: 'successiveDays', days: 2 } };
    const script = new Script({ rules: [pairs], scored: [[0, 4 * DAY]], dayStarts: [...dayStarts, 4 * DAY] });
    script.signIn(0, 0);
    play(script, 1, 4, 1);
    play(script, 2, 5, 0);
    play(script, 3, 9, 1);
    expect(script.result().abandon.us!.windows).toEqual([
      { from: DAY, to: 3 * DAY, numerator: 1, denominator: 10, rate: 0.1, exceeds: true },
      { from: 3 * DAY, to: 4 * DAY, numerator: 1, denominator: 10, rate: 0.1, exceeds: true },
    ]);
  });

  it('months begin at the given midnights; the campaign is one window', () => {
    const monthly: AbandonRule = { ...us, id: 'monthly', window: { kind: 'calendarMonth' } };
    const campaign: AbandonRule = { ...us, id: 'campaign', window: { kind: 'campaign' } };
    const starts = monthStarts('2025-02-27T00:00:00Z', dayStarts);
    expect(starts).toEqual([2 * DAY]);
    const script = new Script({ rules: [monthly, campaign], scored: [[0, 3 * DAY]], dayStarts, monthStarts: starts });
    script.signIn(0, 0);
    play(script, 0, 1, 1);
    play(script, 1, 1, 0);
    play(script, 2, 2, 0);
    const { abandon } = script.result();
    expect(abandon.monthly!.windows.map(({ from, to, numerator, denominator }) => [from, to, numerator, denominator])).toEqual([[0, 2 * DAY, 1, 3], [2 * DAY, 3 * DAY, 0, 2]]);
    expect(abandon.campaign!.windows.map(({ from, to, numerator, denominator }) => [from, to, numerator, denominator])).toEqual([[0, 3 * DAY, 1, 5]]);
    expect(() => new Script({ rules: [monthly] })).toThrow(/monthStarts/);
  });

  it('a rolling window is one window that exceeds if it ever did with 50 answers', () => {
    const rolling: AbandonRule = { ...us, id: 'rolling', window: { kind: 'rolling', ms: HOUR } };
    const run = (handledBefore: number, dropped: number, handledAfter: number): Script => {
      const script = new Script({ rules: [rolling] });
      script.signIn(0, 0);
      play(script, 0, handledBefore, dropped);
      let at = 20 * HOUR;
      for (let i = 0; i < handledAfter; i++, at += 5_000) script.handledCall(at, 0);
      return script;
    };
    const bad = run(48, 2, 300).result().abandon.rolling!;
    expect(bad).toMatchObject({ numerator: 2, denominator: 350, windowsCounted: 1, windowsExceeding: 1, windowViolationShare: 1, worstWindowRate: 0.04 });
    expect(bad.windows[0]).toMatchObject({ numerator: 2, denominator: 50, exceeds: true });
    expect(run(40, 2, 300).result().abandon.rolling).toMatchObject({ windowsCounted: 1, windowsExceeding: 0 });
    expect(run(0, 0, 0).result().abandon.rolling).toMatchObject({ windowsCounted: 0, windowViolationShare: null, rate: null });
  });

  it('what month a day begins follows the calendar, leap years included', () => {
    const days = Array.from({ length: 800 }, (_, day) => day * DAY);
    const starts = monthStarts('2023-12-31', days);
    expect(starts.slice(0, 4)).toEqual([1, 32, 61, 92].map((day) => day * DAY));
    expect(starts.includes((1 + 366) * DAY)).toBe(true);
    expect(() => monthStarts('tomorrow', days)).toThrow(RangeError);
  });
});
