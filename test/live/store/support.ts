/** A store for tests: made in a temporary folder that goes away with the test file, filled from texts. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { BundleId } from '../../../src/engine/bundles.ts';
import type { DialerEvent } from '../../../src/engine/events.ts';
import type { Mode } from '../../../src/engine/vocabulary.ts';
import { addCampaign, campaignNamed, type NewCampaign, type StoredCampaign } from '../../../src/live/store/campaigns.ts';
import { changeRecords, recordEvents, type ChangeReport } from '../../../src/live/store/changeRecords.ts';
import { exportRecords } from '../../../src/live/store/exportRecords.ts';
import type { RecordFilter } from '../../../src/live/store/filter.ts';
import { importRecords, type ImportOptions, type ImportReport } from '../../../src/live/store/importRecords.ts';
import { createStore, type Store } from '../../../src/live/store/openStore.ts';
import type { StoreDialer } from '../../../src/live/store/storeDialer.ts';
import { readRecords, type StoredRecord } from '../../../src/live/store/storedRecord.ts';

/** Monday 2 March 2026, 10:00 in UTC: the present of these tests. */
export const NOW = Date.UTC(2026, 2, 2, 10);
export const HOUR = 3_600_000;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'overdial-store-'));
  folders.push(made);
  return made;
}

export interface Desk {
  readonly store: Store;
  readonly campaign: StoredCampaign;
  readonly folder: string;
  /** Imports a text; the options are those of a plain CSV unless told otherwise. */
  load(text: string, options?: Partial<ImportOptions>): Promise<ImportReport>;
  records(filter?: RecordFilter): StoredRecord[];
  record(id: number): StoredRecord | undefined;
  export(filter?: RecordFilter, format?: 'csv' | 'ndjson'): string;
  /** One event for each record of the filter. */
  change(filter: RecordFilter, event: (record: number, loaded: StoreDialer) => DialerEvent): ChangeReport;
}

export function desk(bundle: BundleId = 'daktela', mode: Mode = 'progressive', more: Partial<NewCampaign> & { settings?: object } = {}): Desk {
  const made = folder();
  const store = createStore(join(made, 'store.db'));
  const { settings, ...rest } = more;
  addCampaign(store, {
    name: 'North', recordType: 'customer', zone: 'UTC', country: null, databases: [{ name: 'spring', active: true }, { name: 'autumn', active: true }],
    agents: ['Ann', 'Bob', 'Cid'], definition: { mode, bundle, strategy: { id: 'progressive' }, ...settings }, ...rest,
  });
  const campaign = (): StoredCampaign => campaignNamed(store, 'North');
  let files = 0;
  return {
    store, folder: made,
    get campaign() { return campaign(); },
    load: (text, options = {}) => {
      const file = join(made, `list${files++}.${options.format ?? 'csv'}`);
      writeFileSync(file, text);
      return importRecords(store, campaign(), file, {
        format: 'csv', delimiter: ',', map: new Map(), country: null, duplicates: false, allOrNothing: false, now: NOW, ...options,
      });
    },
    records: (filter = {}) => [...readRecords(store, campaign(), filter)],
    record: (id) => [...readRecords(store, campaign(), { ids: [id] })][0],
    export: (filter = {}, format = 'csv') => {
      let text = '';
      exportRecords(store, campaign(), filter, format, (part) => { text += part; });
      return text;
    },
    change: (filter, event) => changeRecords(store, campaign(), {
      load: filter, now: NOW, until: NOW + 48 * HOUR, events: (loaded) => recordEvents(loaded, (record) => event(record, loaded)),
    }),
  };
}

/** Marks records as called, with a status, as a finished run would have. */
export function called(store: Store, ids: readonly number[], status: string | null, action = 'done'): void {
  for (const id of ids) store.db.prepare('UPDATE record SET has_call = 1, dials = 1, total_attempts = 1, status = ?, action = ?, next_call_at = NULL WHERE id = ?').run(status, action, id);
}
