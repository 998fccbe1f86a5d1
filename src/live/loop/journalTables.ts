/**
 * The journal, the outbox and the snapshots as rows. The caller holds the transaction.
 *
 * Rule: a row of the journal is written once and never changed. The outbox's rows go from `new` to `sent` to `acked`, or are `told` (nothing
 * to send) or `lapsed` (a crash kept them from being sent).
 */
import type { Millis } from '../../base/time.ts';
import { VERSION } from '../../base/version.ts';
import type { Store } from '../store/openStore.ts';
import type { Ack, TelephonyCommand } from '../telephony/port/port.ts';
import type { OutboxRow } from './effects.ts';
import type { InboxItem, OutboxPlace } from './inboxItem.ts';

export interface JournalRow { readonly seq: number; readonly at: Millis; readonly item: InboxItem; readonly version: string }
export interface StoredOutboxRow extends OutboxPlace { readonly line: string | null; readonly command: TelephonyCommand | null; readonly state: string; readonly at: Millis }
export interface StoredSnapshot { readonly seq: number; readonly body: Buffer }

export interface JournalTables {
  append(seq: number, at: Millis, item: InboxItem): void;
  putOut(seq: number, rows: readonly OutboxRow[]): void;
  markSent(places: readonly OutboxPlace[]): void;
  markLapsed(places: readonly OutboxPlace[]): void;
  markAcked(place: OutboxPlace, ack: Ack): void;
  readonly commandAt: (place: OutboxPlace) => TelephonyCommand | null;
  /** Commands that were asked and not acknowledged, oldest first. */
  open(): StoredOutboxRow[];
  outboxOf(seq: number): StoredOutboxRow[];
  /** Every row of the journal after `seq`, oldest first, and one at a time. */
  after(seq: number): Generator<JournalRow>;
  lastSeq(): number;
  putSnapshot(seq: number, isSession: boolean, body: Buffer): void;
  lastSnapshot(): StoredSnapshot | null;
  /** Where sessions began, oldest first. */
  sessions(): StoredSnapshot[];
}

export function createJournalTables({ db }: Store): JournalTables {
  const append = db.prepare('INSERT INTO journal (seq, at, kind, body, engine_version) VALUES (?, ?, ?, ?, ?)');
  const out = db.prepare('INSERT INTO outbox (seq, n, line, command, state) VALUES (?, ?, ?, ?, ?)');
  const mark = db.prepare('UPDATE outbox SET state = ? WHERE seq = ? AND n = ?');
  const acked = db.prepare('UPDATE outbox SET state = \'acked\', ack = ? WHERE seq = ? AND n = ?');
  const command = db.prepare('SELECT command FROM outbox WHERE seq = ? AND n = ?');
  const open = db.prepare(`SELECT outbox.seq, n, line, command, state, at FROM outbox JOIN journal ON journal.seq = outbox.seq
    WHERE state IN ('new', 'sent') ORDER BY outbox.seq, n`);
  const ofSeq = db.prepare('SELECT seq, n, line, command, state, 0 AS at FROM outbox WHERE seq = ? ORDER BY n');
  const page = db.prepare('SELECT seq, at, body, engine_version FROM journal WHERE seq > ? ORDER BY seq LIMIT ?');
  const last = db.prepare('SELECT MAX(seq) AS seq FROM journal');
  const snapshot = db.prepare('INSERT INTO snapshot (seq, session, body) VALUES (?, ?, ?)');
  const forget = db.prepare('DELETE FROM snapshot WHERE session = 0 AND seq < ?');
  const lastSnapshot = db.prepare('SELECT seq, body FROM snapshot ORDER BY seq DESC LIMIT 1');
  const sessions = db.prepare('SELECT seq, body FROM snapshot WHERE session = 1 ORDER BY seq');
  return {
    append: (seq, at, item) => { append.run(seq, at, item.kind, JSON.stringify(item), VERSION); },
    putOut: (seq, rows) => {
      rows.forEach((row, n) => { out.run(seq, n, row.line, row.command === null ? null : JSON.stringify(row.command), row.command === null ? 'told' : 'new'); });
    },
    markSent: (places) => { for (const { seq, n } of places) mark.run('sent', seq, n); },
    markLapsed: (places) => { for (const { seq, n } of places) mark.run('lapsed', seq, n); },
    markAcked: ({ seq, n }, ack) => { acked.run(JSON.stringify(ack), seq, n); },
    commandAt: ({ seq, n }) => {
      const row = command.get(seq, n) as { command: string | null } | undefined;
      return row?.command === undefined || row.command === null ? null : JSON.parse(row.command) as TelephonyCommand;
    },
    open: () => (open.all() as RawOutbox[]).map(outboxOf),
    outboxOf: (seq) => (ofSeq.all(seq) as RawOutbox[]).map(outboxOf),
    *after(from) {
      let seq = from;
      for (;;) {
        const rows = page.all(seq, PAGE) as { seq: number; at: number; body: string; engine_version: string }[];
        for (const row of rows) yield { seq: row.seq, at: row.at, item: JSON.parse(row.body) as InboxItem, version: row.engine_version };
        if (rows.length < PAGE) return;
        seq = rows[rows.length - 1]!.seq;
      }
    },
    lastSeq: () => (last.get() as { seq: number | null }).seq ?? 0,
    putSnapshot: (seq, isSession, body) => {
      snapshot.run(seq, isSession ? 1 : 0, body);
      forget.run(seq);
    },
    lastSnapshot: () => bodyOf(lastSnapshot.get()),
    sessions: () => sessions.all().map((row) => bodyOf(row)!),
  };
}

const PAGE = 2_000;

interface RawOutbox { readonly seq: number; readonly n: number; readonly line: string | null; readonly command: string | null; readonly state: string; readonly at: number }

function outboxOf(row: RawOutbox): StoredOutboxRow {
  return { ...row, command: row.command === null ? null : JSON.parse(row.command) as TelephonyCommand };
}

function bodyOf(row: unknown): StoredSnapshot | null {
  const found = row as { seq: number; body: ArrayBuffer | Uint8Array } | undefined;
  if (found === undefined) return null;
  return { seq: found.seq, body: found.body instanceof Uint8Array ? Buffer.from(found.body.buffer, found.body.byteOffset, found.body.byteLength) : Buffer.from(found.body) };
}
