/**
 * A heap of events: a priority queue of (instant, code, a, b) in typed arrays, for what the calendar keeps for later and for live timers.
 *
 * Rule: the earliest instant comes first; at equal instants what was pushed first comes first. `pop` moves the head
 * into public fields, so that neither push nor pop allocates. The queue is a binary heap of two numbers a node; the payload
 * stays where it was put. A pop leaves a hole at the root, which the next push fills, or else the last entry: the hole is led
 * down to a leaf along the earlier children, a choice without a branch to mispredict, and then what fills it is lifted from
 * there, which saves comparisons on the way down. Source: Wegener, "Bottom-up heapsort" (1993).
 */
import { NEVER, type Millis } from './time.ts';

export class EventHeap {
  /** The entry that the last `pop` took out. */
  at: Millis = NEVER;
  code = 0;
  a = 0;
  b = 0;

  private count = 0;
  /** The root is a hole that the last `pop` left: most events plan the next one, and its entry then fills the hole in one go. */
  private isHollow = false;
  private sequence = 0;
  private capacity: number;
  /** One place longer than the capacity: unused places hold Infinity, so that a last node without a sibling needs no care. */
  private times: Float64Array;
  /** Sequence number times SLOTS_MAX plus the payload's slot: one number that orders and finds. */
  private keys: Float64Array;
  private codes: Int32Array;
  private as: Int32Array;
  private bs: Int32Array;
  /** Payload slots that are free, as a stack from `count` on. */
  private freeSlots: Int32Array;

  /** @param capacity entries that fit before the first growth, at least 1 */
  constructor(capacity = 256) {
    this.capacity = Math.max(1, Math.ceil(capacity));
    this.times = new Float64Array(this.capacity + 1).fill(Infinity);
    this.keys = new Float64Array(this.capacity);
    this.codes = new Int32Array(this.capacity);
    this.as = new Int32Array(this.capacity);
    this.bs = new Int32Array(this.capacity);
    this.freeSlots = new Int32Array(this.capacity);
    for (let slot = 0; slot < this.capacity; slot++) this.freeSlots[slot] = slot;
  }

  /** Entries in the queue. */
  get size(): number {
    return this.count;
  }

  /** The instant of the head, or NEVER. */
  peekTime(): Millis {
    if (this.isHollow) this.fill();
    return this.count === 0 ? NEVER : this.times[0]!;
  }

  /** Adds an entry; `at` is finite; code, a and b are 32-bit integers. Throws a RangeError beyond 4,194,304 entries. */
  push(at: Millis, code: number, a: number, b: number): void {
    if (this.count === this.capacity) this.grow();
    const slot = this.freeSlots[this.count]!;
    this.codes[slot] = code;
    this.as[slot] = a;
    this.bs[slot] = b;
    const key = this.sequence++ * SLOTS_MAX + slot;
    if (this.isHollow) {
      this.isHollow = false;
      this.settle(at, key, ++this.count);
      return;
    }
    const times = this.times;
    const keys = this.keys;
    let hole = this.count++;
    // The new entry has the highest sequence number, so it passes only entries of later instants.
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const parentTime = times[parent]!;
      if (parentTime <= at) break;
      times[hole] = parentTime;
      keys[hole] = keys[parent]!;
      hole = parent;
    }
    times[hole] = at;
    keys[hole] = key;
  }

  /** Moves the head into the public fields; false when the queue is empty (the fields then keep their values). */
  pop(): boolean {
    if (this.isHollow) this.fill();
    if (this.count === 0) return false;
    const key = this.keys[0]!;
    const slot = key - Math.floor(key / SLOTS_MAX) * SLOTS_MAX;
    this.at = this.times[0]!;
    this.code = this.codes[slot]!;
    this.a = this.as[slot]!;
    this.b = this.bs[slot]!;
    this.freeSlots[--this.count] = slot;
    this.isHollow = true;
    return true;
  }

  /** Removes all entries. */
  clear(): void {
    while (this.pop());
  }

  /** Nothing was pushed after a pop: the last entry fills the hole. */
  private fill(): void {
    this.isHollow = false;
    const last = this.count;
    const time = this.times[last]!;
    this.times[last] = Infinity;
    if (last > 0) this.settle(time, this.keys[last]!, last);
  }

  /** Fills the hole at the root of `count` nodes with the entry (time, key). */
  private settle(time: number, key: number, count: number): void {
    const times = this.times;
    const keys = this.keys;
    let hole = 0;
    for (let child = 1; child < count; child = 2 * hole + 1) {
      const left = times[child]!;
      const right = times[child + 1]!;
      if (left !== right) child += Number(right < left);
      else if (keys[child + 1]! < keys[child]!) child++;
      times[hole] = times[child]!;
      keys[hole] = keys[child]!;
      hole = child;
    }
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const parentTime = times[parent]!;
      if (parentTime < time || (parentTime === time && keys[parent]! < key)) break;
      times[hole] = parentTime;
      keys[hole] = keys[parent]!;
      hole = parent;
    }
    times[hole] = time;
    keys[hole] = key;
  }

  private grow(): void {
    const capacity = this.capacity * 2;
    if (capacity > SLOTS_MAX) throw new RangeError(`the event heap holds at most ${SLOTS_MAX} entries`);
    this.times = grown(this.times, new Float64Array(capacity + 1).fill(Infinity));
    this.keys = grown(this.keys, new Float64Array(capacity));
    this.codes = grown(this.codes, new Int32Array(capacity));
    this.as = grown(this.as, new Int32Array(capacity));
    this.bs = grown(this.bs, new Int32Array(capacity));
    this.freeSlots = grown(this.freeSlots, new Int32Array(capacity));
    for (let slot = this.capacity; slot < capacity; slot++) this.freeSlots[slot] = slot;
    this.capacity = capacity;
  }
}

/** 2^22 slots leave 2^31 sequence numbers in a double's 53 bits: more pushes than a run has. */
const SLOTS_MAX = 4_194_304;

function grown<T extends Float64Array | Int32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
