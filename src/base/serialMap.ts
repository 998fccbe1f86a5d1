/**
 * A small map from serial numbers to 32-bit integers, for things that come and go, such as calls in progress.
 *
 * Rule: keys are non-negative 32-bit integers. Open addressing with linear probing, never more than half full; deletion
 * shifts the followers back, so that no tombstones pile up. The hash multiplies by the golden ratio, which spreads
 * serial numbers almost evenly. Source: Knuth, The Art of Computer Programming 3, section 6.4 (Fibonacci hashing, Algorithm R).
 */
export class SerialMap {
  private count = 0;
  private bits: number;
  private mask: number;
  private shift: number;
  private keys: Int32Array;
  private values: Int32Array;

  /** @param capacity keys that fit before the first growth */
  constructor(capacity = 64) {
    this.bits = Math.max(3, Math.ceil(Math.log2(capacity * 2)));
    this.mask = (1 << this.bits) - 1;
    this.shift = 32 - this.bits;
    this.keys = new Int32Array(this.mask + 1).fill(EMPTY);
    this.values = new Int32Array(this.mask + 1);
  }

  get size(): number {
    return this.count;
  }

  /** The value of `key`, or -1 when it is not in the map. */
  get(key: number): number {
    const keys = this.keys;
    let place = Math.imul(key, GOLDEN) >>> this.shift;
    for (;;) {
      const found = keys[place]!;
      if (found === key) return this.values[place]!;
      if (found === EMPTY) return -1;
      place = (place + 1) & this.mask;
    }
  }

  /** Sets the value of `key`, new or not. */
  set(key: number, value: number): void {
    if (this.count * 2 > this.mask) this.grow();
    const keys = this.keys;
    let place = Math.imul(key, GOLDEN) >>> this.shift;
    for (;;) {
      const found = keys[place]!;
      if (found === EMPTY) {
        keys[place] = key;
        this.count++;
        break;
      }
      if (found === key) break;
      place = (place + 1) & this.mask;
    }
    this.values[place] = value;
  }

  /** Takes `key` out; false when it was not in. */
  delete(key: number): boolean {
    const keys = this.keys;
    const values = this.values;
    const mask = this.mask;
    let hole = Math.imul(key, GOLDEN) >>> this.shift;
    while (keys[hole] !== key) {
      if (keys[hole] === EMPTY) return false;
      hole = (hole + 1) & mask;
    }
    for (let place = (hole + 1) & mask; keys[place] !== EMPTY; place = (place + 1) & mask) {
      const home = Math.imul(keys[place]!, GOLDEN) >>> this.shift;
      // A follower may fill the hole when the hole lies between its home and its place, in the order of probing.
      if (((place - home) & mask) >= ((place - hole) & mask)) {
        keys[hole] = keys[place]!;
        values[hole] = values[place]!;
        hole = place;
      }
    }
    keys[hole] = EMPTY;
    this.count--;
    return true;
  }

  private grow(): void {
    const keys = this.keys;
    const values = this.values;
    this.bits++;
    this.mask = (1 << this.bits) - 1;
    this.shift = 32 - this.bits;
    this.keys = new Int32Array(this.mask + 1).fill(EMPTY);
    this.values = new Int32Array(this.mask + 1);
    this.count = 0;
    for (let place = 0; place < keys.length; place++) {
      if (keys[place] !== EMPTY) this.set(keys[place]!, values[place]!);
    }
  }
}

const EMPTY = -1;
const GOLDEN = 0x9e3779b1 | 0;
