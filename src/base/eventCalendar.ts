/**
 * The event calendar: a priority queue of (instant, code, a, b).
 *
 * Rule: the earliest instant comes first; at equal instants what was pushed first comes first. `pop` moves the head
 * into public fields, and entries are used again, so that neither push nor pop allocates. What comes within some seven minutes
 * stands in a ring of buckets, each a power of two of milliseconds wide, as it was pushed, the latest in front. When its time comes, a
 * bucket is opened: its entries, which are few, are put in order and taken from the front. What comes later waits in a heap and
 * enters the ring as that turns. How wide the buckets are follows how often entries share one.
 * It costs some 190 machine instructions a push and pop in workload W2; one list in order through all buckets cost 230, a binary heap,
 * with its hundred entries, 740.
 * Source: Brown, "Calendar queues" (1988), here with buckets that are put in order when they are opened.
 */
import { countOf, Entry, inOrder, reversed } from './calendarEntry.ts';
import { EventHeap } from './eventHeap.ts';
import { NEVER, type Millis } from './time.ts';

export class EventCalendar {
  /** The entry that the last `pop` took out. */
  at: Millis = NEVER;
  code = 0;
  a = 0;
  b = 0;

  private readonly far = new EventHeap();
  /** What an empty bucket holds, and what stands behind the last entry of a list. */
  private readonly none = new Entry(null);
  /** Stands in the bucket behind those in use, and at the head when all of them are empty. Its instant is the earliest of the heap, or NEVER. */
  private readonly end = new Entry(null);
  /** The entries of the open bucket, in order. */
  private head: Entry = this.end;
  /** The last of them, or `none`: not known. With it a crowd at one instant is no search. */
  private tail: Entry = this.none;
  private free: Entry = this.none;
  private buckets: Entry[] = [];
  private mask = 0;
  private perMs = 0.5;
  private widthMs = 0.5;
  /** The open bucket, and where its time ends: all buckets before it are empty, and what comes before that end is put in order at once. */
  private place = 0;
  private openUntil: Millis = NEVER;
  /** The ring holds what comes before `limit`; an instant before `base` counts as `base`. From `turnAt` on the ring turns. */
  private base: Millis = NEVER;
  private turnAt: Millis = NEVER;
  private limit: Millis = NEVER;
  /** Entries that shared a bucket since the ring went around. */
  private crowded = 0;

  constructor() {
    this.begin(0);
    this.divide(BUCKETS_MIN);
  }

  /** Entries in the queue, counted when asked. */
  get size(): number {
    let count = this.far.size;
    for (const list of [this.head, ...this.buckets]) for (let entry = list; entry !== this.none && entry !== this.end; entry = entry.next) count += 1;
    return count;
  }

  /** The instant of the head, or NEVER. */
  peekTime(): Millis {
    return this.head.at;
  }

  /** Adds an entry; `at` is finite; code, a and b are 32-bit integers. Throws a RangeError beyond 4,194,304 entries after the ring's time. */
  push(at: Millis, code: number, a: number, b: number): void {
    const entry = this.free;
    if (at >= this.limit || entry === this.none) {
      this.pushRarely(at, code, a, b);
      return;
    }
    this.free = entry.next;
    entry.at = at;
    entry.code = code;
    entry.a = a;
    entry.b = b;
    if (at < this.openUntil) {
      this.enterOpen(entry);
      return;
    }
    const { buckets } = this;
    const place = Math.floor(at * this.perMs) & this.mask;
    entry.next = buckets[place]!;
    buckets[place] = entry;
  }

  /** Moves the head into the public fields; false when the queue is empty (the fields then keep their values). */
  pop(): boolean {
    // All that calls comes before what is read: after a call it would be read again. At `end`, too, it is time to turn.
    if (this.head.at >= this.turnAt && !this.turnToHead()) return false;
    const entry = this.head;
    const { next } = entry;
    entry.next = this.free;
    this.free = entry;
    if (next === this.none) this.openNext();
    else this.head = next;
    this.at = entry.at;
    this.code = entry.code;
    this.a = entry.a;
    this.b = entry.b;
    return true;
  }

  /** Removes all entries. */
  clear(): void {
    while (this.pop());
  }

  /** There is no entry to use again, or it is for the heap. */
  private pushRarely(at: Millis, code: number, a: number, b: number): void {
    if (at < this.limit) {
      this.free = new Entry(this.none);
      this.push(at, code, a, b);
    } else {
      this.far.push(at, code, a, b);
      if (at < this.end.at) this.end.at = at;
    }
  }

  /** Opens the next bucket that is not empty. There is one: at the latest, that of `end`. */
  private openNext(): void {
    const { buckets, mask, none, widthMs } = this;
    let { place, openUntil } = this;
    let first: Entry;
    // Two a round: the loop itself costs as much as looking at a bucket.
    for (;;) {
      place = (place + 1) & mask;
      openUntil += widthMs;
      first = buckets[place]!;
      if (first !== none) break;
      place = (place + 1) & mask;
      openUntil += widthMs;
      first = buckets[place]!;
      if (first !== none) break;
    }
    this.place = place;
    this.openUntil = openUntil;
    if (first.next === none) {
      buckets[place] = none;
      this.head = first;
      this.tail = first;
    } else this.openShared(first);
  }

  /** Opens a bucket with several entries, or that of `end`, which names itself. */
  private openShared(first: Entry): void {
    const { none } = this;
    this.tail = none;
    if (first === this.end) {
      this.head = first;
      return;
    }
    this.buckets[this.place] = none;
    const count = countOf(first, none);
    this.crowded += count;
    this.head = inOrder(first, none, count);
  }

  /** Puts an entry into the open bucket, behind all entries of its instant. One that comes before the bucket opens its own instead. */
  private enterOpen(entry: Entry): void {
    const { at } = entry;
    const from = at < this.base ? this.base : at;
    if (this.head === this.end || from < this.openUntil - this.widthMs) {
      this.close();
      const bucket = Math.floor(from * this.perMs);
      this.place = bucket & this.mask;
      this.openUntil = (bucket + 1) * this.widthMs;
      entry.next = this.none;
      this.head = entry;
      this.tail = entry;
      return;
    }
    if (at < this.head.at) {
      entry.next = this.head;
      this.head = entry;
      return;
    }
    const { none, tail } = this;
    let before = tail !== none && tail.at <= at ? tail : this.head;
    let steps = 0;
    for (; before.next.at <= at; steps += 1) before = before.next;
    entry.next = before.next;
    before.next = entry;
    if (entry.next === none) this.tail = entry;
    else if (steps > STEPS_MAX && this.buckets.length < BUCKETS_MAX) this.divide(Math.min(4 * this.buckets.length, BUCKETS_MAX));
  }

  /** What is left of the open bucket goes back to its place, the latest in front. */
  private close(): void {
    if (this.head !== this.end) this.buckets[this.place] = reversed(this.head, this.none);
  }

  /** The ring turns to the head, or to the earliest entry of the heap; false when there is none. */
  private turnToHead(): boolean {
    if (this.head !== this.end) {
      this.turn(this.head.at);
      return true;
    }
    const { far } = this;
    if (far.size === 0) return false;
    const at = far.peekTime();
    if (at <= LATEST) {
      this.openUntil = NEVER;
      this.turn(at);
      return true;
    }
    // An instant that no ring reaches, such as NEVER: its entry is the head for as long as `pop` takes.
    far.pop();
    this.end.at = far.peekTime();
    this.head = new Entry(this.none);
    this.head.at = at;
    this.head.code = far.code;
    this.head.a = far.a;
    this.head.b = far.b;
    return true;
  }

  /** The ring turns so far that it begins just before `now`, and what has come within its time enters it. */
  private turn(now: Millis): void {
    const { far } = this;
    this.buckets[this.placeOf(this.limit)] = this.none;
    this.begin(now);
    this.buckets[this.placeOf(this.limit)] = this.end;
    this.end.at = NEVER;
    while (far.peekTime() < this.limit) {
      far.pop();
      this.push(far.at, far.code, far.a, far.b);
    }
    this.end.at = far.peekTime();
    if (this.base % SPAN_MS === 0) this.fit();
  }

  /** The ring went around: as many buckets as suit what was in it. Not more often, because dividing looks at every bucket. */
  private fit(): void {
    let count = this.buckets.length;
    if (this.crowded < count * CROWDED_LEAST) count = Math.max(count / 2, BUCKETS_MIN);
    else while (this.crowded > count * CROWDED_MOST && count < BUCKETS_MAX) count *= 2;
    if (count !== this.buckets.length) this.divide(count);
    this.crowded = 0;
  }

  private begin(now: Millis): void {
    this.base = Math.floor(now / TURN_MS) * TURN_MS;
    this.turnAt = this.base + TURN_MS;
    this.limit = this.base + SPAN_MS - TURN_MS;
  }

  /** Divides the ring's time into so many buckets. */
  private divide(count: number): void {
    this.close();
    const { none, end, buckets } = this;
    this.buckets = Array.from({ length: count }, () => none);
    this.mask = count - 1;
    this.perMs = count / SPAN_MS;
    this.widthMs = SPAN_MS / count;
    for (const list of buckets) if (list !== none && list !== end) this.spread(list);
    this.buckets[this.placeOf(this.limit)] = end;
    this.place = this.placeOf(this.base) - 1;
    this.openUntil = this.base;
    this.openNext();
  }

  /** Distributes a bucket's entries anew, the earliest first. */
  private spread(list: Entry): void {
    const { none, buckets } = this;
    const earliest = reversed(list, none);
    for (let entry = earliest, next = entry; entry !== none; entry = next) {
      next = entry.next;
      const place = this.placeOf(Math.max(entry.at, this.base));
      entry.next = buckets[place]!;
      buckets[place] = entry;
    }
  }

  private placeOf(at: Millis): number {
    return Math.floor(at * this.perMs) & this.mask;
  }
}

/** The ring's time, and the steps in which it turns. What lies in the last step waits in the heap. */
const SPAN_MS = 524_288;
const TURNS = 8;
const TURN_MS = SPAN_MS / TURNS;
/** No ring begins later. */
const LATEST = NEVER - 2 * SPAN_MS;
/** Powers of two; with the most, a bucket is one millisecond wide. */
const BUCKETS_MIN = 32;
const BUCKETS_MAX = SPAN_MS;
/** Buckets become narrower when more entries than this share one, counted per bucket that has passed, and wider when fewer than that do. */
const CROWDED_MOST = 1.2;
const CROWDED_LEAST = 0.25;
/** A search of more steps within the open bucket makes buckets narrower at once. */
const STEPS_MAX = 64;
