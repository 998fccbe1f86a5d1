/**
 * The attempts under way, as the measurement sees them: one slot each, found by the attempt's serial number.
 *
 * Rule: instants are UNSET until they happen; a slot is used again after its attempt is over.
 */
import { growColumns } from '../../base/columns.ts';
import { SerialMap } from '../../base/serialMap.ts';
import { UNSET, type Millis } from '../../base/time.ts';
import type { AnsweredCall } from '../../engine/abandon/rule.ts';

/** Who answered, as far as known. */
export const WHO_UNKNOWN = 0;
export const WHO_PERSON = 1;
export const WHO_MACHINE = 2;
export const WHO_FAX = 3;

/** What the detector said. */
export const SAID_NOTHING = 0;
export const SAID_PERSON = 1;
export const SAID_MACHINE = 2;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export class AttemptTable {
  dialAt = new Float64Array(CAPACITY);
  ringingAt = new Float64Array(CAPACITY);
  connectedAt = new Float64Array(CAPACITY);
  greetingStartAt = new Float64Array(CAPACITY);
  greetingEndAt = new Float64Array(CAPACITY);
  verdictAt = new Float64Array(CAPACITY);
  agentAt = new Float64Array(CAPACITY);
  droppedAt = new Float64Array(CAPACITY);
  hangupAt = new Float64Array(CAPACITY);
  record = new Int32Array(CAPACITY);
  agent = new Int32Array(CAPACITY);
  /** Day and bin of the answer. */
  day = new Int32Array(CAPACITY);
  bin = new Int32Array(CAPACITY);
  who = new Uint8Array(CAPACITY);
  said = new Uint8Array(CAPACITY);
  /** 1 = the answer lies in the scoring interval; the call's fate is settled; it was withdrawn; it is among the live answers. */
  scored = new Uint8Array(CAPACITY);
  settled = new Uint8Array(CAPACITY);
  cancelled = new Uint8Array(CAPACITY);
  live = new Uint8Array(CAPACITY);
  /** CLEAN: the slot holds blanks but for the dial and the record. */
  touched = new Uint8Array(CAPACITY);

  /** Slots to be used again: a stack of `freeCount`. */
  free = new Int32Array(CAPACITY);
  private freeCount = 0;
  private used = 0;
  private readonly slots = new SerialMap(CAPACITY);
  private readonly call: Writable<AnsweredCall> = {
    connectedAt: UNSET, greetingStartAt: UNSET, greetingEndAt: UNSET, agentAt: UNSET, droppedAt: UNSET, hangupAt: UNSET,
  };

  /** Attempts under way. */
  get size(): number {
    return this.slots.size;
  }

  /** The attempt's slot, or -1. */
  find(attempt: number): number {
    return this.slots.get(attempt);
  }

  open(attempt: number, record: number, now: Millis): number {
    let slot: number;
    if (this.freeCount > 0) slot = this.free[--this.freeCount]!;
    else {
      if (this.used === this.record.length) growColumns(this, COLUMNS, this.used * 2);
      slot = this.used++;
    }
    this.slots.set(attempt, slot);
    this.dialAt[slot] = now;
    this.record[slot] = record;
    // Most calls are never answered and leave their slot as they found it.
    if (this.touched[slot] !== CLEAN) this.clean(slot);
    return slot;
  }

  /** Something of the slot is about to be written. */
  touch(slot: number): void {
    this.touched[slot] = 1;
  }

  private clean(slot: number): void {
    this.touched[slot] = CLEAN;
    this.ringingAt[slot] = UNSET;
    this.connectedAt[slot] = UNSET;
    this.greetingStartAt[slot] = UNSET;
    this.greetingEndAt[slot] = UNSET;
    this.verdictAt[slot] = UNSET;
    this.agentAt[slot] = UNSET;
    this.droppedAt[slot] = UNSET;
    this.hangupAt[slot] = UNSET;
    this.agent[slot] = -1;
    this.who[slot] = WHO_UNKNOWN;
    this.said[slot] = SAID_NOTHING;
    this.scored[slot] = 0;
    this.settled[slot] = 0;
    this.cancelled[slot] = 0;
    this.live[slot] = 0;
  }

  close(attempt: number, slot: number): void {
    this.slots.delete(attempt);
    this.free[this.freeCount++] = slot;
  }

  /** The slot's instants as abandon rules read them: one object, refilled. */
  answeredCall(slot: number): AnsweredCall {
    const call = this.call;
    call.connectedAt = this.connectedAt[slot]!;
    call.greetingStartAt = this.greetingStartAt[slot]!;
    call.greetingEndAt = this.greetingEndAt[slot]!;
    call.agentAt = this.agentAt[slot]!;
    call.droppedAt = this.droppedAt[slot]!;
    call.hangupAt = this.hangupAt[slot]!;
    return call;
  }
}

const CAPACITY = 256;
const CLEAN = 2;
const COLUMNS = [
  'dialAt', 'ringingAt', 'connectedAt', 'greetingStartAt', 'greetingEndAt', 'verdictAt', 'agentAt', 'droppedAt', 'hangupAt', 'record', 'agent', 'day', 'bin',
  'who', 'said', 'scored', 'settled', 'cancelled', 'live', 'touched', 'free',
] as const satisfies readonly (keyof AttemptTable)[];
