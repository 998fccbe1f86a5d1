/**
 * The attempts under way, as the measurement sees them: one object each, found by the attempt's serial number.
 *
 * Rule: instants are UNSET until they happen; an object is used again after its attempt is over. Objects and not columns: a field
 * costs two instructions, an element of a column ten. The objects sit in a ring at the serial's lowest bits, so that opening, finding
 * and closing are one look each and nothing is looked up or handed back (150 instructions a dial less than a map and a stack of free
 * ones). Who finds his place taken by a call that lasts long goes to an ordinary map; when that holds more than a few, the ring grows.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import type { AnsweredCall } from '../../engine/abandon/rule.ts';

export const FREE = -1;

/** What is known of an attempt, in one word: a test of several facts is one look, and 0 says that there was nothing but the dial. */
export const KNOWN = {
  /** Who answered: none of the three while unknown. */
  person: 1, machine: 2, fax: 4,
  /** What the detector said. */
  saidPerson: 8, saidMachine: 16,
  answered: 32,
  /** The answer lies in the scoring interval. */
  scored: 64,
  /** It is among the live answers. */
  live: 128,
  /** The call's fate is settled. */
  settled: 256,
  /** It was withdrawn. */
  cancelled: 512,
  /** Something was written beside the dial, the answer and its greeting. */
  other: 1_024,
  /** Its place in the ring was taken: it is found in the map. */
  aside: 2_048,
} as const;
/** Who answered. */
export const WHO = KNOWN.person | KNOWN.machine | KNOWN.fax;
/** A person who answered in the scoring interval and of whom nothing further is known; the phone may have rung and the detector have said so. */
export const PLAIN_PERSON = KNOWN.person | KNOWN.answered | KNOWN.scored | KNOWN.live;
export const PLAIN_MASK = ~(KNOWN.saidPerson | KNOWN.other | KNOWN.aside);

/** It was answered in the scoring interval and its fate is settled: nothing but its end is to be counted. */
export const TAKEN = KNOWN.answered | KNOWN.scored | KNOWN.settled;
export const TAKEN_MASK = TAKEN | KNOWN.fax | KNOWN.aside;

/** Its instants are what abandon rules read. */
export class Attempt implements AnsweredCall {
  /** FREE: its object waits for the next attempt. */
  serial = FREE;
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
  /** Day and bin of the answer: the scoring clock's `slot`. */
  slot = -1;
  /** Bits of KNOWN. Whoever writes anything but the dial and the record sets one. */
  known = 0;
}

export class AttemptTable {
  private ring: Attempt[];
  private mask: number;
  private readonly others = new Map<number, Attempt>();
  private hasOthers = false;

  /** @param places a power of two: serial numbers that may pass while a call lasts before it is in another's way */
  constructor(places = 512) {
    this.ring = freshRing(places);
    this.mask = places - 1;
  }

  /** Attempts under way. Counted when asked. */
  get size(): number {
    return this.others.size + this.ring.reduce((sum, attempt) => sum + Number(attempt.serial !== FREE), 0);
  }

  /**
   * Whoever has the attempt's place, which is mostly the attempt itself: who calls compares the serial number, and asks `find` where it is
   * another's. With a call in between, V8 would look at the object's class again.
   */
  at(serial: number): Attempt {
    return this.ring[serial & this.mask]!;
  }

  /** The attempt, or null where it is not under way. */
  find(serial: number): Attempt | null {
    const attempt = this.ring[serial & this.mask]!;
    return attempt.serial === serial ? attempt : this.findOther(serial);
  }

  open(serial: number, record: number, now: Millis): void {
    const attempt = this.ring[serial & this.mask]!;
    if (attempt.serial === FREE) openAt(attempt, serial, record, now);
    else this.openAside(serial, record, now);
  }

  close(attempt: Attempt): void {
    if ((attempt.known & KNOWN.aside) !== 0) this.forgetOther(attempt.serial);
    attempt.serial = FREE;
  }

  private findOther(serial: number): Attempt | null {
    return this.hasOthers ? this.others.get(serial) ?? null : null;
  }

  /** The place is taken: an object of its own, unless the ring is large enough afterwards. */
  private openAside(serial: number, record: number, now: Millis): void {
    if (this.others.size >= OTHERS_MAX && this.ring.length < this.size * PLACES_PER_ATTEMPT_MAX) this.grow();
    if (this.ring[serial & this.mask]!.serial === FREE) {
      this.open(serial, record, now);
      return;
    }
    const attempt = new Attempt();
    attempt.known = KNOWN.aside;
    attempt.serial = serial;
    attempt.dialAt = now;
    attempt.record = record;
    this.others.set(serial, attempt);
    this.hasOthers = true;
  }

  private forgetOther(serial: number): void {
    this.others.delete(serial);
    this.hasOthers = this.others.size > 0;
  }

  private grow(): void {
    const open = [...this.ring.filter(({ serial }) => serial !== FREE), ...this.others.values()];
    this.ring = freshRing(this.ring.length * 2);
    this.mask = this.ring.length - 1;
    this.others.clear();
    for (const attempt of open) {
      const place = attempt.serial & this.mask;
      if (this.ring[place]!.serial === FREE) {
        attempt.known &= ~KNOWN.aside;
        this.ring[place] = attempt;
      } else {
        attempt.known |= KNOWN.aside;
        this.others.set(attempt.serial, attempt);
      }
    }
    this.hasOthers = this.others.size > 0;
  }
}

const OTHERS_MAX = 4;
/** The ring grows only while it is small for its attempts: serial numbers from everywhere would make it grow without end. */
const PLACES_PER_ATTEMPT_MAX = 64;

function freshRing(places: number): Attempt[] {
  return Array.from({ length: places }, () => new Attempt());
}

/** The object waits. */
export function openAt(attempt: Attempt, serial: number, record: number, now: Millis): void {
  // Most calls are never answered and leave their object as they found it.
  if (attempt.known !== 0) clean(attempt);
  attempt.serial = serial;
  attempt.dialAt = now;
  attempt.record = record;
}

function clean(attempt: Attempt): void {
  if ((attempt.known & KNOWN.other) !== 0) cleanOther(attempt);
  attempt.known = 0;
  attempt.connectedAt = UNSET;
  attempt.greetingStartAt = UNSET;
  attempt.greetingEndAt = UNSET;
}

function cleanOther(attempt: Attempt): void {
  attempt.ringingAt = UNSET;
  attempt.verdictAt = UNSET;
  attempt.agentAt = UNSET;
  attempt.droppedAt = UNSET;
  attempt.hangupAt = UNSET;
  attempt.agent = -1;
}
