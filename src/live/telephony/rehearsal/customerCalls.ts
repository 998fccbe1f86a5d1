/**
 * The exchange's calls to customers: what commands do to them, and what befalls them.
 *
 * Rule: set-up, answer, patience, detector and talk are the simulation's (`Calls`, `Fates`); only what a telephone system adds is here: ringing
 * is told, a message takes its time, a bridge can lose its leg, and who is left alone for ten seconds is released.
 */
import type { EventCalendar } from '../../../base/eventCalendar.ts';
import type { Millis } from '../../../base/time.ts';
import type { Verdict } from '../../../engine/vocabulary.ts';
import { Calls } from '../../../world/calls.ts';
import { CALL_ENDED } from '../../../world/codes.ts';
import type { Fates } from '../../../world/fates.ts';
import { CUSTOMER_CLASSES } from '../../../world/spec.ts';
import type { Ack, AttemptId, LegId, TelephonyCommand, TelephonyEvent } from '../port/port.ts';
import type { AgentPhones } from './agentPhones.ts';
import { CallBook, type RehearsedCall } from './callBook.ts';
import { BRIDGED, DEAD_MAN, ENDED_BY_US, MESSAGE_FINISHED, MESSAGE_STARTED, RINGS, VERDICT } from './exchangeCodes.ts';
import { endedEvent } from './rehearsedEnds.ts';
import { customerOf } from './rehearsedNumbers.ts';

/** How long the message for a person without an agent is. */
export const MESSAGE_MS: Millis = 6_000;
/** An answered call that nobody cares for ends after this time. */
export const DEAD_MAN_MS: Millis = 10_000;

export class CustomerCalls {
  readonly book = new CallBook();
  private readonly fates: Fates;
  private readonly calendar: EventCalendar;
  private readonly phones: AgentPhones;
  /** How often each customer was called; it outlives a restart of the telephone system. */
  private readonly dialled: Map<number, number>;
  private readonly calls: Calls;

  constructor(fates: Fates, calendar: EventCalendar, phones: AgentPhones, dialled: Map<number, number>) {
    this.fates = fates;
    this.calendar = calendar;
    this.phones = phones;
    this.dialled = dialled;
    // Its own ring limit is never used: each dial brings one.
    this.calls = new Calls(fates, null, calendar, null);
  }

  dial(at: Millis, { attempt, number, ringMs, amd }: Extract<TelephonyCommand, { kind: 'dial' }>): Ack {
    if (this.book.isKnown(attempt)) return { ok: false, why: 'duplicate' };
    const customer = customerOf(number);
    const dialNumber = (this.dialled.get(customer) ?? 0) + 1;
    this.dialled.set(customer, dialNumber);
    const ringsAt = at + this.fates.setUpMs(customer, dialNumber);
    const rings = RINGING_CLASSES.includes(this.fates.classOf(customer, dialNumber, at));
    const call = this.book.add(attempt, customer, dialNumber, amd === 'first', ringsAt + ringMs);
    // Before the call's own plan: where it is answered at once, it has rung.
    if (rings) this.calendar.push(ringsAt, RINGS, call.index, 0);
    this.calls.dialWithin(ringMs, at, call.index, customer, dialNumber);
    return OK;
  }

  bridge(at: Millis, attempt: AttemptId, leg: LegId): Ack {
    const call = this.book.find(attempt);
    if (call === null || call.phase === 'message' || !this.phones.isUp(leg)) return GONE;
    if (call.phase === 'dialling') return { ok: false, why: 'refused', detail: 'not answered' };
    if (call.leg === leg) return OK;
    if (this.book.onLeg(leg) !== null) return { ok: false, why: 'refused', detail: 'leg in use' };
    if (!call.talks) {
      this.calls.connect(at, call.index);
      call.talks = true;
      call.handleClass = this.fates.handleClass;
      call.wrapMs = this.fates.wrapMs;
    }
    call.phase = 'bridged';
    call.leg = leg;
    call.stamp += 1;
    this.calendar.push(at, BRIDGED, call.index, call.stamp);
    return OK;
  }

  drop(at: Millis, attempt: AttemptId): Ack {
    const call = this.book.find(attempt);
    if (call === null) return GONE;
    if (call.phase === 'dialling') return { ok: false, why: 'refused', detail: 'not answered' };
    if (call.phase !== 'message') this.playMessage(at, call);
    return OK;
  }

  hangUp(at: Millis, attempt: AttemptId): Ack {
    const call = this.book.find(attempt);
    if (call === null) return GONE;
    if (call.phase === 'dialling') {
      this.calls.cancel(at, call.index);
      return OK;
    }
    if (call.phase !== 'message') this.calls.end(call.index);
    this.planEnd(at, call, 'us');
    return OK;
  }

  closeLeg(at: Millis, leg: LegId, why: string): boolean {
    if (!this.phones.close(at, leg, why)) return false;
    const call = this.book.onLeg(leg);
    if (call !== null) {
      call.leg = null;
      call.phase = 'up';
      this.planRelease(at, call);
    }
    return true;
  }

  /** The customer hangs up, because somebody wants him to. */
  customerHangsUp(at: Millis, attempt: AttemptId): void {
    const call = this.book.find(attempt);
    if (call === null || call.phase === 'dialling' || call.phase === 'message') return;
    this.calls.end(call.index);
    this.planEnd(at, call, 'customer');
  }

  /** The line is cut: whoever waits is on his own from now on. */
  leaveAll(at: Millis): void {
    for (const call of this.book.living()) if (call.phase === 'up') this.planRelease(at, call);
  }

  /** Nobody listens: the dialplan plays the message to whoever answers. */
  leftAlone(at: Millis, event: TelephonyEvent): void {
    if (event.kind !== 'answered') return;
    const call = this.book.find(event.attempt);
    if (call?.phase === 'up') this.playMessage(at, call);
  }

  /** What an entry of the calendar means, or null. */
  fire(at: Millis, code: number, a: number, b: number): TelephonyEvent | null {
    if (code <= CALL_ENDED) return this.fireCall(at, code, a, b);
    const call = this.book.at(a);
    if (call === null) return null;
    switch (code) {
      case RINGS: return call.phase === 'dialling' ? { kind: 'ringing', attempt: call.id, early: false } : null;
      case BRIDGED: return call.stamp === b && call.leg !== null ? { kind: 'bridged', attempt: call.id, leg: call.leg } : null;
      case VERDICT: return call.phase === 'up' ? { kind: 'amd', attempt: call.id, verdict: b === MACHINE_HEARD ? 'machine' : 'human', cause: 'NETWORK' } : null;
      case MESSAGE_STARTED: return call.phase !== 'message' ? null : { kind: 'message', attempt: call.id, phase: 'started' };
      case MESSAGE_FINISHED: return call.phase === 'message' ? { kind: 'message', attempt: call.id, phase: 'finished' } : null;
      case DEAD_MAN: {
        if (call.stamp !== b) return null;
        this.calls.end(call.index);
        return this.over(call, 'network');
      }
      default: return this.over(call, b === BY_CUSTOMER ? 'customer' : 'us');
    }
  }

  private over(call: RehearsedCall, by: 'us' | 'customer' | 'network'): TelephonyEvent {
    this.book.close(call);
    return { kind: 'ended', attempt: call.id, outcome: 'answered', by, raw: by === 'us' ? { cause: 16 } : { cause: 0 } };
  }

  private fireCall(at: Millis, code: number, slot: number, stamp: number): TelephonyEvent | null {
    const event = this.calls.fire(at, code, slot, stamp);
    if (event === null) return null;
    if (event.kind === 'attemptEnded') {
      const call = this.book.at(event.attempt)!;
      this.book.close(call);
      return endedEvent(call, event.cause, at);
    }
    if (event.kind === 'attemptClassified') return this.classified(event.attempt, event.machine);
    return event.kind === 'attemptAnswered' ? this.answered(at, event.attempt, event.verdict) : null;
  }

  private answered(at: Millis, index: number, verdict: Verdict): TelephonyEvent {
    const call = this.book.at(index)!;
    call.phase = 'up';
    // What the network recognises is a verdict at the same instant, told as the next event.
    if (call.detects && verdict !== 'pending') this.calendar.push(at, VERDICT, index, verdict === 'machine' ? MACHINE_HEARD : PERSON_HEARD);
    return { kind: 'answered', attempt: call.id };
  }

  private classified(index: number, machine: boolean): TelephonyEvent | null {
    const call = this.book.at(index)!;
    return call.detects ? { kind: 'amd', attempt: call.id, verdict: machine ? 'machine' : 'human', cause: 'AUDIO' } : null;
  }

  private playMessage(at: Millis, call: RehearsedCall): void {
    this.calls.end(call.index);
    call.phase = 'message';
    call.leg = null;
    call.stamp += 1;
    this.calendar.push(at, MESSAGE_STARTED, call.index, 0);
    this.calendar.push(at + MESSAGE_MS, MESSAGE_FINISHED, call.index, 0);
    this.calendar.push(at + MESSAGE_MS, ENDED_BY_US, call.index, BY_US);
  }

  /** The call is over for the commands that follow; its end is told at once, but not within the command. */
  private planEnd(at: Millis, call: RehearsedCall, by: 'us' | 'customer'): void {
    call.phase = 'over';
    call.leg = null;
    call.stamp += 1;
    this.calendar.push(at, ENDED_BY_US, call.index, by === 'us' ? BY_US : BY_CUSTOMER);
  }

  private planRelease(at: Millis, call: RehearsedCall): void {
    call.stamp += 1;
    this.calendar.push(at + DEAD_MAN_MS, DEAD_MAN, call.index, call.stamp);
  }
}

const OK: Ack = { ok: true };
const GONE: Ack = { ok: false, why: 'gone' };
const BY_US = 0;
const BY_CUSTOMER = 1;
const PERSON_HEARD = 0;
const MACHINE_HEARD = 1;
const RINGING_CLASSES = (['person', 'machine', 'noAnswer', 'fax'] as const).map((name) => CUSTOMER_CLASSES.indexOf(name));
