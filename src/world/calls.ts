/**
 * Calls from the dial to their end: what the carrier and the customer do, and what the dialer does to them.
 *
 * Rule: one calendar entry is planned for a dial, its answer or its end; ringing longer than the ring limit ends as no
 * answer. At the answer a person starts the greeting and, from its end, waits with patience; a listening detector gives
 * its verdict later. Connected calls end when talk does. Whatever the dialer does first makes the plan stale.
 */
import type { EventCalendar } from '../base/eventCalendar.ts';
import { UNSET, type Millis } from '../base/time.ts';
import type { AttemptAnswered, AttemptClassified, AttemptEnded, DialerEvent } from '../engine/events.ts';
import type { CauseName, Verdict } from '../engine/vocabulary.ts';
import type { Truth } from '../measure/observer.ts';
import { blankEvent } from './blankEvents.ts';
import { type Call, CallTable, CONNECTED, RINGING, WAITING, WITHDRAWN } from './callTable.ts';
import { FAX, PERSON } from './classShares.ts';
import { CALL_ANSWERED, CALL_CLASSIFIED, CALL_ENDED } from './codes.ts';
import { answers, type Fates } from './fates.ts';
import { CUSTOMER_CLASSES, type CustomerClass } from './spec.ts';

export class Calls {
  /** Calls dialled and not ended, without those that are with an agent. */
  pending = 0;

  /** Those that are with an agent. */
  private connected = 0;
  private readonly fates: Fates;
  private readonly ringLimitMs: Millis;
  private readonly calendar: EventCalendar;
  private readonly truth: Truth | null;
  private readonly table = new CallTable();
  /** The detector's verdict at the answer. A list by class and not the detector's name, which is data: comparing that cost thirty instructions. */
  private readonly verdictOfClass: readonly Verdict[];
  /** By class. */
  private readonly plans: readonly ClassPlan[];
  /** Nobody asks when persons speak. */
  private readonly skipsGreetings: boolean;
  /** The detector listens to the greeting. */
  private readonly listens: boolean;
  private readonly answered: AttemptAnswered = blankEvent('attemptAnswered');
  private readonly classified: AttemptClassified = blankEvent('attemptClassified');
  private readonly ended: AttemptEnded = blankEvent('attemptEnded');

  constructor(fates: Fates, ringLimitMs: Millis | null, calendar: EventCalendar, truth: Truth | null) {
    this.fates = fates;
    this.ringLimitMs = ringLimitMs ?? Infinity;
    this.calendar = calendar;
    this.truth = truth;
    this.verdictOfClass = CUSTOMER_CLASSES.map((name) => verdictAtAnswer(fates.detector, name));
    this.plans = CUSTOMER_CLASSES.map((_, customerClass) => new ClassPlan(customerClass, fates, this.ringLimitMs));
    this.listens = fates.detector === 'audio';
    this.skipsGreetings = !fates.hasPatience && truth === null && !this.listens;
  }

  /** Calls dialled and not ended. */
  get inProgress(): number {
    return this.pending + this.connected;
  }

  /** @param isPromise the dial keeps a promise that an agent made */
  dial(now: Millis, attempt: number, record: number, dialNumber: number, isPromise: boolean): void {
    // What V8 knows of objects it forgets at a call that it does not write out: so `plans` is read after the class, and `calendar` before `open`.
    const customerClass = this.fates.classOf(record, dialNumber, now, isPromise);
    const plan = this.plans[customerClass]!;
    const { calendar } = this;
    const { delayMs, code } = plan;
    if (delayMs < 0) {
      this.dialDrawn(plan, this.ringLimitMs, now, attempt, record, dialNumber);
      return;
    }
    this.pending++;
    const call = this.table.open(attempt, record, dialNumber, customerClass, plan.cause);
    calendar.push(now + delayMs, code, call.slot, call.stamp);
  }

  /** A dial with a ring limit of its own. */
  dialWithin(ringLimitMs: Millis, now: Millis, attempt: number, record: number, dialNumber: number): void {
    this.dialDrawn(this.plans[this.fates.classOf(record, dialNumber, now, false)]!, ringLimitMs, now, attempt, record, dialNumber);
  }

  /** Plans the end of talk, and returns the call. The wrap-up that follows is then in the fates' `wrapMs`. */
  connect(now: Millis, attempt: number): Call {
    const { fates, table } = this;
    const call = table.find(attempt);
    if (call.phase !== WAITING) throw notWaiting(attempt);
    fates.drawHandling(call.customerClass, call.record, call.dialNumber);
    call.phase = CONNECTED;
    call.cause = 'customerHangup';
    this.pending--;
    this.connected++;
    this.calendar.push(now + fates.talkMs, CALL_ENDED, call.slot, table.replan(call));
    return call;
  }

  /** The dialer ended the call itself. */
  end(attempt: number): void {
    this.close(this.table.find(attempt));
  }

  /** The dialer withdraws a call that rings: its end follows at the same instant. Once is enough, twice does no harm. */
  cancel(now: Millis, attempt: number): void {
    const { table } = this;
    const call = table.find(attempt);
    if (call.phase === WITHDRAWN) return;
    if (call.phase !== RINGING) throw new Error(`attempt ${attempt} cannot be cancelled: it was answered`);
    call.phase = WITHDRAWN;
    call.cause = 'cancelled';
    this.calendar.push(now, CALL_ENDED, call.slot, table.replan(call));
  }

  /** The event behind a calendar entry, or null when it is stale. */
  fire(now: Millis, code: number, slot: number, stamp: number): DialerEvent | null {
    const call = this.table.all[slot]!;
    if (call.stamp !== stamp) return null;
    if (code === CALL_ENDED) return this.fireEnded(now, call);
    return code === CALL_ANSWERED ? this.fireAnswered(now, call) : this.fireClassified(now, call);
  }

  private dialDrawn(plan: ClassPlan, ringLimitMs: Millis, now: Millis, attempt: number, record: number, dialNumber: number): void {
    const { fates } = this;
    const { customerClass } = plan;
    const ringingAt = now + fates.setUpMs(record, dialNumber);
    const afterMs = fates.eventMs(customerClass, record, dialNumber);
    const isCut = afterMs > ringLimitMs;
    this.pending++;
    const call = this.table.open(attempt, record, dialNumber, customerClass, isCut ? 'noAnswer' : plan.ownCause);
    this.calendar.push(ringingAt + (isCut ? ringLimitMs : afterMs), isCut ? CALL_ENDED : plan.ownCode, call.slot, call.stamp);
  }

  private fireEnded(now: Millis, call: Call): AttemptEnded {
    const event = this.ended;
    event.at = now;
    event.attempt = call.attempt;
    event.cause = call.cause;
    this.close(call);
    return event;
  }

  private fireAnswered(now: Millis, call: Call): AttemptAnswered {
    const customerClass = call.customerClass;
    call.phase = WAITING;
    if (customerClass === PERSON) this.greet(now, call);
    else if (this.truth !== null) this.truth.answered(call.attempt, customerClass === FAX ? 'fax' : 'machine', UNSET, UNSET);
    const event = this.answered;
    event.at = now;
    event.attempt = call.attempt;
    const verdict = this.verdictOfClass[customerClass]!;
    event.verdict = verdict;
    if (this.listens && verdict === 'pending') this.listen(now, call);
    return event;
  }

  /** The person speaks and, from the greeting's end, waits for an answer as long as patience lasts. */
  private greet(now: Millis, call: Call): void {
    const { fates } = this;
    if (this.skipsGreetings) return;
    const record = call.record;
    const dialNumber = call.dialNumber;
    fates.drawGreeting(record, dialNumber);
    const startAt = now + fates.greetingDelayMs;
    const endAt = startAt + fates.greetingLengthMs;
    if (this.listens) {
      call.greetingStartAt = startAt;
      call.greetingEndAt = endAt;
    }
    if (this.truth !== null) this.truth.answered(call.attempt, 'person', startAt, endAt);
    if (!fates.hasPatience) return;
    call.cause = 'customerHangup';
    this.calendar.push(endAt + fates.patienceMs(record, dialNumber), CALL_ENDED, call.slot, call.stamp);
  }

  private listen(now: Millis, call: Call): void {
    const { fates } = this;
    const customerClass = call.customerClass;
    fates.drawVerdict(customerClass, call.record, call.dialNumber);
    call.machineVerdict = fates.machineVerdict;
    const heardFrom = customerClass === PERSON ? call.greetingEndAt : now;
    this.calendar.push(heardFrom + fates.verdictMs, CALL_CLASSIFIED, call.slot, call.stamp);
  }

  private fireClassified(now: Millis, call: Call): AttemptClassified {
    const person = call.customerClass === PERSON;
    const event = this.classified;
    event.at = now;
    event.attempt = call.attempt;
    event.machine = call.machineVerdict;
    event.greetingStartAt = person ? call.greetingStartAt : UNSET;
    event.greetingEndAt = person ? call.greetingEndAt : UNSET;
    return event;
  }

  private close(call: Call): void {
    if (call.phase === CONNECTED) this.connected--;
    else this.pending--;
    this.table.close(call);
  }
}

/** What becomes of a dial to a class of customers. Where nothing is drawn, that is known before the first dial. */
class ClassPlan {
  readonly customerClass: number;
  /** Why the call ends by itself, and what becomes of it when its ringing is over, but for the ring limit. */
  readonly ownCause: CauseName;
  readonly ownCode: number;
  /** The same with the ring limit, and the time from the dial to it: -1 when it is drawn. */
  readonly cause: CauseName;
  readonly code: number;
  readonly delayMs: Millis;

  constructor(customerClass: number, fates: Fates, ringLimitMs: Millis) {
    const isCut = fates.isCut(customerClass, ringLimitMs);
    this.customerClass = customerClass;
    this.ownCause = CAUSES_BY_CLASS[CUSTOMER_CLASSES[customerClass]!];
    this.ownCode = answers(customerClass) ? CALL_ANSWERED : CALL_ENDED;
    this.cause = isCut ? 'noAnswer' : this.ownCause;
    this.code = isCut ? CALL_ENDED : this.ownCode;
    this.delayMs = fates.fixedDelayMs(customerClass, ringLimitMs);
  }
}

/** Why a call of each class ends by itself. Those that answer wait until somebody ends the call. */
const CAUSES_BY_CLASS: { readonly [K in CustomerClass]: CauseName } = {
  person: 'customerHangup', machine: 'customerHangup', fax: 'customerHangup', noAnswer: 'noAnswer', busy: 'busy', rejected: 'rejected',
  invalidNumber: 'invalidNumber', congestion: 'congestion',
};

/** A fax gives itself away by its tone. */
function verdictAtAnswer(detector: Fates['detector'], customerClass: CustomerClass): Verdict {
  switch (detector) {
    case 'none': return 'none';
    case 'network': return customerClass === 'person' ? 'person' : 'machine';
    case 'audio': return customerClass === 'fax' ? 'machine' : 'pending';
  }
}

/** Apart: the compiler writes the number of a message out before it knows that the message is wanted (200 instructions a connected call). */
function notWaiting(attempt: number): Error {
  return new Error(`attempt ${attempt} cannot be connected: nobody waits on it`);
}
