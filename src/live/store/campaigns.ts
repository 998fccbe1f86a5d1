/**
 * The campaigns of a store: each with its mode, bundle and settings in the form of a scenario file's part `campaign`.
 *
 * Rule: a campaign calls the records of one record type (D27); every campaign of a store works on the same records.
 */
import type { CampaignData } from '../../scenario/schema/campaign.ts';
import { databasesOf, addDatabase, agentNamed } from './names.ts';
import type { Store } from './openStore.ts';
import { addCampaignStatuses } from './statuses.ts';
import { StoreError } from './storeError.ts';

export interface StoredCampaign {
  readonly id: number;
  readonly name: string;
  readonly recordType: number;
  readonly zone: string;
  /** ISO 3166 code for national numbers, or null. */
  readonly country: string | null;
  readonly definition: CampaignData;
  readonly active: boolean;
  /** Where round-robin assignment goes on. */
  readonly assignPosition: number;
}

export interface NewCampaign {
  readonly name: string;
  readonly recordType: string;
  readonly zone: string;
  readonly country: string | null;
  readonly definition: CampaignData;
  readonly databases: readonly { readonly name: string; readonly active: boolean }[];
  readonly agents: readonly string[];
}

/** Adds a campaign with its record type, databases, agents and statuses, as far as they are not there yet. */
export function addCampaign(store: Store, campaign: NewCampaign): void {
  if (campaignsOf(store).some((one) => one.name === campaign.name)) throw new StoreError(`campaign '${campaign.name}' exists already in ${store.path}`);
  const recordType = recordTypeNamed(store, campaign.recordType);
  const { definition } = campaign;
  const id = Number(store.db.prepare('INSERT INTO campaign (name, record_type, zone, country, definition, active) VALUES (?, ?, ?, ?, ?, ?)')
    .run(campaign.name, recordType, campaign.zone, campaign.country, JSON.stringify(definition), definition.active === false ? 0 : 1).lastInsertRowid);
  for (const { name, active } of campaign.databases) {
    const known = databasesOf(store).find((one) => one.name === name);
    if (known === undefined) store.db.prepare('UPDATE database SET active = ? WHERE id = ?').run(active ? 1 : 0, addDatabase(store, recordType, name));
    else if (known.recordType !== recordType) throw new StoreError(`database '${name}' belongs to another record type`);
  }
  for (const agent of campaign.agents) agentNamed(store, agent);
  addCampaignStatuses(store, id, definition);
}

export function campaignsOf(store: Store): StoredCampaign[] {
  const rows = store.db.prepare('SELECT id, name, record_type, zone, country, definition, active, assign_position FROM campaign ORDER BY id').all() as {
    id: number; name: string; record_type: number; zone: string; country: string | null; definition: string; active: number; assign_position: number;
  }[];
  return rows.map((row) => ({
    id: row.id, name: row.name, recordType: row.record_type, zone: row.zone, country: row.country, definition: JSON.parse(row.definition) as CampaignData,
    active: row.active === 1, assignPosition: row.assign_position,
  }));
}

/** The campaign of this name; without a name the only one. Throws a StoreError that names those there are. */
export function campaignNamed(store: Store, name: string | undefined): StoredCampaign {
  const all = campaignsOf(store);
  const names = all.map((one) => one.name).join(', ') || 'none';
  const found = name === undefined ? (all.length === 1 ? all[0] : undefined) : all.find((one) => one.name === name);
  if (found !== undefined) return found;
  throw new StoreError(name === undefined ? `the store has several campaigns, --campaign must name one of ${names}` : `there is no campaign '${name}'; there are: ${names}`);
}

function recordTypeNamed(store: Store, name: string): number {
  const found = store.db.prepare('SELECT id FROM record_type WHERE name = ?').get(name) as { id: number } | undefined;
  return found?.id ?? Number(store.db.prepare('INSERT INTO record_type (name) VALUES (?)').run(name).lastInsertRowid);
}
