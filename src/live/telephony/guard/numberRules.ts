/**
 * What a number must be before anything is sent to a trunk: its form, what is never called, and what may be called at all.
 * Source: live, section 8.
 */
import { forbiddenKind, type ForbiddenKind } from './forbiddenNumbers.ts';

export type NumberRefusal = 'badNumber' | ForbiddenKind | 'notAllowed';

const NUMBER = /^\+?[1-9][0-9]{6,14}$/;
const PREFIX = /^\+?[1-9][0-9]{0,14}$/;

/** Is this a number with its country's code, and nothing else? */
export function isNumber(text: string): boolean {
  return typeof text === 'string' && NUMBER.test(text);
}

/** Digits without plus. */
export function digitsOf(number: string): string {
  return number.startsWith('+') ? number.slice(1) : number;
}

/** Checks numbers against beginnings that may be called; none: nothing may. Throws a RangeError where a beginning is malformed. */
export function createNumberRules(allow: readonly string[]): (number: string) => NumberRefusal | null {
  const wrong = allow.find((prefix) => !PREFIX.test(prefix));
  if (wrong !== undefined) throw new RangeError(`"${wrong}" is not the beginning of a number with its country's code`);
  const prefixes = allow.map(digitsOf);
  return (number) => {
    if (typeof number !== 'string' || !/^\+?[0-9]{1,15}$/.test(number)) return 'badNumber';
    const digits = digitsOf(number);
    const forbidden = forbiddenKind(digits);
    if (forbidden === 'emergency') return forbidden;
    if (!NUMBER.test(number)) return 'badNumber';
    if (forbidden !== null) return forbidden;
    return prefixes.some((prefix) => digits.startsWith(prefix)) ? null : 'notAllowed';
  };
}
