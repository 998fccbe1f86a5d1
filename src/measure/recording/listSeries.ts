/**
 * How the list is worked off: records by action at the end of each bin of the run, for charts.
 *
 * Rule: a record counts with the action in which its last activity left it, so a turn under way changes nothing until it closes; what
 * that is stands in the list recorder's column. A list that the world goes on making (endless) has no burn-down: there is no series
 * where records came after the first bin.
 */
import type { Millis } from '../../base/time.ts';
import { ACTIONS, type ActionName } from '../../engine/vocabulary.ts';
import type { ListPoint, ListSeries } from '../results.ts';

export class ListSeriesRecorder {
  /** A bin has ended: who reports a change calls `fillUpTo` first. Said once a bin instead of compared at every change. */
  isDue = false;
  /** The end of the bin that time is in: whoever moves time on over it says `binEnded`. */
  binEndsAt: Millis;
  /** Records of which an attempt was made. */
  called = 0;

  private readonly binMs: Millis;
  /** The next point. */
  private nextAt: Millis;
  /** By place before and after, four bits each: 0 for no record, else 1 + the action. One count a move. */
  private readonly moves = new Int32Array(256);
  private readonly points: ListPoint[] = [];
  private hasGrown = false;

  constructor(binMs: Millis) {
    this.binMs = binMs;
    this.nextAt = binMs;
    this.binEndsAt = binMs;
  }

  /** A record was created. */
  created(at: Millis): void {
    if (at >= this.binMs) this.hasGrown = true;
  }

  /** A record went from one place to another: 0 for none, else 1 + its action. */
  moved(from: number, to: number): void {
    this.moves[(from << 4) | to]! += 1;
  }

  /** Time has come to `at`, past the end of the bin. */
  binEnded(at: Millis): void {
    this.isDue = true;
    this.binEndsAt = (Math.floor(at / this.binMs) + 1) * this.binMs;
  }

  /** Closes the bins that end up to `at`. */
  fillUpTo(at: Millis): void {
    this.isDue = false;
    if (this.hasGrown) return;
    for (; this.nextAt <= at; this.nextAt += this.binMs) this.points.push(this.point(this.nextAt));
  }

  /** Up to `at`, the run's end; null for a list that grew. */
  result(at: Millis): ListSeries | null {
    if (this.hasGrown || ACTIONS.every((_, index) => this.countOf(index + 1) === 0)) return null;
    this.fillUpTo(at);
    return { binMs: this.binMs, points: [...this.points, this.point(at)] };
  }

  private point(at: Millis): ListPoint {
    const byAction = Object.fromEntries(ACTIONS.map((action, index) => [action, this.countOf(index + 1)])) as Record<ActionName, number>;
    return { at, ...byAction, called: this.called };
  }

  /** Those that came to a place, less those that left it. */
  private countOf(place: number): number {
    let count = 0;
    for (let other = 0; other < 16; other += 1) count += this.moves[(other << 4) | place]! - this.moves[(place << 4) | other]!;
    return count;
  }
}
