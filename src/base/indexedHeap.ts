/**
 * A heap of small whole numbers (rows of a table), each with one instant as its key; any of them can be moved or taken out in
 * O(log n). Equal instants come in ascending order of the number, so the order never depends on history.
 *
 * Rule: four children a node, and the keys stand in the heap's order beside the numbers: a node's children lie in one line of the
 * cache, and ten million entries are half as deep as with two. With millions of entries the cost is what misses the cache.
 */
import { NEVER, type Millis } from './time.ts';

const ABSENT = -1;

/** What somebody has worked out from the first key. */
export interface Conclusion { isStale: boolean }

export class IndexedHeap {
  private heap: Int32Array = new Int32Array(16);
  /** The earliest key, NEVER when empty: kept as a field because it is asked for at every step. */
  private firstKey: Millis = NEVER;
  /** Keys by place in the heap. */
  private keys: Float64Array = new Float64Array(16);
  /** Where each number stands in the heap, or ABSENT; grown only as far as the largest number ever put in. */
  private places: Int32Array = new Int32Array(0);
  private count = 0;
  private readonly conclusion: Conclusion;

  /** `conclusion`: is told that it is stale when the first key has changed, so that nobody needs to look at every step. */
  constructor(conclusion: Conclusion = { isStale: true }) {
    this.conclusion = conclusion;
  }

  get size(): number {
    return this.count;
  }

  /** The earliest key, NEVER when empty. */
  peekKey(): Millis {
    return this.firstKey;
  }

  /** The number with the earliest key; -1 when empty. */
  peek(): number {
    return this.count === 0 ? ABSENT : this.heap[0]!;
  }

  /** The key of a number, NEVER when it is not in the heap. */
  keyOf(id: number): Millis {
    const place = id < this.places.length ? this.places[id]! : ABSENT;
    return place === ABSENT ? NEVER : this.keys[place]!;
  }

  /** Puts a number in, or moves it to a new key. */
  set(id: number, key: Millis): void {
    if (id >= this.places.length) this.reserve(id + 1);
    const place = this.places[id]!;
    if (place !== ABSENT) {
      this.settle(id, key, place);
      return;
    }
    if (this.count === this.heap.length) this.grow();
    this.count += 1;
    this.rise(id, key, this.count - 1);
  }

  /** Takes a number out; nothing happens when it is not there. */
  delete(id: number): void {
    if (id >= this.places.length) return;
    const place = this.places[id]!;
    if (place === ABSENT) return;
    this.places[id] = ABSENT;
    const last = this.count - 1;
    this.count = last;
    if (last === 0) this.begin(NEVER);
    else if (place !== last) this.settle(this.heap[last]!, this.keys[last]!, place);
  }

  save(): { readonly ids: Int32Array; readonly keys: Float64Array } {
    return { ids: this.heap.slice(0, this.count), keys: this.keys.slice(0, this.count) };
  }

  load(saved: { readonly ids: Int32Array; readonly keys: Float64Array }): void {
    this.count = 0;
    this.begin(NEVER);
    this.places.fill(ABSENT);
    saved.ids.forEach((id, index) => this.set(id, saved.keys[index]!));
  }

  /** Seats (id, key) at a place that is free for it, or further up or down. */
  private settle(id: number, key: Millis, place: number): void {
    const parent = (place - 1) >> 2;
    if (place > 0 && precedes(key, id, this.keys[parent]!, this.heap[parent]!)) this.rise(id, key, place);
    else this.sink(id, key, place);
  }

  private rise(id: number, key: Millis, from: number): void {
    const { heap, keys, places } = this;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 2;
      const parent = heap[above]!;
      const parentKey = keys[above]!;
      if (!precedes(key, id, parentKey, parent)) break;
      heap[place] = parent;
      keys[place] = parentKey;
      places[parent] = place;
      place = above;
    }
    if (place === 0) this.begin(key);
    heap[place] = id;
    keys[place] = key;
    places[id] = place;
  }

  private sink(id: number, key: Millis, from: number): void {
    const { heap, keys, places, count } = this;
    let place = from;
    for (;;) {
      const first = place * 4 + 1;
      if (first >= count) break;
      const end = first + 4 < count ? first + 4 : count;
      let least = first;
      let leastKey = keys[first]!;
      for (let child = first + 1; child < end; child += 1) {
        const childKey = keys[child]!;
        if (precedes(childKey, heap[child]!, leastKey, heap[least]!)) {
          least = child;
          leastKey = childKey;
        }
      }
      const child = heap[least]!;
      if (!precedes(leastKey, child, key, id)) break;
      heap[place] = child;
      keys[place] = leastKey;
      places[child] = place;
      place = least;
    }
    heap[place] = id;
    keys[place] = key;
    places[id] = place;
    if (from === 0) this.begin(keys[0]!);
  }

  private begin(firstKey: Millis): void {
    this.firstKey = firstKey;
    this.conclusion.isStale = true;
  }

  private grow(): void {
    const heap = new Int32Array(this.count * 2);
    heap.set(this.heap);
    this.heap = heap;
    const keys = new Float64Array(this.count * 2);
    keys.set(this.keys);
    this.keys = keys;
  }

  private reserve(length: number): void {
    const places = new Int32Array(Math.max(length, this.places.length * 2, 16)).fill(ABSENT);
    places.set(this.places);
    this.places = places;
  }
}

function precedes(key: Millis, id: number, otherKey: Millis, otherId: number): boolean {
  return key < otherKey || (key === otherKey && id < otherId);
}
