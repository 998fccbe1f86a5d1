/**
 * What the engine made of records, into the tables: activities, attempts, and the fields of each record.
 *
 * Rule: one place writes a record's fields, for changes from outside and for runs alike. A record that is still in a turn when a
 * run is cut off is written with the action that it had before.
 */
import { NEVER, UNSET, type Millis } from '../../base/time.ts';
import type { RecordView } from '../../engine/records/recordView.ts';
import type { StoredCampaign } from './campaigns.ts';
import type { Store } from './openStore.ts';

export interface ActivityRow {
  readonly record: number; readonly kind: string; readonly agent: number | null; readonly startedAt: number; readonly endedAt: number | null; readonly dials: number;
  readonly outcome: string | null; readonly status: string | null; readonly reason: string | null; readonly promise: string | null; readonly promisedAt: number | null;
  readonly counted: boolean; readonly actionAtStart: string; readonly actionAfter: string; readonly attemptsAfter: number; readonly nextCallAtAfter: number | null;
}
export interface AttemptRow {
  readonly number: string; readonly startedAt: number; readonly answeredAt: number | null; readonly endedAt: number; readonly outcome: string;
}
export interface ActivityWriter {
  /** Returns the activity's id. */
  activity(row: ActivityRow): number;
  attempt(record: number, activity: number, row: AttemptRow): void;
}

export function createActivityWriter(store: Store, campaign: StoredCampaign, mode: string): ActivityWriter {
  const activity = store.db.prepare(`INSERT INTO activity
    (record, campaign, kind, mode, agent, started_at, ended_at, dials, outcome, status, reason, promise, promised_at, counted, action_at_start, action_after,
      attempts_after, next_call_at_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const attempt = store.db.prepare('INSERT INTO attempt (record, activity, number, started_at, answered_at, ended_at, outcome) VALUES (?, ?, ?, ?, ?, ?, ?)');
  return {
    activity: (row) => Number(activity.run(row.record, campaign.id, row.kind, row.kind === 'call' ? mode : null, row.agent, row.startedAt, row.endedAt, row.dials,
      row.outcome, row.status, row.reason, row.promise, row.promisedAt, row.counted ? 1 : 0, row.actionAtStart, row.actionAfter, row.attemptsAfter,
      row.nextCallAtAfter).lastInsertRowid),
    attempt: (record, id, row) => { attempt.run(record, id, row.number, row.startedAt, row.answeredAt, row.endedAt, row.outcome); },
  };
}

/** How the engine's indices and instants read in the store. */
export interface RecordMeaning {
  agentId(index: number): number | null;
  status(index: number): string | null;
  /** Row number of a database; null: databases are left as they are. */
  readonly database: ((index: number) => number) | null;
  /** Default: as it is, ms since 1970. */
  readonly instant?: (at: Millis) => number | null;
}

/** Writes the fields of a record, as the dialer has it, into the store's record `id`. */
export function createRecordWriter(store: Store, view: (record: number) => RecordView, meaning: RecordMeaning): (id: number, record: number) => void {
  const update = store.db.prepare(`UPDATE record SET priority = ?, hard_owner = ?, soft_owner = ?, action = CASE ? WHEN 'ready' THEN action ELSE ? END, next_call_at = ?,
    status = ?, attempts = ?, total_attempts = ?, dials = ?, auto_dials = ?, last_called_at = ?, retry_progressive = ?, has_call = ?, number_index = ?,
    blocked_until = ? WHERE id = ?`);
  const move = store.db.prepare('UPDATE record SET database = ? WHERE id = ?');
  const invalid = store.db.prepare('UPDATE phone SET invalid = 1 WHERE record = ? AND position = ?');
  const instant = meaning.instant ?? ((at: Millis) => (at === UNSET ? null : Math.min(at, NEVER)));
  return (id, record) => {
    const one = view(record);
    update.run(one.priority, meaning.agentId(one.hardOwner), meaning.agentId(one.softOwner), one.action, one.action, instant(one.nextCallAt), meaning.status(one.status),
      one.attempts, one.totalAttempts, one.dials, one.autoDials, instant(one.lastCalledAt), one.retryProgressive ? 1 : 0, one.hasCallActivity ? 1 : 0,
      one.numberIndex, instant(one.blockedUntil), id);
    if (meaning.database !== null) move.run(meaning.database(one.database), id);
    one.phones.forEach((phone, position) => { if (phone.invalid) invalid.run(id, position); });
  };
}
