/**
 * When the customer is to be called again, as the page or a program says it, as an instant.
 *
 * Rule: a whole number is an instant in ms; a text with an offset (`Z`, `+02:00`) is an instant; a text without one is local time at the customer. A
 * rehearsal's calendar is shifted: only local time is meant in it. A local time that the clock skips, or that is not a time at all, is refused with what is allowed (422).
 */
import { DateTime } from 'luxon';
import type { Millis } from '../../base/time.ts';
import { ApiProblem } from './apiProblem.ts';

export function instantOf(given: number | string | null, timeZone: string, calendarShiftMs: Millis = 0): Millis | null {
  if (given === null || typeof given === 'number') return given;
  const match = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/.exec(given);
  if (match === null) throw notATime(given);
  const time = DateTime.fromISO(given, { zone: timeZone });
  if (!time.isValid) throw notATime(given);
  // Where the clock goes forward luxon moves a skipped time on; the person meant another time than would be kept.
  const isSkipped = match[1] === undefined && time.toFormat('yyyy-MM-dd\'T\'HH:mm') !== given.slice(0, 16);
  if (isSkipped) throw new ApiProblem(422, 'invalid', `${given} does not exist in ${timeZone}: the clock goes forward there`, { allowed: ALLOWED });
  // Where the clock goes back the time comes twice, and luxon takes the one nearer to today's offset: the first is meant.
  return match[1] === undefined ? Math.min(...time.getPossibleOffsets().map((one) => one.toMillis())) - calendarShiftMs : time.toMillis();
}

const ALLOWED = ['2026-11-23T09:30 (time at the customer)', '2026-11-23T09:30+01:00', 'ms since 1970-01-01T00:00Z'];

function notATime(given: string): ApiProblem {
  return new ApiProblem(422, 'invalid', `nextCallAt: '${given}' is no time`, { allowed: ALLOWED });
}
