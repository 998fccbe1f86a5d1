/**
 * Channels in use, from each dial to its attempt's end, and dials begun in one whole second.
 *
 * Rule: what is booked is how long a level stood. Often the call that ends makes room for the next one in the same instant; then the
 * level stands on and nothing is booked (40 instructions a dial less than booking each change).
 */
import { UNSET, type Millis } from '../../base/time.ts';
import type { TrunksResult } from '../results.ts';
import { TimeWeightedHistogram } from '../statistics/timeWeightedHistogram.ts';
import type { ScoringClock } from './scoringClock.ts';

export class TrunksRecorder {
  private readonly clock: ScoringClock;
  private readonly levels = new TimeWeightedHistogram();
  private inUse = 0;
  /** The level that has stood since `since`, up to `changedAt` at least; from there on it is `inUse`. */
  private level = NO_LEVEL;
  private since: Millis = UNSET;
  private changedAt: Millis = UNSET;
  private secondEndsAt: Millis = UNSET;
  private peak = 0;
  private starts = 0;
  private startsPeak = 0;

  constructor(clock: ScoringClock) {
    this.clock = clock;
  }

  /** The clock's `now` and `scoring` are handed in, because who calls has them at hand. */
  dialled(now: Millis, scoring: boolean): void {
    if (now > this.changedAt) this.pass(now);
    const inUse = this.inUse + 1;
    this.inUse = inUse;
    if (scoring !== true) return;
    if (inUse > this.peak) this.peak = inUse;
    if (now >= this.secondEndsAt) this.nextSecond(now);
    this.starts++;
  }

  released(now: Millis): void {
    if (now > this.changedAt) this.pass(now);
    this.inUse--;
  }

  /** Books the time up to `at`. */
  settle(at: Millis): void {
    this.pass(at);
    this.book(at);
  }

  result(): TrunksResult {
    return { peak: Math.max(this.peak, this.levels.max), p99: this.levels.quantile(0.99), startsPeak: Math.max(this.startsPeak, this.starts) };
  }

  /** Time moves on to `at`: the level of the last instant is what stood since then. */
  private pass(at: Millis): void {
    if (this.inUse !== this.level) {
      if (this.level === NO_LEVEL) this.since = at;
      else this.book(this.changedAt);
      this.level = this.inUse;
    }
    this.changedAt = at;
  }

  private book(at: Millis): void {
    const { since } = this;
    if (this.clock.scoring === true && at > since) this.levels.add(this.level, at - since);
    this.since = at;
  }

  private nextSecond(now: Millis): void {
    if (this.starts > this.startsPeak) this.startsPeak = this.starts;
    this.secondEndsAt = (Math.floor(now / 1_000) + 1) * 1_000;
    this.starts = 0;
  }
}

/** Before the first booking: no level has stood. */
const NO_LEVEL = -1;
