/**
 * A binary heap of small whole numbers (rows of a table), each with one instant as its key; any of them can be moved or
 * taken out in O(log n). Equal instants come in ascending order of the number, so the order never depends on history.
 */
import { NEVER, type Millis } from './time.ts';

const ABSENT = -1;

export class IndexedHeap {
  private heap: Int32Array = new Int32Array(16);
  /** Where each number stands in the heap, or ABSENT; grown only as far as the largest number ever put in. */
  private places = new Int32Array(0);
  private keys = new Float64Array(0);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** The earliest key, NEVER when empty. */
  peekKey(): Millis {
    return this.count === 0 ? NEVER : this.keys[this.heap[0]!]!;
  }

  /** The number with the earliest key; -1 when empty. */
  peek(): number {
    return this.count === 0 ? ABSENT : this.heap[0]!;
  }

  /** The key of a number, NEVER when it is not in the heap. */
  keyOf(id: number): Millis {
    return id < this.places.length && this.places[id] !== ABSENT ? this.keys[id]! : NEVER;
  }

  /** Puts a number in, or moves it to a new key. */
  set(id: number, key: Millis): void {
    if (id >= this.places.length) this.reserve(id + 1);
    const place = this.places[id]!;
    this.keys[id] = key;
    if (place === ABSENT) {
      if (this.count === this.heap.length) this.heap = grown(this.heap, this.count * 2);
      this.count += 1;
      this.rise(id, this.count - 1);
    } else {
      this.rise(id, place);
      this.sink(id, this.places[id]!);
    }
  }

  /** Takes a number out; nothing happens when it is not there. */
  delete(id: number): void {
    if (id >= this.places.length) return;
    const place = this.places[id]!;
    if (place === ABSENT) return;
    this.places[id] = ABSENT;
    this.count -= 1;
    if (place === this.count) return;
    const moved = this.heap[this.count]!;
    this.rise(moved, place);
    this.sink(moved, this.places[moved]!);
  }

  save(): { readonly ids: Int32Array; readonly keys: Float64Array } {
    const ids = this.heap.slice(0, this.count);
    return { ids, keys: Float64Array.from(ids, (id) => this.keys[id]!) };
  }

  load(saved: { readonly ids: Int32Array; readonly keys: Float64Array }): void {
    this.count = 0;
    this.places.fill(ABSENT);
    saved.ids.forEach((id, index) => this.set(id, saved.keys[index]!));
  }

  private precedes(left: number, right: number): boolean {
    const a = this.keys[left]!;
    const b = this.keys[right]!;
    return a < b || (a === b && left < right);
  }

  private rise(id: number, from: number): void {
    const heap = this.heap;
    let place = from;
    while (place > 0) {
      const parentPlace = (place - 1) >> 1;
      const parent = heap[parentPlace]!;
      if (!this.precedes(id, parent)) break;
      heap[place] = parent;
      this.places[parent] = place;
      place = parentPlace;
    }
    heap[place] = id;
    this.places[id] = place;
  }

  private sink(id: number, from: number): void {
    const heap = this.heap;
    const count = this.count;
    let place = from;
    for (;;) {
      let childPlace = place * 2 + 1;
      if (childPlace >= count) break;
      if (childPlace + 1 < count && this.precedes(heap[childPlace + 1]!, heap[childPlace]!)) childPlace += 1;
      const child = heap[childPlace]!;
      if (!this.precedes(child, id)) break;
      heap[place] = child;
      this.places[child] = place;
      place = childPlace;
    }
    heap[place] = id;
    this.places[id] = place;
  }

  private reserve(length: number): void {
    const capacity = Math.max(length, this.places.length * 2, 16);
    const places = new Int32Array(capacity).fill(ABSENT);
    places.set(this.places);
    this.places = places;
    const keys = new Float64Array(capacity);
    keys.set(this.keys);
    this.keys = keys;
  }
}

function grown(array: Int32Array, capacity: number): Int32Array {
  const copy = new Int32Array(capacity);
  copy.set(array);
  return copy;
}
