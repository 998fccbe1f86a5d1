/**
 * Calls in progress: an object each, in a slot that is reused when the call is over.
 *
 * Rule: a call's slot is the lowest bits of its attempt's serial number, so that it is found without a look-up, and attempts that follow one
 * another share no slot until the slots are once around. Who finds his slot taken by somebody who stays long takes a free one elsewhere and is
 * noted in a map; where that happens often, slots become twice as many. A call's stamp changes whenever what was planned for it no longer
 * holds, so a calendar entry that names (slot, stamp) is stale as soon as the stamps differ. A slot's stamp never returns to an earlier value.
 */
import { UNSET, type Millis } from '../base/time.ts';
import type { CauseName } from '../engine/vocabulary.ts';

/** Where a call is, once it is dialled. */
export const RINGING = 1;
export const WITHDRAWN = 2;
/** Answered, and not with an agent. */
export const WAITING = 3;
export const CONNECTED = 4;

export class Call {
  readonly slot: number;
  /** Serial number of the attempt, or -1: the slot is free. */
  attempt = -1;
  record = 0;
  dialNumber = 0;
  stamp = 0;
  phase: number = RINGING;
  /** Class of the customer, as numbered by CUSTOMER_CLASSES. */
  customerClass = 0;
  /** Why the call ends when its planned end comes. The word itself: looking it up in a list at the end cost ten instructions. */
  cause: CauseName = 'noAnswer';
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
  readonly all: Call[] = Array.from({ length: SLOTS_MIN }, (_, slot) => new Call(slot));
  private mask = SLOTS_MIN - 1;
  /** Calls by attempt whose slot is not their number's own. */
  private readonly others = new Map<number, Call>();
  /** Calls that found their own slot taken, since this attempt. */
  private taken = 0;
  private takenSince = 0;

  /** Seats a new call, ringing. */
  open(attempt: number, record: number, dialNumber: number, customerClass: number, cause: CauseName): Call {
    const own = this.all[attempt & this.mask]!;
    const call = own.attempt < 0 ? own : this.free(attempt);
    call.attempt = attempt;
    call.record = record;
    call.dialNumber = dialNumber;
    call.phase = RINGING;
    call.customerClass = customerClass;
    call.cause = cause;
    return call;
  }

  /** A call in progress. An unknown attempt is the dialer's mistake: throws an Error. */
  find(attempt: number): Call {
    const call = this.all[attempt & this.mask]!;
    return call.attempt === attempt ? call : this.findOther(attempt);
  }

  /** Makes every planned entry of the call stale; returns the new stamp. */
  replan(call: Call): number {
    call.stamp = (call.stamp + 1) | 0;
    return call.stamp;
  }

  /** The call is over. */
  close(call: Call): void {
    call.stamp = (call.stamp + 1) | 0;
    if (((call.attempt ^ call.slot) & this.mask) !== 0) this.others.delete(call.attempt);
    call.attempt = -1;
  }

  private findOther(attempt: number): Call {
    const call = this.others.get(attempt);
    if (call === undefined) throw new Error(`attempt ${attempt} is not in progress`);
    return call;
  }

  /** A free slot for an attempt that found its own taken. */
  private free(attempt: number): Call {
    this.taken += 1;
    if (this.taken >= TAKEN_MAX) this.growIfCrowded(attempt);
    const own = this.all[attempt & this.mask]!;
    if (own.attempt < 0) return own;
    // Behind, among slots whose turn comes late: in the next one he would be in the way of the next attempt, that one of the one after it, and so on.
    const first = this.all[(own.slot - (this.all.length >> 2)) & this.mask]!;
    let call = first;
    while (call.attempt >= 0) {
      call = this.all[(call.slot + 1) & this.mask]!;
      if (call === first) {
        this.grow(this.all);
        return this.free(attempt);
      }
    }
    this.others.set(attempt, call);
    return call;
  }

  private growIfCrowded(attempt: number): void {
    const isOften = attempt - this.takenSince < TAKEN_MAX * DIALS_PER_TAKEN;
    this.taken = 0;
    this.takenSince = attempt;
    if (!isOften) return;
    const seated = this.all.filter((call) => call.attempt >= 0);
    if (seated.length * SLOTS_PER_CALL > this.all.length) this.grow(seated);
  }

  /** Nobody moves, because the calendar knows each call by its slot. Whose number's own slot is now another is noted. */
  private grow(seated: readonly Call[]): void {
    const { all, others } = this;
    const notedAnew = [...seated];
    for (let slot = all.length, slots = 2 * slot; slot < slots; slot++) all.push(new Call(slot));
    this.mask = all.length - 1;
    others.clear();
    for (const call of notedAnew) if (((call.attempt ^ call.slot) & this.mask) !== 0) others.set(call.attempt, call);
  }
}

/** Powers of two. */
const SLOTS_MIN = 512;
const SLOTS_PER_CALL = 16;
/** So many calls find their slots taken before it is asked whether one in eight did. */
const TAKEN_MAX = 32;
const DIALS_PER_TAKEN = 8;
