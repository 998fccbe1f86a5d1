import Database from 'libsql';
import { existsSync, readFileSync, readdirSync, writeFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { campaignNamed } from '../../../src/live/store/campaigns.ts';
import { createStore, inTransaction, openStore } from '../../../src/live/store/openStore.ts';
import { APPLICATION_ID, SCHEMA_VERSION } from '../../../src/live/store/schema.ts';
import { readRecords } from '../../../src/live/store/storedRecord.ts';
import { StoreError } from '../../../src/live/store/storeError.ts';
import { desk, folder } from './support.ts';

function refused(path: string): string {
  try {
    openStore(path, { lockWaitMs: 0 }).close();
  } catch (error) {
    if (error instanceof StoreError) return error.message;
    throw error;
  }
  return 'opened';
}

describe('a store', () => {
  it('is one file, made whole or not at all, and never over another file', () => {
    const path = join(folder(), 'store.db');
    createStore(path).close();
    expect(readdirSync(join(path, '..'))).toEqual(['store.db']);
    expect(() => createStore(path)).toThrow(/exists already/);
    expect(refused(path)).toBe('opened');
  });

  it('gets the folder that it is to stand in, and says so where there can be none', () => {
    const made = folder();
    createStore(join(made, 'lists', 'spring', 'store.db')).close();
    expect(refused(join(made, 'lists', 'spring', 'store.db'))).toBe('opened');
    writeFileSync(join(made, 'file'), '');
    expect(() => createStore(join(made, 'file', 'store.db'))).toThrow(StoreError);
  });

  it('that is missing, foreign, empty or of a newer version is refused and stays as it is', () => {
    const made = folder();
    const file = (name: string): string => join(made, name);
    expect(refused(file('none.db'))).toMatch(/no such store; overdial records init makes one/);
    expect(existsSync(file('none.db'))).toBe(false);
    writeFileSync(file('text.db'), 'phone\n442079460018\n');
    expect(refused(file('text.db'))).toMatch(/damaged or no SQLite database/);
    const foreign = new Database(file('foreign.db'));
    foreign.exec('CREATE TABLE t (a)');
    foreign.close();
    expect(refused(file('foreign.db'))).toMatch(/no store of overdial/);
    const newer = new Database(file('newer.db'));
    newer.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION + 1}; CREATE TABLE t (a)`);
    newer.close();
    const before = readFileSync(file('newer.db'));
    expect(refused(file('newer.db'))).toMatch(new RegExp(`schema version ${SCHEMA_VERSION + 1}, this overdial reads up to ${SCHEMA_VERSION}`));
    expect(readFileSync(file('newer.db')).equals(before)).toBe(true);
    expect(readdirSync(made).sort()).toEqual(['foreign.db', 'newer.db', 'text.db']);
  });

  it('that is cut off is told to be damaged', async () => {
    const d = desk();
    await d.load(`phone\n${Array.from({ length: 2_000 }, (_, index) => `4420${79_460_000 + index}`).join('\n')}\n`);
    d.store.close();
    truncateSync(d.store.path, readFileSync(d.store.path).length - 40_960);
    let message = refused(d.store.path);
    if (message === 'opened') {
      const store = openStore(d.store.path);
      try {
        message = inTransaction(store, () => String([...readRecords(store, campaignNamed(store, 'North'))].length));
      } catch (error) {
        message = (error as Error).message;
      }
      store.close();
    }
    expect(message).toMatch(/is damaged/);
  });

  it('that another process writes to is told to be locked, and stays readable', async () => {
    const d = desk();
    await d.load('phone\n442079460018\n');
    d.store.db.exec('BEGIN IMMEDIATE');
    const other = openStore(d.store.path, { lockWaitMs: 0 });
    expect(() => inTransaction(other, () => other.db.exec('DELETE FROM record'))).toThrow(/is locked: another process is writing/);
    expect([...readRecords(other, campaignNamed(other, undefined))]).toHaveLength(1);
    d.store.db.exec('ROLLBACK');
    other.close();
  });

  it('forgets a change whose work fails', async () => {
    const d = desk();
    await d.load('phone\n442079460018\n');
    expect(() => inTransaction(d.store, () => {
      d.store.db.exec('DELETE FROM record');
      throw new Error('stumbled');
    })).toThrow('stumbled');
    expect(d.records()).toHaveLength(1);
  });
});
