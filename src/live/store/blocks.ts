/** The block list of a store (records: section 12): numbers that no campaign, or one campaign, may dial. */
import type { StoredCampaign } from './campaigns.ts';
import type { Store } from './openStore.ts';

/** Blocks a canonical number for every campaign (null) or for one. False: it was blocked already. */
export function blockNumber(store: Store, number: string, scope: StoredCampaign | null, now: number, reason = 'user'): boolean {
  return store.db.prepare('INSERT OR IGNORE INTO block (number, scope, since, reason) VALUES (?, ?, ?, ?)').run(number, scope?.id ?? 0, now, reason).changes > 0;
}

/** Takes the entry away; one of the other scope stays. False: there was none. */
export function unblockNumber(store: Store, number: string, scope: StoredCampaign | null): boolean {
  return store.db.prepare('DELETE FROM block WHERE number = ? AND scope = ?').run(number, scope?.id ?? 0).changes > 0;
}
