/**
 * New records made ready for the journal: numbers canonical, names known, ids given.
 *
 * Rule: a bad record is refused with its reason and the good ones are taken. A number that is in the record type already is refused.
 * Source: live, sections 6 and 9; records, section 12.
 */
import { IANAZone } from 'luxon';
import { PHONES_MAX } from '../../engine/records/numbers.ts';
import type { StoredCampaign } from '../store/campaigns.ts';
import { canonicalNumber, countryOf } from '../store/canonicalNumber.ts';
import { createInserter } from '../store/insertRecords.ts';
import type { Store } from '../store/openStore.ts';
import type { NewRecord } from './desk.ts';
import type { Prepared, PreparedRecord, SessionStart } from './inboxItem.ts';

export type PrepareRecords = (records: readonly NewRecord[]) => Prepared;

/** Gives out ids from the store's next on: only this process adds records while it is live. */
export function createPreparer(store: Store, campaign: StoredCampaign, session: SessionStart): PrepareRecords {
  const { dialer, setup } = session;
  const country = campaign.country === null ? null : countryOf(campaign.country) ?? null;
  const inserter = createInserter(store, campaign.id);
  const sequence = store.db.prepare('SELECT MAX((SELECT COALESCE(MAX(id), 0) FROM record), COALESCE((SELECT seq FROM sqlite_sequence WHERE name = \'record\'), 0)) AS last');
  let nextId = (sequence.get() as { last: number }).last + 1;
  /** Numbers of records that wait for their transaction. */
  const waiting = new Set<string>();

  const prepare = (given: NewRecord): PreparedRecord | string => {
    const phones: string[] = [];
    for (const text of given.phones) {
      const found = canonicalNumber(text, country);
      if ('problem' in found) return `number "${text}" ${found.problem}`;
      if (!phones.includes(found.number)) phones.push(found.number);
    }
    if (phones.length > PHONES_MAX) return `has ${phones.length} numbers; a record has at most ${PHONES_MAX}`;
    const zone = given.timeZone === null ? 0 : dialer.zones.findIndex((one) => one.name === given.timeZone);
    if (zone < 0) return zoneProblem(given.timeZone!, dialer.zones.map((one) => one.name));
    const database = given.database === null ? 0 : dialer.databases.findIndex((one) => one.id === given.database);
    if (database < 0) return `there is no database "${given.database}"; allowed: ${dialer.databases.map((one) => one.id).join(', ')}`;
    if (!Number.isInteger(given.priority) || Math.abs(given.priority) > 1e9) return 'priority must be a whole number';
    const unknown = setup.fields.length === 0 ? undefined : Object.keys(given.form).find((id) => !setup.fields.some((field) => field.id === id));
    if (unknown !== undefined) return `"${unknown}" is no field of the form; allowed: ${setup.fields.map((field) => field.id).join(', ')}`;
    const [first] = phones;
    if (first !== undefined) {
      const owner = waiting.has(first) ? 'a record of the same list' : inserter.ownerOfNumber(first, campaign.recordType);
      if (owner !== null) return `number "${first}" belongs to ${typeof owner === 'number' ? `record ${owner}` : owner} already`;
      waiting.add(first);
    }
    const id = nextId;
    nextId += 1;
    return { id, phones, zone, database, priority: given.priority, contact: given.contact, timeZone: given.timeZone, form: given.form };
  };

  return (records) => {
    waiting.clear();
    const taken: PreparedRecord[] = [];
    const refused: { index: number; message: string }[] = [];
    records.forEach((record, index) => {
      const found = prepare(record);
      if (typeof found === 'string') refused.push({ index, message: found });
      else taken.push(found);
    });
    return { records: taken, refused };
  };
}

/** Calling windows are worked out when a session begins, for the zones of the campaign and of the records that are there. */
function zoneProblem(zone: string, known: readonly string[]): string {
  if (!IANAZone.isValidZone(zone)) return `"${zone}" is not a time zone; allowed: IANA names such as ${known[0]}`;
  return `time zone "${zone}" is new to this session, which has windows for ${known.join(', ')}: stop the campaign, add this record with `
    + '"overdial records import", and start the campaign again';
}
