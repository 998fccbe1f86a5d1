/**
 * Calls: from each dial to the call's fate and the attempt's end, and every count made of them.
 *
 * Rule: an answered call belongs to the interval, day and bin of its answer, an attempt without an answer to those of its
 * end. Its fate is settled once: when an agent takes it, or when the attempt is over without one.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import type { AttemptClassified, AttemptRinging } from '../../engine/events.ts';
import { NONE, Outcome, OUTCOMES, type OutcomeName, type Verdict } from '../../engine/vocabulary.ts';
import { outcomeNumber } from '../../engine/wordNumbers.ts';
import type { Counts } from '../results.ts';
import { AbandonRecorder, type AbandonInput } from './abandonRecorder.ts';
import { AttemptTable, type Attempt, SAID_MACHINE, SAID_NOTHING, SAID_PERSON, WHO_FAX, WHO_MACHINE, WHO_PERSON, WHO_UNKNOWN } from './attemptTable.ts';
import type { CallbacksRecorder } from './callbacksRecorder.ts';
import { FACT } from './callFacts.ts';
import { CustomersRecorder } from './customersRecorder.ts';
import type { ListRecorder } from './listRecorder.ts';
import type { ScoringClock } from './scoringClock.ts';
import type { SeriesRecorder } from './seriesRecorder.ts';

export interface CallsInput extends AbandonInput {
  /** Ringing that the dialer ends itself, ms; null: never. */
  readonly ringLimitMs: Millis | null;
}

export class CallsRecorder {
  readonly abandon: AbandonRecorder;
  readonly customers = new CustomersRecorder();
  readonly table = new AttemptTable();
  dials = 0;

  private readonly input: CallsInput;
  private readonly clock: ScoringClock;
  private readonly series: SeriesRecorder;
  private readonly list: ListRecorder;
  private readonly callbacks: CallbacksRecorder;
  private readonly firstRuleCountsFalsePositives: boolean;
  /** May an attempt that nobody withdrew have rung too short? */
  private readonly ringsTooShort: boolean;
  private dialsBooked = 0;
  /** The first dial was made. */
  private isBegun = false;
  private readonly outcomes = new Float64Array(OUTCOMES.length);
  private fax = 0;
  private liveAnswers = 0;

  constructor(input: CallsInput, clock: ScoringClock, series: SeriesRecorder, list: ListRecorder, callbacks: CallbacksRecorder) {
    this.input = input;
    this.clock = clock;
    this.series = series;
    this.list = list;
    this.callbacks = callbacks;
    this.abandon = new AbandonRecorder(input, clock);
    this.firstRuleCountsFalsePositives = input.rules[0]?.falsePositives === 'truth';
    this.ringsTooShort = input.ringLimitMs !== null && input.ringLimitMs < RINGING_MIN_MS;
  }

  /** The clock's `now` and `scoring` are handed in, because who calls has them at hand. */
  dial(attempt: number, record: number, now: Millis, scoring: boolean): void {
    this.table.open(attempt, record, now);
    if (scoring === true) this.dials++;
    if (this.isBegun === true) return;
    this.isBegun = true;
    this.abandon.firstDialDay = this.clock.dayAt(now);
  }

  /** Books the dials of the present bin, before the scoring clock crosses an edge. A count a bin instead of one a dial. */
  settleBin(): void {
    this.series.dials[this.clock.bin]! += this.dials - this.dialsBooked;
    this.dialsBooked = this.dials;
  }

  /** Who really answered; it may come just before or just after the event of the answer. */
  truth(attempt: number, who: 'person' | 'machine' | 'fax', greetingStartAt: Millis, greetingEndAt: Millis): void {
    const { table } = this;
    const call = table.find(attempt);
    if (call === null) return;
    call.touched = true;
    call.who = who === 'person' ? WHO_PERSON : who === 'machine' ? WHO_MACHINE : WHO_FAX;
    if (this.input.greetingKnown) this.greeting(call, greetingStartAt, greetingEndAt);
    this.countLiveAnswer(call);
  }

  answered(attempt: number, verdict: Verdict): void {
    const { clock, table } = this;
    const call = table.find(attempt);
    if (call === null || call.connectedAt !== UNSET) return;
    call.touched = true;
    call.connectedAt = clock.now;
    if (verdict !== 'pending') {
      call.verdictAt = clock.now;
      call.said = verdict === 'person' ? SAID_PERSON : verdict === 'machine' ? SAID_MACHINE : SAID_NOTHING;
    }
    call.scored = clock.scoring;
    call.day = clock.day;
    call.bin = clock.bin;
    this.countLiveAnswer(call);
  }

  hungUp(attempt: number): void {
    const call = this.table.find(attempt);
    if (call === null) return;
    call.touched = true;
    call.hangupAt = this.clock.now;
  }

  /** Events of an attempt other than its answer and its end. */
  event(event: AttemptRinging | AttemptClassified): void {
    const { table } = this;
    const call = table.find(event.attempt);
    if (call === null) return;
    call.touched = true;
    if (event.kind === 'attemptRinging') call.ringingAt = event.at;
    else {
      call.verdictAt = event.at;
      call.said = event.machine ? SAID_MACHINE : SAID_PERSON;
      const unseen = call.greetingStartAt === UNSET && call.greetingEndAt === UNSET;
      if (this.input.greetingKnown && !this.input.truthKnown && unseen) this.greeting(call, event.greetingStartAt, event.greetingEndAt);
    }
  }

  /** Returns whether the agent got a person, as far as known. */
  connect(attempt: number, agent: number): boolean {
    const { table } = this;
    const call = table.find(attempt);
    if (call === null) return false;
    call.touched = true;
    call.agentAt = this.clock.now;
    call.agent = agent;
    if (!call.settled) this.settle(call, 'answered');
    return call.who === WHO_PERSON || call.who === WHO_UNKNOWN;
  }

  drop(attempt: number): void {
    const call = this.table.find(attempt);
    if (call === null) return;
    call.touched = true;
    call.droppedAt = this.clock.now;
  }

  cancel(attempt: number): void {
    const call = this.table.find(attempt);
    if (call === null) return;
    call.touched = true;
    call.cancelled = true;
  }

  /** Returns whether the attempt was known. */
  over(attempt: number, outcome: OutcomeName, now: Millis): boolean {
    const { clock, table } = this;
    const call = table.find(attempt);
    if (call === null) return false;
    // Of most attempts nothing is written but the dial: nothing to look at.
    if (call.touched === true && call.connectedAt !== UNSET) this.answeredOver(call, outcome);
    else if (clock.scoring === true) {
      this.outcomes[outcomeNumber(outcome)]!++;
      const short = (call.touched || this.ringsTooShort) && this.rangTooShort(call, outcome);
      this.abandon.attempt(clock.day, now, short ? FACT.attempts | FACT.shortRings : FACT.attempts);
      this.list.attempted(call.record);
    }
    table.close(call);
    return true;
  }

  /** Throws an `Error` when a drained, simulated run lost or doubled a person who answered. */
  counts(): Counts {
    const facts = this.abandon.totals();
    const liveAnswers = this.input.truthKnown ? this.liveAnswers : facts.persons - facts.falsePositives;
    const accounted = facts.connects + facts.dropped + facts.customerHangups + facts.falsePositives + facts.lost;
    if (this.input.truthKnown && this.table.size === 0 && liveAnswers !== accounted) {
      throw new Error(`bug: ${liveAnswers} persons answered, but ${facts.connects} were connected, ${facts.dropped} dropped, ${facts.customerHangups} hung up, `
        + `${facts.falsePositives} were taken for machines and ${facts.lost} were lost`);
    }
    const estimated = facts.machineVerdicts * this.input.falsePositiveShare;
    const nuisance = facts.dropped + facts.customerHangups + (this.input.truthKnown ? facts.falsePositives : estimated);
    const of = (outcome: OutcomeName): number => this.outcomes[Outcome[outcome]]!;
    return {
      dials: this.dials, attempts: facts.attempts, turns: this.list.turns, countedAttempts: this.list.countedAttempts, liveAnswers,
      machines: of('machine'), fax: this.fax, noAnswer: of('noAnswer'), busy: of('busy'), rejected: of('rejected'), invalidNumber: of('invalidNumber'),
      congestion: of('congestion'), cancelled: of('cancelled'), unknown: of('unknown'), shortRings: facts.shortRings,
      connects: facts.connects, machineConnects: facts.machineConnects, dropped: facts.dropped, droppedAny: facts.droppedAny,
      customerHangups: facts.customerHangups, amdFalsePositives: facts.falsePositives, amdFalsePositivesEstimated: estimated,
      amdFalseNegatives: facts.falseNegatives, lateConnects: this.abandon.lateConnects(),
      nuisance, nuisanceRate: liveAnswers > 0 ? nuisance / liveAnswers : null,
    };
  }

  private greeting(call: Attempt, startAt: Millis, endAt: Millis): void {
    call.greetingStartAt = startAt;
    call.greetingEndAt = endAt;
  }

  private answeredOver(call: Attempt, outcome: OutcomeName): void {
    if (!call.settled) this.settle(call, outcome);
    if (!call.scored) return;
    this.outcomes[outcomeNumber(outcome)]!++;
    if (call.who === WHO_FAX && outcome === 'machine') this.fax++;
    this.abandon.attempt(call.day, call.connectedAt, FACT.attempts);
    this.list.attempted(call.record);
  }

  private countLiveAnswer(call: Attempt): void {
    if (call.live || call.who !== WHO_PERSON || call.connectedAt === UNSET) return;
    call.live = true;
    if (call.scored) this.liveAnswers++;
  }

  private settle(call: Attempt, outcome: OutcomeName): void {
    const { clock } = this;
    call.touched = true;
    call.settled = true;
    const connected = call.agentAt !== UNSET;
    if (outcome === 'customerHangup' && call.hangupAt === UNSET) call.hangupAt = clock.now;
    if (outcome === 'dropped' && call.droppedAt === UNSET) call.droppedAt = clock.now;
    const who = call.who;
    // Without truth, a person is who did not end as a machine.
    const person = who === WHO_PERSON || (who === WHO_UNKNOWN && outcome !== 'machine');
    const record = call.record;
    if (person) this.callbacks.personAnswered(record, connected ? call.agent : NONE);
    if (!call.scored) return;
    const day = call.day;
    const bits = FACT.answers | (call.said === SAID_MACHINE ? FACT.machineVerdicts : 0)
      | (person ? personFacts(connected, outcome) : machineFacts(connected, outcome, call.said === SAID_PERSON));
    this.abandon.fate(day, call.connectedAt, bits);
    const offered = connected || outcome === 'dropped' || outcome === 'customerHangup';
    const failsFirst = offered && this.abandon.offered(day, call, person, connected);
    if (connected) this.list.reached(record);
    if (person) this.bookPerson(call, connected, outcome, failsFirst);
  }

  private bookPerson(call: Attempt, connected: boolean, outcome: OutcomeName, failsFirst: boolean): void {
    const { series } = this;
    const bin = call.bin;
    const answeredAt = call.connectedAt;
    series.liveAnswers[bin]!++;
    if (failsFirst || (outcome === 'machine' && this.firstRuleCountsFalsePositives)) series.abandoned[bin]!++;
    if (connected) {
      series.connects[bin]!++;
      const verdictAt = call.verdictAt;
      series.customerWaited(call.agentAt - answeredAt);
      this.customers.connected(call.agentAt - answeredAt, call.agentAt - (verdictAt === UNSET ? answeredAt : verdictAt));
    } else if (outcome === 'dropped') this.customers.dropped(call.droppedAt - answeredAt);
  }

  /** Ended by us, unanswered, before 15 s of ringing. Where nobody tells when it rang, ringing counts from the dial. */
  private rangTooShort(call: Attempt, outcome: OutcomeName): boolean {
    const rangFrom = call.ringingAt === UNSET ? call.dialAt : call.ringingAt;
    const ringMs = this.clock.now - rangFrom;
    if (call.cancelled) return ringMs < RINGING_MIN_MS;
    return outcome === 'noAnswer' && this.ringsTooShort && ringMs >= this.input.ringLimitMs!;
  }
}

/** Shortest ringing before a call may be given up: 16 CFR 310.4(b)(4)(ii). */
const RINGING_MIN_MS = 15_000;

function personFacts(connected: boolean, outcome: OutcomeName): number {
  if (connected) return FACT.persons | FACT.connects;
  switch (outcome) {
    case 'dropped':
      return FACT.persons | FACT.dropped | FACT.droppedAny;
    case 'customerHangup':
      return FACT.persons | FACT.customerHangups;
    case 'machine':
      return FACT.persons | FACT.falsePositives;
    case 'unknown':
    case 'cancelled':
      return FACT.persons | FACT.lost;
    default:
      return FACT.persons;
  }
}

function machineFacts(connected: boolean, outcome: OutcomeName, saidPerson: boolean): number {
  const fate = connected ? FACT.machineConnects : outcome === 'dropped' ? FACT.droppedAny : 0;
  return saidPerson ? fate | FACT.falseNegatives : fate;
}
