/**
 * The records of a campaign: one row a record, in order of creation, parallel typed arrays. Texts (numbers, names, form
 * values) live outside; here a number is its index in the directory of distinct numbers.
 *
 * Rule: only `engine/records` and `engine/turns` write rows, and the selection index is told before and after.
 */
import { growColumns, loadColumns, saveColumns, type Column, type SavedColumns } from '../../base/columns.ts';
import { UNSET } from '../../base/time.ts';
import type { RecordCreated, RecordRestored } from '../events.ts';
import { Action, ACTIONS, NONE, type BlockScope } from '../vocabulary.ts';
import { BlockList } from './blockList.ts';

/** The lowest bits of `flagsAndAction`. */
export const RecordFlag = {
  /** retryMode: progressive. */
  retryProgressive: 1,
  /** An activity is open: the record is in a turn. */
  inTurn: 2,
  deleted: 4,
  /** At least one activity of kind call is complete. */
  hasCallActivity: 8,
  /** It has exactly one number, not marked invalid and with which every turn begins (`numberIndex` 0): most are asked for one column, not three. */
  oneValidNumber: 16,
  /** It surely has no next call, no soft and no hard owner: most records that are done have nothing to unset then. Without it they may have none either. */
  bare: 32,
} as const;

/** Where the action stands in `flagsAndAction`. */
export const ACTION_SHIFT = 8;
const FLAGS = (1 << ACTION_SHIFT) - 1;

/** Saved as they are. */
const COLUMNS = [
  'recordType', 'database', 'zone', 'priority', 'createdAt', 'nextCallAt', 'lastCalledAt', 'blockedUntil', 'hardOwner', 'softOwner', 'status',
  'attempts', 'totalAttempts', 'dials', 'numberIndex', 'firstPhone', 'phoneCount',
] as const;
const GROWN = [...COLUMNS, 'flagsAndAction', 'handDials'] as const;

export class RecordTable {
  length = 0;
  /** Flags and action in one word, because a turn's beginning and its end read and write both (some 20 instructions a dial). Saved as `flags` and `action`. */
  flagsAndAction = new Uint16Array(64);
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
  /** Those of them that an agent dialled by hand: few, so that most dials raise one counter only. Told to everybody as the others, `autoDials`. */
  handDials = new Uint16Array(64);
  /** Where the next turn starts among the numbers. */
  numberIndex = new Uint8Array(64);
  firstPhone = new Int32Array(64);
  phoneCount = new Uint8Array(64);

  private phoneLength = 0;
  private phoneNumber = new Int32Array(64);
  private phoneInvalid = new Uint8Array(64);
  private readonly blockList = new BlockList();
  /** Most campaigns block nothing: asked before any number is looked up, in so few words that V8 never leaves it a call (40 instructions a dial). */
  private blocksAny = false;
  private ranks = new Float64Array(0);

  /** Names of the form's fields that the policy orders by. */
  readonly rankedFields: readonly string[];

  constructor(rankedFields: readonly string[] = []) {
    this.rankedFields = rankedFields;
  }

  /** Makes room for so many records in all, with one number each, so that a list of known length is never copied. */
  reserve(records: number): void {
    if (records > this.flagsAndAction.length) growColumns(this, GROWN, records);
    if (records > this.phoneNumber.length) this.growPhones(records);
  }

  /** Bytes that the columns take, used or not. */
  get bytes(): number {
    const columns = GROWN.reduce((sum, name) => sum + this[name].byteLength, 0);
    return columns + this.phoneNumber.byteLength + this.phoneInvalid.byteLength + this.ranks.byteLength;
  }

  /** Adds a record; its row is `event.record`, which must be the next one. */
  create(event: RecordCreated | RecordRestored): number {
    const row = this.length;
    if (event.record !== row) throw new Error(`bug: record ${event.record} was created, the next index is ${row}`);
    // By half: doubling would leave two bytes unused for every three used, at the worst.
    if (row === this.flagsAndAction.length) growColumns(this, GROWN, Math.ceil(row * 1.5));
    this.length = row + 1;
    this.flagsAndAction[row] = ACTIONS.indexOf(event.action) << ACTION_SHIFT;
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

  /** Adds a record as it stood elsewhere, with its history. */
  restore(event: RecordRestored): number {
    const row = this.create(event);
    this.attempts[row] = event.attempts;
    this.totalAttempts[row] = event.totalAttempts;
    this.dials[row] = event.dials;
    this.handDials[row] = event.dials - event.autoDials;
    this.lastCalledAt[row] = event.lastCalledAt;
    this.blockedUntil[row] = event.blockedUntilAt;
    this.numberIndex[row] = event.numberIndex;
    this.setFlag(row, RecordFlag.retryProgressive, event.retryProgressive);
    this.setFlag(row, RecordFlag.hasCallActivity, event.hasCallActivity);
    if (event.numberIndex !== 0) this.setFlag(row, RecordFlag.oneValidNumber, false);
    for (const position of event.invalid) this.markInvalid(row, position);
    this.noteBare(row);
    return row;
  }

  /** Dials of the record that an agent did not make by hand. */
  autoDialsOf(row: number): number {
    return this.dials[row]! - this.handDials[row]!;
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
    this.setFlag(row, RecordFlag.oneValidNumber, false);
  }

  isBlockedNumber(number: number): boolean {
    return this.blockList.has(number);
  }

  blockNumber(number: number, scope: BlockScope, blocked: boolean): void {
    this.blocksAny = this.blockList.set(number, scope, blocked);
  }

  /** Replaces a record's numbers; one that it had before keeps its invalid mark. True if they changed. */
  changePhones(row: number, phones: readonly number[]): boolean {
    const count = this.phoneCount[row]!;
    const had = Array.from({ length: count }, (_, position) => this.numberAt(row, position));
    if (count === phones.length && had.every((number, position) => number === phones[position])) return false;
    const invalid = new Set(had.filter((_, position) => this.isInvalid(row, position)));
    this.setPhones(row, phones);
    phones.forEach((number, position) => { if (invalid.has(number)) this.markInvalid(row, position); });
    return true;
  }

  /** A record's rank in one of the `rankedFields`, UNSET when it has none. */
  rankOf(row: number, field: number): number {
    return this.ranks[row * this.rankedFields.length + field] ?? UNSET;
  }

  setRanks(row: number, ranks: readonly number[]): void {
    const width = this.rankedFields.length;
    if (this.ranks.length < (row + 1) * width) {
      const grown = new Float64Array(this.flagsAndAction.length * width).fill(UNSET);
      grown.set(this.ranks);
      this.ranks = grown;
    }
    for (let field = 0; field < width; field += 1) this.ranks[row * width + field] = ranks[field] ?? UNSET;
  }

  /** Is the number at this position neither blocked nor (unless they are called) marked invalid? */
  isDialable(row: number, position: number, callInvalidNumbers: boolean): boolean {
    const phone = this.firstPhone[row]! + position;
    if (!callInvalidNumbers && this.phoneInvalid[phone] === 1) return false;
    return this.blocksAny === false || !this.blockList.has(this.phoneNumber[phone]!);
  }

  /** Is the number of a record with `oneValidNumber` dialable? */
  isOnlyDialable(row: number): boolean {
    return this.blocksAny === false || this.isOnlyFree(row);
  }

  hasFlag(row: number, flag: number): boolean {
    return (this.flagsAndAction[row]! & flag) !== 0;
  }

  setFlag(row: number, flag: number, on: boolean): void {
    this.flagsAndAction[row] = on ? this.flagsAndAction[row]! | flag : this.flagsAndAction[row]! & ~flag;
  }

  actionOf(row: number): Action {
    return (this.flagsAndAction[row]! >> ACTION_SHIFT) as Action;
  }

  setAction(row: number, action: Action): void {
    this.flagsAndAction[row] = (this.flagsAndAction[row]! & FLAGS) | (action << ACTION_SHIFT);
  }

  /** An activity opens: the record is in a turn. Returns its action. */
  beginTurn(row: number): Action {
    const word = this.flagsAndAction[row]!;
    this.flagsAndAction[row] = word | RecordFlag.inTurn;
    return (word >> ACTION_SHIFT) as Action;
  }

  /** To be told when a new record's next call and owners are written; whoever writes them later takes the flag away. */
  noteBare(row: number): void {
    this.setFlag(row, RecordFlag.bare, this.nextCallAt[row] === UNSET && this.softOwner[row] === NONE && this.hardOwner[row] === NONE);
  }

  isOpenAction(row: number): boolean {
    const action = this.actionOf(row);
    return action !== Action.ready && action !== Action.done;
  }

  /** The soft owner, if no hard owner outranks him. */
  softOwnerOf(row: number): number {
    return this.hardOwner[row] === NONE ? this.softOwner[row]! : NONE;
  }

  save(): { readonly columns: SavedColumns; readonly phones: SavedColumns; readonly blockList: ReturnType<BlockList['save']>; readonly ranks: Float64Array } {
    return {
      columns: {
        ...saveColumns(this, COLUMNS, this.length), flags: this.derived(new Uint8Array(this.length), (row) => this.flagsAndAction[row]! & FLAGS),
        action: this.derived(new Uint8Array(this.length), (row) => this.actionOf(row)),
        autoDials: this.derived(new Uint16Array(this.length), (row) => this.autoDialsOf(row)),
      },
      phones: { number: this.phoneNumber.slice(0, this.phoneLength), invalid: this.phoneInvalid.slice(0, this.phoneLength) },
      blockList: this.blockList.save(),
      ranks: this.ranks.slice(),
    };
  }

  load(saved: ReturnType<RecordTable['save']>): void {
    const action = saved.columns['action']!;
    this.length = action.length;
    const capacity = Math.max(64, this.length);
    loadColumns(this, COLUMNS, saved.columns, capacity);
    this.flagsAndAction = Uint16Array.from({ length: capacity }, (_, row) => (row < this.length ? saved.columns['flags']![row]! | (action[row]! << ACTION_SHIFT) : 0));
    this.handDials = Uint16Array.from({ length: capacity }, (_, row) => (row < this.length ? this.dials[row]! - saved.columns['autoDials']![row]! : 0));
    const numbers = saved.phones['number'] as Int32Array;
    this.phoneLength = numbers.length;
    this.phoneNumber = numbers.slice();
    this.phoneInvalid = (saved.phones['invalid'] as Uint8Array).slice();
    this.blocksAny = this.blockList.load(saved.blockList);
    for (let row = 0; row < this.length; row += 1) {
      this.setFlag(row, RecordFlag.oneValidNumber, this.phoneCount[row] === 1 && this.numberIndex[row] === 0 && !this.isInvalid(row, 0));
    }
    this.ranks = saved.ranks.slice();
  }

  /** A column to be saved, made of others. */
  private derived(column: Column, value: (row: number) => number): Column {
    for (let row = 0; row < this.length; row += 1) column[row] = value(row);
    return column;
  }

  private isOnlyFree(row: number): boolean {
    return !this.isBlockedNumber(this.numberAt(row, 0));
  }

  private growPhones(capacity: number): void {
    const numbers = new Int32Array(capacity);
    numbers.set(this.phoneNumber);
    this.phoneNumber = numbers;
    const invalid = new Uint8Array(capacity);
    invalid.set(this.phoneInvalid);
    this.phoneInvalid = invalid;
  }

  private setPhones(row: number, phones: readonly number[]): void {
    const needed = this.phoneLength + phones.length;
    if (needed > this.phoneNumber.length) this.growPhones(Math.max(needed, Math.ceil(this.phoneNumber.length * 1.5)));
    this.firstPhone[row] = this.phoneLength;
    this.phoneCount[row] = phones.length;
    this.setFlag(row, RecordFlag.oneValidNumber, phones.length === 1);
    for (let position = 0; position < phones.length; position += 1) this.phoneNumber[this.phoneLength + position] = phones[position]!;
    this.phoneLength = needed;
  }
}
