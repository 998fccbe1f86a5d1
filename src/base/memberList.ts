/**
 * A dense, unordered list of table rows that reads as a list of instants: joining and leaving cost O(1), walking it
 * touches only its members.
 *
 * Rule: ordinary arrays of small integers, kept packed, whose elements cost a little less than those of typed ones. Both are as long
 * as the largest row needs, so that joining makes one check.
 */
import type { Millis } from './time.ts';

export class MemberList {
  length = 0;
  /** The members, the first `length` of them. */
  private readonly rows: number[] = [];
  /** By row: its index in `rows`, if it is a member. */
  private readonly places: number[] = [];
  private readonly instant: (row: number) => Millis;

  /** `instant(row)`: what `at` gives for a member. */
  constructor(instant: (row: number) => Millis) {
    this.instant = instant;
  }

  at(index: number): Millis {
    return this.instant(this.rows[index]!);
  }

  row(index: number): number {
    return this.rows[index]!;
  }

  /** Adds a row that is not in the list. */
  add(row: number): void {
    const { length, places } = this;
    if (row >= places.length) this.reserve(row);
    places[row] = length;
    this.rows[length] = row;
    this.length = length + 1;
  }

  /** Takes out a row that is in the list. */
  remove(row: number): void {
    const { rows, places } = this;
    const end = this.length - 1;
    const last = rows[end]!;
    const place = places[row]!;
    rows[place] = last;
    places[last] = place;
    this.length = end;
  }

  /** Takes out a row that is in the list and adds it again. */
  renew(row: number): void {
    const { rows, places } = this;
    const end = this.length - 1;
    const last = rows[end]!;
    const place = places[row]!;
    rows[place] = last;
    places[last] = place;
    rows[end] = row;
    places[row] = end;
  }

  save(): readonly number[] {
    return this.rows.slice(0, this.length);
  }

  load(members: readonly number[]): void {
    this.length = 0;
    for (const row of members) this.add(row);
  }

  /** By `push`, which keeps the arrays packed. */
  private reserve(row: number): void {
    while (this.places.length <= row) {
      this.places.push(0);
      this.rows.push(0);
    }
  }
}
