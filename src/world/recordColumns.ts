/**
 * A list of records as columns: a million of them in some 70 MB, where an object each would take four times as much.
 *
 * Rule: plain data (typed arrays), so that it goes to other threads as it is. Either all records have a history or none.
 */
import { growColumns, type Column } from '../base/columns.ts';
import { UNSET } from '../base/time.ts';
import { ACTIONS } from '../engine/vocabulary.ts';
import type { GivenRecords, InitialRecord, RecordColumns } from './spec.ts';

/** Record `index` of a list, made anew where the list is kept as columns. */
export function initialRecordAt(list: GivenRecords, index: number): InitialRecord {
  return 'columns' in list ? recordOfColumns(list, index) : list[index]!;
}

export function zoneOfRecord(list: GivenRecords, index: number): number {
  return 'columns' in list ? list.columns['zone']![index]! : list[index]!.zone;
}

function recordOfColumns({ columns, phones, ranks, rankCount, hasHistory, length }: RecordColumns, index: number): InitialRecord {
  const at = (name: string): number => columns[name]![index]!;
  const to = index + 1 < length ? columns['firstPhone']![index + 1]! : phones.length;
  return {
    database: at('database'), zone: at('zone'), priority: at('priority'), createdAt: at('createdAt'), hardOwner: at('hardOwner'), softOwner: at('softOwner'),
    action: ACTIONS[at('action')] as InitialRecord['action'], nextCallAt: at('nextCallAt'), status: at('status'), phones: Array.from(phones.subarray(at('firstPhone'), to)),
    ...(rankCount === 0 ? {} : { ranks: Array.from(ranks.subarray(index * rankCount, (index + 1) * rankCount)) }),
    ...(hasHistory ? {
      history: {
        attempts: at('attempts'), totalAttempts: at('totalAttempts'), dials: at('dials'), autoDials: at('autoDials'), lastCalledAt: at('lastCalledAt'),
        blockedUntilAt: at('blockedUntilAt'), numberIndex: at('numberIndex'), retryProgressive: (at('marks') & RETRY_PROGRESSIVE) !== 0,
        hasCallActivity: (at('marks') & HAS_CALL) !== 0, invalid: positionsOf(at('invalid')),
      },
    } : {}),
  };
}

/** Takes records one after the other and keeps them as columns. */
export class RecordColumnsBuilder {
  private readonly hasHistory: boolean;
  private readonly rankCount: number;
  private readonly table: Record<string, Column>;
  private readonly names: readonly string[];
  private phones = new Int32Array(64);
  private ranks: Float64Array;
  private capacity = 64;
  private length = 0;
  private phoneCount = 0;

  constructor(hasHistory: boolean, rankCount: number) {
    this.hasHistory = hasHistory;
    this.rankCount = rankCount;
    this.ranks = new Float64Array(64 * rankCount);
    const whole = ['database', 'zone', 'priority', 'hardOwner', 'softOwner', 'action', 'status', 'firstPhone'];
    const wholeOfHistory = ['attempts', 'totalAttempts', 'dials', 'autoDials', 'numberIndex', 'marks', 'invalid'];
    this.table = Object.fromEntries([
      ...[...whole, ...(hasHistory ? wholeOfHistory : [])].map((name) => [name, new Int32Array(64)] as const),
      ...['createdAt', 'nextCallAt', ...(hasHistory ? ['lastCalledAt', 'blockedUntilAt'] : [])].map((name) => [name, new Float64Array(64)] as const),
    ]);
    this.names = Object.keys(this.table);
  }

  push(record: InitialRecord): void {
    const row = this.length;
    if (row === this.capacity) this.grow();
    const { table } = this;
    const put = (name: string, value: number): void => { table[name]![row] = value; };
    for (const name of ['database', 'zone', 'priority', 'createdAt', 'hardOwner', 'softOwner', 'nextCallAt', 'status'] as const) put(name, record[name]);
    put('action', ACTIONS.indexOf(record.action));
    put('firstPhone', this.phoneCount);
    for (const phone of record.phones) this.pushPhone(phone);
    for (let place = 0; place < this.rankCount; place += 1) this.ranks[row * this.rankCount + place] = record.ranks?.[place] ?? UNSET;
    if (this.hasHistory) {
      const history = record.history!;
      for (const name of ['attempts', 'totalAttempts', 'dials', 'autoDials', 'lastCalledAt', 'blockedUntilAt', 'numberIndex'] as const) put(name, history[name]);
      put('marks', (history.retryProgressive ? RETRY_PROGRESSIVE : 0) + (history.hasCallActivity ? HAS_CALL : 0));
      put('invalid', history.invalid.reduce((bits, position) => bits | (1 << position), 0));
    }
    this.length += 1;
  }

  finish(): RecordColumns {
    const { length, hasHistory, rankCount } = this;
    return {
      length, hasHistory, rankCount, columns: Object.fromEntries(this.names.map((name) => [name, this.table[name]!.slice(0, length)])),
      phones: this.phones.slice(0, this.phoneCount), ranks: this.ranks.slice(0, length * rankCount),
    };
  }

  private pushPhone(phone: number): void {
    if (this.phoneCount === this.phones.length) {
      const grown = new Int32Array(this.phones.length * 2);
      grown.set(this.phones);
      this.phones = grown;
    }
    this.phones[this.phoneCount] = phone;
    this.phoneCount += 1;
  }

  private grow(): void {
    this.capacity *= 2;
    growColumns(this.table, this.names, this.capacity);
    const ranks = new Float64Array(this.capacity * this.rankCount);
    ranks.set(this.ranks);
    this.ranks = ranks;
  }
}

const RETRY_PROGRESSIVE = 1;
const HAS_CALL = 2;

/** Positions of the bits that are set. */
function positionsOf(bits: number): number[] {
  const positions: number[] = [];
  for (let position = 0; position < 31; position += 1) if ((bits & (1 << position)) !== 0) positions.push(position);
  return positions;
}
