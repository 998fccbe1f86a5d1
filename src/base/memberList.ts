/**
 * A dense, unordered list of table rows that reads as a list of instants: joining and leaving cost O(1), walking it
 * touches only its members.
 */
import type { Millis } from './time.ts';

export class MemberList {
  length = 0;
  private rows: Int32Array = new Int32Array(16);
  private places: Int32Array = new Int32Array(16);
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
    if (row >= this.places.length) this.places = longer(this.places, Math.max(row + 1, this.places.length * 2));
    if (this.length === this.rows.length) this.rows = longer(this.rows, this.length * 2);
    this.places[row] = this.length;
    this.rows[this.length] = row;
    this.length += 1;
  }

  /** Takes out a row that is in the list. */
  remove(row: number): void {
    this.length -= 1;
    const last = this.rows[this.length]!;
    const place = this.places[row]!;
    this.rows[place] = last;
    this.places[last] = place;
  }

  save(): readonly number[] {
    return Array.from(this.rows.subarray(0, this.length));
  }

  load(members: readonly number[]): void {
    this.length = 0;
    for (const row of members) this.add(row);
  }
}

function longer(array: Int32Array, length: number): Int32Array {
  const copy = new Int32Array(length);
  copy.set(array);
  return copy;
}
