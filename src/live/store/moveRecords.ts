/** Records into another database, also one of another record type (records: R30). */
import type { Millis } from '../../base/time.ts';
import type { StoredCampaign } from './campaigns.ts';
import { changeRecords, recordEvents, type ChangeReport } from './changeRecords.ts';
import type { RecordFilter } from './filter.ts';
import { databasesOf, unknownDatabase } from './names.ts';
import type { Store } from './openStore.ts';
import { StoreError } from './storeError.ts';

/** @param recordType the type that the database must belong to. Throws a StoreError where it does not (`databaseMismatch`), or is not there. */
export function moveRecords(store: Store, campaign: StoredCampaign, filter: RecordFilter, database: string, recordType: number, now: Millis): ChangeReport {
  const target = databasesOf(store).find((one) => one.name === database);
  if (target === undefined) throw unknownDatabase(store, database);
  if (target.recordType !== recordType) throw new StoreError(`databaseMismatch: database '${database}' belongs to another record type; name that with --type`);
  return changeRecords(store, campaign, {
    load: filter, now,
    events: (loaded) => recordEvents(loaded, (record) => (
      { kind: 'recordMoved', at: now, record, recordType: recordType === campaign.recordType ? OWN : OTHER, database: loaded.databases.of(database) })),
  });
}

/** The engine knows a record of another type only as none of the campaign's. */
const OWN = 0;
const OTHER = 1;
