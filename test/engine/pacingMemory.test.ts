/** What pacing remembers: counts over windows, and the abandon windows that the campaign must keep, against plain logs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, NEVER, UNSET, type Millis } from '../../src/base/time.ts';
import { AbandonLedger, type LedgerCalendar } from '../../src/engine/abandon/abandonLedger.ts';
import { PRESET_RULES, type AbandonRule, type AnsweredCall, type WindowKind } from '../../src/engine/abandon/rule.ts';
import { PacingHistory, Tally } from '../../src/engine/pacing/pacingHistory.ts';

describe('the counts over the last minutes', () => {
  const step = fc.record({
    wait: fc.oneof(fc.nat(3_000), fc.nat(90_000), fc.constantFrom(0, 59, 60, 61, 900, 901, 1_800, 1_801, 3_600, 3_601).map((second) => 1_000 * second), fc.nat(9_000_000)), field: fc.constantFrom(...Object.values(Tally)), amount: fc.nat(5),
    newDay: fc.constantFrom(false, false, false, true), restore: fc.boolean(),
  });

  it('equal a log of what happened, cut at whole seconds', () => {
    fc.assert(fc.property(fc.nat(1e8), fc.array(step, { maxLength: 40 }), (start, steps) => {
      let history = new PacingHistory();
      let now = start;
      let today = 0;
      const log: { at: Millis; field: Tally; amount: number }[] = [];
      history.advance(now);
      for (const { wait, field, amount, newDay, restore } of steps) {
        now += wait;
        history.advance(now);
        if (newDay) {
          history.startDay();
          today = log.length;
        }
        if (restore) {
          const copy = new PacingHistory();
          copy.load(structuredClone(history.save()));
          history = copy;
        }
        history.add(field, amount);
        log.push({ at: now, field, amount });
        const second = Math.floor(now / 1_000);
        const sum = (of: Tally, from: number, since = 0): number =>
          log.slice(since).filter((entry) => entry.field === of && Math.floor(entry.at / 1_000) >= from).reduce((total, entry) => total + entry.amount, 0);
        for (const [name, of] of Object.entries(Tally)) {
          const key = name as keyof typeof Tally;
          expect([history.last60s[key], history.last900s[key], history.last1800s[key], history.last3600s[key], history.today[key], history.campaign[key]])
            .toEqual([...[60, 900, 1_800, 3_600].map((length) => sum(of, second - length)), sum(of, -Infinity, today), sum(of, -Infinity)]);
        }
      }
    }), { numRuns: 40 });
  });

  it.each([2_000, 60_000])('stay right in a long run, whether they are read all the time or at its end (%i ms between calls)', (everyMs) => {
    const [read, unread] = [new PacingHistory(), new PacingHistory()];
    const log: { second: number; kind: number; ms: Millis }[] = [];
    const windows = ({ last60s, last900s, last1800s, last3600s, campaign }: PacingHistory) => [last60s, last900s, last1800s, last3600s, campaign];
    const counts = (history: PacingHistory) => windows(history).map((of) => Object.keys(Tally).map((key) => of[key as keyof typeof Tally]));
    let now = 0;
    for (let call = 0; call < 9_000; call += 1) {
      now += everyMs + (call % 7) * 300;
      const kind = call % 4;
      const ms = 1_000 + (call % 100);
      for (const history of [read, unread]) {
        history.advance(now);
        if (kind === 0) history.unanswered(now, ms);
        else if (kind === 1) history.answered(now, ms);
        else if (kind === 2) history.machine(now, ms);
        else history.handled(now, ms, 2 * ms);
      }
      log.push({ second: Math.floor(now / 1_000), kind, ms });
      if (call % 500 === 0) counts(read);
    }
    const second = Math.floor(now / 1_000);
    const expected = [60, 900, 1_800, 3_600, Infinity].map((length) => {
      const inside = log.filter((entry) => entry.second >= second - length);
      const count = (...kinds: number[]) => inside.filter(({ kind }) => kinds.includes(kind)).length;
      const sum = (...kinds: number[]) => inside.reduce((total, { kind, ms }) => (kinds.includes(kind) ? total + ms : total), 0);
      return [count(0, 1, 2), count(1), count(2), sum(0, 1, 2), sum(1), 0, 0, count(3), sum(3), 2 * sum(3)];
    });
    expect(counts(read)).toEqual(expected);
    expect(unread.save()).toEqual(read.save());
    expect(counts(unread)).toEqual(expected);
  });

  it('are saved as the totals at the beginning of each of the last 3,601 seconds, whatever was written of them', () => {
    fc.assert(fc.property(fc.nat(1e7), fc.array(fc.record({ wait: fc.nat(400_000), amount: fc.nat(5) }), { maxLength: 30 }), (start, steps) => {
      const history = new PacingHistory();
      const log: { second: number; amount: number }[] = [];
      let now = start;
      history.advance(now);
      for (const { wait, amount } of steps) {
        now += wait;
        history.advance(now);
        history.add(Tally.handled, amount);
        log.push({ second: Math.floor(now / 1_000), amount });
      }
      const { ring, second } = history.save();
      expect([second, ring.length]).toEqual([Math.floor(now / 1_000), 36_010]);
      for (let each = second - 3_600; each <= second; each += 1) {
        const before = log.reduce((sum, entry) => (entry.second < each ? sum + entry.amount : sum), 0);
        const row = (((each % 3_601) + 3_601) % 3_601) * 10;
        if (ring[row + Tally.handled] !== before) expect([each, ring[row + Tally.handled]]).toEqual([each, before]);
      }
      const copy = new PacingHistory();
      copy.load(history.save());
      expect(copy.save()).toEqual(history.save());
    }), { numRuns: 10 });
  });
});

const CALENDAR: LedgerCalendar = {
  dayStarts: Array.from({ length: 41 }, (_, day) => day * DAY_MS),
  // The run begins in the middle of a month that has 10 days left.
  monthStarts: [0, 10 * DAY_MS, 38 * DAY_MS],
  openMsBetween: (from, to) => Math.max(0, to - from) / 3,
};

const WINDOWS: readonly (readonly [title: string, window: WindowKind, startOf: (now: Millis, first: Millis) => Millis])[] = [
  ['calendar day', { kind: 'calendarDay' }, (now) => Math.floor(now / DAY_MS) * DAY_MS],
  ['seven successive days', { kind: 'successiveDays', days: 7 }, (now) => Math.floor(now / (7 * DAY_MS)) * 7 * DAY_MS],
  ['calendar month', { kind: 'calendarMonth' }, (now) => CALENDAR.monthStarts.findLast((start) => start <= now)!],
  ['campaign', { kind: 'campaign' }, (_now, first) => first],
  ['rolling day', { kind: 'rolling', ms: DAY_MS }, (now) => now - DAY_MS],
];

describe('an abandon window', () => {
  const step = fc.record({ wait: fc.nat(DAY_MS), what: fc.constantFrom('offered', 'machine', 'dropped', 'served', 'ended'), back: fc.nat(3), restore: fc.boolean() });

  it.each(WINDOWS)('%s: counts the answers since its start, and failures of calls answered since then', (_title, window, startOf) => {
    fc.assert(fc.property(fc.nat(3 * DAY_MS), fc.array(step, { maxLength: 40 }), fc.constantFrom(0, 0.125), (first, steps, share) => {
      const rule: AbandonRule = { ...PRESET_RULES.us, window };
      let ledger = new AbandonLedger([rule], CALENDAR, share);
      const answers: { at: Millis; count: number }[] = [];
      const failures: { at: Millis; count: number }[] = [];
      const offers: Millis[] = [];
      let now = first;
      ledger.advance(now);
      for (const { wait, what, back, restore } of steps) {
        now += wait;
        ledger.advance(now);
        if (restore) {
          const copy = new AbandonLedger([rule], CALENDAR, share);
          copy.load(structuredClone(ledger.save()));
          ledger = copy;
        }
        // Somebody who answered before, perhaps in the window before.
        const connectedAt = offers.length === 0 ? now : offers[Math.max(0, offers.length - 1 - back)]!;
        const wasOpen = connectedAt >= startOf(now, first);
        if (what === 'offered') {
          ledger.offered();
          offers.push(now);
          answers.push({ at: now, count: 1 });
        } else if (what === 'machine') {
          ledger.machine();
          answers.push({ at: now, count: share });
          failures.push({ at: now, count: share });
        } else if (what === 'ended') {
          ledger.ended();
        } else if (offers.length > 0) {
          ledger.settled(call(connectedAt, what === 'dropped' ? { droppedAt: now } : { agentAt: connectedAt }));
          if (what === 'dropped' && wasOpen) failures.push({ at: connectedAt, count: 1 });
        }
        const from = startOf(now, first);
        const sum = (list: typeof answers): number => list.filter(({ at }) => at >= from).reduce((total, { count }) => total + count, 0);
        const open = ledger.windows[0]!;
        expect([open.startedAt, open.answered, open.abandoned]).toEqual([from, sum(answers), sum(failures)]);
        expect(open.endsAt).toBeGreaterThan(now);
        expect(open.diallingMs).toBe(window.kind === 'campaign' || open.endsAt === NEVER ? NEVER : CALENDAR.openMsBetween(open.startedAt, open.endsAt));
      }
    }), { numRuns: 60 });
  });

  it('remembers how many answers the window before it had', () => {
    const ledger = new AbandonLedger([{ ...PRESET_RULES.us, window: { kind: 'calendarDay' } }], CALENDAR, 0);
    ledger.advance(0);
    expect(ledger.windows[0]!.previousAnswered).toBe(0);
    for (let answer = 0; answer < 7; answer += 1) ledger.offered();
    ledger.advance(DAY_MS - 1);
    expect([ledger.windows[0]!.answered, ledger.windows[0]!.previousAnswered]).toEqual([7, 0]);
    ledger.advance(DAY_MS);
    expect([ledger.windows[0]!.answered, ledger.windows[0]!.previousAnswered]).toEqual([0, 7]);
  });

  it('counts all dials, or all answers, where its rule divides by them', () => {
    const rules: AbandonRule[] = [PRESET_RULES.allDials, { ...PRESET_RULES.us, denominator: 'allAnswers' }, PRESET_RULES.allAnswers];
    const ledger = new AbandonLedger(rules, CALENDAR, 0.25);
    ledger.advance(0);
    ledger.offered();
    ledger.machine();
    for (let dial = 0; dial < 5; dial += 1) ledger.ended();
    // All dials: 5. All answers: the person and the machine. Offered to agents: the person. Ignored false positives add nothing.
    expect(ledger.windows.map(({ answered }) => answered)).toEqual([5, 2, 1]);
    expect(ledger.windows.map(({ abandoned }) => abandoned)).toEqual([0, 0.25, 0]);
  });

  it('a call fails by its rule only: in time, late, dropped, hung up early or late', () => {
    const failed = (facts: Partial<AnsweredCall>): number => {
      const ledger = new AbandonLedger([PRESET_RULES.us], CALENDAR, 0);
      ledger.advance(10_000);
      ledger.settled(call(0, { greetingEndAt: 1_300, ...facts }));
      return ledger.windows[0]!.abandoned;
    };
    expect(failed({ agentAt: 3_300 })).toBe(0);
    expect(failed({ agentAt: 3_301 })).toBe(1);
    expect(failed({ droppedAt: 2_000 })).toBe(1);
    expect(failed({ hangupAt: 3_299 })).toBe(0);
    expect(failed({ hangupAt: 3_300 })).toBe(1);
    // No greeting was observed: from the answer on, which is stricter.
    expect(failed({ greetingEndAt: UNSET, agentAt: 2_001 })).toBe(1);
  });
});

function call(connectedAt: Millis, more: Partial<AnsweredCall>): AnsweredCall {
  return { connectedAt, greetingStartAt: UNSET, greetingEndAt: UNSET, agentAt: UNSET, droppedAt: UNSET, hangupAt: UNSET, ...more };
}
