/**
 * Statuses in a store: the dictionary, the statuses made in a campaign, and each campaign's own list (records: section 10.1).
 *
 * Rule: a campaign uses only the statuses of its list. A removed status stays as a name for the records that carry it.
 */
import { BUNDLES, dictionaryIdOf } from '../../engine/bundles.ts';
import type { Status } from '../../engine/options.ts';
import { DICTIONARIES } from '../../engine/records/dictionaries.ts';
import { statusesOf } from '../../scenario/compileCampaign.ts';
import { noneToNull } from '../../scenario/schema/basics.ts';
import type { CampaignData } from '../../scenario/schema/campaign.ts';
import type { Store } from './openStore.ts';

/** The dictionary's place among the owners of statuses. */
export const DICTIONARY = 0;

/** The dictionary's statuses in their order. */
export function dictionaryOf(store: Store): Status[] {
  return read(store, 'SELECT body FROM status WHERE campaign = 0 AND removed = 0 ORDER BY position');
}

/** The statuses of a campaign's list in their order: what its engine works with. */
export function campaignStatuses(store: Store, campaign: number): Status[] {
  return read(store, `SELECT status.body FROM campaign_status JOIN status ON status.id = campaign_status.status AND status.campaign IN (0, ${campaign})
    WHERE campaign_status.campaign = ${campaign} AND status.removed = 0 GROUP BY campaign_status.status ORDER BY campaign_status.position`);
}

/** Every status that the store has ever known, by id, with its name. */
export function statusIdsEver(store: Store): Map<string, string> {
  const rows = store.db.prepare('SELECT id, name FROM status ORDER BY campaign DESC').all() as { id: string; name: string }[];
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The list of a new campaign: the dictionary's active statuses that join new campaigns, then those made in it (T19). */
export function addCampaignStatuses(store: Store, campaign: number, definition: CampaignData): void {
  const bundle = definition.bundle ?? 'default';
  const preset = definition.dictionary === undefined ? dictionaryIdOf(bundle) : noneToNull(definition.dictionary);
  const known = new Set(dictionaryOf(store).map((status) => status.id));
  for (const status of preset === null ? [] : DICTIONARIES[preset]) {
    if (!known.has(status.id)) writeStatus(store, DICTIONARY, status, known.size);
    known.add(status.id);
  }
  const own = statusesOf(definition).filter((status) => status.scope === 'campaign');
  own.forEach((status, index) => { writeStatus(store, campaign, status, index); });
  const joining = dictionaryOf(store).filter((status) => status.active && status.autoAddToNewCampaigns);
  writeCampaignList(store, campaign, [...joining, ...own].map((status) => status.id));
}

/** Writes a status of the dictionary (0) or of a campaign, new or changed. */
export function writeStatus(store: Store, owner: number, status: Status, position: number): void {
  store.db.prepare(`INSERT INTO status (campaign, id, name, position, body, removed) VALUES (?, ?, ?, ?, ?, 0)
    ON CONFLICT (campaign, id) DO UPDATE SET name = excluded.name, position = excluded.position, body = excluded.body, removed = 0`)
    .run(owner, status.id, status.name, position, JSON.stringify(status));
}

/** Replaces a campaign's list. */
export function writeCampaignList(store: Store, campaign: number, ids: readonly string[]): void {
  store.db.prepare('DELETE FROM campaign_status WHERE campaign = ?').run(campaign);
  const insert = store.db.prepare('INSERT INTO campaign_status (campaign, position, status) VALUES (?, ?, ?)');
  ids.forEach((id, position) => { insert.run(campaign, position, id); });
}

/** Do statuses made in this campaign end the record until it is recycled? */
export function newStatusesAreFinal(definition: CampaignData): boolean {
  return BUNDLES[definition.bundle ?? 'default'].newStatusesAreFinal;
}

function read(store: Store, sql: string): Status[] {
  return (store.db.prepare(sql).all() as { body: string }[]).map(({ body }) => JSON.parse(body) as Status);
}
