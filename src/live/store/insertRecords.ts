/**
 * Adding records to a store: the row, its numbers, its form, and an activity of kind import.
 *
 * Rule: statements are prepared once; the caller holds the transaction. Every row of the transition table appends an activity,
 * creation too (records: section 5).
 */
import type { ActionName } from '../../engine/vocabulary.ts';
import type { Store } from './openStore.ts';
import type { FormValues } from './storedRecord.ts';

export interface NewRecord {
  /** Absent: the next one. */
  readonly id?: number;
  readonly database: number;
  readonly phones: readonly string[];
  readonly contactId: string | null;
  readonly timeZone: string | null;
  readonly priority: number;
  readonly createdAt: number;
  readonly hardOwner: number | null;
  readonly softOwner: number | null;
  readonly action: ActionName;
  readonly nextCallAt: number | null;
  readonly status: string | null;
  readonly form: FormValues | null;
}

export interface RecordInserter {
  /** Adds a record and returns its id. */
  insert(record: NewRecord, now: number): number;
  /** The record of this record type that has the number already, or null. */
  ownerOfNumber(number: string, recordType: number): number | null;
}

export function createInserter(store: Store, campaignId: number): RecordInserter {
  const { db } = store;
  const record = db.prepare(`INSERT INTO record
    (id, database, contact, time_zone, priority, created_at, hard_owner, soft_owner, action, next_call_at, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const phone = db.prepare('INSERT INTO phone (record, position, number) VALUES (?, ?, ?)');
  const form = db.prepare('INSERT INTO form (record, body) VALUES (?, ?)');
  const activity = db.prepare(`INSERT INTO activity
    (record, campaign, kind, started_at, ended_at, status, action_at_start, action_after, attempts_after, next_call_at_after)
    VALUES (?, ?, 'import', ?, ?, ?, ?, ?, 0, ?)`);
  const sameNumber = db.prepare(`SELECT phone.record AS id FROM phone
    JOIN record ON record.id = phone.record JOIN database ON database.id = record.database
    WHERE phone.number = ? AND database.record_type = ? LIMIT 1`);
  return {
    insert: (given, now) => {
      const { action, nextCallAt, status } = given;
      const id = Number(record.run(
        given.id ?? null, given.database, given.contactId, given.timeZone, given.priority, given.createdAt, given.hardOwner, given.softOwner, action, nextCallAt, status,
      ).lastInsertRowid);
      given.phones.forEach((number, position) => { phone.run(id, position, number); });
      if (given.form !== null) form.run(id, JSON.stringify(given.form));
      activity.run(id, campaignId, now, now, status, action, action, nextCallAt);
      return id;
    },
    ownerOfNumber: (number, recordType) => (sameNumber.get(number, recordType) as { id: number } | undefined)?.id ?? null,
  };
}
