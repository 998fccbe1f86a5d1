/**
 * A new record like another (records: R36, D03).
 *
 * Rule: the clone has the source's database (and with it its type), contact, numbers, zone, priority, hard owner and form, and nothing
 * else: it is new, with the campaign's status for new records. The source may be in any state and does not change.
 */
import type { Millis } from '../../base/time.ts';
import { resolveSettings } from '../../engine/bundles.ts';
import { overridesOf } from '../../scenario/compileCampaign.ts';
import type { StoredCampaign } from './campaigns.ts';
import { createInserter } from './insertRecords.ts';
import { agentNamed, databasesOf } from './names.ts';
import { inTransaction, type Store } from './openStore.ts';
import { readRecords } from './storedRecord.ts';
import { StoreError } from './storeError.ts';

/** Returns the clone's id. Throws a StoreError where the campaign has no such record. */
export function cloneStored(store: Store, campaign: StoredCampaign, id: number, now: Millis): number {
  return inTransaction(store, () => {
    const [source] = readRecords(store, campaign, { ids: [id] }, 1);
    if (source === undefined) throw new StoreError(`there is no record ${id} in campaign ${campaign.name}`);
    const { mode, bundle = 'default' } = campaign.definition;
    return createInserter(store, campaign.id).insert({
      database: databasesOf(store).find((one) => one.name === source.database)!.id, phones: source.phones.map((phone) => phone.number), contactId: source.contactId,
      timeZone: source.timeZone, priority: source.priority, createdAt: now, hardOwner: source.owner === null ? null : agentNamed(store, source.owner), softOwner: null,
      action: 'notAssigned', nextCallAt: null, status: resolveSettings(mode, bundle, overridesOf(campaign.definition)).initialStatusId,
      form: Object.keys(source.form).length === 0 ? null : source.form,
    }, now);
  });
}
