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

const FREE = -1;

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
  /** Its place in the ring was taken: it is found in the map. */
  aside = false;
  /** Something but the dial and the record was written. */
  touched = false;
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

  /** The attempt, or null where it is not under way. */
  find(serial: number): Attempt | null {
    const attempt = this.ring[serial & this.mask]!;
    if (attempt.serial === serial) return attempt;
    return this.hasOthers ? this.others.get(serial) ?? null : null;
  }

  open(serial: number, record: number, now: Millis): void {
    let attempt = this.ring[serial & this.mask]!;
    if (attempt.serial !== FREE) attempt = this.openAside(serial);
    attempt.serial = serial;
    attempt.dialAt = now;
    attempt.record = record;
    // Most calls are never answered and leave their object as they found it.
    if (attempt.touched) clean(attempt);
  }

  close(attempt: Attempt): void {
    if (attempt.aside) this.forgetOther(attempt.serial);
    attempt.serial = FREE;
  }

  /** The place is taken: an object of its own, unless the ring is large enough afterwards. */
  private openAside(serial: number): Attempt {
    if (this.others.size >= OTHERS_MAX && this.ring.length < this.size * PLACES_PER_ATTEMPT_MAX) this.grow();
    const place = this.ring[serial & this.mask]!;
    if (place.serial === FREE) return place;
    const attempt = new Attempt();
    attempt.aside = true;
    this.others.set(serial, attempt);
    this.hasOthers = true;
    return attempt;
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
      attempt.aside = this.ring[place]!.serial !== FREE;
      if (attempt.aside) this.others.set(attempt.serial, attempt);
      else this.ring[place] = attempt;
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
