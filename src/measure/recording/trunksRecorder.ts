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
  /** By level, ms in the scoring interval. Long enough for every level that may be booked before the next edge or peak. */
  private times = new Float64Array(64);
  private since: Millis = UNSET;
  private secondEndsAt: Millis = UNSET;
  private dialsBeforeSecond = 0;
  /** The highest level while scoring. */
  peak = 0;
  private startsPeak = 0;

  constructor(clock: ScoringClock) {
    this.clock = clock;
  }

  dialled(): void {
    const { now, slot } = this.clock;
    if (slot < 0) this.inUse += 1;
    else {
      if (this.inUse >= this.peak) this.newPeak(this.inUse + 1);
      this.dialledInPeak(now);
    }
  }

  /** A dial in the scoring interval that leaves the level below or at the peak. The clock's instant is handed in: who calls has it at hand. */
  dialledInPeak(now: Millis): void {
    this.inUse += 1;
    if (now >= this.secondEndsAt) this.nextSecond(now);
    this.dials += 1;
  }

  /** The present instant has changed the level, and time moves on. */
  changeLevel(now: Millis, slot: number): void {
    if (slot >= 0) this.times[this.level]! += now - this.since;
    this.level = this.inUse;
    this.since = now;
  }

  /** Books the time up to `at`, before the scoring clock crosses an edge. */
  settle(at: Millis): void {
    const { level, inUse } = this;
    if (this.clock.scoring) this.times[level]! += at - this.since;
    if (inUse >= this.times.length) this.grow(inUse);
    this.level = inUse;
    this.since = at;
  }

  result(): TrunksResult {
    const levels = new TimeWeightedHistogram();
    this.times.forEach((ms, level) => {
      if (ms > 0) levels.add(level, ms);
    });
    return { peak: Math.max(this.peak, levels.max), p99: levels.quantile(0.99), startsPeak: Math.max(this.startsPeak, this.startsOfSecond()) };
  }

  private nextSecond(now: Millis): void {
    const starts = this.startsOfSecond();
    if (starts > this.startsPeak) this.startsPeak = starts;
    this.dialsBeforeSecond = this.dials;
    this.secondEndsAt = (Math.floor(now / 1_000) + 1) * 1_000;
  }

  private newPeak(inUse: number): void {
    this.peak = inUse;
    if (inUse >= this.times.length) this.grow(inUse);
  }

  private grow(level: number): void {
    const times = new Float64Array(Math.max(level + 1, this.times.length * 2));
    times.set(this.times);
    this.times = times;
  }

  private startsOfSecond(): number {
    return this.dials - this.dialsBeforeSecond;
  }
}
