/**
 * Telephone numbers of rehearsed customers: which record stands behind a number, and the numbers that a made-up list is given.
 *
 * Rule: made-up numbers begin with +999, a country code that the ITU holds in reserve, so that none can ring anywhere: +9991 and the
 * record in ten digits, +9992 for its second number and so on. Any other number is a customer of its own, found by its hash.
 * Source: ITU-T E.164, list of assigned country codes.
 */
import { hashText } from '../../../base/hash.ts';
import type { E164 } from '../port/port.ts';

/** @param record from 0; @param position of the number, 0 to 8 */
export function rehearsedNumber(record: number, position = 0): E164 {
  return `+999${position + 1}${String(record).padStart(RECORD_DIGITS, '0')}`;
}

/** Who is called by it: the record of a made-up number, else a whole number below 2^31 that belongs to this number. */
export function customerOf(number: E164): number {
  const digits = MADE_UP.exec(number)?.[1];
  if (digits !== undefined) return Number(digits);
  // The upper half, so that no record of a made-up list shares its fate.
  return CUSTOMERS_OF_OTHERS + (Number.parseInt(hashText(number.replace(/^\+/, '')).slice(-7), 16) % CUSTOMERS_OF_OTHERS);
}

/** Does the customer stand behind a made-up number, so that it is the record's position? */
export function isMadeUp(customer: number): boolean {
  return customer < CUSTOMERS_OF_OTHERS;
}

const RECORD_DIGITS = 10;
const MADE_UP = /^\+?999[1-9](\d{10})$/;
const CUSTOMERS_OF_OTHERS = 0x4000_0000;
