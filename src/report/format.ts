/**
 * Numbers as people of the field read them. Fractions become percent, milliseconds become seconds or hours, counts get
 * thousands separators; what is unknown (null, or not finite) is a dash, never 0.
 */
import { HOUR_MS, SECOND_MS } from '../base/time.ts';

/** Stands where a number is unknown. */
export const UNKNOWN = '–';

/** How a metric is written. Milliseconds are given as `seconds` or, for sums, as `hours`. */
export type NumberKind = 'percent' | 'count' | 'seconds' | 'hours' | 'perHour' | 'minutesPerHour' | 'number' | 'perSecond';

type Value = number | null | undefined;

/** A value with its unit: `88.1 %`, `12.3 s`, `1,204`, `42.0 min/h`. */
export function formatValue(kind: NumberKind, value: Value): string {
  if (!isKnown(value)) return UNKNOWN;
  const unit = UNITS[kind];
  return formatNumber(scaled(kind, value), digitsFor(kind, value)) + (unit === '' ? '' : ` ${unit}`);
}

/** An interval beside its estimate: `± 0.4` where it is symmetric, else `2.6 … 3.4`; the unit is the estimate's. */
export function formatInterval(kind: NumberKind, entry: { estimate: number | null; lower: number | null; upper: number | null }): string {
  const { estimate, lower, upper } = entry;
  if (!isKnown(estimate) || !isKnown(lower) || !isKnown(upper)) return UNKNOWN;
  const digits = digitsFor(kind, estimate);
  const half = (upper - lower) / 2;
  const symmetric = Math.abs((upper + lower) / 2 - estimate) <= 0.02 * half;
  if (symmetric) return `± ${formatNumber(scaled(kind, half), digits)}`;
  return `${formatNumber(scaled(kind, lower), digits)} … ${formatNumber(scaled(kind, upper), digits)}`;
}

/** A fraction as percent: two digits below 10 %, one above. */
export function formatPercent(fraction: Value): string {
  return formatValue('percent', fraction);
}

/** A limit: percent with no more digits than it needs (`3 %`, `2.5 %`). */
export function formatLimit(fraction: Value): string {
  if (!isKnown(fraction)) return UNKNOWN;
  return `${Number((fraction * 100).toFixed(3))} %`;
}

export function formatCount(value: Value): string {
  return formatValue('count', value);
}

/** Milliseconds as seconds. */
export function formatSeconds(ms: Value): string {
  return formatValue('seconds', ms);
}

export function formatPerHour(value: Value): string {
  return formatValue('perHour', value);
}

/** `09:05`, from milliseconds after local midnight; the end of the day is `24:00`. */
export function formatClock(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const UNITS: Record<NumberKind, string> = {
  percent: '%', count: '', seconds: 's', hours: 'h', perHour: '/h', minutesPerHour: 'min/h', number: '', perSecond: '/s',
};

function isKnown(value: Value): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function scaled(kind: NumberKind, value: number): number {
  if (kind === 'percent') return value * 100;
  if (kind === 'seconds') return value / SECOND_MS;
  if (kind === 'hours') return value / HOUR_MS;
  return value;
}

/** About three digits that matter; counts are whole. */
function digitsFor(kind: NumberKind, value: number): number {
  if (kind === 'count') return 0;
  const size = Math.abs(scaled(kind, value));
  if (kind === 'perHour' || kind === 'perSecond') return size < 100 ? 1 : 0;
  if (kind === 'hours' || kind === 'minutesPerHour') return 1;
  return size < 10 ? 2 : 1;
}

/** By number of digits; kept, because making one is slow. */
const FORMATS = [0, 1, 2].map((digits) => new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }));

function formatNumber(value: number, digits: number): string {
  const text = FORMATS[digits]?.format(value) ?? value.toFixed(digits);
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text;
}
