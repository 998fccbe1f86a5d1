/**
 * Time zones: local dates and times of day to instants of the run. The only file that knows luxon.
 *
 * Rule: instant 0 is the local midnight of the first day in the campaign's zone. An instant is inside a calling window
 * iff its local wall-clock time is, so a repeated hour is open twice and a skipped one never (records: section 15).
 */
import { DateTime, IANAZone } from 'luxon';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Millis } from '../base/time.ts';

export type Offsets = readonly (readonly [from: Millis, offsetMs: Millis])[];
export type Intervals = readonly (readonly [from: Millis, to: Millis])[];

/** The frame in which a run's instants are counted. */
export interface RunFrame {
  readonly zone: string;
  /** Instant 0 in ms since 1970-01-01T00:00Z. */
  readonly epochUtcMs: number;
  /** Instant 0 as ISO 8601 in the campaign's zone. */
  readonly epoch: string;
  /** Local midnights, ascending, one more than the days: a day may have 23 or 25 hours. */
  readonly dayStarts: readonly Millis[];
  /** Where calendar months begin within the run; the first, perhaps a part of one, at instant 0. */
  readonly monthStarts: readonly Millis[];
}

/** Calling hours of some weekdays: minutes of the local day, 0 to 1440. Weekdays count from Sunday = 0. */
export interface LocalWindow { readonly weekdays: readonly number[]; readonly fromMinute: number; readonly toMinute: number }

/** Is this an IANA time zone? */
export function isZone(name: string): boolean {
  const known = KNOWN_ZONES.get(name) ?? IANAZone.isValidZone(name);
  KNOWN_ZONES.set(name, known);
  return known;
}

/** Is this text a date of the calendar, as in 2025-03-03? */
export function isLocalDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

/** Minutes after midnight of `HH:MM`, 0 to 1440. */
export function minutesOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The frame of a run of so many days. */
export function runFrame(zone: string, firstDay: string, days: number): RunFrame {
  const first = DateTime.fromISO(firstDay, { zone }).startOf('day');
  const epochUtcMs = first.toMillis();
  const dayStarts: Millis[] = [];
  const monthStarts: Millis[] = [];
  for (let day = 0; day <= days; day++) {
    const midnight = first.plus({ days: day }).startOf('day');
    dayStarts.push(midnight.toMillis() - epochUtcMs);
    if (day === 0 || (midnight.day === 1 && day < days)) monthStarts.push(midnight.toMillis() - epochUtcMs);
  }
  return { zone, epochUtcMs, epoch: first.toISO() ?? firstDay, dayStarts, monthStarts };
}

/** The instant of a time of day (minutes, 0 to 1440) on a day of the run. A skipped time becomes the first one after it. */
export function instantOf(frame: RunFrame, day: number, minutes: number): Millis {
  const midnight = DateTime.fromMillis(frame.dayStarts[day]! + frame.epochUtcMs, { zone: frame.zone });
  if (minutes >= 1_440) return midnight.plus({ days: 1 }).startOf('day').toMillis() - frame.epochUtcMs;
  return midnight.set({ hour: Math.floor(minutes / 60), minute: minutes % 60 }).toMillis() - frame.epochUtcMs;
}

/** Is this a date and time, as in 2025-03-03T09:30, with or without its own offset? */
export function isInstantText(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}/.test(text) && DateTime.fromISO(text.replace(' ', 'T'), { zone: 'utc' }).isValid;
}

/** The instant of such a text; without an offset it is local time of the frame's zone. */
export function instantOfText(frame: RunFrame, text: string): Millis {
  return DateTime.fromISO(text.replace(' ', 'T'), { zone: frame.zone }).toMillis() - frame.epochUtcMs;
}

/** Offsets of a zone from UTC over the frame, with a change at each transition. */
export function zoneOffsets(frame: RunFrame, zone: string): Offsets {
  const iana = IANAZone.create(zone);
  const offsetAt = (instant: Millis): Millis => Math.round(iana.offset(instant + frame.epochUtcMs) * MINUTE_MS);
  const end = frame.dayStarts[frame.dayStarts.length - 1]!;
  const offsets: [Millis, Millis][] = [[0, offsetAt(0)]];
  // No zone changes twice within six hours, so a look every six hours misses nothing.
  for (let from = 0; from < end; from += 6 * HOUR_MS) {
    const to = Math.min(from + 6 * HOUR_MS, end);
    if (offsetAt(to) !== offsetAt(from)) offsets.push([transitionBetween(from, to, offsetAt), offsetAt(to)]);
  }
  return offsets;
}

/** The same as the run's clock needs them, whose instant 0 is a local midnight: local time of day = (instant + offset) modulo a day. */
export function runClockOffsets(frame: RunFrame, offsets: Offsets): Offsets {
  const [[, atMidnight]] = zoneOffsets(frame, frame.zone) as readonly [readonly [Millis, Millis]];
  return offsets.map(([from, offset]) => [from, offset - atMidnight] as const);
}

/** The open intervals of local windows within the frame, ascending and disjoint. `holidays` are local dates. */
export function openIntervals(frame: RunFrame, offsets: Offsets, windows: readonly LocalWindow[], holidays: readonly string[]): Intervals {
  const closed = new Set(holidays.map((date) => DateTime.fromISO(date, { zone: 'utc' }).toMillis() / DAY_MS));
  const end = frame.dayStarts[frame.dayStarts.length - 1]!;
  const found: [Millis, Millis][] = [];
  offsets.forEach(([from, offset], index) => {
    const to = offsets[index + 1]?.[0] ?? end;
    // Within one offset, local time is the instant moved by a constant.
    const shift = frame.epochUtcMs + offset;
    for (let date = Math.floor((from + shift) / DAY_MS); date * DAY_MS < to + shift; date++) {
      if (closed.has(date)) continue;
      // 1970-01-01 was a Thursday.
      const weekday = (((date + 4) % 7) + 7) % 7;
      for (const window of windows) {
        if (!window.weekdays.includes(weekday)) continue;
        const opensAt = Math.max(from, date * DAY_MS + window.fromMinute * MINUTE_MS - shift);
        const closesAt = Math.min(to, date * DAY_MS + window.toMinute * MINUTE_MS - shift);
        if (opensAt < closesAt) found.push([opensAt, closesAt]);
      }
    }
  });
  return united(found);
}

/** Answers remembered, because a list asks once a line and the question is slow. */
const KNOWN_ZONES = new Map<string, boolean>();

/** Overlapping and touching intervals made one. */
function united(intervals: [Millis, Millis][]): Intervals {
  intervals.sort((a, b) => a[0] - b[0]);
  const result: [Millis, Millis][] = [];
  for (const [from, to] of intervals) {
    const last = result[result.length - 1];
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** The first instant at which the offset is that of `to`: by halving, exact to the millisecond. */
function transitionBetween(from: Millis, to: Millis, offsetAt: (instant: Millis) => Millis): Millis {
  const before = offsetAt(from);
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
