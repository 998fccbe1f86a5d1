/**
 * What a record says of itself is changed by a person: numbers, priority, zone, contact, form (records: R34, D04, D11).
 *
 * Rule: whether a record may be edited now, and what becomes of its marks, the engine decides; texts that the engine does not hold
 * are written beside it. Forms are judged before anything is changed.
 */
import type { Millis } from '../../base/time.ts';
import type { StoredCampaign } from './campaigns.ts';
import { changeRecords, recordEvents, type ChangeReport } from './changeRecords.ts';
import type { RecordFilter } from './filter.ts';
import type { Store } from './openStore.ts';
import type { StoreDialer } from './storeDialer.ts';
import { readRecords, type FormValues } from './storedRecord.ts';

/** Absent: stays as it is. */
export interface Edit {
  /** Canonical numbers in order. */
  readonly phones?: readonly string[];
  readonly priority?: number;
  /** An IANA name; null: the campaign's. */
  readonly timeZone?: string | null;
  /** Null: no contact. An id that is new to the store is a new contact. */
  readonly contactId?: string | null;
  /** Values of the form; null takes one away, others stay. */
  readonly form?: FormValues;
}

/** Edits the records that the filter means. Throws a StoreError for a filter that names nothing. */
export function editRecords(store: Store, campaign: StoredCampaign, filter: RecordFilter, edit: Edit, now: Millis): ChangeReport {
  let loaded: StoreDialer | null = null;
  const indices = new Map<number, number>();
  const write = createWriter(store, edit);
  return changeRecords(store, campaign, {
    load: filter, now,
    events: (dialers) => {
      loaded = dialers;
      dialers.ids.forEach((id, index) => indices.set(id, index));
      const numbers = edit.phones?.map((phone) => dialers.numbers.of(phone));
      return recordEvents(dialers, (record) => {
        const { priority, zone, phones } = dialers.dialer.record(record);
        // The zone's name is written beside it: a dialer knows only zones that its list had when it was made.
        return { kind: 'recordEdited', at: now, record, priority: edit.priority ?? priority, zone, phones: numbers ?? phones.map((phone) => phone.number) };
      });
    },
    andThen: (id) => { write(id, loaded!, indices.get(id)!, campaign); },
  });
}

function createWriter(store: Store, edit: Edit): (id: number, loaded: StoreDialer, record: number, campaign: StoredCampaign) => void {
  const { db } = store;
  const contact = db.prepare('UPDATE record SET contact = ? WHERE id = ?');
  const zone = db.prepare('UPDATE record SET time_zone = ? WHERE id = ?');
  const removePhones = db.prepare('DELETE FROM phone WHERE record = ?');
  const addPhone = db.prepare('INSERT INTO phone (record, position, number, invalid) VALUES (?, ?, ?, ?)');
  const removeForm = db.prepare('DELETE FROM form WHERE record = ?');
  const addForm = db.prepare('INSERT INTO form (record, body) VALUES (?, ?)');
  return (id, loaded, record, campaign) => {
    if (edit.contactId !== undefined) contact.run(edit.contactId, id);
    if (edit.timeZone !== undefined) zone.run(edit.timeZone, id);
    if (edit.phones !== undefined) {
      removePhones.run(id);
      loaded.dialer.record(record).phones.forEach((phone, position) => { addPhone.run(id, position, loaded.numbers.at(phone.number), phone.invalid ? 1 : 0); });
    }
    if (edit.form !== undefined) {
      const [before] = readRecords(store, campaign, { ids: [id] }, 1);
      const form = Object.fromEntries(Object.entries({ ...before!.form, ...edit.form }).filter(([, value]) => value !== null));
      removeForm.run(id);
      if (Object.keys(form).length > 0) addForm.run(id, JSON.stringify(form));
    }
  };
}
