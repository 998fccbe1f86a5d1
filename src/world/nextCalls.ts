/**
 * Moves a promised instant into working hours.
 *
 * Rule: inside a shift it stays; outside it is moved to the same offset in the next shift, as long after the beginning of that
 * one as it was after the end of the one before. The record's calling windows are kept in the same way.
 * Source: benchmark, section 3.3.
 */
import { UNSET, type Millis } from '../base/time.ts';

/** Half-open, ascending, disjoint; null: always. */
export type Intervals = readonly (readonly [from: Millis, to: Millis])[] | null;

/** @returns an instant at or after `at` inside both, or UNSET where there is none. */
export function movedInto(shifts: Intervals, windows: Intervals, at: Millis): Millis {
  let moved = at;
  for (let turn = 0; turn < TURNS_MAX; turn += 1) {
    const before = moved;
    moved = moveOnce(shifts, moved);
    if (moved !== UNSET) moved = moveOnce(windows, moved);
    if (moved === UNSET || moved === before) return moved;
  }
  return UNSET;
}

/** Shifts and windows that never meet are given up after so many moves. */
const TURNS_MAX = 64;

function moveOnce(intervals: Intervals, at: Millis): Millis {
  if (intervals === null) return at;
  let moved = at;
  let closedAt = UNSET;
  for (const [from, to] of intervals) {
    if (moved < from) moved = closedAt === UNSET ? from : from + (moved - closedAt);
    if (moved < to) return moved;
    closedAt = to;
  }
  return UNSET;
}
