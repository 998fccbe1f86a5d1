/**
 * Calls from the dial to their end: what the carrier and the customer do, and what the dialer does to them.
 *
 * Rule: one calendar entry is planned for a dial, its answer or its end; ringing longer than the ring limit ends as no
 * answer. At the answer a person starts the greeting and, from its end, waits with patience; a listening detector gives
 * its verdict later. Connected calls end when talk does. Whatever the dialer does first makes the plan stale.
 */
import type { EventHeap } from '../base/eventHeap.ts';
import { UNSET, type Millis } from '../base/time.ts';
import type { AttemptAnswered, AttemptClassified, AttemptEnded, DialerEvent } from '../engine/events.ts';
import { CAUSES, type CauseName } from '../engine/vocabulary.ts';
import type { Truth } from '../measure/observer.ts';
import { blankAttemptEvent } from './blankEvents.ts';
import { CallTable, CONNECTED, RINGING, WAITING, WITHDRAWN } from './callTable.ts';
import { FAX, PERSON } from './classShares.ts';
import { CALL_ANSWERED, CALL_CLASSIFIED, CALL_ENDED } from './codes.ts';
import { answers, type Fates } from './fates.ts';
import { CUSTOMER_CLASSES, type CustomerClass } from './spec.ts';

export class Calls {
  /** Calls dialled and not ended, without those that are with an agent. */
  pending = 0;

  private readonly fates: Fates;
  private readonly ringLimitMs: Millis;
  private readonly calendar: EventHeap;
  private readonly truth: Truth | null;
  private readonly table = new CallTable();
  private readonly answered: AttemptAnswered = blankAttemptEvent('attemptAnswered');
  private readonly classified: AttemptClassified = blankAttemptEvent('attemptClassified');
  private readonly ended: AttemptEnded = blankAttemptEvent('attemptEnded');

  constructor(fates: Fates, ringLimitMs: Millis | null, calendar: EventHeap, truth: Truth | null) {
    this.fates = fates;
    this.ringLimitMs = ringLimitMs ?? Infinity;
    this.calendar = calendar;
    this.truth = truth;
  }

  /** Calls dialled and not ended. */
  get inProgress(): number {
    return this.table.count;
  }

  /** @param ringLimitMs of this call; by default everybody's */
  dial(now: Millis, attempt: number, record: number, dialNumber: number, isPromise = false, ringLimitMs: Millis = this.ringLimitMs): void {
    const { fates, table } = this;
    const customerClass = fates.classOf(record, dialNumber, now, isPromise);
    const ringingAt = now + fates.setUpMs(record, dialNumber);
    const afterMs = fates.eventMs(customerClass, record, dialNumber);
    const slot = table.open(attempt, record, dialNumber);
    table.classes[slot] = customerClass;
    this.pending++;
    if (afterMs > ringLimitMs) {
      table.causes[slot] = NO_ANSWER_CAUSE;
      this.calendar.push(ringingAt + ringLimitMs, CALL_ENDED, slot, table.stamps[slot]!);
    } else {
      table.causes[slot] = CAUSE_OF_CLASS[customerClass]!;
      this.calendar.push(ringingAt + afterMs, answers(customerClass) ? CALL_ANSWERED : CALL_ENDED, slot, table.stamps[slot]!);
    }
  }

  /** Plans the end of talk, and returns the call's slot. The wrap-up that follows is then in the fates' `wrapMs`. */
  connect(now: Millis, attempt: number): number {
    const { fates, table } = this;
    const slot = table.find(attempt);
    if (table.phases[slot] !== WAITING) throw new Error(`attempt ${attempt} cannot be connected: nobody waits on it`);
    fates.drawHandling(table.classes[slot]!, table.records[slot]!, table.dialNumbers[slot]!);
    table.phases[slot] = CONNECTED;
    table.causes[slot] = CUSTOMER_HANGUP_CAUSE;
    this.pending--;
    this.calendar.push(now + fates.talkMs, CALL_ENDED, slot, table.replan(slot));
    return slot;
  }

  recordOf(slot: number): number {
    return this.table.records[slot]!;
  }

  dialNumberOf(slot: number): number {
    return this.table.dialNumbers[slot]!;
  }

  /** The dialer ended the call itself. */
  end(attempt: number): void {
    this.close(this.table.find(attempt));
  }

  /** The dialer withdraws a call that rings: its end follows at the same instant. Once is enough, twice does no harm. */
  cancel(now: Millis, attempt: number): void {
    const { table } = this;
    const slot = table.find(attempt);
    if (table.phases[slot] === WITHDRAWN) return;
    if (table.phases[slot] !== RINGING) throw new Error(`attempt ${attempt} cannot be cancelled: it was answered`);
    table.phases[slot] = WITHDRAWN;
    table.causes[slot] = CANCELLED_CAUSE;
    this.calendar.push(now, CALL_ENDED, slot, table.replan(slot));
  }

  /** The event behind a calendar entry, or null when it is stale. */
  fire(now: Millis, code: number, slot: number, stamp: number): DialerEvent | null {
    if (this.table.stamps[slot] !== stamp) return null;
    if (code === CALL_ENDED) return this.fireEnded(now, slot);
    return code === CALL_ANSWERED ? this.fireAnswered(now, slot) : this.fireClassified(now, slot);
  }

  private fireEnded(now: Millis, slot: number): AttemptEnded {
    const event = this.ended;
    event.at = now;
    event.attempt = this.table.attempts[slot]!;
    event.cause = CAUSES[this.table.causes[slot]!]!;
    this.close(slot);
    return event;
  }

  private fireAnswered(now: Millis, slot: number): AttemptAnswered {
    const { fates, table } = this;
    const customerClass = table.classes[slot]!;
    table.phases[slot] = WAITING;
    if (customerClass === PERSON) this.greet(now, slot);
    else if (this.truth !== null) this.truth.answered(table.attempts[slot]!, customerClass === FAX ? 'fax' : 'machine', UNSET, UNSET);
    const event = this.answered;
    event.at = now;
    event.attempt = table.attempts[slot]!;
    if (fates.detector === 'none') event.verdict = 'none';
    else if (fates.detector === 'network') event.verdict = customerClass === PERSON ? 'person' : 'machine';
    else if (customerClass === FAX) event.verdict = 'machine';
    else {
      event.verdict = 'pending';
      this.listen(now, slot);
    }
    return event;
  }

  /** The person speaks and, from the greeting's end, waits for an answer as long as patience lasts. */
  private greet(now: Millis, slot: number): void {
    const { fates, table } = this;
    if (!fates.hasPatience && this.truth === null && fates.detector !== 'audio') return;
    const record = table.records[slot]!;
    const dialNumber = table.dialNumbers[slot]!;
    fates.drawGreeting(record, dialNumber);
    const startAt = now + fates.greetingDelayMs;
    const endAt = startAt + fates.greetingLengthMs;
    table.greetingStarts[slot] = startAt;
    table.greetingEnds[slot] = endAt;
    if (this.truth !== null) this.truth.answered(table.attempts[slot]!, 'person', startAt, endAt);
    if (!fates.hasPatience) return;
    table.causes[slot] = CUSTOMER_HANGUP_CAUSE;
    this.calendar.push(endAt + fates.patienceMs(record, dialNumber), CALL_ENDED, slot, table.stamps[slot]!);
  }

  private listen(now: Millis, slot: number): void {
    const { fates, table } = this;
    const customerClass = table.classes[slot]!;
    fates.drawVerdict(customerClass, table.records[slot]!, table.dialNumbers[slot]!);
    table.machineVerdicts[slot] = fates.machineVerdict ? 1 : 0;
    const heardFrom = customerClass === PERSON ? table.greetingEnds[slot]! : now;
    this.calendar.push(heardFrom + fates.verdictMs, CALL_CLASSIFIED, slot, table.stamps[slot]!);
  }

  private fireClassified(now: Millis, slot: number): AttemptClassified {
    const { table } = this;
    const person = table.classes[slot] === PERSON;
    const event = this.classified;
    event.at = now;
    event.attempt = table.attempts[slot]!;
    event.machine = table.machineVerdicts[slot] === 1;
    event.greetingStartAt = person ? table.greetingStarts[slot]! : UNSET;
    event.greetingEndAt = person ? table.greetingEnds[slot]! : UNSET;
    return event;
  }

  private close(slot: number): void {
    if (this.table.phases[slot] !== CONNECTED) this.pending--;
    this.table.close(slot);
  }
}

const NO_ANSWER_CAUSE = CAUSES.indexOf('noAnswer');
const CUSTOMER_HANGUP_CAUSE = CAUSES.indexOf('customerHangup');
const CANCELLED_CAUSE = CAUSES.indexOf('cancelled');

/** Why a call of each class ends by itself. Those that answer wait until somebody ends the call. */
const CAUSES_BY_CLASS: { readonly [K in CustomerClass]: CauseName } = {
  person: 'customerHangup', machine: 'customerHangup', fax: 'customerHangup', noAnswer: 'noAnswer', busy: 'busy', rejected: 'rejected',
  invalidNumber: 'invalidNumber', congestion: 'congestion',
};
const CAUSE_OF_CLASS = CUSTOMER_CLASSES.map((name) => CAUSES.indexOf(CAUSES_BY_CLASS[name]));
