/**
 * The series over the day as rows for charts: few enough bins to be seen, empty ends cut off, sums first and ratios last.
 */
import { DAY_MS, MINUTE_MS, type Millis } from '../../base/time.ts';
import type { DaySeries } from '../../measure/results.ts';

export interface DayRow {
  /** Start, middle and end of the bin, ms after local midnight. */
  readonly from: Millis; readonly middle: Millis; readonly to: Millis;
  readonly dials: number; readonly liveAnswers: number; readonly abandoned: number; readonly connects: number;
  readonly talkMs: number; readonly wrapMs: number; readonly readyMs: number; readonly reservedMs: number; readonly pausedMs: number;
  /** Signed in, paused or not. */
  readonly signedInMs: number;
  readonly occupancy: number | null;
  readonly abandonRate: number | null;
  /** From the start of the day to the end of this bin. */
  readonly abandonRateSoFar: number | null;
}

/** At most this many bins are drawn; finer series are merged to the next round length. */
const MOST_BINS = 64;
const ROUND_MINUTES = [1, 2, 5, 10, 15, 20, 30, 60, 120];

const SUMS = ['dials', 'liveAnswers', 'abandoned', 'connects', 'talkMs', 'wrapMs', 'readyMs', 'reservedMs', 'pausedMs'] as const;
type Sums = Record<(typeof SUMS)[number], number>;

/** Rows in ascending order; a bin between two rows in which nothing happened is a row of zeros,
 * and so is the whole day where nothing happened at all: a chart needs a time axis. */
export function dayRows(series: DaySeries): DayRow[] {
  const used = series.bins.filter((bin) => SUMS.some((name) => bin[name] > 0));
  const first = used[0];
  const last = used.at(-1);
  if (first === undefined || last === undefined) return [rowOf(0, DAY_MS, nothing(), null)];
  const rowMs = rowLength(series.binMs, last.at + series.binMs - first.at);
  const start = Math.floor(first.at / rowMs) * rowMs;
  const sums = new Map<number, Sums>();
  for (const bin of used) {
    const row = Math.floor((bin.at - start) / rowMs);
    const sum = sums.get(row) ?? nothing();
    for (const name of SUMS) sum[name] += bin[name];
    sums.set(row, sum);
  }
  let answersSoFar = 0;
  let abandonedSoFar = 0;
  return Array.from({ length: Math.floor((last.at - start) / rowMs) + 1 }, (_, row) => {
    const sum = sums.get(row) ?? nothing();
    answersSoFar += sum.liveAnswers;
    abandonedSoFar += sum.abandoned;
    return rowOf(start + row * rowMs, rowMs, sum, ratio(abandonedSoFar, answersSoFar));
  });
}

/** Length of the rows in words: `15 minutes`, `1 hour`. */
export function rowLengthWords(rows: readonly DayRow[]): string {
  const first = rows[0];
  const minutes = first === undefined ? 0 : (first.to - first.from) / MINUTE_MS;
  if (minutes % 60 === 0 && minutes > 0) return minutes === 60 ? 'hour' : `${minutes / 60} hours`;
  return minutes === 1 ? 'minute' : `${Number(minutes.toFixed(1))} minutes`;
}

function rowOf(from: Millis, rowMs: Millis, sum: Sums, abandonRateSoFar: number | null): DayRow {
  const busyMs = sum.talkMs + sum.wrapMs;
  const staffedMs = busyMs + sum.readyMs + sum.reservedMs;
  return {
    from, middle: from + rowMs / 2, to: from + rowMs, ...sum, signedInMs: staffedMs + sum.pausedMs,
    occupancy: ratio(busyMs, staffedMs), abandonRate: ratio(sum.abandoned, sum.liveAnswers), abandonRateSoFar,
  };
}

function rowLength(binMs: Millis, spanMs: Millis): Millis {
  if (spanMs / binMs <= MOST_BINS) return binMs;
  const round = ROUND_MINUTES.find((minutes) => (minutes * MINUTE_MS) % binMs === 0 && spanMs / (minutes * MINUTE_MS) <= MOST_BINS);
  return round === undefined ? Math.ceil(spanMs / binMs / MOST_BINS) * binMs : round * MINUTE_MS;
}

function nothing(): Sums {
  return { dials: 0, liveAnswers: 0, abandoned: 0, connects: 0, talkMs: 0, wrapMs: 0, readyMs: 0, reservedMs: 0, pausedMs: 0 };
}

function ratio(numerator: number, denominator: number): number | null {
  return denominator > 0 ? numerator / denominator : null;
}
