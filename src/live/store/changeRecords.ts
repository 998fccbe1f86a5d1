/**
 * Changes to records from outside, one after the other or in a batch: loaded into a dialer, decided by the engine, written back.
 *
 * Rule: everything happens in one transaction. What the engine refuses is listed with its reason and stays as it was; the rest
 * gets the fields and the activity that the engine gave it.
 */
import { NEVER, UNSET, type Millis } from '../../base/time.ts';
import type { ClosedActivity, Commands } from '../../engine/commands.ts';
import type { DialerEvent } from '../../engine/events.ts';
import { RecordFlag } from '../../engine/records/recordTable.ts';
import { NONE, type Rejection } from '../../engine/vocabulary.ts';
import type { StoredCampaign } from './campaigns.ts';
import { isEmptyFilter, whereOf, type RecordFilter } from './filter.ts';
import { inTransaction, type Store } from './openStore.ts';
import { loadDialer, SILENT, type StoreDialer } from './storeDialer.ts';
import { createActivityWriter, createRecordWriter } from './writeRecords.ts';

export interface Change {
  /** Records that are loaded into the dialer. */
  readonly load: RecordFilter;
  readonly now: Millis;
  /** The latest instant that an event names. */
  readonly until?: Millis;
  /** The events to hand over; `records` are the dialer's indices. */
  readonly events: (loaded: StoreDialer) => Iterable<DialerEvent>;
  /** What else happens, in the same transaction, to each record (by its id) that the engine changed: texts that the engine does not hold. */
  readonly andThen?: (id: number) => void;
}

export interface ChangeReport {
  /** Records that the engine changed. */
  readonly changed: number;
  readonly refused: readonly { readonly id: number; readonly reason: Rejection }[];
  /** The whole was refused, and why; null: it ran. */
  readonly refusedAll: Rejection | null;
  /** An agent who obtained owns as many as he may. */
  readonly limitReached: boolean;
}

/** Makes the change. Throws a StoreError for bad input; a refusal by the engine is no error but part of the report. */
export function changeRecords(store: Store, campaign: StoredCampaign, change: Change): ChangeReport {
  return inTransaction(store, () => {
    const { now, until, load } = change;
    const loaded = loadDialer(store, campaign, { now, filter: load, ...(until === undefined ? {} : { until }) });
    const refused: { id: number; reason: Rejection }[] = loaded.inUse.map((id) => ({ id, reason: 'recordInUse' }));
    const activities: ClosedActivity[] = [];
    let refusedAll: Rejection | null = null;
    let limitReached = false;
    const sink: Commands = {
      ...SILENT,
      activity: (closed) => { activities.push({ ...closed }); },
      rejected: (record, reason) => {
        if (record === NONE) refusedAll = reason;
        else refused.push({ id: loaded.ids[record]!, reason });
      },
      batchDone: (_batch, _agent, _done, _inUse, _blocked, limit) => { limitReached ||= limit; },
    };
    for (const event of change.events(loaded)) loaded.dialer.handle(event, sink);
    const touched = new Set(activities.map((activity) => activity.record));
    const deleted = writeBack(store, campaign, loaded, activities, touched);
    if (change.andThen !== undefined) for (const record of touched) change.andThen(loaded.ids[record]!);
    return { changed: touched.size + deleted, refused, refusedAll, limitReached };
  });
}

/** One event for each record that was loaded. */
export function recordEvents(loaded: StoreDialer, make: (record: number) => DialerEvent): Iterable<DialerEvent> {
  return loaded.ids.map((_, record) => make(record));
}

/** Recycles (R31): the store's filter chooses, the engine asks for one and decides record by record. */
export function recycleRecords(store: Store, campaign: StoredCampaign, filter: RecordFilter, includeOpen: boolean, now: Millis): ChangeReport {
  whereOf(store, campaign, filter);
  return changeRecords(store, campaign, {
    load: filter, now,
    events: ({ databases, statuses }) => [{
      kind: 'recordsRecycled', at: now, includeOpen,
      statuses: (filter.statuses ?? []).map((id) => statuses.of(id === 'none' ? null : id)),
      databases: (isEmptyFilter(filter) ? [] : filter.databases === undefined || filter.databases.length === 0 ? databases.names : filter.databases).map((name) => databases.of(name)),
    }],
  });
}

/** Writes what the engine gave; takes out what it deleted. Returns how many those were. */
function writeBack(store: Store, campaign: StoredCampaign, loaded: StoreDialer, activities: readonly ClosedActivity[], touched: ReadonlySet<number>): number {
  const idsByName = (table: 'agent' | 'database'): ReadonlyMap<string, number> =>
    new Map((store.db.prepare(`SELECT id, name FROM ${table}`).all() as { id: number; name: string }[]).map((one) => [one.name, one.id]));
  const agents = idsByName('agent');
  const databases = idsByName('database');
  const agentId = (index: number): number | null => (index === NONE ? null : agents.get(loaded.agents.at(index)!)!);
  const writer = createActivityWriter(store, campaign, campaign.definition.mode);
  for (const one of activities) {
    writer.activity({
      ...one, record: loaded.ids[one.record]!, agent: agentId(one.agent), status: loaded.statuses.at(one.status), promisedAt: orNull(one.promisedAt),
      nextCallAtAfter: orNull(one.nextCallAtAfter),
    });
  }
  const snapshot = loaded.dialer.snapshot();
  const write = createRecordWriter(store, (record) => loaded.dialer.record(record), {
    agentId, status: (index) => loaded.statuses.at(index), database: (index) => databases.get(loaded.databases.at(index)!)!,
  });
  const remove = store.db.prepare('DELETE FROM record WHERE id = ?');
  let deleted = 0;
  loaded.ids.forEach((id, record) => {
    if ((snapshot.records.columns['flags']![record]! & RecordFlag.deleted) !== 0) {
      remove.run(id);
      deleted += 1;
    } else if (touched.has(record)) {
      write(id, record);
    }
  });
  store.db.prepare('UPDATE campaign SET assign_position = ? WHERE id = ?').run(snapshot.assignPosition, campaign.id);
  return deleted;
}

function orNull(at: Millis): number | null {
  return at === UNSET ? null : Math.min(at, NEVER);
}
