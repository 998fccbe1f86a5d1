/**
 * The attempts under way, as the measurement sees them: one object each, found by the attempt's serial number.
 *
 * Rule: instants are UNSET until they happen; an object is used again after its attempt is over. Objects and not columns: a field
 * costs two instructions, an element of a column ten.
 */
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

/** Its instants are what abandon rules read. */
export class Attempt implements AnsweredCall {
  readonly slot: number;
  dialAt: Millis = UNSET;
  ringingAt: Millis = UNSET;
  connectedAt: Millis = UNSET;
  greetingStartAt: Millis = UNSET;
  greetingEndAt: Millis = UNSET;
  verdictAt: Millis = UNSET;
  agentAt: Millis = UNSET;
  droppedAt: Millis = UNSET;
  hangupAt: Millis = UNSET;
  record = -1;
  agent = -1;
  /** Day and bin of the answer. */
  day = 0;
  bin = 0;
  who = WHO_UNKNOWN;
  said = SAID_NOTHING;
  /** The answer lies in the scoring interval; the call's fate is settled; it was withdrawn; it is among the live answers. */
  scored = false;
  settled = false;
  cancelled = false;
  live = false;
  /** Something but the dial and the record was written. */
  touched = false;

  constructor(slot: number) {
    this.slot = slot;
  }
}

export class AttemptTable {
  private readonly all: Attempt[] = [];
  /** Free ones: a stack of `freeCount`, written by index, because `push` and `pop` of an array are calls. */
  private readonly free: Attempt[] = [];
  private freeCount = 0;
  private readonly slots = new SerialMap(256);

  /** Attempts under way. */
  get size(): number {
    return this.slots.size;
  }

  /** The attempt, or null where it is not under way. */
  find(serial: number): Attempt | null {
    const slot = this.slots.get(serial);
    return slot < 0 ? null : this.all[slot]!;
  }

  open(serial: number, record: number, now: Millis): void {
    const attempt = this.freeCount > 0 ? this.free[--this.freeCount]! : this.make();
    this.slots.set(serial, attempt.slot);
    attempt.dialAt = now;
    attempt.record = record;
    // Most calls are never answered and leave their object as they found it.
    if (attempt.touched) clean(attempt);
  }

  close(serial: number, attempt: Attempt): void {
    this.slots.delete(serial);
    this.free[this.freeCount] = attempt;
    this.freeCount += 1;
  }

  private make(): Attempt {
    const attempt = new Attempt(this.all.length);
    this.all.push(attempt);
    return attempt;
  }
}

function clean(attempt: Attempt): void {
  attempt.touched = false;
  attempt.ringingAt = UNSET;
  attempt.connectedAt = UNSET;
  attempt.greetingStartAt = UNSET;
  attempt.greetingEndAt = UNSET;
  attempt.verdictAt = UNSET;
  attempt.agentAt = UNSET;
  attempt.droppedAt = UNSET;
  attempt.hangupAt = UNSET;
  attempt.agent = -1;
  attempt.who = WHO_UNKNOWN;
  attempt.said = SAID_NOTHING;
  attempt.scored = false;
  attempt.settled = false;
  attempt.cancelled = false;
  attempt.live = false;
}
