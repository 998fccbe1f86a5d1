/**
 * Time. Every instant and every duration is a whole number of milliseconds; an instant counts from the run's epoch,
 * so that it stays a small integer for weeks. Nothing here reads a clock: time comes with each event.
 */

/** Whole milliseconds: an instant since the run's epoch, or a duration. */
export type Millis = number;

/** The instant that never comes: later than every other. */
export const NEVER: Millis = Number.MAX_SAFE_INTEGER;

/** The absent instant, as stored in tables: earlier than every other, so that "unset" is always due. */
export const UNSET: Millis = Number.MIN_SAFE_INTEGER;

/** Whoever knows the instant that it is. */
export interface Clock { now: Millis }

export const SECOND_MS: Millis = 1_000;
export const MINUTE_MS: Millis = 60_000;
export const HOUR_MS: Millis = 3_600_000;
export const DAY_MS: Millis = 86_400_000;

/** `12:34:56.789` from the run's epoch; days are counted in front (`2d 09:00:00.000`). For messages and tables. */
export function formatMillis(at: Millis): string {
  if (at >= NEVER) return 'never';
  if (at <= UNSET) return 'unset';
  const sign = at < 0 ? '-' : '';
  const total = Math.abs(at);
  const days = Math.floor(total / DAY_MS);
  const hours = Math.floor(total / HOUR_MS) % 24;
  const minutes = Math.floor(total / MINUTE_MS) % 60;
  const seconds = Math.floor(total / SECOND_MS) % 60;
  const clock = `${two(hours)}:${two(minutes)}:${two(seconds)}.${String(total % SECOND_MS).padStart(3, '0')}`;
  return `${sign}${days > 0 ? `${days}d ` : ''}${clock}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
