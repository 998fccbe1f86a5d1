/**
 * The customer list: records that join the campaign at the start, or in blocks ahead of need.
 *
 * Rule: one calendar entry at a time creates one record and plans the next at the same instant, so that a list of a
 * million records never stands in the calendar. Ranks of a record follow it. An endless list keeps at least half a block of records never dialled.
 */
import type { EventCalendar } from '../base/eventCalendar.ts';
import { UNSET, type Millis } from '../base/time.ts';
import type { NumberBlocked, RecordCreated, RecordRanked, RecordRestored } from '../engine/events.ts';
import { blankEvent } from './blankEvents.ts';
import { RECORD_CREATED } from './codes.ts';
import { initialRecordAt } from './recordColumns.ts';
import type { BlockedNumber, GivenRecords, InitialRecord, ListSpec, RecordHistory } from './spec.ts';

export class Records {
  /** Records created so far. */
  created = 0;

  private readonly calendar: EventCalendar;
  private readonly given: GivenRecords | null;
  private readonly blockSize: number;
  private readonly ownPhone = [0];
  private readonly twoPhones = [0, 0];
  private readonly count: number;
  private readonly secondNumberShare: number;
  private readonly event: RecordCreated = blankEvent('recordCreated');
  private readonly restored: RecordRestored;
  /** Entries of the block list, told before the first record. */
  private readonly blocked: readonly BlockedNumber[];
  private told = 0;
  private readonly blockedEvent: NumberBlocked = { kind: 'numberBlocked', at: 0, number: 0, scope: 'global', blocked: true };
  private readonly ranked: RecordRanked = { kind: 'recordRanked', at: 0, record: 0, ranks: [] };
  /** The last record's ranks are still to be told. */
  private hasRanks = false;
  /** Records of the present block still to be created. */
  private missing: number;
  private dialled = 0;

  constructor(list: ListSpec, recordType: number, zone: number, calendar: EventCalendar) {
    if (list.kind === 'endless' && !(list.blockSize >= 1)) throw new RangeError('an endless list needs blocks of at least one record');
    this.calendar = calendar;
    this.given = list.kind === 'given' ? list.records : null;
    this.blocked = list.kind === 'given' ? (list.blocked ?? []) : [];
    this.count = list.kind === 'plain' ? list.count : 0;
    this.secondNumberShare = list.kind === 'plain' ? (list.secondNumberShare ?? 0) : 0;
    this.blockSize = list.kind === 'endless' ? list.blockSize : 0;
    this.missing = list.kind === 'endless' ? list.blockSize : list.kind === 'plain' ? list.count : list.records.length;
    this.event.recordType = recordType;
    this.event.zone = zone;
    this.restored = { ...this.event, kind: 'recordRestored', ...NO_HISTORY };
  }

  /** Plans the first records; false when the list is empty. */
  start(now: Millis): boolean {
    if (this.missing === 0) return false;
    this.calendar.push(now, RECORD_CREATED, 0, 0);
    return true;
  }

  /** True when no record is about to be created. */
  get complete(): boolean {
    return this.missing === 0 && !this.hasRanks;
  }

  /** The next record (or number of the block list before the first), and a plan for what comes after it. */
  fire(now: Millis): RecordCreated | RecordRestored | RecordRanked | NumberBlocked {
    if (this.told < this.blocked.length) return this.block(now);
    if (this.hasRanks) return this.rank(now);
    const next = this.given === null ? undefined : initialRecordAt(this.given, this.created);
    const event = next?.history === undefined ? this.event : this.restored;
    event.at = now;
    event.record = this.created;
    if (this.given === null) {
      event.createdAt = now;
      event.phones = this.phonesOf(this.created);
    } else {
      fill(event, next!);
      if (next!.history !== undefined) Object.assign(event, next!.history);
    }
    this.created++;
    this.hasRanks = next?.ranks !== undefined;
    if (next?.ranks !== undefined) this.ranked.ranks = next.ranks;
    if (--this.missing > 0 || this.hasRanks) this.calendar.push(now, RECORD_CREATED, 0, 0);
    return event;
  }

  /** Numbers of a record that the world makes up. Those with two are spread evenly over the list. */
  private phonesOf(record: number): readonly number[] {
    const share = this.secondNumberShare;
    const phones = share > 0 && Math.floor((record + 1) * share) > Math.floor(record * share) ? this.twoPhones : this.ownPhone;
    phones[0] = record;
    if (phones.length > 1) phones[1] = this.count + record;
    return phones;
  }

  private block(now: Millis): NumberBlocked {
    const { number, scope } = this.blocked[this.told]!;
    this.told += 1;
    this.blockedEvent.at = now;
    this.blockedEvent.number = number;
    this.blockedEvent.scope = scope;
    this.calendar.push(now, RECORD_CREATED, 0, 0);
    return this.blockedEvent;
  }

  private rank(now: Millis): RecordRanked {
    this.hasRanks = false;
    this.ranked.at = now;
    this.ranked.record = this.created - 1;
    if (this.missing > 0) this.calendar.push(now, RECORD_CREATED, 0, 0);
    return this.ranked;
  }

  /** A record is dialled; `dialNumber` 1 is its first dial. */
  dialledAt(now: Millis, dialNumber: number): void {
    if (dialNumber !== 1) return;
    this.dialled++;
    if (this.missing === 0 && this.created - this.dialled < this.blockSize / 2) {
      this.missing = this.blockSize;
      this.calendar.push(now, RECORD_CREATED, 0, 0);
    }
  }
}

const NO_HISTORY: RecordHistory = {
  attempts: 0, totalAttempts: 0, dials: 0, autoDials: 0, lastCalledAt: UNSET, blockedUntilAt: UNSET, numberIndex: 0, retryProgressive: false,
  hasCallActivity: false, invalid: [],
};

function fill(event: RecordCreated | RecordRestored, record: InitialRecord): void {
  event.database = record.database;
  event.zone = record.zone;
  event.priority = record.priority;
  event.createdAt = record.createdAt;
  event.action = record.action;
  event.nextCallAt = record.nextCallAt;
  event.hardOwner = record.hardOwner;
  event.softOwner = record.softOwner;
  event.status = record.status;
  event.phones = record.phones;
}
