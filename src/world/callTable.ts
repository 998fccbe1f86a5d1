/**
 * Calls in progress: an object each, in a slot that is reused when the call is over. Objects and not columns: a field costs two
 * instructions, an element of a column ten.
 *
 * Rule: a call's stamp changes whenever what was planned for it no longer holds, so a calendar entry that names (slot, stamp)
 * is stale as soon as the stamps differ. A slot's stamp never returns to an earlier value.
 */
import { SerialMap } from '../base/serialMap.ts';
import { UNSET, type Millis } from '../base/time.ts';

/** Where a call is. */
const FREE = 0;
export const RINGING = 1;
export const WITHDRAWN = 2;
/** Answered, and not with an agent. */
export const WAITING = 3;
export const CONNECTED = 4;

export class Call {
  readonly slot: number;
  attempt = 0;
  record = 0;
  dialNumber = 0;
  stamp = 0;
  phase: number = FREE;
  /** Class of the customer, as numbered by CUSTOMER_CLASSES. */
  customerClass = 0;
  /** Index into CAUSES: why the call ends when its planned end comes. */
  cause = 0;
  /** The detector's verdict is, or will be, machine. */
  machineVerdict = false;
  greetingStartAt: Millis = UNSET;
  greetingEndAt: Millis = UNSET;

  constructor(slot: number) {
    this.slot = slot;
  }
}

export class CallTable {
  /** By slot, in use or free. */
  readonly all: Call[] = [];
  /** Free ones: a stack of `freeCount`, written by index, because `push` and `pop` of an array are calls. */
  private readonly free: Call[] = [];
  private freeCount = 0;
  private readonly slots = new SerialMap(256);

  /** Calls in progress. */
  get count(): number {
    return this.slots.size;
  }

  /** Seats a new call, ringing. */
  open(attempt: number, record: number, dialNumber: number): Call {
    const call = this.freeCount > 0 ? this.free[--this.freeCount]! : this.make();
    call.attempt = attempt;
    call.record = record;
    call.dialNumber = dialNumber;
    call.phase = RINGING;
    this.slots.set(attempt, call.slot);
    return call;
  }

  /** A call in progress. An unknown attempt is the dialer's mistake: throws an Error. */
  find(attempt: number): Call {
    const slot = this.slots.get(attempt);
    if (slot < 0) throw new Error(`attempt ${attempt} is not in progress`);
    return this.all[slot]!;
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
    this.slots.delete(call.attempt);
    this.free[this.freeCount] = call;
    this.freeCount += 1;
  }

  private make(): Call {
    const call = new Call(this.all.length);
    this.all.push(call);
    return call;
  }
}
