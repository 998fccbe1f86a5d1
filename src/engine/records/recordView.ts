/**
 * A record as it stands, read out of the tables for people and stores, and the clone of one (records: section 3; R36).
 *
 * Rule: a clone has the source's type, database, numbers, zone, priority and hard owner, and nothing else; whoever keeps
 * texts (contact, form) copies them beside it. It joins with an ordinary `recordCreated`.
 */
import type { Millis } from '../../base/time.ts';
import { UNSET } from '../../base/time.ts';
import type { RecordCreated } from '../events.ts';
import type { DialerState } from '../state.ts';
import { ACTIONS, NONE, type ActionName } from '../vocabulary.ts';
import { RecordFlag } from './recordTable.ts';

/** Indices, instants and counters; NONE and UNSET where a field is absent. */
export interface RecordView {
  readonly record: number;
  readonly recordType: number;
  readonly database: number;
  readonly zone: number;
  readonly priority: number;
  readonly createdAt: Millis;
  readonly action: ActionName;
  readonly nextCallAt: Millis;
  readonly lastCalledAt: Millis;
  readonly hardOwner: number;
  readonly softOwner: number;
  readonly status: number;
  readonly attempts: number;
  readonly totalAttempts: number;
  /** All dials ever, and those of them that an agent did not dial by hand. */
  readonly dials: number;
  readonly autoDials: number;
  readonly hasCallActivity: boolean;
  readonly retryProgressive: boolean;
  readonly numberIndex: number;
  readonly blockedUntil: Millis;
  readonly phones: readonly { readonly number: number; readonly invalid: boolean; readonly blocked: boolean }[];
  /** An activity is open. */
  readonly inTurn: boolean;
  readonly deleted: boolean;
}

export function readRecord(s: DialerState, record: number): RecordView {
  const { records } = s;
  if (!(record >= 0 && record < records.length)) throw new RangeError(`there is no record ${record}; there are ${records.length}`);
  return {
    record, recordType: records.recordType[record]!, database: records.database[record]!, zone: records.zone[record]!, priority: records.priority[record]!,
    createdAt: records.createdAt[record]!, action: ACTIONS[records.actionOf(record)], nextCallAt: records.nextCallAt[record]!,
    lastCalledAt: records.lastCalledAt[record]!, hardOwner: records.hardOwner[record]!, softOwner: records.softOwner[record]!, status: records.status[record]!,
    attempts: records.attempts[record]!, totalAttempts: records.totalAttempts[record]!, dials: records.dials[record]!, autoDials: records.autoDialsOf(record),
    hasCallActivity: records.hasFlag(record, RecordFlag.hasCallActivity), retryProgressive: records.hasFlag(record, RecordFlag.retryProgressive),
    numberIndex: records.numberIndex[record]!, blockedUntil: records.blockedUntil[record]!,
    phones: Array.from({ length: records.phoneCount[record]! }, (_, position) => {
      const number = records.numberAt(record, position);
      return { number, invalid: records.isInvalid(record, position), blocked: records.isBlockedNumber(number) };
    }),
    inTurn: records.hasFlag(record, RecordFlag.inTurn), deleted: records.hasFlag(record, RecordFlag.deleted),
  };
}

/** R36: the event with which a clone joins the campaign as record `clone`. */
export function cloneRecord(source: RecordView, clone: number, at: Millis): RecordCreated {
  const { recordType, database, zone, priority, hardOwner } = source;
  return {
    kind: 'recordCreated', at, record: clone, recordType, database, zone, priority, createdAt: at, action: 'notAssigned', nextCallAt: UNSET, hardOwner,
    softOwner: NONE, status: NONE, phones: source.phones.map((phone) => phone.number),
  };
}
