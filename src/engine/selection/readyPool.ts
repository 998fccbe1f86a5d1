/**
 * Records that may be called now, in one bucket's order: first, insert and remove in O(log n), usually O(1).
 *
 * Records that arrive already in order (a list being loaded, an endless list, retries becoming due) are appended to a
 * sorted run and leave at its front, which costs a few nanoseconds and touches memory in sequence. Only those that
 * arrive out of order go to a heap. A record's place is kept outside, so that any record can be taken out.
 */
import type { RecordOrder } from './recordOrder.ts';

/** Where each record stands, or stood, in the one pool of a kind that it is in, or was in last. Shared by the pools of that kind. */
export interface PlaceColumn {
  places: Int32Array;
}

export const NO_PLACE = -1;
/** Also what `first` says of an empty run. */
const TOMBSTONE = -1;
/** Places below this mark a position in the run: place = FIRST_RUN_PLACE − (position since the pool's beginning). */
const FIRST_RUN_PLACE = -2;

export class ReadyPool {
  size = 0;
  private readonly order: RecordOrder;
  private readonly column: PlaceColumn;
  private run: Int32Array = new Int32Array(16);
  private runHead = 0;
  private runTail = 0;
  /** How many run positions were dropped from the array's front so far. */
  private runBase = 0;
  private heap: Int32Array = new Int32Array(16);
  private heapCount = 0;

  constructor(order: RecordOrder, column: PlaceColumn) {
    this.order = order;
    this.column = column;
  }

  /** The record that comes first, or -1. */
  first(): number {
    let head = TOMBSTONE;
    while (this.runHead < this.runTail) {
      head = this.run[this.runHead]!;
      if (head !== TOMBSTONE) break;
      this.runHead += 1;
    }
    if (this.heapCount === 0) return head;
    const top = this.heap[0]!;
    return head === TOMBSTONE || this.order(top, head) < 0 ? top : head;
  }

  insert(record: number): void {
    this.size += 1;
    const last = this.lastOfRun();
    if (last === -1 || this.order(last, record) < 0) {
      this.append(record);
      return;
    }
    if (this.heapCount === this.heap.length) this.heap = resized(this.heap, this.heapCount * 2);
    this.heapCount += 1;
    this.rise(record, this.heapCount - 1);
  }

  /**
   * Takes out the record that `first` gave: without a heap it stands at the head of the run, and no tombstone is left behind. Its place is left as
   * it is: what the head has passed has left the pool.
   */
  removeFirst(record: number): void {
    if (this.heapCount !== 0) {
      this.remove(record);
      return;
    }
    this.runHead += 1;
    this.size -= 1;
  }

  /** Takes out a record whose place is one of this pool. False: the head has passed it, it had left before. */
  remove(record: number): boolean {
    const place = this.column.places[record]!;
    this.column.places[record] = NO_PLACE;
    if (place <= FIRST_RUN_PLACE) {
      const position = FIRST_RUN_PLACE - place - this.runBase;
      if (position < this.runHead) return false;
      this.size -= 1;
      this.run[position] = TOMBSTONE;
      return true;
    }
    this.size -= 1;
    this.heapCount -= 1;
    if (place === this.heapCount) return true;
    const moved = this.heap[this.heapCount]!;
    this.rise(moved, place);
    this.sink(moved, this.column.places[moved]!);
    return true;
  }

  /** All records, in no promised order. For explanations and checks, not for the hot path. */
  *members(): Generator<number> {
    for (let index = this.runHead; index < this.runTail; index += 1) if (this.run[index] !== TOMBSTONE) yield this.run[index]!;
    for (let index = 0; index < this.heapCount; index += 1) yield this.heap[index]!;
  }

  get bytes(): number {
    return this.run.byteLength + this.heap.byteLength;
  }

  private lastOfRun(): number {
    while (this.runTail > this.runHead && this.run[this.runTail - 1] === TOMBSTONE) this.runTail -= 1;
    return this.runTail > this.runHead ? this.run[this.runTail - 1]! : -1;
  }

  private append(record: number): void {
    if (this.runTail === this.run.length) this.makeRoom();
    this.column.places[record] = FIRST_RUN_PLACE - (this.runBase + this.runTail);
    this.run[this.runTail] = record;
    this.runTail += 1;
  }

  private makeRoom(): void {
    const live = this.runTail - this.runHead;
    // Half empty: move what is left to the front; otherwise grow by half.
    const target = live <= this.run.length / 2 ? this.run : new Int32Array(Math.ceil(this.run.length * 1.5));
    target.set(this.run.subarray(this.runHead, this.runTail));
    this.run = target;
    this.runBase += this.runHead;
    this.runHead = 0;
    this.runTail = live;
  }

  private rise(record: number, from: number): void {
    const heap = this.heap;
    const places = this.column.places;
    let place = from;
    while (place > 0) {
      const parentPlace = (place - 1) >> 1;
      const parent = heap[parentPlace]!;
      if (this.order(record, parent) >= 0) break;
      heap[place] = parent;
      places[parent] = place;
      place = parentPlace;
    }
    heap[place] = record;
    places[record] = place;
  }

  private sink(record: number, from: number): void {
    const heap = this.heap;
    const places = this.column.places;
    const count = this.heapCount;
    let place = from;
    for (;;) {
      let childPlace = place * 2 + 1;
      if (childPlace >= count) break;
      if (childPlace + 1 < count && this.order(heap[childPlace + 1]!, heap[childPlace]!) < 0) childPlace += 1;
      const child = heap[childPlace]!;
      if (this.order(child, record) >= 0) break;
      heap[place] = child;
      places[child] = place;
      place = childPlace;
    }
    heap[place] = record;
    places[record] = place;
  }
}

function resized(array: Int32Array, length: number): Int32Array {
  const copy = new Int32Array(length);
  copy.set(array);
  return copy;
}

/** The pool where there is none: always empty. A field that always holds a pool need not be asked whether it does. */
export const NO_POOL = new ReadyPool(() => 0, { places: new Int32Array(0) });
