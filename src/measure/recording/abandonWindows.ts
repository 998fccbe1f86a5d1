/**
 * The windows of an abandon rule as ranges of local days.
 *
 * Rule: successive days count from the local midnight of the campaign's first dial, a last part period included; months
 * begin at the given local midnights. Windows that the scoring interval does not touch are not windows.
 */
import type { Millis } from '../../base/time.ts';
import type { WindowKind } from '../../engine/abandon/rule.ts';
import type { ScoringClock } from './scoringClock.ts';

export interface DayRange { readonly from: Millis; readonly to: Millis; readonly fromDay: number; readonly toDay: number }

/** `firstDialDay`: the day of the campaign's first dial, or -1. `monthStarts` may be absent where no rule needs it. */
export function abandonWindows(
  kind: Exclude<WindowKind, { kind: 'rolling' }>, clock: ScoringClock, firstDialDay: number, monthStarts: readonly Millis[] | null,
): DayRange[] {
  const ranges = cut(kind, clock, firstDialDay, monthStarts);
  return ranges.filter((range) => clock.overlaps(range.from, range.to));
}

function cut(
  kind: Exclude<WindowKind, { kind: 'rolling' }>, clock: ScoringClock, firstDialDay: number, monthStarts: readonly Millis[] | null,
): DayRange[] {
  switch (kind.kind) {
    case 'campaign':
      return [{ from: clock.parts[0]?.[0] ?? 0, to: clock.parts.at(-1)?.[1] ?? 0, fromDay: 0, toDay: clock.days }];
    case 'calendarDay':
      return inSteps(clock, 0, 1);
    case 'successiveDays':
      return inSteps(clock, Math.max(0, firstDialDay), kind.days);
    case 'calendarMonth':
      return inMonths(clock, monthStarts ?? []);
  }
}

function inSteps(clock: ScoringClock, firstDay: number, days: number): DayRange[] {
  const ranges: DayRange[] = [];
  for (let day = firstDay; day < clock.days; day += days) ranges.push(rangeOf(clock, day, Math.min(clock.days, day + days)));
  return ranges;
}

function inMonths(clock: ScoringClock, monthStarts: readonly Millis[]): DayRange[] {
  const begins = [0];
  for (let day = 1; day < clock.days; day++) {
    if (monthStarts.includes(clock.dayStarts[day]!)) begins.push(day);
  }
  return begins.map((day, index) => rangeOf(clock, day, begins[index + 1] ?? clock.days));
}

function rangeOf(clock: ScoringClock, fromDay: number, toDay: number): DayRange {
  return { from: clock.dayStarts[fromDay]!, to: clock.dayStarts[toDay]!, fromDay, toDay };
}
