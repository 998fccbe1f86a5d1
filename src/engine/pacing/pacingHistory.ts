/**
 * What has happened lately, counted for pacing: over the last 60, 900, 1,800 and 3,600 seconds, today, and since the start.
 *
 * Rule: running totals, and a copy of them for each second in which the dialer was told anything, taken before it was; a
 * window is the totals less the first copy of its seconds. Few strategies read what every call writes, so writing is what
 * is cheap: seconds in which nothing happens are not written. Windows are cut at whole seconds, so "the last 60 s" covers 60
 * to 61 seconds. An attempt counts as ended when it is resolved: at the answer of a person, else at its end.
 */
import { SECOND_MS, UNSET, type Millis } from '../../base/time.ts';
import type { RollingCounts } from './strategy.ts';
import { FIELD_COUNT, Tally, TotalsCopy } from './totalsCopy.ts';

export { Tally } from './totalsCopy.ts';

/** Seconds that a snapshot knows. */
const RING_SECONDS = 3_601;
/** A power of two not below that: a copy's place is its number's last bits. */
const COPIES_MAX = 4_096;
const PLACE_BITS = COPIES_MAX - 1;

export class PacingHistory {
  private readonly totals = new Float64Array(FIELD_COUNT);
  /** A ring, grown as it fills: most runs are short. Before the first event its first copy holds zeros. */
  private readonly copies = [new TotalsCopy(this.totals)];
  /** How many copies were ever taken. */
  private taken = 0;
  private readonly dayStart = new TotalsCopy(this.totals);
  /** The second in which the dialer was last told anything. */
  private second = UNSET;
  /** When the next second begins: many events lie in the present one and need no division. */
  private nextSecondAt: Millis = -Infinity;
  private readonly cursors: WindowCursor[] = [];

  readonly last60s: RollingCounts = new WindowCounts(this.totals, this.windowOf(60));
  readonly last900s: RollingCounts = new WindowCounts(this.totals, this.windowOf(900));
  readonly last1800s: RollingCounts = new WindowCounts(this.totals, this.windowOf(1_800));
  readonly last3600s: RollingCounts = new WindowCounts(this.totals, this.windowOf(3_600));
  readonly today: RollingCounts = new WindowCounts(this.totals, { base: this.dayStart });
  readonly campaign: RollingCounts = new WindowCounts(this.totals, { base: new TotalsCopy(this.totals) });

  /** Moves to `now`: copies the totals where a second has begun. */
  advance(now: Millis): void {
    if (now < this.nextSecondAt) return;
    const second = Math.floor(now / SECOND_MS);
    this.nextSecondAt = (second + 1) * SECOND_MS;
    if (second > this.second) this.takeCopy(second, this.totals, 0);
  }

  add(field: Tally, amount: number): void {
    this.totals[field] = this.totals[field]! + amount;
  }

  /** A new local day has begun. */
  startDay(): void {
    this.dayStart.copy(this.totals);
  }

  /** In the form of a snapshot: the totals at the beginning of each of the last 3,601 seconds. */
  save(): { readonly totals: Float64Array; readonly ring: Float64Array; readonly dayStart: Float64Array; readonly second: number; readonly begun: boolean } {
    const begun = this.second !== UNSET;
    const second = begun ? this.second : 0;
    const ring = new Float64Array(FIELD_COUNT * RING_SECONDS);
    let copy = 0;
    for (let each = second - RING_SECONDS + 1; begun && each <= second; each += 1) {
      copy = this.firstCopyFrom(each, copy);
      this.copyAt(copy).write(ring, rowOf(each));
    }
    return { totals: this.totals.slice(), ring, dayStart: this.dayStart.write(new Float64Array(FIELD_COUNT)), second, begun };
  }

  load({ totals, ring, dayStart, second, begun }: ReturnType<PacingHistory['save']>): void {
    this.totals.set(totals);
    this.dayStart.copy(dayStart);
    this.taken = 0;
    for (const cursor of this.cursors) cursor.copy = 0;
    this.second = UNSET;
    this.nextSecondAt = -Infinity;
    if (!begun) return;
    // A second at whose end the totals are what they were at its beginning needs no copy.
    for (let each = second - RING_SECONDS + 1; each < second; each += 1) {
      if (!areSame(ring, rowOf(each), rowOf(each + 1))) this.takeCopy(each, ring, rowOf(each));
    }
    this.takeCopy(second, ring, rowOf(second));
  }

  /** A window's beginning, so many seconds ago, as the number of the first copy since; sought from a copy that is none too late. */
  windowStart(seconds: number, from: number): number {
    return this.firstCopyFrom(this.second - seconds, from);
  }

  copyAt(copy: number): TotalsCopy {
    return this.copies[copy & PLACE_BITS]!;
  }

  private firstCopyFrom(second: number, from: number): number {
    let copy = Math.max(from, this.taken - COPIES_MAX);
    // The last copy is of the present second.
    while (copy < this.taken - 1 && this.copies[copy & PLACE_BITS]!.second < second) copy += 1;
    return copy;
  }

  /** Copies the row at `from` as the totals before that second. */
  private takeCopy(second: number, rows: Float64Array, from: number): void {
    const place = this.taken & PLACE_BITS;
    if (place === this.copies.length) this.copies.push(new TotalsCopy(rows, from));
    const copy = this.copies[place]!;
    copy.copy(rows, from);
    copy.second = second;
    this.second = second;
    this.taken += 1;
  }

  private windowOf(seconds: number): WindowCursor {
    const cursor = new WindowCursor(this, seconds);
    this.cursors.push(cursor);
    return cursor;
  }
}

function rowOf(second: number): number {
  return (((second % RING_SECONDS) + RING_SECONDS) % RING_SECONDS) * FIELD_COUNT;
}

function areSame(rows: Float64Array, left: number, right: number): boolean {
  for (let field = 0; field < FIELD_COUNT; field += 1) if (rows[left + field] !== rows[right + field]) return false;
  return true;
}

/** The totals at a window's beginning. */
interface WindowStart { readonly base: TotalsCopy }

/** The first copy of a rolling window: it only ever moves forward, so that all reading together looks at each copy once. */
class WindowCursor implements WindowStart {
  /** Number of that copy. */
  copy = 0;
  private readonly history: PacingHistory;
  private readonly seconds: number;

  constructor(history: PacingHistory, seconds: number) {
    this.history = history;
    this.seconds = seconds;
  }

  get base(): TotalsCopy {
    this.copy = this.history.windowStart(this.seconds, this.copy);
    return this.history.copyAt(this.copy);
  }
}

/** Reads as counts over a window: totals now less the totals at the window's beginning. */
class WindowCounts implements RollingCounts {
  private readonly totals: Float64Array;
  private readonly start: WindowStart;

  constructor(totals: Float64Array, start: WindowStart) {
    this.totals = totals;
    this.start = start;
  }

  get ended(): number { return this.totals[Tally.ended]! - this.start.base.ended; }
  get persons(): number { return this.totals[Tally.persons]! - this.start.base.persons; }
  get machines(): number { return this.totals[Tally.machines]! - this.start.base.machines; }
  get ringMsOfEnded(): Millis { return this.totals[Tally.ringMsOfEnded]! - this.start.base.ringMsOfEnded; }
  get ringMsOfPersons(): Millis { return this.totals[Tally.ringMsOfPersons]! - this.start.base.ringMsOfPersons; }
  get dropped(): number { return this.totals[Tally.dropped]! - this.start.base.dropped; }
  get customerHangups(): number { return this.totals[Tally.customerHangups]! - this.start.base.customerHangups; }
  get handled(): number { return this.totals[Tally.handled]! - this.start.base.handled; }
  get talkMs(): Millis { return this.totals[Tally.talkMs]! - this.start.base.talkMs; }
  get wrapMs(): Millis { return this.totals[Tally.wrapMs]! - this.start.base.wrapMs; }
}
