/**
 * Calls in progress, in columns: a slot each, reused when the call is over.
 *
 * Rule: a slot's stamp changes whenever what was planned for the call no longer holds, so a calendar entry that names
 * (slot, stamp) is stale as soon as the stamps differ. A stamp never returns to an earlier value.
 */
import { SerialMap } from '../base/serialMap.ts';

/** Where a call is. */
const FREE = 0;
export const RINGING = 1;
export const WITHDRAWN = 2;
/** Answered, and not with an agent. */
export const WAITING = 3;
export const CONNECTED = 4;

export class CallTable {
  /** Slots in use. */
  count = 0;
  attempts: Int32Array;
  records: Int32Array;
  dialNumbers: Int32Array;
  stamps: Int32Array;
  phases: Uint8Array;
  /** Class of the customer, as numbered by CUSTOMER_CLASSES. */
  classes: Uint8Array;
  /** Index into CAUSES: why the call ends when its planned end comes. */
  causes: Uint8Array;
  /** 1: the detector's verdict is, or will be, machine. */
  machineVerdicts: Uint8Array;
  greetingStarts: Float64Array;
  greetingEnds: Float64Array;
  private freeSlots: Int32Array;
  private readonly slots: SerialMap;

  constructor(capacity = 256) {
    this.attempts = new Int32Array(capacity);
    this.records = new Int32Array(capacity);
    this.dialNumbers = new Int32Array(capacity);
    this.stamps = new Int32Array(capacity);
    this.phases = new Uint8Array(capacity);
    this.classes = new Uint8Array(capacity);
    this.causes = new Uint8Array(capacity);
    this.machineVerdicts = new Uint8Array(capacity);
    this.greetingStarts = new Float64Array(capacity);
    this.greetingEnds = new Float64Array(capacity);
    this.freeSlots = Int32Array.from({ length: capacity }, (_, slot) => slot);
    this.slots = new SerialMap(capacity);
  }

  /** Seats a new call, ringing, and returns its slot. */
  open(attempt: number, record: number, dialNumber: number): number {
    if (this.count === this.freeSlots.length) this.grow();
    const slot = this.freeSlots[this.count++]!;
    this.attempts[slot] = attempt;
    this.records[slot] = record;
    this.dialNumbers[slot] = dialNumber;
    this.phases[slot] = RINGING;
    this.slots.set(attempt, slot);
    return slot;
  }

  /** The slot of a call in progress. An unknown attempt is the dialer's mistake: throws an Error. */
  find(attempt: number): number {
    const slot = this.slots.get(attempt);
    if (slot < 0) throw new Error(`attempt ${attempt} is not in progress`);
    return slot;
  }

  /** Makes every planned entry of the call stale; returns the new stamp. */
  replan(slot: number): number {
    return (this.stamps[slot] = this.stamps[slot]! + 1);
  }

  /** The call is over. */
  close(slot: number): void {
    this.stamps[slot] = this.stamps[slot]! + 1;
    this.phases[slot] = FREE;
    this.slots.delete(this.attempts[slot]!);
    this.freeSlots[--this.count] = slot;
  }

  private grow(): void {
    const capacity = this.freeSlots.length * 2;
    this.attempts = grown(this.attempts, new Int32Array(capacity));
    this.records = grown(this.records, new Int32Array(capacity));
    this.dialNumbers = grown(this.dialNumbers, new Int32Array(capacity));
    this.stamps = grown(this.stamps, new Int32Array(capacity));
    this.phases = grown(this.phases, new Uint8Array(capacity));
    this.classes = grown(this.classes, new Uint8Array(capacity));
    this.causes = grown(this.causes, new Uint8Array(capacity));
    this.machineVerdicts = grown(this.machineVerdicts, new Uint8Array(capacity));
    this.greetingStarts = grown(this.greetingStarts, new Float64Array(capacity));
    this.greetingEnds = grown(this.greetingEnds, new Float64Array(capacity));
    const free = grown(this.freeSlots, new Int32Array(capacity));
    for (let slot = this.freeSlots.length; slot < capacity; slot++) free[slot] = slot;
    this.freeSlots = free;
  }
}

function grown<T extends Float64Array | Int32Array | Uint8Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
