/**
 * Which local midnights begin a month: what windows of calendar months are cut at.
 */
import type { Millis } from '../base/time.ts';

/** `epoch`: ISO 8601 text whose date is the local date of the first day; `dayStarts`: local midnights, ascending. Throws a `RangeError` for other texts. */
export function monthStarts(epoch: string, dayStarts: readonly Millis[]): Millis[] {
  const date = /^(\d{4})-(\d{2})-(\d{2})/.exec(epoch);
  if (date === null) throw new RangeError(`monthStarts: "${epoch}" does not begin with a date`);
  let [year, month, day] = [Number(date[1]), Number(date[2]), Number(date[3])];
  const starts: Millis[] = [];
  for (const at of dayStarts) {
    if (day === 1) starts.push(at);
    day++;
    if (day > daysIn(year, month)) {
      day = 1;
      month++;
    }
    if (month > 12) {
      month = 1;
      year++;
    }
  }
  return starts;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
