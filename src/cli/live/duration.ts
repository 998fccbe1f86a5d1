/** A duration from the command line: `90s`, `10m`, `2h`. */
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Millis } from '../../base/time.ts';
import { InputError } from '../exitCodes.ts';

const UNITS: Readonly<Record<string, Millis>> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS };

/** Milliseconds. Throws an InputError that names the option and what is allowed. */
export function durationOf(option: string, text: string): Millis {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)([smh])$/.exec(text);
  const ms = match === null ? 0 : Math.round(Number(match[1]) * UNITS[match[2]!]!);
  if (ms <= 0) throw new InputError(`--${option}: '${text}' is not allowed; allowed: a number with s, m or h, as in 90s or 10m`);
  return ms;
}
