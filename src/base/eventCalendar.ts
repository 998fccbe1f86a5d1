/**
 * The event calendar: a priority queue of (instant, code, a, b).
 *
 * Rule: the earliest instant comes first; at equal instants what was pushed first comes first. `pop` moves the head
 * into public fields, and entries are used again, so that neither push nor pop allocates. What comes within some four minutes
 * is one linked list in order; a ring of buckets, each a power of two of milliseconds wide, points at the last entry of each,
 * so that a push finds its neighbours in a few steps and a pop takes the list's head. What comes later waits in a heap and
 * enters the list as the ring turns. How many buckets share the ring's time follows the number of entries.
 * It costs some 210 machine instructions a push and pop in workload W2; a binary heap, with its hundred entries, cost 740.
 * Source: Brown, "Calendar queues" (1988), here with one list through all buckets.
 */
import { EventHeap } from './eventHeap.ts';
import { NEVER, type Millis } from './time.ts';

/** An entry in the list. `bucket` is where it was counted; `at` of the list's end is the earliest instant of the heap, or NEVER. */
class Node {
  at: Millis = NEVER;
  code = 0;
  a = 0;
  b = 0;
  bucket = 0;
  next: Node;

  /** @param next null: itself */
  constructor(next: Node | null) {
    this.next = next ?? this;
  }
}

export class EventCalendar {
  /** The entry that the last `pop` took out. */
  at: Millis = NEVER;
  code = 0;
  a = 0;
  b = 0;

  private readonly far = new EventHeap();
  /** Stands behind the last entry of the list, for the heap. */
  private readonly end = new Node(null);
  private head: Node = this.end;
  private free: Node = this.end;
  private made = 0;
  /** The last entry of each bucket. */
  private buckets: (Node | undefined)[] = emptyBuckets(BUCKETS_MIN);
  private mask = BUCKETS_MIN - 1;
  private perMs = BUCKETS_MIN / SPAN_MS;
  /** The list holds what comes before `limit`, which is no later than NEVER; an instant before `base` counts as `base`. From `turnAt` on the ring turns. */
  private base: Millis = NEVER;
  private turnAt: Millis = NEVER;
  private limit: Millis = NEVER;

  constructor() {
    this.begin(0);
  }

  /** Entries in the queue, counted when asked. */
  get size(): number {
    return this.listed() + this.far.size;
  }

  /** The instant of the head, or NEVER. */
  peekTime(): Millis {
    return this.head.at;
  }

  /** Adds an entry; `at` is finite; code, a and b are 32-bit integers. Throws a RangeError beyond 4,194,304 entries after the ring's time. */
  push(at: Millis, code: number, a: number, b: number): void {
    if (at >= this.limit) {
      this.far.push(at, code, a, b);
      if (at < this.end.at) this.end.at = at;
      return;
    }
    this.enter(at, code, a, b);
  }

  /** Moves the head into the public fields; false when the queue is empty (the fields then keep their values). */
  pop(): boolean {
    if (this.head === this.end) return this.popFar();
    const node = this.head;
    const { at } = node;
    // First of all: what is read before a call must be read again after it.
    if (at >= this.turnAt) this.turn(at);
    this.head = node.next;
    if (this.buckets[node.bucket] === node) this.buckets[node.bucket] = undefined;
    node.next = this.free;
    this.free = node;
    this.at = at;
    this.code = node.code;
    this.a = node.a;
    this.b = node.b;
    return true;
  }

  /** Removes all entries. */
  clear(): void {
    while (this.pop());
  }

  /** Puts an entry into the list, behind all entries of its instant. */
  private enter(at: Millis, code: number, a: number, b: number): void {
    const node = this.free === this.end ? this.make() : this.free;
    this.free = node.next;
    node.at = at;
    node.code = code;
    node.a = a;
    node.b = b;
    const { buckets, head } = this;
    const bucket = ((at < this.base ? this.base : at) * this.perMs) & this.mask;
    node.bucket = bucket;
    const last = buckets[bucket];
    if (at < head.at) {
      if (last === undefined) buckets[bucket] = node;
      node.next = head;
      this.head = node;
    } else if (last === undefined || last.at <= at) {
      const before = last ?? this.lastBefore(bucket);
      node.next = before.next;
      before.next = node;
      buckets[bucket] = node;
    } else this.insert(node);
  }

  /** The last entry of the buckets before this one. There is one: the head, which comes no later than who asks. */
  private lastBefore(bucket: number): Node {
    const { buckets, mask } = this;
    let place = bucket;
    let last: Node | undefined;
    do {
      place = (place - 1) & mask;
      last = buckets[place];
    } while (last === undefined);
    return last;
  }

  /** Links an entry whose bucket has a last entry after it: a search within the bucket. */
  private insert(node: Node): void {
    const { bucket, at } = node;
    let before = bucket === this.head.bucket ? this.head : this.lastBefore(bucket);
    let steps = 0;
    for (; before.next.at <= at; steps += 1) before = before.next;
    node.next = before.next;
    before.next = node;
    // The bucket is crowded: narrower ones from now on. The ring keeps them while its entries are not far too few.
    if (steps > STEPS_MAX && this.buckets.length < BUCKETS_MAX) this.divide(Math.min(4 * this.buckets.length, BUCKETS_MAX));
  }

  /** The list is empty: the ring turns to the earliest entry of the heap. */
  private popFar(): boolean {
    const { far } = this;
    if (far.size === 0) return false;
    this.turn(far.peekTime());
    if (this.head !== this.end) return this.pop();
    // An instant that no ring reaches, such as NEVER.
    far.pop();
    this.end.at = far.peekTime();
    this.at = far.at;
    this.code = far.code;
    this.a = far.a;
    this.b = far.b;
    return true;
  }

  /** The ring turns so far that it begins just before `now`, and what has come within its time enters the list. */
  private turn(now: Millis): void {
    this.begin(now);
    const { far } = this;
    this.end.at = NEVER;
    while (far.peekTime() < this.limit) {
      far.pop();
      this.enter(far.at, far.code, far.a, far.b);
    }
    this.end.at = far.peekTime();
    if (this.base % COUNTED_MS === 0) this.fit();
  }

  /** The number of buckets follows that of entries. */
  private fit(): void {
    const wanted = bucketsFor(this.listed());
    if (wanted > 2 * this.buckets.length || 16 * wanted < this.buckets.length) this.divide(wanted);
  }

  private begin(now: Millis): void {
    this.base = Math.floor(now / TURN_MS) * TURN_MS;
    this.turnAt = this.base + TURN_MS;
    this.limit = Math.min(this.base + SPAN_MS, NEVER);
  }

  /** Entries of the list, counted when asked: a counter costs 20 instructions a dial. */
  private listed(): number {
    let count = 0;
    for (let node = this.head; node !== this.end; node = node.next) count += 1;
    return count;
  }

  private make(): Node {
    this.made += 1;
    if (this.made > this.buckets.length && this.buckets.length < BUCKETS_MAX) this.divide(bucketsFor(this.made));
    return new Node(this.end);
  }

  /** Divides the ring's time into so many buckets; the list stays as it is. */
  private divide(count: number): void {
    const buckets = (this.buckets = emptyBuckets(count));
    this.mask = count - 1;
    this.perMs = count / SPAN_MS;
    for (let node = this.head; node !== this.end; node = node.next) {
      node.bucket = (Math.max(node.at, this.base) * this.perMs) & this.mask;
      buckets[node.bucket] = node;
    }
  }
}

/** The time that the list covers. */
const SPAN_MS = 262_144;
/** The ring turns in such steps. */
const TURN_MS = SPAN_MS / 8;
/** At such instants entries are counted. */
const COUNTED_MS = 16 * TURN_MS;
/** Powers of two; with the most, a bucket is one millisecond wide and whole instants need no search within it. */
const BUCKETS_MIN = 16;
const BUCKETS_MAX = SPAN_MS;
/** Buckets for each entry of the list: with 4, searches for the bucket before cost more than those within a bucket save (64 instructions a dial). */
const BUCKETS_PER_ENTRY = 1;

/** A search of more steps within a bucket makes buckets narrower. */
const STEPS_MAX = 64;

function bucketsFor(entries: number): number {
  let count = BUCKETS_MIN;
  while (count < BUCKETS_MAX && count < BUCKETS_PER_ENTRY * entries) count *= 2;
  return count;
}

function emptyBuckets(count: number): (Node | undefined)[] {
  return Array.from<Node | undefined>({ length: count });
}
