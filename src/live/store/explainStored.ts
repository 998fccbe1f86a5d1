/** Why a stored record can be called at an instant, or cannot: the engine's own explanation (records: section 11.6), with names. */
import type { Millis } from '../../base/time.ts';
import type { Explanation } from '../../engine/selection/explain.ts';
import { NONE } from '../../engine/vocabulary.ts';
import type { StoredCampaign } from './campaigns.ts';
import { agentsOf } from './names.ts';
import type { Store } from './openStore.ts';
import { loadDialer } from './storeDialer.ts';
import { StoreError } from './storeError.ts';

export interface StoredExplanation extends Pick<Explanation, 'by' | 'bucket' | 'rule' | 'until'> { readonly agent: string | null }

/** null: there is no such record in the campaign. Throws a StoreError for an agent that the store does not know. */
export function explainStored(store: Store, campaign: StoredCampaign, id: number, at: Millis, agent: string | null): StoredExplanation | null {
  const known = agentsOf(store).map((one) => one.name);
  if (agent !== null && !known.includes(agent)) throw new StoreError(`there is no agent '${agent}'; there are: ${known.join(', ') || 'none'}`);
  const loaded = loadDialer(store, campaign, { now: at, filter: { ids: [id] }, asItStands: true });
  if (loaded.inUse.length > 0) return { by: 'nobody', agent: null, bucket: null, rule: 'inUse', until: null };
  if (loaded.ids.length === 0) return null;
  const { by, agent: index, bucket, rule, until } = loaded.dialer.explain(0, agent === null ? NONE : loaded.agents.of(agent), at);
  return { by, agent: loaded.agents.at(index), bucket, rule, until };
}
