/**
 * How the list is worked off: records by action at the end of each bin of the run, for charts.
 *
 * Rule: a record counts with the action in which its last activity left it, so a turn under way changes nothing until it closes.
 * A list that the world goes on making (endless) has no burn-down: there is no series where records came after the first bin.
 */
import type { Millis } from '../../base/time.ts';
import type { ClosedActivity } from '../../engine/commands.ts';
import type { RecordCreated } from '../../engine/events.ts';
import { ACTIONS, type ActionName } from '../../engine/vocabulary.ts';
import { actionNumber } from '../../engine/wordNumbers.ts';
import type { ListPoint, ListSeries } from '../results.ts';

export class ListSeriesRecorder {
  private readonly binMs: Millis;
  /** By record: 1 + its action, 0 for none; with CALLED once an attempt was made. */
  private marks = new Uint8Array(1_024);
  private readonly counts = new Int32Array(ACTIONS.length);
  private called = 0;
  private readonly points: ListPoint[] = [];
  private nextAt: Millis;
  private hasGrown = false;

  constructor(binMs: Millis) {
    this.binMs = binMs;
    this.nextAt = binMs;
  }

  created(event: Pick<RecordCreated, 'record' | 'action'>, at: Millis): void {
    if (this.hasGrown) return;
    if (at >= this.binMs) this.hasGrown = true;
    this.move(event.record, event.action);
  }

  removed(record: number): void {
    const mark = this.marks[record] ?? 0;
    if (mark === 0) return;
    this.counts[(mark & ACTION) - 1]! -= 1;
    if ((mark & CALLED) !== 0) this.called -= 1;
    this.marks[record] = 0;
  }

  activity(closed: ClosedActivity, at: Millis): void {
    if (this.hasGrown) return;
    if (at >= this.nextAt) this.fillUpTo(at);
    this.move(closed.record, closed.actionAfter);
    if (closed.dials === 0 || (this.marks[closed.record]! & CALLED) !== 0) return;
    this.marks[closed.record]! |= CALLED;
    this.called += 1;
  }

  /** Up to `at`, the run's end; null for a list that grew. */
  result(at: Millis): ListSeries | null {
    if (this.hasGrown || this.counts.every((count) => count === 0)) return null;
    this.fillUpTo(at);
    return { binMs: this.binMs, points: [...this.points, this.point(at)] };
  }

  private move(record: number, action: ActionName): void {
    if (record >= this.marks.length) this.grow(record + 1);
    const mark = this.marks[record]!;
    if (mark !== 0) this.counts[(mark & ACTION) - 1]! -= 1;
    const index = actionNumber(action);
    this.counts[index]! += 1;
    this.marks[record] = (mark & CALLED) | (index + 1);
  }

  private fillUpTo(at: Millis): void {
    for (; this.nextAt <= at; this.nextAt += this.binMs) this.points.push(this.point(this.nextAt));
  }

  private point(at: Millis): ListPoint {
    const byAction = Object.fromEntries(ACTIONS.map((action, index) => [action, this.counts[index]!])) as Record<ActionName, number>;
    return { at, ...byAction, called: this.called };
  }

  private grow(least: number): void {
    const grown = new Uint8Array(Math.max(least, this.marks.length * 2));
    grown.set(this.marks);
    this.marks = grown;
  }
}

const ACTION = 15;
const CALLED = 16;
