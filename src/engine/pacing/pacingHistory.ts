/**
 * What has happened lately, counted for pacing: over the last 60, 900, 1,800 and 3,600 seconds, today, and since the start.
 *
 * Rule: running totals, and one copy of them for each second of the last hour; a window is the difference of two copies.
 * Windows are cut at whole seconds, so "the last 60 s" covers 60 to 61 seconds. An attempt counts as ended when it is
 * resolved: at the answer of a person, else at its end.
 */
import { SECOND_MS, type Millis } from '../../base/time.ts';
import type { RollingCounts } from './strategy.ts';

const FIELD_COUNT = 10;
const RING_SECONDS = 3_601;

/** Positions of the fields in a row of totals. */
export const Tally = {
  ended: 0, persons: 1, machines: 2, ringMsOfEnded: 3, ringMsOfPersons: 4, dropped: 5, customerHangups: 6, handled: 7, talkMs: 8, wrapMs: 9,
} as const;
export type Tally = (typeof Tally)[keyof typeof Tally];

export class PacingHistory {
  private readonly totals = new Float64Array(FIELD_COUNT);
  private readonly ring = new Float64Array(FIELD_COUNT * RING_SECONDS);
  private readonly dayStart = new Float64Array(FIELD_COUNT);
  /** The second whose beginning was copied last. */
  private second = 0;
  /** When the next second begins: most events lie in the present one and need no division. */
  private nextSecondAt: Millis = -Infinity;
  private begun = false;

  readonly last60s: RollingCounts = new WindowCounts(this.totals, this.ring, () => this.rowBefore(60));
  readonly last900s: RollingCounts = new WindowCounts(this.totals, this.ring, () => this.rowBefore(900));
  readonly last1800s: RollingCounts = new WindowCounts(this.totals, this.ring, () => this.rowBefore(1_800));
  readonly last3600s: RollingCounts = new WindowCounts(this.totals, this.ring, () => this.rowBefore(3_600));
  readonly today: RollingCounts = new WindowCounts(this.totals, this.dayStart, () => 0);
  readonly campaign: RollingCounts = new WindowCounts(this.totals, new Float64Array(FIELD_COUNT), () => 0);

  /** Moves to `now`: copies the totals at the beginning of every second that has begun since. */
  advance(now: Millis): void {
    if (now < this.nextSecondAt) return;
    const second = Math.floor(now / SECOND_MS);
    this.nextSecondAt = (second + 1) * SECOND_MS;
    if (!this.begun) {
      this.second = second;
      this.begun = true;
      return;
    }
    if (second <= this.second) return;
    const first = Math.max(this.second + 1, second - RING_SECONDS + 1);
    const { ring, totals } = this;
    let place = (first % RING_SECONDS) * FIELD_COUNT;
    for (let each = first; each <= second; each += 1) {
      // Written out: `set` costs more than the ten numbers that it copies.
      ring[place + 9] = totals[9]!;
      ring[place + 8] = totals[8]!;
      ring[place + 7] = totals[7]!;
      ring[place + 6] = totals[6]!;
      ring[place + 5] = totals[5]!;
      ring[place + 4] = totals[4]!;
      ring[place + 3] = totals[3]!;
      ring[place + 2] = totals[2]!;
      ring[place + 1] = totals[1]!;
      ring[place] = totals[0]!;
      place += FIELD_COUNT;
      if (place === ring.length) place = 0;
    }
    this.second = second;
  }

  add(field: Tally, amount: number): void {
    this.totals[field] = this.totals[field]! + amount;
  }

  /** A new local day has begun. */
  startDay(): void {
    this.dayStart.set(this.totals);
  }

  save(): { readonly totals: Float64Array; readonly ring: Float64Array; readonly dayStart: Float64Array; readonly second: number; readonly begun: boolean } {
    return { totals: this.totals.slice(), ring: this.ring.slice(), dayStart: this.dayStart.slice(), second: this.second, begun: this.begun };
  }

  load(saved: ReturnType<PacingHistory['save']>): void {
    this.totals.set(saved.totals);
    this.ring.set(saved.ring);
    this.dayStart.set(saved.dayStart);
    this.second = saved.second;
    this.begun = saved.begun;
    this.nextSecondAt = -Infinity;
  }

  /** Where the totals of `seconds` ago stand in the ring. Seconds before the start hold zeros. */
  private rowBefore(seconds: number): number {
    return ((((this.second - seconds) % RING_SECONDS) + RING_SECONDS) % RING_SECONDS) * FIELD_COUNT;
  }
}

/** Reads as counts over a window: totals now less the totals at the window's beginning. */
class WindowCounts implements RollingCounts {
  private readonly totals: Float64Array;
  private readonly copies: Float64Array;
  private readonly row: () => number;

  constructor(totals: Float64Array, copies: Float64Array, row: () => number) {
    this.totals = totals;
    this.copies = copies;
    this.row = row;
  }

  get ended(): number { return this.since(Tally.ended); }
  get persons(): number { return this.since(Tally.persons); }
  get machines(): number { return this.since(Tally.machines); }
  get ringMsOfEnded(): Millis { return this.since(Tally.ringMsOfEnded); }
  get ringMsOfPersons(): Millis { return this.since(Tally.ringMsOfPersons); }
  get dropped(): number { return this.since(Tally.dropped); }
  get customerHangups(): number { return this.since(Tally.customerHangups); }
  get handled(): number { return this.since(Tally.handled); }
  get talkMs(): Millis { return this.since(Tally.talkMs); }
  get wrapMs(): Millis { return this.since(Tally.wrapMs); }

  private since(field: Tally): number {
    return this.totals[field]! - this.copies[this.row() + field]!;
  }
}
