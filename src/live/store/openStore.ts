/**
 * Opening and making a store: one SQLite file (libsql) with write-ahead log.
 *
 * Rule: the header is read before SQLite touches the file, so that a foreign, damaged or newer one stays as it is. A change is
 * one transaction (`inTransaction`): a process that dies in the middle leaves the store as it was.
 * Source of the pragmas: live, section 3.
 */
import Database from 'libsql';
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { APPLICATION_ID, SCHEMA_VERSION, STEPS } from './schema.ts';
import { explainSqlite, StoreError } from './storeError.ts';

export interface Store {
  readonly path: string;
  readonly db: Database.Database;
  close(): void;
}

export interface OpenOptions {
  /** How long another process's lock is waited for, ms; default 5 000. */
  readonly lockWaitMs?: number;
}

/** Makes an empty store. Throws a StoreError where a file stands already. */
export function createStore(path: string): Store {
  if (existsSync(path)) throw new StoreError(`${path} exists already; a new store needs a name that is free`);
  const part = `${path}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw new StoreError(`${path} cannot be made: ${(error as Error).message}`);
  }
  for (const stale of [part, `${part}-journal`]) rmSync(stale, { force: true });
  return guarded(path, () => {
    const db = new Database(part);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    db.exec('BEGIN IMMEDIATE');
    migrate(db, 0);
    db.exec('COMMIT');
    db.close();
    // The file appears whole or not at all.
    renameSync(part, path);
    return openStore(path);
  });
}

/** Opens a store, brought up to this version. Throws a StoreError where it is missing, foreign, damaged, newer or locked. */
export function openStore(path: string, { lockWaitMs = 5_000 }: OpenOptions = {}): Store {
  checkHeader(path);
  return guarded(path, () => {
    const db = new Database(path, { timeout: lockWaitMs });
    try {
      db.exec(`PRAGMA busy_timeout = ${Math.trunc(lockWaitMs)}`);
      const version = pragma(db, 'user_version');
      if (version > SCHEMA_VERSION) throw newer(path, version);
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -131072; PRAGMA temp_store = MEMORY');
      if (version < SCHEMA_VERSION) {
        db.exec('BEGIN IMMEDIATE');
        migrate(db, pragma(db, 'user_version'));
        db.exec('COMMIT');
      }
    } catch (error) {
      db.close();
      throw error;
    }
    return { path, db, close: () => { closeWhole(path, db); } };
  });
}

/** Does the work in one transaction: all of it or nothing. */
export function inTransaction<T>(store: Store, work: () => T): T {
  return guarded(store.path, () => {
    store.db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      store.db.exec('COMMIT');
      return result;
    } catch (error) {
      rollBack(store);
      throw error;
    }
  });
}

/** As `inTransaction`, for work that waits for a file. */
export async function inTransactionAsync<T>(store: Store, work: () => Promise<T>): Promise<T> {
  try {
    store.db.exec('BEGIN IMMEDIATE');
    const result = await work();
    store.db.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(store);
    throw explainSqlite(store.path, error);
  }
}

/** Empties the log first, so that what is left is one file: prepared statements keep SQLite from doing it by itself. */
function closeWhole(path: string, db: Database.Database): void {
  try {
    if (hasLog(path)) db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Somebody else is at it; the log stays, and belongs to the file.
  }
  db.close();
}

/** Turns SQLite's complaints about the file into StoreErrors. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explainSqlite(path, error);
  }
}

function rollBack(store: Store): void {
  try {
    store.db.exec('ROLLBACK');
  } catch {
    // SQLite has ended the transaction by itself; the first error is the one that counts.
  }
}

function migrate(db: Database.Database, from: number): void {
  for (const step of STEPS.slice(from)) db.exec(step);
  db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
}

function pragma(db: Database.Database, name: string): number {
  const row = db.prepare(`PRAGMA ${name}`).get() as Record<string, unknown>;
  return Number(row[name]);
}

function newer(path: string, version: number): StoreError {
  return new StoreError(`${path} has schema version ${version}, this overdial reads up to ${SCHEMA_VERSION}; use a newer overdial`);
}

/** Bytes of SQLite's header: the magic text, page size at 16, pages at 28, user_version at 60, application_id at 68. */
function checkHeader(path: string): void {
  const header = Buffer.alloc(100);
  let length: number;
  try {
    const descriptor = openSync(path, 'r');
    length = readSync(descriptor, header, 0, 100, 0);
    closeSync(descriptor);
  } catch (error) {
    const isMissing = (error as { code?: string }).code === 'ENOENT';
    throw new StoreError(isMissing ? `${path}: there is no such store; overdial records init makes one` : `${path} cannot be read: ${(error as Error).message}`);
  }
  if (length < 100 || header.toString('latin1', 0, 15) !== 'SQLite format 3') throw new StoreError(`${path} is damaged or no SQLite database`);
  if (header.readUInt32BE(68) !== APPLICATION_ID) throw new StoreError(`${path} is an SQLite database, but no store of overdial`);
  const version = header.readUInt32BE(60);
  if (version > SCHEMA_VERSION) throw newer(path, version);
  // While a log stands beside it, the file may be shorter than it will be.
  const pageBytes = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  if (!hasLog(path) && statSync(path).size < header.readUInt32BE(28) * pageBytes) throw new StoreError(`${path} is damaged: it is cut off. Restore it from a copy`);
}

/** Does a write-ahead log with content stand beside the file? */
function hasLog(path: string): boolean {
  return existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;
}
