/**
 * The checks that every formula in this folder makes of its arguments: an oracle that answers nonsense for nonsense
 * would be trusted. Rule: each function throws a `RangeError` that names the argument, the value and what is allowed.
 */

/** Throws a `RangeError` unless `value` is a whole number of at least `least`. */
export function requireCount(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) throw new RangeError(`${name} is ${value}; it must be a whole number of at least ${least}`);
}

/** Throws a `RangeError` unless `value` is finite and greater than 0. */
export function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${name} is ${value}; it must be finite and greater than 0`);
}

/** Throws a `RangeError` unless `value` is finite and at least 0. */
export function requireNotNegative(name: string, value: number): void {
  if (!(value >= 0 && value < Infinity)) throw new RangeError(`${name} is ${value}; it must be finite and at least 0`);
}

/** Throws a `RangeError` unless 0 < `value` <= 1. */
export function requireChance(name: string, value: number): void {
  if (!(value > 0 && value <= 1)) throw new RangeError(`${name} is ${value}; it must be greater than 0 and at most 1`);
}

/** Throws a `RangeError` unless 0 <= `value` < 1: the share that an abandon limit or a blocking target may be. */
export function requireLimit(name: string, value: number): void {
  if (!(value >= 0 && value < 1)) throw new RangeError(`${name} is ${value}; it must be at least 0 and below 1`);
}
