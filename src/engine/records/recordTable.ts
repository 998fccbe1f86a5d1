/**
 * The records of a campaign: one row a record, in order of creation, parallel typed arrays. Texts (numbers, names, form
 * values) live outside; here a number is its index in the directory of distinct numbers.
 *
 * Rule: only `engine/records` writes rows, and the selection index is told before and after (see recordMachine.ts).
 */
import { growColumns, loadColumns, saveColumns, type SavedColumns } from '../../base/columns.ts';
import { UNSET } from '../../base/time.ts';
import type { RecordCreated } from '../events.ts';
import { Action, ACTIONS, NONE } from '../vocabulary.ts';

/** Bits of `flags`. */
export const RecordFlag = {
  /** retryMode: progressive. */
  retryProgressive: 1,
  /** An activity is open: the record is in a turn. */
  inTurn: 2,
  deleted: 4,
  /** At least one activity of kind call is complete. */
  hasCallActivity: 8,
} as const;

const COLUMNS = [
  'action', 'flags', 'recordType', 'database', 'zone', 'priority', 'createdAt', 'nextCallAt', 'lastCalledAt', 'blockedUntil', 'hardOwner', 'softOwner', 'status',
  'attempts', 'totalAttempts', 'dials', 'numberIndex', 'firstPhone', 'phoneCount',
] as const;

export class RecordTable {
  length = 0;
  action = new Uint8Array(64);
  flags = new Uint8Array(64);
  recordType = new Uint8Array(64);
  database = new Uint16Array(64);
  zone = new Uint16Array(64);
  priority = new Int32Array(64);
  createdAt = new Float64Array(64);
  nextCallAt = new Float64Array(64);
  lastCalledAt = new Float64Array(64);
  blockedUntil = new Float64Array(64);
  hardOwner = new Int32Array(64);
  softOwner = new Int32Array(64);
  status = new Int16Array(64);
  /** The repeat-attempt counter. */
  attempts = new Uint16Array(64);
  /** Attempts since creation or the last recycling, without congestion and cancelled. */
  totalAttempts = new Uint16Array(64);
  /** All dials ever, never reset: the world's draws are keyed by it. */
  dials = new Uint16Array(64);
  /** Where the next turn starts among the numbers. */
  numberIndex = new Uint8Array(64);
  firstPhone = new Int32Array(64);
  phoneCount = new Uint8Array(64);

  private phoneLength = 0;
  private phoneNumber = new Int32Array(64);
  private phoneInvalid = new Uint8Array(64);
  private blockedNumbers = new Set<number>();

  /** Adds a record; its row is `event.record`, which must be the next one. */
  create(event: RecordCreated): number {
    const row = this.length;
    if (event.record !== row) throw new Error(`bug: record ${event.record} was created, the next index is ${row}`);
    if (row === this.action.length) growColumns(this, COLUMNS, row * 2);
    this.length = row + 1;
    this.action[row] = ACTIONS.indexOf(event.action);
    this.recordType[row] = event.recordType;
    this.database[row] = event.database;
    this.zone[row] = event.zone;
    this.priority[row] = event.priority;
    this.createdAt[row] = event.createdAt;
    this.nextCallAt[row] = event.nextCallAt;
    this.lastCalledAt[row] = UNSET;
    this.blockedUntil[row] = UNSET;
    this.hardOwner[row] = event.hardOwner;
    this.softOwner[row] = event.softOwner;
    this.status[row] = event.status;
    this.setPhones(row, event.phones);
    return row;
  }

  /** Index of the record's number at a position in the directory of distinct numbers. */
  numberAt(row: number, position: number): number {
    return this.phoneNumber[this.firstPhone[row]! + position]!;
  }

  isInvalid(row: number, position: number): boolean {
    return this.phoneInvalid[this.firstPhone[row]! + position] === 1;
  }

  markInvalid(row: number, position: number): void {
    this.phoneInvalid[this.firstPhone[row]! + position] = 1;
  }

  isBlockedNumber(number: number): boolean {
    return this.blockedNumbers.size > 0 && this.blockedNumbers.has(number);
  }

  blockNumber(number: number, blocked: boolean): void {
    if (blocked) this.blockedNumbers.add(number);
    else this.blockedNumbers.delete(number);
  }

  /** Is the number at this position neither blocked nor (unless they are called) marked invalid? */
  isDialable(row: number, position: number, callInvalidNumbers: boolean): boolean {
    const phone = this.firstPhone[row]! + position;
    if (!callInvalidNumbers && this.phoneInvalid[phone] === 1) return false;
    return !this.isBlockedNumber(this.phoneNumber[phone]!);
  }

  hasFlag(row: number, flag: number): boolean {
    return (this.flags[row]! & flag) !== 0;
  }

  setFlag(row: number, flag: number, on: boolean): void {
    this.flags[row] = on ? this.flags[row]! | flag : this.flags[row]! & ~flag;
  }

  isOpenAction(row: number): boolean {
    const action = this.action[row]!;
    return action !== Action.ready && action !== Action.done;
  }

  /** The soft owner, if no hard owner outranks him. */
  softOwnerOf(row: number): number {
    return this.hardOwner[row] === NONE ? this.softOwner[row]! : NONE;
  }

  save(): { readonly columns: SavedColumns; readonly phones: SavedColumns; readonly blockedNumbers: readonly number[] } {
    return {
      columns: saveColumns(this, COLUMNS, this.length),
      phones: { number: this.phoneNumber.slice(0, this.phoneLength), invalid: this.phoneInvalid.slice(0, this.phoneLength) },
      blockedNumbers: [...this.blockedNumbers],
    };
  }

  load(saved: ReturnType<RecordTable['save']>): void {
    this.length = saved.columns['action']!.length;
    loadColumns(this, COLUMNS, saved.columns, Math.max(64, this.length));
    const numbers = saved.phones['number'] as Int32Array;
    this.phoneLength = numbers.length;
    this.phoneNumber = numbers.slice();
    this.phoneInvalid = (saved.phones['invalid'] as Uint8Array).slice();
    this.blockedNumbers = new Set(saved.blockedNumbers);
  }

  private setPhones(row: number, phones: readonly number[]): void {
    const needed = this.phoneLength + phones.length;
    if (needed > this.phoneNumber.length) {
      const capacity = Math.max(needed, this.phoneNumber.length * 2);
      const numbers = new Int32Array(capacity);
      numbers.set(this.phoneNumber);
      this.phoneNumber = numbers;
      const invalid = new Uint8Array(capacity);
      invalid.set(this.phoneInvalid);
      this.phoneInvalid = invalid;
    }
    this.firstPhone[row] = this.phoneLength;
    this.phoneCount[row] = phones.length;
    for (let position = 0; position < phones.length; position += 1) this.phoneNumber[this.phoneLength + position] = phones[position]!;
    this.phoneLength = needed;
  }
}
