/**
 * Ranks of the form values that a campaign's policy orders by, for the records of a store (records: sections 11.2 and 11.5).
 *
 * Rule: ranks are taken over all records of the record type, so that a record has the same place whichever others are loaded with it.
 */
import { UNSET } from '../../base/time.ts';
import { rankValues } from '../../engine/selection/rankValues.ts';
import type { StoredCampaign } from './campaigns.ts';
import { whereOf } from './filter.ts';
import type { Store } from './openStore.ts';
import type { FormValues } from './storedRecord.ts';

/** Gives the ranks of a record's form, one a field, UNSET where it has no value. null: there are no such fields. */
export function formRanks(store: Store, campaign: StoredCampaign, fields: readonly string[]): ((form: FormValues) => number[]) | null {
  if (fields.length === 0) return null;
  const ranks = fieldValues(store, campaign, fields).map((values) => rankValues(values));
  return (form) => fields.map((field, place) => ranks[place]!.get(form[field] as string | number) ?? UNSET);
}

/** The values of each field, each once, in no order: texts and numbers only. */
export function fieldValues(store: Store, campaign: StoredCampaign, fields: readonly string[]): (string | number)[][] {
  const distinct = store.db.prepare(`SELECT DISTINCT value FROM record JOIN form ON form.record = record.id, json_each(form.body)
    WHERE key = ? AND type IN ('text', 'integer', 'real') AND ${whereOf(store, campaign, {})}`);
  return fields.map((field) => (distinct.all(field) as { value: string | number }[]).map(({ value }) => value));
}
