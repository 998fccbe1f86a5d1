/**
 * The tables of a store: campaigns, statuses, databases, records with their numbers, forms and activities, the block list.
 *
 * Rule: one SQLite file; `application_id` says that it is a store, `user_version` which of the steps below it has been
 * through. A step is never changed once published; a new version appends one. Instants are ms since 1970-01-01T00:00Z;
 * absent is NULL. Live mode adds its journal, outbox and tokens as a later step beside these tables (live: section 3).
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
`];

export const SCHEMA_VERSION = STEPS.length;
