/** A record as the store holds it, read row by row: with names where the tables have numbers. */
import type { ActionName } from '../../engine/vocabulary.ts';
import type { StoredCampaign } from './campaigns.ts';
import { whereOf, type RecordFilter } from './filter.ts';
import { agentsOf, databasesOf } from './names.ts';
import type { Store } from './openStore.ts';

export type FormValues = Readonly<Record<string, string | number | boolean | null>>;

export interface StoredRecord {
  readonly id: number;
  readonly database: string;
  readonly phones: readonly { readonly number: string; readonly invalid: boolean }[];
  readonly contactId: string | null;
  readonly timeZone: string | null;
  readonly priority: number;
  readonly createdAt: number;
  readonly owner: string | null;
  readonly softOwner: string | null;
  readonly action: ActionName;
  readonly nextCallAt: number | null;
  readonly status: string | null;
  readonly attempts: number;
  readonly totalAttempts: number;
  readonly dials: number;
  readonly autoDials: number;
  readonly lastCalledAt: number | null;
  readonly retryProgressive: boolean;
  readonly numberIndex: number;
  /** Number.MAX_SAFE_INTEGER: blocked for good. */
  readonly blockedUntil: number | null;
  /** Has at least one activity of kind call. */
  readonly hasCall: boolean;
  readonly form: FormValues;
}

/** The records that the filter means, by id. One at a time, so that a list of a million never stands in memory at once. */
export function* readRecords(store: Store, campaign: StoredCampaign, filter: RecordFilter = {}, limit = -1): Generator<StoredRecord> {
  const databases = new Map(databasesOf(store).map((one) => [one.id, one.name]));
  const agents = new Map(agentsOf(store).map((one) => [one.id, one.name]));
  const where = whereOf(store, campaign, filter);
  const page = store.db.prepare(`${SELECT} WHERE record.id > ? AND ${where} ORDER BY record.id LIMIT ?`);
  let after = 0;
  let left = limit < 0 ? Number.POSITIVE_INFINITY : limit;
  while (left > 0) {
    const size = Math.min(PAGE, left);
    const rows = page.all(after, size) as Row[];
    for (const row of rows) yield recordOf(row, databases, agents);
    if (rows.length < size) return;
    left -= rows.length;
    after = rows[rows.length - 1]!.id;
  }
}

const PAGE = 5_000;

const SELECT = `
  SELECT record.*, form.body AS form,
    (SELECT group_concat(number || ':' || invalid) FROM (SELECT number, invalid FROM phone WHERE phone.record = record.id ORDER BY position)) AS phones
  FROM record LEFT JOIN form ON form.record = record.id`;

interface Row {
  id: number; database: number; contact: string | null; time_zone: string | null; priority: number; created_at: number; hard_owner: number | null;
  soft_owner: number | null; action: ActionName; next_call_at: number | null; status: string | null; attempts: number; total_attempts: number; dials: number;
  auto_dials: number; last_called_at: number | null; retry_progressive: number; number_index: number; blocked_until: number | null; has_call: number;
  form: string | null; phones: string | null;
}

function recordOf(row: Row, databases: ReadonlyMap<number, string>, agents: ReadonlyMap<number, string>): StoredRecord {
  return {
    id: row.id, database: databases.get(row.database)!, phones: phonesOf(row.phones), contactId: row.contact, timeZone: row.time_zone, priority: row.priority,
    createdAt: row.created_at, owner: row.hard_owner === null ? null : agents.get(row.hard_owner)!, softOwner: row.soft_owner === null ? null : agents.get(row.soft_owner)!,
    action: row.action, nextCallAt: row.next_call_at, status: row.status, attempts: row.attempts, totalAttempts: row.total_attempts, dials: row.dials,
    autoDials: row.auto_dials, lastCalledAt: row.last_called_at, retryProgressive: row.retry_progressive === 1, numberIndex: row.number_index,
    blockedUntil: row.blocked_until, hasCall: row.has_call === 1, form: row.form === null ? NO_FORM : JSON.parse(row.form) as FormValues,
  };
}

const NO_FORM: FormValues = {};

function phonesOf(text: string | null): StoredRecord['phones'] {
  if (text === null) return [];
  return text.split(',').map((part) => {
    const colon = part.indexOf(':');
    return { number: part.slice(0, colon), invalid: part.endsWith('1') && part[part.length - 2] === ':' };
  });
}
