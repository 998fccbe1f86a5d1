/**
 * Records out of the store as CSV or NDJSON (K03), with the same columns that import reads and some for people.
 *
 * Rule: one line a record, in order of creation; instants in UTC; numbers in E.164 digits. A CSV has as many phone columns as the
 * record with most numbers, and a column for each field of a form that occurs.
 */
import { NEVER } from '../../base/time.ts';
import type { StoredCampaign } from './campaigns.ts';
import { whereOf, type RecordFilter } from './filter.ts';
import { recordTypeOf } from './forms.ts';
import type { Store } from './openStore.ts';
import { statusIdsEver } from './statuses.ts';
import { readRecords, type StoredRecord } from './storedRecord.ts';
import { formatInstant } from './zoneCalendars.ts';

/** Writes the records line by line. Returns how many there were. */
export function exportRecords(store: Store, campaign: StoredCampaign, filter: RecordFilter, format: 'csv' | 'ndjson', write: (text: string) => void): number {
  const names = statusIdsEver(store);
  const columns = format === 'csv' ? csvColumns(store, campaign, filter) : null;
  let pending = columns === null ? '' : `${columns.map((column) => csvCell(column.name)).join(',')}\n`;
  let count = 0;
  for (const record of readRecords(store, campaign, filter)) {
    const values = valuesOf(record, names);
    pending += columns === null ? `${JSON.stringify(ndjsonOf(record, values))}\n` : `${columns.map((column) => csvCell(column.of(record, values))).join(',')}\n`;
    count += 1;
    if (pending.length < PORTION) continue;
    write(pending);
    pending = '';
  }
  write(pending);
  return count;
}

/** What a record shows of itself as plain text, by column; absent values are left out. */
export type RecordValues = Readonly<Record<(typeof SINGLE)[number], string>>;

export function valuesOf(record: StoredRecord, statusNames: ReadonlyMap<string, string>): RecordValues {
  const text = (value: string | number | null): string => (value === null ? '' : String(value));
  const at = (value: number | null): string => (value === null ? '' : formatInstant(value));
  return {
    id: String(record.id), database: record.database, contactId: text(record.contactId), timeZone: text(record.timeZone), priority: String(record.priority),
    createdAt: at(record.createdAt), owner: text(record.owner), softOwner: text(record.softOwner), action: record.action, nextCallAt: at(record.nextCallAt),
    status: text(record.status), statusName: record.status === null ? '' : (statusNames.get(record.status) ?? record.status), attempts: String(record.attempts),
    totalAttempts: String(record.totalAttempts), dials: String(record.dials), lastCalledAt: at(record.lastCalledAt),
    blocked: record.blockedUntil === null ? '' : record.blockedUntil >= NEVER ? 'forever' : formatInstant(record.blockedUntil),
  };
}

/** A record as one JSON object: absent values are left out, counters are numbers. */
export function ndjsonOf(record: StoredRecord, values: RecordValues): Record<string, unknown> {
  const counters = ['id', 'priority', 'attempts', 'totalAttempts', 'dials'];
  const own = SINGLE.flatMap((name): [string, unknown][] => (values[name] === '' ? [] : [[name, counters.includes(name) ? Number(values[name]) : values[name]]]));
  const form = Object.keys(record.form).length === 0 ? [] : [['form', record.form]] as [string, unknown][];
  return Object.fromEntries([own[0]!, ['phones', record.phones.map((phone) => phone.number)], ...own.slice(1), ...form]);
}

const SINGLE = [
  'id', 'database', 'contactId', 'timeZone', 'priority', 'createdAt', 'owner', 'softOwner', 'action', 'nextCallAt', 'status', 'statusName', 'attempts', 'totalAttempts',
  'dials', 'lastCalledAt', 'blocked',
] as const;
const PORTION = 1 << 18;

interface Column { readonly name: string; of(record: StoredRecord, values: RecordValues): string }

function csvColumns(store: Store, campaign: StoredCampaign, filter: RecordFilter): Column[] {
  const where = whereOf(store, campaign, filter);
  const { most } = store.db.prepare(`SELECT max(position) + 1 AS most FROM phone JOIN record ON record.id = phone.record WHERE ${where}`).get() as { most: number | null };
  const fields = store.db.prepare(`SELECT DISTINCT key FROM record JOIN form ON form.record = record.id, json_each(form.body) WHERE ${where} ORDER BY key`)
    .all() as { key: string }[];
  // In a CSV a date of the form is a date; everywhere else it is ms since 1970.
  const dates = new Set(recordTypeOf(store, campaign.recordType).forms.flatMap((form) => form.fields).filter((field) => field.type === 'date').map((field) => field.id));
  return [
    { name: 'id', of: (_, values) => values.id },
    ...Array.from({ length: most ?? 1 }, (_, index): Column => ({ name: index === 0 ? 'phone' : `phone${index + 1}`, of: (record) => record.phones[index]?.number ?? '' })),
    ...SINGLE.slice(1).map((name): Column => ({ name, of: (_, values) => values[name] })),
    ...fields.map(({ key }): Column => ({ name: `form.${key}`, of: ({ form }) => (dates.has(key) && typeof form[key] === 'number' ? formatInstant(form[key]) : String(form[key] ?? '')) })),
  ];
}

/** A text that a spreadsheet would take for a formula is left as it is: the file is data, and an import must give it back. */
function csvCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
