/**
 * Channels in use, from each dial to its attempt's end, and dials begun in one whole second.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import type { TrunksResult } from '../results.ts';
import { TimeWeightedHistogram } from '../statistics/timeWeightedHistogram.ts';
import type { ScoringClock } from './scoringClock.ts';

export class TrunksRecorder {
  private readonly clock: ScoringClock;
  private readonly levels = new TimeWeightedHistogram();
  private inUse = 0;
  private since: Millis = UNSET;
  private secondEndsAt: Millis = UNSET;
  private peak = 0;
  private starts = 0;
  private startsPeak = 0;

  constructor(clock: ScoringClock) {
    this.clock = clock;
  }

  dialled(): void {
    const { now, scoring } = this.clock;
    this.settle(now);
    this.inUse++;
    if (!scoring) return;
    if (this.inUse > this.peak) this.peak = this.inUse;
    if (now >= this.secondEndsAt) {
      this.secondEndsAt = (Math.floor(now / 1_000) + 1) * 1_000;
      this.starts = 0;
    }
    this.starts++;
    if (this.starts > this.startsPeak) this.startsPeak = this.starts;
  }

  released(): void {
    this.settle(this.clock.now);
    this.inUse--;
  }

  /** Books the time up to `at`. */
  settle(at: Millis): void {
    if (this.clock.scoring && at > this.since && this.since !== UNSET) this.levels.add(this.inUse, at - this.since);
    this.since = at;
  }

  result(): TrunksResult {
    return { peak: Math.max(this.peak, this.levels.max), p99: this.levels.quantile(0.99), startsPeak: this.startsPeak };
  }
}
