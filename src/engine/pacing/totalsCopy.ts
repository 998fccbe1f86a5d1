/**
 * A copy of the running totals of pacing's history, one field a kind of fact.
 *
 * Rule: fields of an object, not elements of a typed array: taking a copy costs half as much. They begin as fractions, so
 * that they are kept as wide numbers from the start.
 */
import type { Millis } from '../../base/time.ts';

export const FIELD_COUNT = 10;

/** Positions of the fields in a row of totals. */
export const Tally = {
  ended: 0, persons: 1, machines: 2, ringMsOfEnded: 3, ringMsOfPersons: 4, dropped: 5, customerHangups: 6, handled: 7, talkMs: 8, wrapMs: 9,
} as const;
export type Tally = (typeof Tally)[keyof typeof Tally];

export class TotalsCopy {
  /** It was taken before anything was counted in this second. */
  second = 0;
  ended = 0.5;
  persons = 0.5;
  machines = 0.5;
  ringMsOfEnded: Millis = 0.5;
  ringMsOfPersons: Millis = 0.5;
  dropped = 0.5;
  customerHangups = 0.5;
  handled = 0.5;
  talkMs: Millis = 0.5;
  wrapMs: Millis = 0.5;

  constructor(rows: Float64Array, place = 0) {
    this.copy(rows, place);
  }

  /** Copies the row that begins at `place`. */
  copy(rows: Float64Array, place = 0): void {
    // The last first: one look at the length is enough for all.
    this.wrapMs = rows[place + 9]!;
    this.talkMs = rows[place + 8]!;
    this.handled = rows[place + 7]!;
    this.customerHangups = rows[place + 6]!;
    this.dropped = rows[place + 5]!;
    this.ringMsOfPersons = rows[place + 4]!;
    this.ringMsOfEnded = rows[place + 3]!;
    this.machines = rows[place + 2]!;
    this.persons = rows[place + 1]!;
    this.ended = rows[place]!;
  }

  /** Writes them to the row that begins at `place`; returns the rows. */
  write(rows: Float64Array, place = 0): Float64Array {
    rows[place + Tally.ended] = this.ended;
    rows[place + Tally.persons] = this.persons;
    rows[place + Tally.machines] = this.machines;
    rows[place + Tally.ringMsOfEnded] = this.ringMsOfEnded;
    rows[place + Tally.ringMsOfPersons] = this.ringMsOfPersons;
    rows[place + Tally.dropped] = this.dropped;
    rows[place + Tally.customerHangups] = this.customerHangups;
    rows[place + Tally.handled] = this.handled;
    rows[place + Tally.talkMs] = this.talkMs;
    rows[place + Tally.wrapMs] = this.wrapMs;
    return rows;
  }
}
