/**
 * Telephone numbers and their indices, in the order in which they were first named: a million in 40 MB.
 *
 * Rule: a number is E.164 digits without plus (records: section 12), at most 15 of them, so that it is a whole number below 2^53
 * and is kept as one. Open addressing with linear probing, never more than half full.
 * Source: Knuth, The Art of Computer Programming 3, section 6.4, Algorithm L.
 */
export class DigitIndex {
  private count = 0;
  private values = new Float64Array(64);
  /** Index + 1 by place; 0: empty. */
  private places = new Int32Array(128);

  get size(): number {
    return this.count;
  }

  /** The index of a number; a new one gets the next. Throws a RangeError for a text that is no canonical number. */
  of(digits: string): number {
    if (!/^[1-9][0-9]{0,14}$/.test(digits)) throw new RangeError(`'${digits}' is no canonical number; allowed: 1 to 15 digits, not beginning with 0`);
    const value = Number(digits);
    let place = this.placeOf(value);
    const found = this.places[place]!;
    if (found !== 0) return found - 1;
    if (this.count === this.values.length) {
      this.grow();
      place = this.placeOf(value);
    }
    this.values[this.count] = value;
    this.count += 1;
    this.places[place] = this.count;
    return this.count - 1;
  }

  /** The digits of the number with this index. */
  at(index: number): string {
    return String(this.values[index]!);
  }

  /** Where the number stands, or would. */
  private placeOf(value: number): number {
    const mask = this.places.length - 1;
    let place = (Math.imul(value % 0x1_0000_0000, GOLDEN) ^ Math.imul(Math.floor(value / 0x1_0000_0000) + 1, GOLDEN_2)) >>> 7;
    for (place &= mask; ; place = (place + 1) & mask) {
      const found = this.places[place]!;
      if (found === 0 || this.values[found - 1] === value) return place;
    }
  }

  private grow(): void {
    const values = new Float64Array(this.values.length * 2);
    values.set(this.values);
    this.values = values;
    this.places = new Int32Array(values.length * 2);
    for (let index = 0; index < this.count; index += 1) this.places[this.placeOf(values[index]!)] = index + 1;
  }
}

const GOLDEN = 0x9e37_79b1;
const GOLDEN_2 = 0x85eb_ca77;
