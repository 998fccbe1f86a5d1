/**
 * Which of a record's numbers is dialled (records: section 8).
 *
 * Rule: a turn dials dialable numbers only, in cyclic order from `numberIndex`, each at most once (N1).
 */
import { NONE } from '../vocabulary.ts';
import { RecordFlag, type RecordTable } from './recordTable.ts';

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

/** Position of the first number of a turn, or of its next one, in cyclic order from the record's own start; NONE if there is none. */
export function nextOfTurn(records: RecordTable, record: number, tried: number, callInvalidNumbers: boolean): number {
  // Most records have one number, and where they start is not asked then.
  if (records.hasFlag(record, RecordFlag.oneValidNumber)) return (tried & 1) === 0 && records.isOnlyDialable(record) === true ? 0 : NONE;
  return nextNumber(records, record, records.numberIndex[record]!, tried, callInvalidNumbers);
}

/** Is any number of the record dialable? */
export function hasDialableNumber(records: RecordTable, record: number, callInvalidNumbers: boolean): boolean {
  if (records.hasFlag(record, RecordFlag.oneValidNumber)) return records.isOnlyDialable(record);
  return nextNumber(records, record, 0, 0, callInvalidNumbers) !== NONE;
}
