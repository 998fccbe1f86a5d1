/**
 * The abandon windows that the campaign must keep, as the engine itself can count them.
 *
 * Rule: a call counts in the window that contains its answer; its failure is added when it is known, if that window is
 * still open. Persons ended as machines are never seen: each machine verdict adds the configured share of a person to
 * both sides. Windows are cut at local midnights resolved before the run. All forms count like `simple` here, which is the
 * stricter one; the printed rates follow each form to the letter.
 */
import { NEVER, UNSET, type Clock, type Millis } from '../../base/time.ts';
import type { AbandonWindow } from '../pacing/strategy.ts';
import { callFails, type AbandonRule, type AnsweredCall } from './rule.ts';

export interface LedgerCalendar {
  readonly dayStarts: readonly Millis[];
  readonly monthStarts: readonly Millis[];
  /** Calling time in [from, to), ms. */
  openMsBetween(from: Millis, to: Millis): Millis;
}

export class AbandonLedger {
  readonly windows: readonly RuleWindow[];
  private readonly clock: Clock;
  /** Before this instant no window ends; rolling windows move with every event. */
  nextEnd: Millis = UNSET;
  /** Is there a rule whose denominator is all dials? */
  readonly countsDials: boolean;

  /** `clock`: the dialer's; without one it stands where `advance` puts it. */
  constructor(rules: readonly AbandonRule[], calendar: LedgerCalendar, falsePositiveShare: number, clock: Clock = { now: 0 }) {
    this.clock = clock;
    this.countsDials = rules.some((rule) => rule.denominator === 'allDials');
    this.windows = rules.map((rule) => new RuleWindow(rule, calendar, falsePositiveShare, clock));
  }

  /** Opens the windows that `now` lies in. */
  advance(now: Millis): void {
    this.clock.now = now;
    if (now < this.nextEnd) return;
    this.nextEnd = NEVER;
    for (let index = 0; index < this.windows.length; index += 1) this.nextEnd = Math.min(this.nextEnd, this.windows[index]!.advance(now));
  }

  /** An attempt ended; counts for rules whose denominator is all dials. */
  ended(): void {
    if (!this.countsDials) return;
    for (let index = 0; index < this.windows.length; index += 1) this.windows[index]!.count('allDials');
  }

  /** A person was offered to the agents. */
  offered(): void {
    for (let index = 0; index < this.windows.length; index += 1) this.windows[index]!.offered();
  }

  machine(): void {
    for (let index = 0; index < this.windows.length; index += 1) this.windows[index]!.machine();
  }

  /** The fate of a call that a person answered is known. */
  settled(call: AnsweredCall): void {
    for (let index = 0; index < this.windows.length; index += 1) this.windows[index]!.settled(call);
  }

  save(): readonly unknown[] {
    return this.windows.map((window) => window.save());
  }

  load(saved: readonly unknown[]): void {
    this.nextEnd = UNSET;
    this.windows.forEach((window, index) => window.load(saved[index] as RuleWindowState));
  }
}

/** What a rolling window must forget again, and when it came in. */
interface RollingEntry { readonly at: Millis; readonly abandoned: number; readonly answered: number }

interface RuleWindowState {
  readonly startedAt: Millis; readonly endsAt: Millis; readonly abandoned: number; readonly answered: number; readonly previousAnswered: number;
  readonly entries: readonly RollingEntry[]; readonly now: Millis;
}

/** The open window of one rule. */
class RuleWindow implements AbandonWindow {
  readonly ruleSet: string;
  readonly limit: number;
  startedAt: Millis = UNSET;
  endsAt: Millis = UNSET;
  abandoned = 0;
  answered = 0;
  previousAnswered = 0;
  private readonly rule: AbandonRule;
  private readonly calendar: LedgerCalendar;
  private readonly clock: Clock;
  private readonly falsePositiveShare: number;
  /** Asked for every call, so the names are compared once. */
  private readonly isRolling: boolean;
  private readonly countsDials: boolean;
  private entries: RollingEntry[] = [];

  constructor(rule: AbandonRule, calendar: LedgerCalendar, falsePositiveShare: number, clock: Clock) {
    this.clock = clock;
    this.rule = rule;
    this.ruleSet = rule.id;
    this.limit = rule.limit;
    this.isRolling = rule.window.kind === 'rolling';
    this.countsDials = rule.denominator === 'allDials';
    this.calendar = calendar;
    this.falsePositiveShare = rule.falsePositives === 'ignored' ? 0 : falsePositiveShare;
  }

  get diallingMs(): Millis {
    return this.endsAt >= NEVER ? NEVER : this.calendar.openMsBetween(this.startedAt, this.endsAt);
  }

  get diallingMsLeft(): Millis {
    return this.endsAt >= NEVER ? NEVER : this.calendar.openMsBetween(this.clock.now, this.endsAt);
  }

  /** Opens the window that `now` lies in; returns the instant from which it must be told again. */
  advance(now: Millis): Millis {
    const window = this.rule.window;
    if (window.kind === 'rolling') {
      this.startedAt = now - window.ms;
      this.endsAt = now + window.ms;
      this.forget(this.startedAt);
      return now;
    }
    if (now < this.endsAt) return this.endsAt;
    this.previousAnswered = this.answered;
    this.abandoned = 0;
    this.answered = 0;
    this.open(now);
    return this.endsAt;
  }

  count(denominator: AbandonRule['denominator']): void {
    if (this.rule.denominator === denominator) this.enter(this.clock.now, 0, 1);
  }

  offered(): void {
    if (!this.countsDials) this.enter(this.clock.now, 0, 1);
  }

  machine(): void {
    const share = this.falsePositiveShare;
    const answered = this.rule.denominator === 'allAnswers' ? 1 : this.rule.denominator === 'answeredByPerson' ? share : 0;
    if (share > 0 || answered > 0) this.enter(this.clock.now, share, answered);
  }

  settled(call: AnsweredCall): void {
    if (call.connectedAt < this.startedAt || !callFails(this.rule, call)) return;
    this.enter(call.connectedAt, 1, 0);
  }

  save(): RuleWindowState {
    const { startedAt, endsAt, abandoned, answered, previousAnswered, entries } = this;
    return { startedAt, endsAt, abandoned, answered, previousAnswered, entries: [...entries], now: this.clock.now };
  }

  load(state: RuleWindowState): void {
    const { now, entries, ...counts } = state;
    this.clock.now = now;
    Object.assign(this, counts);
    this.entries = [...entries];
  }

  private enter(at: Millis, abandoned: number, answered: number): void {
    this.abandoned += abandoned;
    this.answered += answered;
    if (this.isRolling) this.entries.push({ at, abandoned, answered });
  }

  /** Takes entries from before `from` out again. Failures are known later than answers, so entries are nearly in order. */
  private forget(from: Millis): void {
    if (this.entries.length === 0 || this.entries[0]!.at >= from) return;
    for (const entry of this.entries) {
      if (entry.at >= from) continue;
      this.abandoned -= entry.abandoned;
      this.answered -= entry.answered;
    }
    this.entries = this.entries.filter((entry) => entry.at >= from);
  }

  private open(now: Millis): void {
    const { dayStarts, monthStarts } = this.calendar;
    const window = this.rule.window;
    if (window.kind === 'campaign') {
      this.startedAt = now;
      this.endsAt = NEVER;
      return;
    }
    const starts = window.kind === 'calendarMonth' ? monthStarts : dayStarts;
    const current = Math.max(0, starts.findLastIndex((start) => start <= now));
    const length = window.kind === 'successiveDays' ? window.days : 1;
    const first = current - (current % length);
    this.startedAt = starts[first] ?? now;
    this.endsAt = starts[first + length] ?? NEVER;
  }
}
