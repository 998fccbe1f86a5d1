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
  /** The end of the present bin: who reports a change from then on calls `fillUpTo` first. */
  nextAt: Millis;
  /** Records of which an attempt was made. */
  called = 0;

  private readonly binMs: Millis;
  /** By place: 0 for no record, else 1 + the action. What stands at 0 means nothing. */
  private readonly counts = new Int32Array(1 + ACTIONS.length);
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

  /** A record went from one place to another: 0 for none, else 1 + its action. */
  moved(from: number, to: number): void {
    this.counts[from]! -= 1;
    this.counts[to]! += 1;
  }

  /** Closes the bins that end up to `at`. */
  fillUpTo(at: Millis): void {
    if (this.hasGrown) return;
    for (; this.nextAt <= at; this.nextAt += this.binMs) this.points.push(this.point(this.nextAt));
  }

  /** Up to `at`, the run's end; null for a list that grew. */
  result(at: Millis): ListSeries | null {
    if (this.hasGrown || this.counts.subarray(1).every((count) => count === 0)) return null;
    this.fillUpTo(at);
    return { binMs: this.binMs, points: [...this.points, this.point(at)] };
  }

  private point(at: Millis): ListPoint {
    const byAction = Object.fromEntries(ACTIONS.map((action, index) => [action, this.counts[index + 1]!])) as Record<ActionName, number>;
    return { at, ...byAction, called: this.called };
  }
}
