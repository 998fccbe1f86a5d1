/** `--setting NAME`, `NAME=1,1.5,2`, `NAME=1..3` (nine values) or `NAME=1..3:0.25` (in steps): a setting and what to try of it. */
import type { SettingRequest } from '../experiment/tune/settingSpace.ts';
import { InputError } from './exitCodes.ts';

/** Throws an InputError that says what is allowed. */
export function parseSettingOption(option: string, text: string): SettingRequest {
  const equals = text.indexOf('=');
  if (equals === -1) return { name: text, values: null };
  const values = valuesOf(text.slice(equals + 1));
  if (equals === 0 || values === null) {
    throw new InputError(`--${option}: '${text}' is not allowed; allowed: NAME, NAME=1,1.5,2, NAME=1..3 or NAME=1..3:0.25 (2 to ${VALUES_MAX} values, rising)`);
  }
  return { name: text.slice(0, equals), values };
}

/** `5..40` or `5..40:5`, or `5,10,20`: sizes of a team, whole numbers from 1. A range without a step is taken in eight sizes. */
export function parseSizesOption(option: string, text: string): number[] {
  const given = /^\d+$/.test(text) ? [Number(text)] : valuesOf(text, SIZES);
  const sizes = given === null ? [] : [...new Set(given.map(Math.round))];
  if (sizes.length === 0 || sizes.some((size) => size < 1)) {
    throw new InputError(`--${option}: '${text}' is not allowed; allowed: 5..40, 5..40:5 or 5,10,20 (whole numbers from 1, rising)`);
  }
  return sizes;
}

/** Null for anything but 2 to VALUES_MAX rising numbers. */
function valuesOf(text: string, parts = 9): number[] | null {
  const range = /^(-?[\d.]+)\.\.(-?[\d.]+)(?::([\d.]+))?$/.exec(text);
  const values = range === null ? text.split(',').map((piece) => (piece.trim() === '' ? NaN : Number(piece))) : rangeValues(Number(range[1]), Number(range[2]), range[3], parts);
  const isRising = values.every((value, index) => Number.isFinite(value) && (index === 0 || value > values[index - 1]!));
  return isRising && values.length >= 2 && values.length <= VALUES_MAX ? values : null;
}

function rangeValues(from: number, to: number, stepText: string | undefined, parts: number): number[] {
  const step = stepText === undefined ? (to - from) / (parts - 1) : Number(stepText);
  if (!(to > from) || !(step > 0)) return [];
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  return count > VALUES_MAX ? [] : Array.from({ length: count }, (_, index) => Number((from + index * step).toPrecision(12)));
}

const VALUES_MAX = 100;
const SIZES = 8;
