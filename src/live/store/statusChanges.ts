/**
 * Changes to statuses in a store: the dictionary's draft, its saving, and the campaigns' lists (records: section 10.1).
 *
 * Rule: what a change means is the engine's (`statusDictionary`); here it is read from the tables and written back in one
 * transaction. A draft is kept in the store until it is saved or dropped, and nothing of it is in force before.
 */
import { BUNDLES, resolveSettings } from '../../engine/bundles.ts';
import {
  addStatus, addToCampaign, makeInCampaign, openDraft, removeStatus, saveChanges, type NewStatus, type NewStatusDefaults, type SaveResult, type StatusDraft,
  type StatusWorld,
} from '../../engine/records/statusDictionary.ts';
import { statusListProblems } from '../../engine/records/statusListProblems.ts';
import { overridesOf } from '../../scenario/compileCampaign.ts';
import { campaignsOf, type StoredCampaign } from './campaigns.ts';
import { inTransaction, type Store } from './openStore.ts';
import { campaignStatuses, DICTIONARY, dictionaryOf, newStatusesAreFinal, writeCampaignList, writeStatus } from './statuses.ts';
import { StoreError } from './storeError.ts';

/** The dictionary and all campaigns' lists as they are in force. */
function statusWorldOf(store: Store): StatusWorld {
  return {
    dictionary: dictionaryOf(store),
    campaigns: campaignsOf(store).map((campaign) => {
      const { definition } = campaign;
      const { mode, automaticStatus, initialStatusId } = resolveSettings(definition.mode, definition.bundle ?? 'default', overridesOf(definition));
      return {
        name: campaign.name, active: campaign.active, statuses: campaignStatuses(store, campaign.id), settings: { mode, automaticStatus, initialStatusId },
        systemStatusRequired: isSystemStatusRequired(campaign),
      };
    }),
  };
}

/** The dictionary as it will be after `saveDraft`; null: nothing is drafted. */
export function draftOf(store: Store): (StatusDraft & { readonly force: boolean }) | null {
  const row = store.db.prepare(`SELECT value FROM meta WHERE key = '${DRAFT}'`).get() as { value: string } | undefined;
  return row === undefined ? null : JSON.parse(row.value) as StatusDraft & { force: boolean };
}

/** Drafts a new status of the dictionary. */
export function draftStatus(store: Store, campaign: StoredCampaign, given: NewStatus): void {
  changeDraft(store, (draft) => addStatus(draft, given, defaultsOf(campaign)), false);
}

/** Drafts a removal. With `force` saving takes it from active campaigns too. Returns the active campaigns that use the status. */
export function draftRemoval(store: Store, id: string, force: boolean): readonly string[] {
  const { statuses } = draftOf(store) ?? openDraft(statusWorldOf(store));
  if (!statuses.some((status) => status.id === id)) {
    throw new StoreError(`there is no status '${id}' in the dictionary; there are: ${statuses.map((status) => status.id).join(', ') || 'none'}`);
  }
  const users = statusWorldOf(store).campaigns.filter((one) => one.active && one.statuses.some((status) => status.id === id && status.scope === 'dictionary'));
  changeDraft(store, (draft) => removeStatus(draft, id), force);
  return users.map((one) => one.name);
}

/** Puts the draft in force, all of it or nothing. A refusal leaves the draft as it is. */
export function saveDraft(store: Store, force: boolean): SaveResult {
  return inTransaction(store, () => {
    const world = statusWorldOf(store);
    const draft = draftOf(store);
    if (draft === null) throw new StoreError('no change of statuses is drafted; nothing to save');
    const result = saveChanges(world, draft, force || draft.force);
    if (!result.ok) return result;
    writeWorld(store, result.world);
    dropDraft(store);
    return result;
  });
}

export function dropDraft(store: Store): void {
  store.db.prepare(`DELETE FROM meta WHERE key = '${DRAFT}'`).run();
}

/** Makes a status that is valid in one campaign only (T15), at once. */
export function makeCampaignStatus(store: Store, campaign: StoredCampaign, given: NewStatus): void {
  inTransaction(store, () => { writeChecked(store, makeInCampaign(statusWorldOf(store), campaign.name, given, defaultsOf(campaign))); });
}

/** Adds a status of the dictionary to a campaign's list (T14, T16), at once. */
export function useStatus(store: Store, campaign: StoredCampaign, id: string): void {
  inTransaction(store, () => {
    const world = statusWorldOf(store);
    if (!world.dictionary.some((status) => status.id === id)) {
      throw new StoreError(`there is no status '${id}' in the dictionary; there are: ${world.dictionary.map((status) => status.id).join(', ') || 'none'}`);
    }
    writeChecked(store, addToCampaign(world, campaign.name, id));
  });
}

const DRAFT = 'statusDraft';

function changeDraft(store: Store, change: (draft: StatusDraft) => StatusDraft, force: boolean): void {
  inTransaction(store, () => {
    const before = draftOf(store);
    const { statuses } = change(before ?? openDraft(statusWorldOf(store)));
    store.db.prepare(`INSERT OR REPLACE INTO meta (key, value) VALUES ('${DRAFT}', ?)`).run(JSON.stringify({ statuses, force: force || before?.force === true }));
  });
}

function writeChecked(store: Store, world: StatusWorld): void {
  const problems = world.campaigns.flatMap((campaign) => statusListProblems(campaign).problems.map((problem) => `${campaign.name}: ${problem.field} ${problem.message}`));
  if (problems.length > 0) throw new StoreError(problems.join('\n'));
  writeWorld(store, world);
}

function writeWorld(store: Store, { dictionary, campaigns }: StatusWorld): void {
  store.db.prepare('UPDATE status SET removed = 1 WHERE campaign = ?').run(DICTIONARY);
  dictionary.forEach((status, position) => { writeStatus(store, DICTIONARY, status, position); });
  const stored = new Map(campaignsOf(store).map((campaign) => [campaign.name, campaign]));
  for (const { name, statuses, settings } of campaigns) {
    const campaign = stored.get(name)!;
    statuses.filter((status) => status.scope === 'campaign').forEach((status, position) => { writeStatus(store, campaign.id, status, position); });
    writeCampaignList(store, campaign.id, statuses.map((status) => status.id));
    const { automaticStatus, initialStatusId } = settings;
    const definition = { ...campaign.definition, automaticStatus, initialStatusId };
    store.db.prepare('UPDATE campaign SET definition = ? WHERE id = ?').run(JSON.stringify(definition), campaign.id);
  }
}

function isSystemStatusRequired({ definition }: StoredCampaign): boolean {
  return definition.systemStatusRequired ?? BUNDLES[definition.bundle ?? 'default'].systemStatusRequired;
}

function defaultsOf(campaign: StoredCampaign): NewStatusDefaults {
  return { final: newStatusesAreFinal(campaign.definition), systemStatusRequired: isSystemStatusRequired(campaign) };
}
