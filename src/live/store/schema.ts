/**
 * The tables of a store: campaigns, statuses, databases, records with their numbers, forms and activities, the block list.
 *
 * Rule: one SQLite file; `application_id` says that it is a store, `user_version` which of the steps below it has been
 * through. A step is never changed once published; a new version appends one. Instants are ms since 1970-01-01T00:00Z;
 * absent is NULL. The second step is live mode's: journal, outbox, snapshots and what belongs to calls that are real (live: section 3).
 */

/** "ovdl", in the file's header. */
export const APPLICATION_ID = 0x6f76646c;

/** What brings a store from version n to n + 1, n being the index. */
export const STEPS: readonly string[] = [`
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE agent (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

  CREATE TABLE record_type (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, forms TEXT NOT NULL DEFAULT '[]');

  CREATE TABLE database (
    id INTEGER PRIMARY KEY, record_type INTEGER NOT NULL REFERENCES record_type, name TEXT NOT NULL UNIQUE,
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
  );

  -- definition: the campaign as in a scenario file, as JSON; statuses are in tables of their own.
  CREATE TABLE campaign (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, record_type INTEGER NOT NULL REFERENCES record_type, zone TEXT NOT NULL,
    country TEXT, definition TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)), assign_position INTEGER NOT NULL DEFAULT 0
  );

  -- campaign 0: the dictionary. A removed status stays as a name for the records that carry it.
  CREATE TABLE status (
    campaign INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)), PRIMARY KEY (campaign, id)
  ) WITHOUT ROWID;
  CREATE TABLE campaign_status (
    campaign INTEGER NOT NULL REFERENCES campaign, position INTEGER NOT NULL, status TEXT NOT NULL, PRIMARY KEY (campaign, status)
  ) WITHOUT ROWID;

  -- AUTOINCREMENT: the id of a deleted record is never given again, for ids are the order of creation.
  CREATE TABLE record (
    id INTEGER PRIMARY KEY AUTOINCREMENT, database INTEGER NOT NULL REFERENCES database, contact TEXT, time_zone TEXT,
    priority INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, hard_owner INTEGER REFERENCES agent, soft_owner INTEGER REFERENCES agent,
    action TEXT NOT NULL CHECK (action IN ('notAssigned', 'ready', 'callImmediately', 'rescheduledByDialer', 'rescheduledByAgent', 'done')),
    next_call_at INTEGER, status TEXT, attempts INTEGER NOT NULL DEFAULT 0, total_attempts INTEGER NOT NULL DEFAULT 0,
    dials INTEGER NOT NULL DEFAULT 0, auto_dials INTEGER NOT NULL DEFAULT 0, last_called_at INTEGER,
    retry_progressive INTEGER NOT NULL DEFAULT 0, number_index INTEGER NOT NULL DEFAULT 0, blocked_until INTEGER,
    has_call INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE phone (
    record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE, position INTEGER NOT NULL, number TEXT NOT NULL,
    invalid INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (record, position)
  ) WITHOUT ROWID;
  CREATE INDEX phone_number ON phone (number);
  CREATE TABLE form (record INTEGER PRIMARY KEY REFERENCES record ON DELETE CASCADE, body TEXT NOT NULL);

  CREATE TABLE activity (
    id INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE, campaign INTEGER REFERENCES campaign,
    kind TEXT NOT NULL CHECK (kind IN ('call', 'change', 'assign', 'recycle', 'import')), mode TEXT, agent INTEGER REFERENCES agent,
    started_at INTEGER NOT NULL, ended_at INTEGER, dials INTEGER NOT NULL DEFAULT 0, outcome TEXT, status TEXT, reason TEXT, promise TEXT,
    promised_at INTEGER, counted INTEGER NOT NULL DEFAULT 0, action_at_start TEXT NOT NULL, action_after TEXT, attempts_after INTEGER,
    next_call_at_after INTEGER
  );
  CREATE INDEX activity_record ON activity (record);
  CREATE TABLE attempt (
    id INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE, activity INTEGER REFERENCES activity ON DELETE CASCADE,
    number TEXT NOT NULL, started_at INTEGER NOT NULL, answered_at INTEGER, ended_at INTEGER, outcome TEXT
  );
  CREATE INDEX attempt_activity ON attempt (activity);
  CREATE INDEX attempt_record ON attempt (record);

  -- scope: 0 = every campaign, else the campaign that the entry concerns.
  CREATE TABLE block (
    number TEXT NOT NULL, scope INTEGER NOT NULL DEFAULT 0, since INTEGER NOT NULL, status TEXT, reason TEXT, PRIMARY KEY (number, scope)
  ) WITHOUT ROWID;

  CREATE TABLE audit (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, what TEXT NOT NULL, body TEXT NOT NULL);
`, `
  -- Append-only: what happened, in order. seq is gapless; at is monotonic; body is the inbox item as JSON.
  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, engine_version TEXT NOT NULL
  );
  CREATE TRIGGER journal_is_never_updated BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

  -- What item seq caused. line: the engine's command, NULL for the loop's own; command: what the telephone system is asked, NULL for nothing.
  -- state: told (nothing to send), new, sent, acked, lapsed (a crash kept it from being sent).
  CREATE TABLE outbox (
    seq INTEGER NOT NULL, n INTEGER NOT NULL, line TEXT, command TEXT,
    state TEXT NOT NULL CHECK (state IN ('told', 'new', 'sent', 'acked', 'lapsed')), ack TEXT, PRIMARY KEY (seq, n)
  ) WITHOUT ROWID;
  CREATE INDEX outbox_open ON outbox (state) WHERE state IN ('new', 'sent');

  -- The whole state after item seq. session: it is the beginning of a session, from which the journal is replayed.
  CREATE TABLE snapshot (seq INTEGER PRIMARY KEY, session INTEGER NOT NULL CHECK (session IN (0, 1)), body BLOB NOT NULL);

  -- serial: the attempt's number in the campaign's journal; NULL for attempts that were simulated.
  ALTER TABLE attempt ADD COLUMN serial INTEGER;
  CREATE UNIQUE INDEX attempt_serial ON attempt (serial) WHERE serial IS NOT NULL;
  CREATE TABLE disposition (
    attempt TEXT PRIMARY KEY, record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE, agent INTEGER NOT NULL REFERENCES agent, at INTEGER NOT NULL,
    status TEXT, form TEXT NOT NULL, next_call_at INTEGER, pass_to TEXT, seq INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE agent_state (
    agent INTEGER PRIMARY KEY REFERENCES agent, state TEXT NOT NULL, since INTEGER NOT NULL, phone TEXT, leg TEXT, pause_reason TEXT
  );

  -- Answers to writes that came with a key, kept for 24 hours of wall time.
  CREATE TABLE idempotency (key TEXT PRIMARY KEY, at INTEGER NOT NULL, answer TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX idempotency_at ON idempotency (at);

  -- One row: who may write. A process that finds another number here has been replaced.
  CREATE TABLE fence (id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL, taken_at INTEGER NOT NULL, holder TEXT NOT NULL);

  CREATE TABLE token (
    id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('bearer', 'session')),
    parent INTEGER REFERENCES token ON DELETE CASCADE, roles TEXT NOT NULL, agent TEXT, label TEXT,
    created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, revoked_at INTEGER
  );
`];

export const SCHEMA_VERSION = STEPS.length;
