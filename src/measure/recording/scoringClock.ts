/**
 * Where an instant belongs: to a part of the scoring interval or to none, to a local day, and to a bin of that day.
 *
 * Rule: all edges at which one of these changes are laid out when the clock is made; time only goes forward, so that asking
 * costs one comparison an event. Who integrates over time settles at every edge and is then never split by one.
 */
import { NEVER, UNSET, type Millis } from '../../base/time.ts';

export interface ScoringPlan {
  /** Half-open parts of the scoring interval, ascending and disjoint; parts that touch are one. */
  readonly scored: readonly (readonly [Millis, Millis])[];
  /** Local midnights, ascending, one more than there are days. */
  readonly dayStarts: readonly Millis[];
  readonly binMs: Millis;
}

export class ScoringClock {
  now: Millis = UNSET;
  /** Is `now` in the scoring interval, and in which of its parts (-1: none)? */
  scoring = false;
  part = -1;
  /** Local day and its bin; they mean something only while scoring. */
  day = 0;
  bin = 0;
  /**
   * Day and bin in one number, -1 while not scoring; the first number of the day. What is asked often asks whether it is 0 or more: that
   * a field is true takes nine instructions, because it might hold anything.
   */
  slot = -1;
  slotOfDay = 0;
  /** The next instant at which one of the above changes. */
  nextEdge: Millis = UNSET;

  readonly days: number;
  readonly binsPerDay: number;
  readonly parts: readonly (readonly [Millis, Millis])[];
  readonly dayStarts: readonly Millis[];
  readonly binMs: Millis;
  private readonly edges: readonly Millis[];
  private next = 0;

  /** Throws a `RangeError` when parts overlap, are empty, or there is no whole day. */
  constructor(plan: ScoringPlan) {
    if (plan.dayStarts.length < 2) throw new RangeError('dayStarts must hold at least one whole day');
    if (!(plan.binMs > 0)) throw new RangeError(`binMs is ${plan.binMs}; it must be greater than 0`);
    this.dayStarts = plan.dayStarts;
    this.binMs = plan.binMs;
    this.days = plan.dayStarts.length - 1;
    this.parts = joinTouching(plan.scored);
    let longestDay = 0;
    for (let day = 0; day < this.days; day++) longestDay = Math.max(longestDay, plan.dayStarts[day + 1]! - plan.dayStarts[day]!);
    this.binsPerDay = Math.ceil(longestDay / plan.binMs);
    this.edges = edgesOf(this);
    this.nextEdge = this.edges[0] ?? NEVER;
  }

  /** Goes over `nextEdge`. */
  cross(): void {
    const at = this.edges[this.next]!;
    this.next++;
    this.nextEdge = this.edges[this.next] ?? NEVER;
    this.part = this.parts.findIndex(([from, to]) => from <= at && at < to);
    this.scoring = this.part >= 0;
    this.day = this.dayAt(at);
    this.bin = Math.min(this.binsPerDay - 1, Math.max(0, Math.floor((at - this.dayStarts[this.day]!) / this.binMs)));
    this.slotOfDay = this.day * this.binsPerDay;
    this.slot = this.scoring ? this.slotOfDay + this.bin : -1;
  }

  dayOfSlot(slot: number): number {
    return Math.floor(slot / this.binsPerDay);
  }

  binOfSlot(slot: number): number {
    return slot % this.binsPerDay;
  }

  /** The local day of an instant; instants outside all days count to the nearest. */
  dayAt(at: Millis): number {
    let low = 0;
    let high = this.days - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.dayStarts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Is this instant in the scoring interval? */
  scores(at: Millis): boolean {
    return this.parts.some(([from, to]) => from <= at && at < to);
  }

  /** How much of the scoring interval has passed. */
  scoredMs(): Millis {
    return this.parts.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, this.now) - from), 0);
  }

  /** Does the scoring interval have a piece in [from, to)? */
  overlaps(from: Millis, to: Millis): boolean {
    return this.parts.some((part) => part[0] < to && from < part[1]);
  }
}

function joinTouching(scored: ScoringPlan['scored']): [Millis, Millis][] {
  const joined: [Millis, Millis][] = [];
  for (const [from, to] of scored) {
    const last = joined.at(-1);
    if (to <= from || (last !== undefined && from < last[1])) throw new RangeError('the parts of the scoring interval must be ascending, disjoint and not empty');
    if (last !== undefined && from === last[1]) last[1] = to;
    else joined.push([from, to]);
  }
  return joined;
}

function edgesOf(clock: ScoringClock): Millis[] {
  const edges = new Set<Millis>();
  for (const [from, to] of clock.parts) {
    edges.add(from).add(to);
    for (let day = clock.dayAt(from); day < clock.days && clock.dayStarts[day]! < to; day++) {
      const dayEnd = Math.min(to, clock.dayStarts[day + 1]!);
      for (let at = clock.dayStarts[day]!; at < dayEnd; at += clock.binMs) {
        if (at > from) edges.add(at);
      }
    }
  }
  return [...edges].sort((a, b) => a - b);
}
