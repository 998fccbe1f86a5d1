/** Values of options, checked. */
import { InputError } from './exitCodes.ts';

/** A whole number from `min` on. Throws an InputError that names the option and what is allowed. */
export function wholeNumber(option: string, text: string, min: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < min) throw new InputError(`--${option}: '${text}' is not allowed; allowed: whole numbers from ${min}`);
  return value;
}

/** Every option once and with a value, and no words that no command reads. Throws an InputError that names the first which is not so. */
export function checkGiven(given: Readonly<Record<string, unknown>>): true {
  for (const [name, value] of Object.entries(given)) {
    if (name === '--') throw new InputError(`--: '${String(value)}' after it is read by no command; allowed: options and files without --`);
    if (Array.isArray(value) && !LISTS.has(name)) throw new InputError(`--${name}: is given ${value.length} times; allowed: once`);
    if (value === '' && !MAY_BE_BARE.has(name)) throw new InputError(`${name}: has no value; allowed: a value after it, as in --${name} VALUE`);
  }
  return true;
}

/** Words without an option, the files of `validate`, the scenarios of `compare`, and the form values of `records edit`. */
const LISTS: ReadonlySet<string> = new Set(['_', 'files', 'scenarios', 'form']);

/** The option `--workers`, or what stands for it where it is not given. */
export function workersOf<T>(text: string | undefined, otherwise: T): number | T {
  return text === undefined ? otherwise : wholeNumber('workers', text, 1);
}

/** A number between two bounds. Throws an InputError that names the option and what is allowed. */
export function numberBetween(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= min && value <= max)) throw new InputError(`--${option}: '${text}' is not allowed; allowed: numbers from ${min} to ${max}`);
  return value;
}

/** Options that say something without a value. */
const MAY_BE_BARE: ReadonlySet<string> = new Set(['trace']);
