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
  /** By place before and after, four bits each: 0 for no record, else 1 + the action. One count a move. */
  readonly moves = new Int32Array(256);

  private readonly binMs: Millis;
  /** The next point. */
  private nextAt: Millis;
  private readonly points: ListPoint[] = [];
  private hasGrown = false;

  constructor(binMs: Millis) {
    this.binMs = binMs;
    this.nextAt = binMs;
  }

  /** A record was created. */
  created(at: Millis): void {
    if (at >= this.binMs) this.hasGrown = true;
  }

  /** The end of the bin that `at` lies in. */
  binEnd(at: Millis): Millis {
    return (Math.floor(at / this.binMs) + 1) * this.binMs;
  }

  /** Closes the bins that end up to `at`. `called`: records of which an attempt was made. */
  fillUpTo(at: Millis, called: number): void {
    if (this.hasGrown) return;
    for (; this.nextAt <= at; this.nextAt += this.binMs) this.points.push(this.point(this.nextAt, called));
  }

  /** Up to `at`, the run's end; null for a list that grew. */
  result(at: Millis, called: number): ListSeries | null {
    if (this.hasGrown || ACTIONS.every((_, index) => this.countOf(index + 1) === 0)) return null;
    this.fillUpTo(at, called);
    return { binMs: this.binMs, points: [...this.points, this.point(at, called)] };
  }

  private point(at: Millis, called: number): ListPoint {
    const byAction = Object.fromEntries(ACTIONS.map((action, index) => [action, this.countOf(index + 1)])) as Record<ActionName, number>;
    return { at, ...byAction, called };
  }

  /** Those that came to a place, less those that left it. */
  private countOf(place: number): number {
    let count = 0;
    for (let other = 0; other < 16; other += 1) count += this.moves[(other << 4) | place]! - this.moves[(place << 4) | other]!;
    return count;
  }
}
