/**
 * Calls in progress: an object each, in a slot that is reused when the call is over. Objects and not columns: a field costs two
 * instructions, an element of a column ten.
 *
 * Rule: a call's stamp changes whenever what was planned for it no longer holds, so a calendar entry that names (slot, stamp)
 * is stale as soon as the stamps differ. A slot's stamp never returns to an earlier value.
 */
import { SerialRing } from '../base/serialRing.ts';
import { UNSET, type Millis } from '../base/time.ts';
import type { CauseName } from '../engine/vocabulary.ts';

/** Where a call is. */
const FREE = 0;
export const RINGING = 1;
export const WITHDRAWN = 2;
/** Answered, and not with an agent. */
export const WAITING = 3;
export const CONNECTED = 4;

export class Call {
  readonly slot: number;
  /** Serial number of the attempt, or -1: the call is over. */
  attempt = -1;
  record = 0;
  dialNumber = 0;
  stamp = 0;
  phase: number = FREE;
  /** Class of the customer, as numbered by CUSTOMER_CLASSES. */
  customerClass = 0;
  /** Why the call ends when its planned end comes. The word itself: looking it up in a list at the end cost ten instructions. */
  cause: CauseName = 'noAnswer';
  /** The detector's verdict is, or will be, machine. */
  machineVerdict = false;
  greetingStartAt: Millis = UNSET;
  greetingEndAt: Millis = UNSET;
  /** While it is free. */
  nextFree: Call | null = null;

  constructor(slot: number) {
    this.slot = slot;
  }
}

export class CallTable {
  /** By slot, in use or free. */
  readonly all: Call[] = [];
  /** Calls in progress. */
  count = 0;

  /** Free ones, each knowing the next: a stack in an array cost fifty instructions a call more. */
  private firstFree: Call | null = null;
  private readonly byAttempt = new SerialRing(new Call(-1), (call) => call.attempt, 256);

  /** Seats a new call, ringing. */
  open(attempt: number, record: number, dialNumber: number): Call {
    const call = this.firstFree ?? this.make();
    this.firstFree = call.nextFree;
    this.count += 1;
    const { byAttempt } = this;
    byAttempt.seat(attempt, call, byAttempt.near(attempt).attempt);
    call.attempt = attempt;
    call.record = record;
    call.dialNumber = dialNumber;
    call.phase = RINGING;
    return call;
  }

  /** A call in progress. An unknown attempt is the dialer's mistake: throws an Error. */
  find(attempt: number): Call {
    const call = this.byAttempt.near(attempt);
    return call.attempt === attempt ? call : this.findFar(attempt);
  }

  /** Makes every planned entry of the call stale; returns the new stamp. */
  replan(call: Call): number {
    call.stamp = (call.stamp + 1) | 0;
    return call.stamp;
  }

  /** The call is over. */
  close(call: Call): void {
    call.stamp = (call.stamp + 1) | 0;
    call.phase = FREE;
    this.byAttempt.leave(call.attempt);
    call.attempt = -1;
    call.nextFree = this.firstFree;
    this.firstFree = call;
    this.count -= 1;
  }

  private findFar(attempt: number): Call {
    const call = this.byAttempt.far(attempt);
    if (call === null) throw new Error(`attempt ${attempt} is not in progress`);
    return call;
  }

  private make(): Call {
    const call = new Call(this.all.length);
    this.all.push(call);
    return call;
  }
}
