/**
 * Which records are meant: the filters that list, export, recycle, delete and the others share (records: section 12).
 *
 * Rule: filters of one kind are alternatives, filters of different kinds must all hold; no filter means every record of the
 * campaign's record type. `none` as a status or owner means a record without one.
 */
import type { ActionName } from '../../engine/vocabulary.ts';
import type { StoredCampaign } from './campaigns.ts';
import { agentsOf, databasesOf, unknownDatabase } from './names.ts';
import type { Store } from './openStore.ts';
import { statusIdsEver } from './statuses.ts';
import { StoreError } from './storeError.ts';

export interface RecordFilter {
  readonly ids?: readonly number[];
  /** Status ids, also of statuses that were removed. */
  readonly statuses?: readonly string[];
  readonly databases?: readonly string[];
  readonly actions?: readonly ActionName[];
  /** Hard or soft owners by name. */
  readonly owners?: readonly string[];
}

const NO_VALUE = 'none';

export function isEmptyFilter(filter: RecordFilter): boolean {
  return [filter.ids, filter.statuses, filter.databases, filter.actions, filter.owners].every((part) => part === undefined || part.length === 0);
}

/** The filter as an SQL condition on `record`. Throws a StoreError for a name that the store does not know. */
export function whereOf(store: Store, campaign: StoredCampaign, filter: RecordFilter): string {
  const databases = databasesOf(store);
  const own = databases.filter((one) => one.recordType === campaign.recordType);
  const parts = [`record.database IN (${idsOf(filter.databases, own, (name) => unknownDatabase(store, name)).join(', ')})`];
  if (filled(filter.ids)) parts.push(`record.id IN (${filter.ids.map((id) => Math.trunc(id)).join(', ')})`);
  if (filled(filter.actions)) parts.push(`record.action IN (${filter.actions.map(quoted).join(', ')})`);
  if (filled(filter.statuses)) {
    const known = statusIdsEver(store);
    for (const id of filter.statuses) {
      if (id !== NO_VALUE && !known.has(id)) throw new StoreError(`there is no status '${id}'; there are: ${[...known].join(', ') || 'none'}`);
    }
    const named = filter.statuses.filter((id) => id !== NO_VALUE).map(quoted);
    parts.push(orNull(filter.statuses, `record.status IN (${named.join(', ')})`, 'record.status IS NULL'));
  }
  if (filled(filter.owners)) {
    const agents = agentsOf(store);
    const ids = idsOf(filter.owners.filter((name) => name !== NO_VALUE), agents, (name) =>
      new StoreError(`there is no agent '${name}'; there are: ${agents.map((one) => one.name).join(', ') || 'none'}`), true).join(', ');
    parts.push(orNull(filter.owners, `(record.hard_owner IN (${ids}) OR record.soft_owner IN (${ids}))`, '(record.hard_owner IS NULL AND record.soft_owner IS NULL)'));
  }
  return parts.join(' AND ');
}

/** How many records the filter means. */
export function countRecords(store: Store, campaign: StoredCampaign, filter: RecordFilter): number {
  return (store.db.prepare(`SELECT count(*) AS n FROM record WHERE ${whereOf(store, campaign, filter)}`).get() as { n: number }).n;
}

/** Their ids, ascending. */
export function idsMatching(store: Store, campaign: StoredCampaign, filter: RecordFilter): number[] {
  return (store.db.prepare(`SELECT id FROM record WHERE ${whereOf(store, campaign, filter)} ORDER BY id`).raw().all() as [number][]).map(([id]) => id);
}

function filled<T>(part: readonly T[] | undefined): part is readonly T[] {
  return part !== undefined && part.length > 0;
}

function idsOf(names: readonly string[] | undefined, known: readonly { id: number; name: string }[], unknown: (name: string) => StoreError, strict = false): number[] {
  if (!strict && !filled(names)) return known.map((one) => one.id);
  return (names ?? []).map((name) => {
    const found = known.find((one) => one.name === name);
    if (found === undefined) throw unknown(name);
    return found.id;
  });
}

function orNull(names: readonly string[], condition: string, isNull: string): string {
  if (!names.includes(NO_VALUE)) return condition;
  return names.length === 1 ? isNull : `(${condition} OR ${isNull})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
