/** Makes the selection index of a campaign from its policy and settings: matching, orders and mixes of every bucket. */
import type { Conclusion } from '../../base/indexedHeap.ts';
import type { DialerOptions } from '../options.ts';
import type { RecordTable } from '../records/recordTable.ts';
import { Matching } from './matching.ts';
import { PickMix } from './pickMix.ts';
import type { Bucket } from './policy.ts';
import { SelectionIndex } from './selectionIndex.ts';
import type { ZoneClock } from './zoneClock.ts';

/** `databaseActive`: 1 while a database is switched on; the matching reads it whenever it places a record. */
export function buildMatching(options: DialerOptions, records: RecordTable, databaseActive: Uint8Array): Matching {
  const { policy, settings, recordType, databases, statuses } = options;
  return new Matching(policy.buckets, { records, settings, recordType, databaseActive }, databases.map((database) => database.id), statuses);
}

export function buildIndex(options: DialerOptions, records: RecordTable, matching: Matching, zones: ZoneClock, wake: Conclusion): SelectionIndex {
  const { policy, settings, selectionKey } = options;
  const mixes = policy.buckets.map((bucket, index) => mixOf(bucket, index, options, records));
  return new SelectionIndex(policy.buckets, matching, records, zones, selectionKey, mixes, settings.leadOrder, wake);
}

function mixOf(bucket: Bucket, index: number, { settings, databases, statuses, selectionKey }: DialerOptions, records: RecordTable): PickMix | null {
  const nthNew = bucket.nthNew === 'setting' ? settings.nthNew : (bucket.nthNew ?? 0);
  const listMix = bucket.listMix === 'setting' ? settings.listMix : (bucket.listMix ?? null);
  if (nthNew === 0 && listMix === null) return null;
  const names = { databaseIds: databases.map((database) => database.id), statusIds: statuses.map((status) => status.id) };
  return new PickMix({ nthNew, listMix, ...names, randomKey: selectionKey, bucket: index }, records);
}
