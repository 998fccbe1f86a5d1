/**
 * A small map from serial numbers to 32-bit integers, for things that come and go, such as calls in progress.
 *
 * Rule: keys are non-negative 32-bit integers. A key's place is its lowest bits, so numbers that follow one another share no
 * place until the table is once around: nothing is searched and nothing moves. Who finds his place taken by somebody who stays
 * long goes to an ordinary map; as soon as that holds more than a few, the table grows.
 */
export class SerialMap {
  private count = 0;
  private mask: number;
  private keys: Int32Array;
  private values: Int32Array;
  private readonly others = new Map<number, number>();
  private hasOthers = false;

  /** @param capacity keys that fit before the first growth */
  constructor(capacity = 64) {
    this.mask = (1 << Math.max(3, Math.ceil(Math.log2(capacity * PLACES_PER_KEY)))) - 1;
    this.keys = new Int32Array(this.mask + 1).fill(EMPTY);
    this.values = new Int32Array(this.mask + 1);
  }

  get size(): number {
    return this.count;
  }

  /** The value of `key`, or -1 when it is not in the map. */
  get(key: number): number {
    const place = key & this.mask;
    if (this.keys[place] === key) return this.values[place]!;
    return this.hasOthers ? this.others.get(key) ?? -1 : -1;
  }

  /** Sets the value of `key`, new or not. */
  set(key: number, value: number): void {
    const place = key & this.mask;
    const found = this.keys[place]!;
    if (found !== key) {
      if (found !== EMPTY || this.hasOthers) {
        this.setCrowded(key, value, place);
        return;
      }
      this.keys[place] = key;
      this.count++;
    }
    this.values[place] = value;
  }

  /** Takes `key` out; false when it was not in. */
  delete(key: number): boolean {
    const place = key & this.mask;
    if (this.keys[place] === key) {
      this.keys[place] = EMPTY;
      this.count--;
      return true;
    }
    if (!this.hasOthers || !this.others.delete(key)) return false;
    this.hasOthers = this.others.size > 0;
    this.count--;
    return true;
  }

  private setCrowded(key: number, value: number, place: number): void {
    if (!this.others.has(key)) {
      this.count++;
      if (this.keys[place] === EMPTY) {
        this.keys[place] = key;
        this.values[place] = value;
        return;
      }
    }
    this.others.set(key, value);
    this.hasOthers = true;
    // Only while keys are few for their places: numbers from everywhere would make it grow without end.
    if (this.others.size > OTHERS_MAX && this.mask < this.count * PLACES_PER_KEY_MAX) this.grow();
  }

  private grow(): void {
    const { keys, values } = this;
    const others = [...this.others];
    this.mask = this.mask * 2 + 1;
    this.keys = new Int32Array(this.mask + 1).fill(EMPTY);
    this.values = new Int32Array(this.mask + 1);
    this.others.clear();
    this.hasOthers = false;
    this.count = 0;
    for (let place = 0; place < keys.length; place++) if (keys[place] !== EMPTY) this.set(keys[place]!, values[place]!);
    for (const [key, value] of others) this.set(key, value);
  }
}

const EMPTY = -1;
const PLACES_PER_KEY = 8;
const PLACES_PER_KEY_MAX = 64;
const OTHERS_MAX = 4;
