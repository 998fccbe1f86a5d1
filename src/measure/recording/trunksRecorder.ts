/**
 * Channels in use, from each dial to its attempt's end, and dials begun: all that score, and those in one whole second.
 *
 * Rule: what is booked is how long a level stood. Dials and ends only count; whether the level is another one is looked at when time
 * moves on, because often the call that ends makes room for the next one in the same instant.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import type { TrunksResult } from '../results.ts';
import { TimeWeightedHistogram } from '../statistics/timeWeightedHistogram.ts';
import type { ScoringClock } from './scoringClock.ts';

export class TrunksRecorder {
  inUse = 0;
  /** Dials in the scoring interval. */
  dials = 0;
  /** The level that has stood since `since`. Where `inUse` differs, the present instant has changed it. */
  level = 0;
  private readonly clock: ScoringClock;
  private readonly levels = new TimeWeightedHistogram();
  private since: Millis = UNSET;
  private secondEndsAt: Millis = UNSET;
  private dialsBeforeSecond = 0;
  private peak = 0;
  private startsPeak = 0;

  constructor(clock: ScoringClock) {
    this.clock = clock;
  }

  /** The clock's `now` and `scoring` are handed in, because who calls has them at hand. */
  dialled(now: Millis, scoring: boolean): void {
    const inUse = this.inUse + 1;
    this.inUse = inUse;
    if (!scoring) return;
    if (inUse > this.peak) this.peak = inUse;
    if (now >= this.secondEndsAt) this.nextSecond(now);
    this.dials += 1;
  }

  /** Books the time up to `at`, the instant at which the level has changed or the scoring clock crosses an edge. To be told before a later instant. */
  settle(at: Millis): void {
    const { since } = this;
    if (this.clock.scoring && at > since) this.levels.add(this.level, at - since);
    this.level = this.inUse;
    this.since = at;
  }

  result(): TrunksResult {
    return { peak: Math.max(this.peak, this.levels.max), p99: this.levels.quantile(0.99), startsPeak: Math.max(this.startsPeak, this.startsOfSecond()) };
  }

  private nextSecond(now: Millis): void {
    const starts = this.startsOfSecond();
    if (starts > this.startsPeak) this.startsPeak = starts;
    this.dialsBeforeSecond = this.dials;
    this.secondEndsAt = (Math.floor(now / 1_000) + 1) * 1_000;
  }

  private startsOfSecond(): number {
    return this.dials - this.dialsBeforeSecond;
  }
}
