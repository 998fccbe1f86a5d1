/**
 * The small words of a scenario file: times of day, dates, percentages, amounts, absence.
 *
 * Rule: a message says what is allowed ("must be …"); what stands there instead is put in front when it is reported.
 */
import { z } from 'zod';
import { isLocalDate, isZone, minutesOfDay } from '../zones.ts';

/** `09:00`; as the end of an interval also `24:00`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day from 00:00 to 23:59, as in 09:00');
export const endOfInterval = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day from 00:00 to 24:00, as in 17:00');

/** `2025-03-03`. The pattern is for editors, the check for dates such as 30 February. */
export const localDate = z.string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { message: 'must be a date, as in 2025-03-03', abort: true })
  .refine(isLocalDate, 'must be a date that exists');

export const zoneName = z.string().refine(isZone, 'must be an IANA time zone, as in Europe/Prague or UTC');

export const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** A number of percent, 0 to 100. */
export const percent = z.number().min(0).max(100);
export const count = z.int().min(1);
/** Whole milliseconds, a duration. */
export const millis = z.int().min(0);
export const name = z.string().min(1);

/** A value, or `none` (also written null). */
export function orNone<T extends z.ZodType>(schema: T): z.ZodUnion<[T, z.ZodLiteral<'none'>, z.ZodNull]> {
  return z.union([schema, z.literal('none'), z.null()]);
}

/** What `orNone` read, with one word for absence. */
export function noneToNull<T>(value: T | 'none' | null): T | null {
  return value === 'none' ? null : value;
}

/** Refuses `from` at or after `to`, pointing at `to`. */
export function checkFromTo(interval: { from: string; to: string }, context: z.RefinementCtx): void {
  if (minutesOfDay(interval.from) >= minutesOfDay(interval.to)) {
    context.addIssue({ code: 'custom', path: ['to'], message: `must be later than from, ${interval.from}` });
  }
}

/** Refuses percentages that do not add up to 100, pointing at where they stand. */
export function checkAddsUp(percentages: readonly number[], what: string, context: z.RefinementCtx, path: (string | number)[] = []): void {
  const total = percentages.reduce((sum, value) => sum + value, 0);
  if (Math.abs(total - 100) > 1e-6) {
    context.addIssue({ code: 'custom', path, params: { whole: true }, message: `${what} add up to ${Number(total.toFixed(6))}; must add up to 100` });
  }
}

/** Refuses the second of two equal names, pointing at it. */
export function checkDistinct(names: readonly string[], pathOf: (index: number) => (string | number)[], context: z.RefinementCtx): void {
  names.forEach((text, index) => {
    if (names.indexOf(text) < index) context.addIssue({ code: 'custom', path: pathOf(index), message: 'must not occur twice' });
  });
}
