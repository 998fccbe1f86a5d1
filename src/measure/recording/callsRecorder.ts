/**
 * Calls: from each dial to the call's fate and the attempt's end, and every count made of them.
 *
 * Rule: an answered call belongs to the interval, day and bin of its answer, an attempt without an answer to those of its
 * end. Its fate is settled once: when an agent takes it, or when the attempt is over without one. The two plain fates, no answer and
 * an agent at the instant of the answer, are one count each until the bin ends.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import type { AttemptClassified, AttemptRinging } from '../../engine/events.ts';
import { NONE, type OutcomeName, type Verdict } from '../../engine/vocabulary.ts';
import type { Counts } from '../results.ts';
import { AbandonRecorder, type AbandonInput } from './abandonRecorder.ts';
import { AttemptTable, FREE, KNOWN, WHO, type Attempt } from './attemptTable.ts';
import type { CallbacksRecorder } from './callbacksRecorder.ts';
import { FACT, machineFacts, personFacts } from './callFacts.ts';
import { CustomersRecorder } from './customersRecorder.ts';
import type { ListRecorder } from './listRecorder.ts';
import { OutcomeCounts } from './outcomeCounts.ts';
import type { ScoringClock } from './scoringClock.ts';
import type { SeriesRecorder } from './seriesRecorder.ts';
import type { TrunksRecorder } from './trunksRecorder.ts';

export interface CallsInput extends AbandonInput {
  /** Ringing that the dialer ends itself, ms; null: never. */
  readonly ringLimitMs: Millis | null;
}

export class CallsRecorder {
  readonly abandon: AbandonRecorder;
  readonly customers = new CustomersRecorder();
  readonly table = new AttemptTable();

  private readonly input: CallsInput;
  private readonly clock: ScoringClock;
  private readonly series: SeriesRecorder;
  private readonly list: ListRecorder;
  private readonly callbacks: CallbacksRecorder;
  private readonly trunks: TrunksRecorder;
  private readonly firstRuleCountsFalsePositives: boolean;
  /** May an attempt that nobody withdrew have rung too short? */
  private readonly ringsTooShort: boolean;
  /** Also an attempt of which nothing but the dial was told needs a look of its own: it may have rung too short, or a log wants it. */
  private readonly looksAtAll: boolean;
  /** Is the greeting told by the truth passed over? */
  private readonly isGreetingHidden: boolean;
  private dialsBooked = 0;
  /** Attempts over of which the day's table knows. The others belong to the present bin. */
  private oversBooked = 0;
  /** Persons with an agent at the instant of the answer, of the present bin. */
  private atOnce = 0;
  private readonly outcomes = new OutcomeCounts();
  private fax = 0;
  private liveAnswers = 0;

  constructor(input: CallsInput, clock: ScoringClock, series: SeriesRecorder, list: ListRecorder, callbacks: CallbacksRecorder, trunks: TrunksRecorder) {
    this.input = input;
    this.clock = clock;
    this.series = series;
    this.list = list;
    this.callbacks = callbacks;
    this.trunks = trunks;
    this.abandon = new AbandonRecorder(input, clock);
    this.firstRuleCountsFalsePositives = input.rules[0]?.falsePositives === 'truth';
    this.ringsTooShort = input.ringLimitMs !== null && input.ringLimitMs < RINGING_MIN_MS;
    this.looksAtAll = this.abandon.hasLogs || this.ringsTooShort;
    this.isGreetingHidden = !input.greetingKnown;
  }

  /** Books what the present bin has counted, before the scoring clock crosses an edge. */
  settleBin(): void {
    const { abandon, series, atOnce } = this;
    const { bin, day } = this.clock;
    series.dials[bin]! += this.trunks.dials - this.dialsBooked;
    this.dialsBooked = this.trunks.dials;
    const overs = this.outcomes.total();
    abandon.attempts(day, overs - this.oversBooked);
    this.oversBooked = overs;
    series.liveAnswers[bin]! += atOnce;
    series.connects[bin]! += atOnce;
    abandon.connectedAtOnce(day, atOnce);
    this.customers.connectedAtOnce(atOnce);
    this.atOnce = 0;
  }

  /** Who really answered; it may come just before or just after the event of the answer. */
  truth(attempt: number, who: 'person' | 'machine' | 'fax', greetingStartAt: Millis, greetingEndAt: Millis): void {
    const call = this.table.find(attempt);
    if (call === null) return;
    call.known = (call.known & ~WHO) | (who === 'person' ? KNOWN.person : who === 'machine' ? KNOWN.machine : KNOWN.fax);
    if (!this.isGreetingHidden) this.greeting(call, greetingStartAt, greetingEndAt);
    this.countLiveAnswer(call);
  }

  answered(attempt: number, verdict: Verdict): void {
    const { clock } = this;
    const call = this.table.find(attempt);
    if (call === null || (call.known & KNOWN.answered) !== 0) return;
    call.connectedAt = clock.now;
    const { slot } = clock;
    call.slot = slot;
    call.known |= (slot >= 0 ? KNOWN.answered | KNOWN.scored : KNOWN.answered)
      | (verdict === 'person' ? KNOWN.saidPerson : verdict === 'machine' ? KNOWN.saidMachine : 0);
    this.countLiveAnswer(call);
  }

  /** Events of an attempt other than its answer and its end. */
  event(event: AttemptRinging | AttemptClassified): void {
    const call = this.table.find(event.attempt);
    if (call === null) return;
    call.known |= KNOWN.other;
    if (event.kind === 'attemptRinging') call.ringingAt = event.at;
    else {
      call.verdictAt = event.at;
      call.known = (call.known & ~(KNOWN.saidPerson | KNOWN.saidMachine)) | (event.machine ? KNOWN.saidMachine : KNOWN.saidPerson);
      const unseen = call.greetingStartAt === UNSET && call.greetingEndAt === UNSET;
      if (this.input.greetingKnown && !this.input.truthKnown && unseen) this.greeting(call, event.greetingStartAt, event.greetingEndAt);
    }
  }

  /** Returns whether the agent got a person, as far as known. */
  connect(attempt: number, agent: number): boolean {
    const { clock } = this;
    const call = this.table.find(attempt);
    if (call === null) return false;
    const { known } = call;
    if ((known & PLAIN_MASK) === PLAIN_PERSON && call.connectedAt === clock.now && !this.abandon.judgesAtOnce) {
      // Three calls in four: nothing of the call matters any more but that it has its fate.
      call.known = known | KNOWN.settled;
      this.atOnce += 1;
      const record = call.record;
      this.list.reached(record);
      this.callbacks.personAnswered(record, agent);
      return true;
    }
    call.known = known | KNOWN.other;
    call.agentAt = clock.now;
    call.agent = agent;
    if ((known & KNOWN.settled) === 0) this.settle(call, 'answered');
    return (known & WHO) === KNOWN.person || (known & WHO) === 0;
  }

  drop(attempt: number): void {
    const call = this.table.find(attempt);
    if (call === null) return;
    call.known |= KNOWN.other;
    call.droppedAt = this.clock.now;
  }

  cancel(attempt: number): void {
    const call = this.table.find(attempt);
    if (call !== null) call.known |= KNOWN.cancelled;
  }

  over(attempt: number, outcome: OutcomeName): void {
    const call = this.table.at(attempt);
    if (call.serial !== attempt) {
      this.asideOver(attempt, outcome);
      return;
    }
    // Of most attempts nothing is known but the dial.
    if (call.known !== 0 || this.looksAtAll || this.clock.slot < 0) {
      this.otherOver(call, outcome);
      return;
    }
    const { trunks, outcomes, list } = this;
    const { last } = list;
    trunks.inUse -= 1;
    call.serial = FREE;
    list.last = call.record;
    if (outcome === 'noAnswer') outcomes.noAnswer += 1;
    else outcomes.add(outcome);
    if (last >= 0) list.attempted(last);
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
    const of = (outcome: OutcomeName): number => this.outcomes.of(outcome);
    return {
      dials: this.trunks.dials, attempts: facts.attempts, turns: this.list.turns, countedAttempts: this.list.countedAttempts, liveAnswers,
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

  private asideOver(attempt: number, outcome: OutcomeName): void {
    const call = this.table.find(attempt);
    if (call !== null) this.otherOver(call, outcome);
  }

  private otherOver(call: Attempt, outcome: OutcomeName): void {
    const { clock, outcomes, list } = this;
    this.trunks.inUse -= 1;
    // Most of these an agent had, today.
    if ((call.known & TAKEN_MASK) === TAKEN && outcome === 'answered' && call.slot >= clock.slotOfDay && !this.looksAtAll) {
      call.serial = FREE;
      outcomes.answered += 1;
      list.attempted(call.record);
      return;
    }
    if ((call.known & KNOWN.answered) !== 0) this.answeredOver(call, outcome);
    else if (clock.slot >= 0) {
      outcomes.add(outcome);
      this.bookOver(clock.day, clock.now, this.rangTooShort(call, outcome) ? FACT.attempts | FACT.shortRings : FACT.attempts);
      list.attempted(call.record);
    }
    this.table.close(call);
  }

  private bookOver(day: number, at: Millis, bits: number): void {
    this.abandon.attempt(day, at, bits);
    this.oversBooked += 1;
  }

  private answeredOver(call: Attempt, outcome: OutcomeName): void {
    if ((call.known & KNOWN.settled) === 0) this.settle(call, outcome);
    const { known } = call;
    if ((known & KNOWN.scored) === 0) return;
    this.outcomes.add(outcome);
    if ((known & KNOWN.fax) !== 0 && outcome === 'machine') this.fax++;
    // The present bin is booked to the clock's day.
    if (call.slot < this.clock.slotOfDay || this.abandon.hasLogs) this.bookOver(this.clock.dayOfSlot(call.slot), call.connectedAt, FACT.attempts);
    this.list.attempted(call.record);
  }

  private countLiveAnswer(call: Attempt): void {
    const { known } = call;
    if ((known & (KNOWN.live | KNOWN.person | KNOWN.answered)) !== (KNOWN.person | KNOWN.answered)) return;
    call.known = known | KNOWN.live;
    if ((known & KNOWN.scored) !== 0) this.liveAnswers++;
  }

  private settle(call: Attempt, outcome: OutcomeName): void {
    const { clock } = this;
    const { known } = call;
    call.known = known | KNOWN.settled | KNOWN.other;
    const connected = call.agentAt !== UNSET;
    if (outcome === 'customerHangup') call.hangupAt = clock.now;
    if (outcome === 'dropped' && call.droppedAt === UNSET) call.droppedAt = clock.now;
    // Without truth, a person is who did not end as a machine.
    const person = (known & KNOWN.person) !== 0 || ((known & WHO) === 0 && outcome !== 'machine');
    const record = call.record;
    if (person) this.callbacks.personAnswered(record, connected ? call.agent : NONE);
    if ((known & KNOWN.scored) === 0) return;
    const day = clock.dayOfSlot(call.slot);
    const bits = FACT.answers | ((known & KNOWN.saidMachine) !== 0 ? FACT.machineVerdicts : 0)
      | (person ? personFacts(connected, outcome) : machineFacts(connected, outcome, (known & KNOWN.saidPerson) !== 0));
    this.abandon.fate(day, call.connectedAt, bits);
    const offered = connected || outcome === 'dropped' || outcome === 'customerHangup';
    const failsFirst = offered && this.abandon.offered(day, call, person, connected);
    if (connected) this.list.reached(record);
    if (person) this.bookPerson(call, connected, outcome, failsFirst);
  }

  private bookPerson(call: Attempt, connected: boolean, outcome: OutcomeName, failsFirst: boolean): void {
    const { series } = this;
    const bin = this.clock.binOfSlot(call.slot);
    const answeredAt = call.connectedAt;
    series.liveAnswers[bin]!++;
    if (failsFirst || (outcome === 'machine' && this.firstRuleCountsFalsePositives)) series.abandoned[bin]!++;
    if (connected) {
      series.connects[bin]!++;
      // A verdict that came with the answer has no instant of its own.
      const verdictAt = call.verdictAt;
      this.customers.connected(call.agentAt - answeredAt, call.agentAt - (verdictAt === UNSET ? answeredAt : verdictAt));
    } else if (outcome === 'dropped') this.customers.dropped(call.droppedAt - answeredAt);
  }

  /** Ended by us, unanswered, before 15 s of ringing. Where nobody tells when it rang, ringing counts from the dial. */
  private rangTooShort(call: Attempt, outcome: OutcomeName): boolean {
    const rangFrom = call.ringingAt === UNSET ? call.dialAt : call.ringingAt;
    const ringMs = this.clock.now - rangFrom;
    if ((call.known & KNOWN.cancelled) !== 0) return ringMs < RINGING_MIN_MS;
    return outcome === 'noAnswer' && this.ringsTooShort && ringMs >= this.input.ringLimitMs!;
  }
}

/** A person who answered in the scoring interval and of whom nothing further is known; the phone may have rung and the detector have said so. */
const PLAIN_PERSON = KNOWN.person | KNOWN.answered | KNOWN.scored | KNOWN.live;
const PLAIN_MASK = ~(KNOWN.saidPerson | KNOWN.other | KNOWN.aside);

/** It was answered in the scoring interval and its fate is settled: nothing but its end is to be counted. */
const TAKEN = KNOWN.answered | KNOWN.scored | KNOWN.settled;
const TAKEN_MASK = TAKEN | KNOWN.fax | KNOWN.aside;

/** Shortest ringing before a call may be given up: 16 CFR 310.4(b)(4)(ii). */
const RINGING_MIN_MS = 15_000;
