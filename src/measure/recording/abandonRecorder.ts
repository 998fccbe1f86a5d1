/**
 * Abandon rates under every rule: facts by day and rule while the run goes on, windows and shares at its end.
 */
import { quantileSorted } from 'simple-statistics';
import { UNSET, type Millis } from '../../base/time.ts';
import { callFails, type AbandonRule, type AnsweredCall } from '../../engine/abandon/rule.ts';
import type { AbandonResult, AbandonWindowResult } from '../results.ts';
import { dispersion } from '../statistics/dispersion.ts';
import { abandonRatio, exceedsLimit, type AbandonRatio } from './abandonRatio.ts';
import { abandonWindows } from './abandonWindows.ts';
import { DailyFacts, emptyFacts, FACT, type FactCounts } from './callFacts.ts';
import { RollingLog } from './rollingLog.ts';
import type { ScoringClock } from './scoringClock.ts';

export interface AbandonInput {
  readonly rules: readonly AbandonRule[];
  readonly falsePositiveShare: number;
  readonly truthKnown: boolean;
  /** Is the greeting observed? Else every rule starts at the answer. */
  readonly greetingKnown: boolean;
  readonly monthStarts: readonly Millis[] | null;
}

export class AbandonRecorder {
  /** Day of the campaign's first dial, or -1. */
  firstDialDay = -1;

  private readonly input: AbandonInput;
  private readonly clock: ScoringClock;
  /** Attempts, and the fates of answered ones. */
  private readonly ended: DailyFacts;
  private readonly fates: DailyFacts;
  private readonly byRule: readonly DailyFacts[];
  /** Calls on which all rules agree, counted once for all. */
  private readonly agreed: DailyFacts;
  private readonly logs: readonly (RollingLog | null)[];
  /** A rule has a rolling window: it must be told of every attempt on its own. */
  readonly hasLogs: boolean;
  /** Who gets an agent no later after the answer is in time under every rule. */
  private readonly leastThresholdMs: Millis;
  /** Also a call with an agent at the instant of its answer is to be judged: a rule's time may end before the answer, or a log wants it. */
  readonly judgesAtOnce: boolean;

  constructor(input: AbandonInput, clock: ScoringClock) {
    if (input.monthStarts === null && input.rules.some((rule) => rule.window.kind === 'calendarMonth')) {
      throw new RangeError('a rule with calendar months needs monthStarts');
    }
    this.input = input;
    this.clock = clock;
    this.ended = new DailyFacts(clock.days, FACT.attempts);
    this.fates = new DailyFacts(clock.days, FACT.answers | FACT.persons | FACT.connects);
    this.agreed = new DailyFacts(clock.days, FACT.timelyConnects);
    this.byRule = input.rules.map(() => new DailyFacts(clock.days, FACT.timelyConnects));
    this.logs = input.rules.map((rule) => (rule.window.kind === 'rolling' ? new RollingLog() : null));
    this.hasLogs = this.logs.some((log) => log !== null);
    this.judgesAtOnce = this.hasLogs || input.rules.some((rule) => !(rule.thresholdMs >= 0));
    this.leastThresholdMs = Math.min(...input.rules.map((rule) => rule.thresholdMs));
  }

  /** An attempt is over that belongs to the instant `at` on `day`. */
  attempt(day: number, at: Millis, bits: number): void {
    this.ended.add(day, bits);
    if (this.hasLogs) this.log(at, bits);
  }

  /** So many attempts are over that belong to `day`; only without logs. */
  attempts(day: number, times: number): void {
    this.ended.addMany(day, FACT.attempts, times);
  }

  /** So many persons got an agent at the instant of their answer on `day`; only where that is plain. */
  connectedAtOnce(day: number, times: number): void {
    this.fates.addMany(day, FACT.answers | FACT.persons | FACT.connects, times);
    this.agreed.addMany(day, FACT.timelyConnects, times);
  }

  /** The fate of an answered call, as far as it does not depend on the rule. */
  fate(day: number, at: Millis, bits: number): void {
    this.fates.add(day, bits);
    if (this.hasLogs) this.log(at, bits);
  }

  /** A call that agents were wanted for, judged by each rule. Returns whether it fails the first rule. */
  offered(day: number, call: AnsweredCall, person: boolean, connected: boolean): boolean {
    if (!this.hasLogs) {
      if (connected) {
        if (this.isInTime(call)) {
          if (person) this.agreed.add(day, FACT.timelyConnects);
          return false;
        }
      } else if (call.droppedAt !== UNSET) {
        this.agreed.add(day, person ? FACT.failingCalls | FACT.failingPersons : FACT.failingCalls);
        return this.byRule.length > 0;
      }
    }
    let failsFirst = false;
    for (let index = 0; index < this.byRule.length; index++) {
      const fails = callFails(this.input.rules[index]!, call);
      if (index === 0) failsFirst = fails;
      let bits = fails ? FACT.failingCalls : 0;
      if (person) {
        if (fails) bits |= connected ? FACT.failingPersons | FACT.lateConnects : FACT.failingPersons;
        else if (connected) bits |= FACT.timelyConnects;
      }
      if (bits === 0) continue;
      this.byRule[index]!.add(day, bits);
      this.logs[index]?.add(call.connectedAt, bits);
    }
    return failsFirst;
  }

  /** Counts over the whole scoring interval that do not depend on a rule. */
  totals(): FactCounts {
    const counts = emptyFacts();
    this.ended.addTo(counts, 0, this.clock.days);
    this.fates.addTo(counts, 0, this.clock.days);
    return counts;
  }

  lateConnects(): Record<string, number> {
    return Object.fromEntries(this.input.rules.map((rule, index) => [rule.id, this.countsOf(index, 0, this.clock.days).lateConnects]));
  }

  result(): Record<string, AbandonResult> {
    return Object.fromEntries(this.input.rules.map((rule, index) => [rule.id, this.resultOf(rule, index)]));
  }

  /** In time under every rule: with a margin, because no rule's start point is asked for. */
  private isInTime(call: AnsweredCall): boolean {
    const { connectedAt, greetingStartAt, greetingEndAt } = call;
    return call.agentAt - connectedAt <= this.leastThresholdMs
      && (greetingStartAt === UNSET || greetingStartAt >= connectedAt) && (greetingEndAt === UNSET || greetingEndAt >= connectedAt);
  }

  private log(at: Millis, bits: number): void {
    for (let rule = 0; rule < this.logs.length; rule++) this.logs[rule]?.add(at, bits);
  }

  private resultOf(rule: AbandonRule, index: number): AbandonResult {
    const whole = this.ratioOf(rule, this.countsOf(index, 0, this.clock.days));
    const windows = rule.window.kind === 'rolling' ? this.rollingWindow(rule, index, rule.window.ms) : this.dayWindows(rule, index);
    const nonEmpty = windows.filter(({ result }) => result.denominator > 0);
    // A rolling window has its own threshold and is one window per run in any case.
    const counted = (rule.window.kind === 'rolling' ? nonEmpty : nonEmpty.filter(({ answers }) => answers >= rule.minAnswers)).map(({ result }) => result);
    const exceeding = counted.filter((window) => window.exceeds).length;
    const rates = counted.map((window) => window.numerator / window.denominator).sort((a, b) => a - b);
    return {
      startPointUsed: this.input.greetingKnown ? rule.startPoint : 'connected',
      numerator: whole.numerator, denominator: whole.denominator, rate: rateOf(whole), limit: rule.limit,
      windows: windows.map(({ result }) => result),
      windowsExceeding: exceeding, windowsCounted: counted.length, windowsLeftOut: nonEmpty.length - counted.length,
      windowViolationShare: counted.length === 0 ? null : exceeding / counted.length,
      worstWindowRate: rates.at(-1) ?? null, windowRateP95: rates.length === 0 ? null : quantileSorted(rates, 0.95), dispersion: dispersion(counted),
    };
  }

  private dayWindows(rule: AbandonRule, index: number): WindowAndAnswers[] {
    if (rule.window.kind === 'rolling') return [];
    return abandonWindows(rule.window, this.clock, this.firstDialDay, this.input.monthStarts).map(({ from, to, fromDay, toDay }) => {
      const ratio = this.ratioOf(rule, this.countsOf(index, fromDay, toDay));
      return { result: windowResult(from, to, ratio, exceedsLimit(rule, ratio)), answers: ratio.answers };
    });
  }

  private rollingWindow(rule: AbandonRule, index: number, windowMs: Millis): WindowAndAnswers[] {
    const answersMin = Math.max(ROLLING_ANSWERS_MIN, rule.minAnswers);
    const worst = this.logs[index]!.worst(windowMs, answersMin, (counts) => this.ratioOf(rule, counts), (ratio) => exceedsLimit(rule, ratio));
    if (worst === null) return [];
    // Below the least number of answers the shown state proves nothing, so it cannot exceed.
    return [{ result: windowResult(worst.from, worst.to, worst.ratio, worst.exceeds), answers: worst.ratio.answers }];
  }

  private countsOf(index: number, fromDay: number, toDay: number): FactCounts {
    const counts = emptyFacts();
    this.ended.addTo(counts, fromDay, toDay);
    this.fates.addTo(counts, fromDay, toDay);
    this.agreed.addTo(counts, fromDay, toDay);
    this.byRule[index]!.addTo(counts, fromDay, toDay);
    return counts;
  }

  private ratioOf(rule: AbandonRule, counts: FactCounts): AbandonRatio {
    return abandonRatio(rule, counts, this.input.falsePositiveShare, this.input.truthKnown);
  }
}

interface WindowAndAnswers { readonly result: AbandonWindowResult; readonly answers: number }

/** A rolling window is judged from this many answers on. */
const ROLLING_ANSWERS_MIN = 50;

function windowResult(from: Millis, to: Millis, ratio: AbandonRatio, exceeds: boolean): AbandonWindowResult {
  return { from, to, numerator: ratio.numerator, denominator: ratio.denominator, rate: rateOf(ratio), exceeds };
}

function rateOf(ratio: AbandonRatio): number | null {
  return ratio.denominator > 0 ? ratio.numerator / ratio.denominator : null;
}
