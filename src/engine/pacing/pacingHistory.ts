/**
 * What has happened lately, counted for pacing: over the last 60, 900, 1,800 and 3,600 seconds, today, and since the start.
 *
 * Rule: a log of what happened, two numbers a fact, and nothing else until somebody reads: sums are taken then, each from where
 * it was left. Few strategies read what every call writes, so writing is what is cheap. Windows are cut at whole seconds, so "the
 * last 60 s" covers 60 to 61 seconds. An attempt counts as ended when it is resolved: at the answer of a person, else at its end.
 */
import { SECOND_MS, UNSET, type Clock, type Millis } from '../../base/time.ts';
import { FactSums, FIELD_COUNT, numberOfFact, Fact, Tally } from './factSums.ts';
import { forgone } from './forgone.ts';
import type { RollingCounts } from './strategy.ts';

export { Tally } from './factSums.ts';

/** Seconds that a snapshot knows: those of the longest window, and the present one. */
const RING_SECONDS = 3_601;
/** Elements of the log at first; it grows until it holds what happens in an hour. */
const LOG_LENGTH = 2_048;

export class PacingHistory {
  private readonly clock: Clock;
  /** Nobody reads, and nothing is written (some 130 instructions a dial). */
  private isForgone = false;
  /** Two elements a fact: when, and what (`numberOfFact`). */
  private log = new Float64Array(LOG_LENGTH);
  /** Its length. */
  private room = LOG_LENGTH;
  /** Elements in use. */
  private length = 0;
  /** What came before the log's first fact. */
  private readonly before = new FactSums();
  private readonly totals = new FactSums();
  private readonly dayStart = new FactSums();
  private readonly windows: readonly WindowCounts[];

  readonly last60s: RollingCounts;
  readonly last900s: RollingCounts;
  readonly last1800s: RollingCounts;
  readonly last3600s: RollingCounts;
  readonly today: RollingCounts;
  readonly campaign: RollingCounts;

  /** `clock`: the dialer's; without one it stands where `advance` puts it. */
  constructor(clock: Clock = { now: UNSET }) {
    this.clock = clock;
    const windowOf = (length: Millis): WindowCounts => new WindowCounts(this, this.totals, length);
    this.windows = [3_600, 1_800, 900, 60].map((seconds) => windowOf(seconds * SECOND_MS));
    [this.last3600s, this.last1800s, this.last900s, this.last60s] = this.windows as [WindowCounts, WindowCounts, WindowCounts, WindowCounts];
    this.today = new SinceCounts(this, this.totals, this.dayStart);
    this.campaign = new SinceCounts(this, this.totals, new FactSums());
  }

  advance(now: Millis): void {
    this.clock.now = now;
  }

  /** Nothing is counted from now on, and nothing may be read. */
  forgo(): void {
    this.isForgone = true;
  }

  /** An attempt ended, and nobody had answered. */
  unanswered(now: Millis, ringMs: Millis): void {
    this.note(now, ringMs);
  }

  /** A person answered. */
  answered(now: Millis, ringMs: Millis): void {
    this.note(now, numberOfFact(Fact.person, ringMs));
  }

  machine(now: Millis, ringMs: Millis): void {
    this.note(now, numberOfFact(Fact.machine, ringMs));
  }

  /** An agent has saved what became of a talk. */
  handled(now: Millis, talkMs: Millis, wrapMs: Millis): void {
    this.note(now, numberOfFact(Fact.talk, talkMs));
    this.add(Tally.wrapMs, wrapMs);
  }

  /** What is counted by itself. `amount`: whole, from 0. */
  add(field: Tally, amount: number): void {
    this.note(this.clock.now, numberOfFact(Fact.single + field, amount));
  }

  /** A new local day has begun. */
  startDay(): void {
    this.sumAll();
    this.dayStart.become(this.totals);
  }

  /** In the form of a snapshot: the totals at the beginning of each of the last 3,601 seconds. */
  save(): { readonly totals: Float64Array; readonly ring: Float64Array; readonly dayStart: Float64Array; readonly second: number; readonly begun: boolean } {
    this.sumAll();
    const begun = this.clock.now !== UNSET;
    const second = begun ? Math.floor(this.clock.now / SECOND_MS) : 0;
    const ring = new Float64Array(FIELD_COUNT * RING_SECONDS);
    const sums = new FactSums(this.before);
    for (let each = second - RING_SECONDS + 1; begun && each <= second; each += 1) {
      this.sum(sums, each * SECOND_MS);
      ring.set(sums.values, rowOf(each));
    }
    return { totals: this.totals.values.slice(), ring, dayStart: this.dayStart.values.slice(), second, begun };
  }

  /** Sets the clock as well, to the beginning of the second. */
  load({ totals, ring, dayStart, second, begun }: ReturnType<PacingHistory['save']>): void {
    this.clock.now = begun ? second * SECOND_MS : UNSET;
    this.length = 0;
    this.dayStart.values.set(dayStart);
    const first = second - RING_SECONDS + 1;
    this.before.values.set(begun ? ring.subarray(rowOf(first), rowOf(first) + FIELD_COUNT) : totals);
    this.before.end = 0;
    for (const sums of [this.totals, ...this.windows.map(({ start }) => start)]) sums.become(this.before);
    for (let each = first; begun && each <= second; each += 1) {
      const after = each === second ? totals : ring.subarray(rowOf(each + 1), rowOf(each + 1) + FIELD_COUNT);
      for (const field of Object.values(Tally)) {
        const amount = after[field]! - ring[rowOf(each) + field]!;
        if (amount > 0) this.note(each * SECOND_MS, numberOfFact(Fact.single + field, amount));
      }
    }
  }

  /** Brings the totals up to what was noted last, for somebody who reads them. */
  sumTotals(): void {
    if (this.isForgone) throw forgone();
    this.sumAll();
  }

  private sumAll(): void {
    if (this.totals.end < this.length) this.totals.add(this.log, this.length);
  }

  /** Brings the sums at the beginning of a window of this length up to the present instant. */
  sumBefore(start: FactSums, length: Millis): void {
    this.sum(start, Math.floor(this.clock.now / SECOND_MS) * SECOND_MS - length);
  }

  /** Adds the facts from before an instant. */
  private sum(sums: FactSums, until: Millis): void {
    const { log, length } = this;
    let { end } = sums;
    while (end < length && log[end]! < until) end += 2;
    if (end > sums.end) sums.add(log, end);
  }

  private note(at: Millis, what: number): void {
    if (this.isForgone === true) return;
    if (this.length === this.room) this.makeRoom();
    const { log, length } = this;
    log[length] = at;
    log[length + 1] = what;
    this.length = length + 2;
  }

  /** Place of the first fact at or after an instant, by halving: most of a full log is passed over. */
  private firstSince(at: Millis): number {
    let low = 0;
    let high = this.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.log[2 * middle]! < at) low = middle + 1;
      else high = middle;
    }
    return 2 * low;
  }

  /** Forgets what no window and no snapshot needs, or takes a longer log. */
  private makeRoom(): void {
    const gone = this.firstSince((Math.floor(this.clock.now / SECOND_MS) - RING_SECONDS + 1) * SECOND_MS);
    this.before.add(this.log, gone);
    for (const sums of [this.totals, ...this.windows.map(({ start }) => start)]) {
      // Nobody has read these sums since: what came before the log is the same for all.
      if (sums.end < gone) sums.become(this.before);
      sums.end -= gone;
    }
    this.before.end = 0;
    const { log, length } = this;
    if (length - gone > length / 2) {
      this.room = 2 * length;
      this.log = new Float64Array(this.room);
    }
    this.log.set(log.subarray(gone, length));
    this.length = length - gone;
  }
}

function rowOf(second: number): number {
  return (((second % RING_SECONDS) + RING_SECONDS) % RING_SECONDS) * FIELD_COUNT;
}

/** Reads as counts since an instant: the totals now less those at that instant. */
class SinceCounts implements RollingCounts {
  readonly start: FactSums;
  protected readonly history: PacingHistory;
  private readonly totals: FactSums;

  constructor(history: PacingHistory, totals: FactSums, start: FactSums) {
    this.history = history;
    this.totals = totals;
    this.start = start;
  }

  get ended(): number { return this.read(Tally.ended); }
  get persons(): number { return this.read(Tally.persons); }
  get machines(): number { return this.read(Tally.machines); }
  get ringMsOfEnded(): Millis { return this.read(Tally.ringMsOfEnded); }
  get ringMsOfPersons(): Millis { return this.read(Tally.ringMsOfPersons); }
  get dropped(): number { return this.read(Tally.dropped); }
  get customerHangups(): number { return this.read(Tally.customerHangups); }
  get handled(): number { return this.read(Tally.handled); }
  get talkMs(): Millis { return this.read(Tally.talkMs); }
  get wrapMs(): Millis { return this.read(Tally.wrapMs); }

  protected read(field: Tally): number {
    this.history.sumTotals();
    return this.totals.values[field]! - this.start.values[field]!;
  }
}

/** Reads as counts over a rolling window. */
class WindowCounts extends SinceCounts {
  private readonly length: Millis;

  constructor(history: PacingHistory, totals: FactSums, length: Millis) {
    super(history, totals, new FactSums());
    this.length = length;
  }

  protected override read(field: Tally): number {
    this.history.sumBefore(this.start, this.length);
    return super.read(field);
  }
}
