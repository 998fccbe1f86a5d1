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
import { AttemptTable, FREE, KNOWN, PLAIN_MASK, PLAIN_PERSON, TAKEN, TAKEN_MASK, WHO, type Attempt } from './attemptTable.ts';
import type { CallbacksRecorder } from './callbacksRecorder.ts';
import { callCounts } from './callCounts.ts';
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
  /** As the abandon rules say: here, because three calls in ten ask. */
  private readonly judgesAtOnce: boolean;
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
    this.judgesAtOnce = this.abandon.judgesAtOnce;
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
    const call = this.table.at(attempt);
    if (call.serial === attempt) this.truthOf(call, who, greetingStartAt, greetingEndAt);
    else {
      const aside = this.table.find(attempt);
      if (aside !== null) this.truthOf(aside, who, greetingStartAt, greetingEndAt);
    }
  }

  answered(attempt: number, verdict: Verdict): void {
    const call = this.table.at(attempt);
    if (call.serial === attempt) this.answeredNow(call, verdict);
    else {
      const aside = this.table.find(attempt);
      if (aside !== null) this.answeredNow(aside, verdict);
    }
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
    const call = this.table.at(attempt);
    const { known } = call;
    const isPlain = call.serial === attempt && (known & PLAIN_MASK) === PLAIN_PERSON && call.connectedAt === this.clock.now && !this.judgesAtOnce;
    if (!isPlain) return this.otherConnect(attempt, agent);
    // Three calls in four: nothing of the call matters any more but that it has its fate.
    call.known = known | KNOWN.settled;
    this.atOnce += 1;
    const { record } = call;
    this.list.reached(record);
    this.callbacks.personAnswered(record, agent);
    return true;
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
    const { clock, trunks, outcomes, list } = this;
    const { known } = call;
    if (call.serial !== attempt || clock.slot < 0 || this.looksAtAll) this.otherOver(attempt, outcome);
    else if (known === 0) {
      // Of most attempts nothing is known but the dial.
      const { last } = list;
      trunks.inUse -= 1;
      call.serial = FREE;
      list.last = call.record;
      if (outcome === 'noAnswer') outcomes.noAnswer += 1;
      else outcomes.add(outcome);
      if (last >= 0) list.attempted(last);
    } else if ((known & TAKEN_MASK) === TAKEN && outcome === 'answered' && call.slot >= clock.slotOfDay) {
      // Most of the others an agent had, today.
      trunks.inUse -= 1;
      call.serial = FREE;
      outcomes.answered += 1;
      list.attempted(call.record);
    } else this.otherOver(attempt, outcome);
  }

  /** Throws an `Error` when a drained, simulated run lost or doubled a person who answered. */
  counts(): Counts {
    return callCounts(this.abandon.totals(), this.outcomes, {
      dials: this.trunks.dials, turns: this.list.turns, countedAttempts: this.list.countedAttempts, liveAnswers: this.liveAnswers, fax: this.fax,
      open: this.table.size, truthKnown: this.input.truthKnown, falsePositiveShare: this.input.falsePositiveShare, lateConnects: this.abandon.lateConnects(),
    });
  }

  private truthOf(call: Attempt, who: 'person' | 'machine' | 'fax', greetingStartAt: Millis, greetingEndAt: Millis): void {
    call.known = (call.known & ~WHO) | (who === 'person' ? KNOWN.person : who === 'machine' ? KNOWN.machine : KNOWN.fax);
    if (!this.isGreetingHidden) this.greeting(call, greetingStartAt, greetingEndAt);
    this.countLiveAnswer(call);
  }

  private answeredNow(call: Attempt, verdict: Verdict): void {
    if ((call.known & KNOWN.answered) !== 0) return;
    const { now, slot } = this.clock;
    call.connectedAt = now;
    call.slot = slot;
    call.known |= (slot >= 0 ? KNOWN.answered | KNOWN.scored : KNOWN.answered)
      | (verdict === 'person' ? KNOWN.saidPerson : verdict === 'machine' ? KNOWN.saidMachine : 0);
    this.countLiveAnswer(call);
  }

  private otherConnect(attempt: number, agent: number): boolean {
    const { clock } = this;
    const call = this.table.find(attempt);
    if (call === null) return false;
    const { known } = call;
    call.known = known | KNOWN.other;
    call.agentAt = clock.now;
    call.agent = agent;
    if ((known & KNOWN.settled) === 0) this.settle(call, 'answered');
    return (known & WHO) === KNOWN.person || (known & WHO) === 0;
  }

  private greeting(call: Attempt, startAt: Millis, endAt: Millis): void {
    call.greetingStartAt = startAt;
    call.greetingEndAt = endAt;
  }

  private otherOver(attempt: number, outcome: OutcomeName): void {
    const { clock, outcomes, list } = this;
    const call = this.table.find(attempt);
    if (call === null) return;
    this.trunks.inUse -= 1;
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

/** Shortest ringing before a call may be given up: 16 CFR 310.4(b)(4)(ii). */
const RINGING_MIN_MS = 15_000;
