/**
 * Which of a record's numbers is dialled (records: section 8).
 *
 * Rule: a turn dials dialable numbers only, in cyclic order from `numberIndex`, each at most once (N1).
 */
import { NONE } from '../vocabulary.ts';
import type { RecordTable } from './recordTable.ts';

/** A turn keeps a bit per number that it has dialled; more numbers than bits cannot be told apart. */
export const PHONES_MAX = 31;

/** Position of the first dialable number in cyclic order from `from` whose bit in `tried` is not set; NONE if there is none. */
export function nextNumber(records: RecordTable, record: number, from: number, tried: number, callInvalidNumbers: boolean): number {
  const count = records.phoneCount[record]!;
  // A division costs as much as all the rest, and most records need none.
  let position = from < count ? from : count === 0 ? 0 : from % count;
  for (let step = 0; step < count; step += 1) {
    if ((tried & (1 << position)) === 0 && records.isDialable(record, position, callInvalidNumbers)) return position;
    position += 1;
    if (position === count) position = 0;
  }
  return NONE;
}

/** Is any number of the record dialable? */
export function hasDialableNumber(records: RecordTable, record: number, callInvalidNumbers: boolean): boolean {
  return nextNumber(records, record, 0, 0, callInvalidNumbers) !== NONE;
}
