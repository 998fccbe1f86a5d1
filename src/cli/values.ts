/** Values of options, checked. */
import { InputError } from './exitCodes.ts';

/** A whole number from `min` on. Throws an InputError that names the option and what is allowed. */
export function wholeNumber(option: string, text: string, min: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < min) throw new InputError(`--${option}: '${text}' is not allowed; allowed: whole numbers from ${min}`);
  return value;
}
