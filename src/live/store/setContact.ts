/**
 * Links records to a contact of the customer's CRM, or cuts the link (records: R34, D11).
 *
 * Rule: the contact's id is a text that the engine does not hold; whether a record may be edited now, the engine decides, and its
 * history shows the edit.
 */
import type { Millis } from '../../base/time.ts';
import type { StoredCampaign } from './campaigns.ts';
import { changeRecords, recordEvents, type ChangeReport } from './changeRecords.ts';
import type { RecordFilter } from './filter.ts';
import type { Store } from './openStore.ts';

/** @param contactId null: no contact. An id that is new to the store is a new contact. Throws a StoreError for a filter that names nothing. */
export function setContact(store: Store, campaign: StoredCampaign, filter: RecordFilter, contactId: string | null, now: Millis): ChangeReport {
  const update = store.db.prepare('UPDATE record SET contact = ? WHERE id = ?');
  return changeRecords(store, campaign, {
    load: filter, now,
    events: (loaded) => recordEvents(loaded, (record) => {
      const { priority, zone, phones } = loaded.dialer.record(record);
      return { kind: 'recordEdited', at: now, record, priority, zone, phones: phones.map((phone) => phone.number) };
    }),
    andThen: (id) => { update.run(contactId, id); },
  });
}
