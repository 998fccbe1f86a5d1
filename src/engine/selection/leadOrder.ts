/**
 * A bucket's order keys, with VICIdial's lead order written out as keys (records: section 11.5).
 *
 * Rule: DOWN is ascending and UP descending; the secondary order follows, or a random key in its place; records alike in
 * all of them come by id, as everywhere. Names and ranks are fields of the record's form. Source: VICIdial's manual.
 */
import type { Bucket, LeadOrder, OrderBy, OrderKey } from './policy.ts';

/** The keys of a lead order. */
export function leadOrderKeys({ by, direction, secondary, randomize }: LeadOrder): OrderKey[] {
  const keys: OrderKey[] = [{ by: KEY_OF_LEAD_ORDER[by], direction: direction === 'DOWN' ? 'asc' : 'desc' }];
  if (randomize === true) keys.push({ by: 'random', direction: 'asc' });
  else if (secondary !== undefined) keys.push(SECONDARY_KEYS[secondary]);
  return keys;
}

/** The keys of a bucket's order, in a campaign with this lead order. */
export function orderKeysOf(bucket: Bucket, leadOrder: LeadOrder): readonly OrderKey[] {
  return bucket.order === 'leadOrder' ? leadOrderKeys(leadOrder) : bucket.order;
}

/** Names of the form's fields that these buckets order by, each once: the order of `ranks` in the event `recordRanked`. */
export function rankedFieldsOf(buckets: readonly Bucket[], leadOrder: LeadOrder): string[] {
  const names = buckets.flatMap((bucket) => orderKeysOf(bucket, leadOrder)).flatMap(({ by }) => (by.startsWith(FIELD) ? [by.slice(FIELD.length)] : []));
  return [...new Set(names)];
}

const FIELD = 'field:';

const KEY_OF_LEAD_ORDER: { readonly [K in LeadOrder['by']]: OrderBy } = {
  lead: 'id', phone: 'phone', lastName: 'field:lastName', count: 'callCount', lastCallTime: 'lastCalledAt', rank: 'field:rank', owner: 'owner',
  timezone: 'zoneOffset', random: 'random',
};

const SECONDARY_KEYS: { readonly [K in NonNullable<LeadOrder['secondary']>]: OrderKey } = {
  leadAscend: { by: 'id', direction: 'asc' }, leadDescend: { by: 'id', direction: 'desc' },
  callTimeAscend: { by: 'lastCalledAt', direction: 'asc' }, callTimeDescend: { by: 'lastCalledAt', direction: 'desc' },
};
