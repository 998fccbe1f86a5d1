/** Names to row numbers and back: agents, databases. Agents come into being when they are first named. */
import type { Store } from './openStore.ts';
import { StoreError } from './storeError.ts';

export interface StoredDatabase { readonly id: number; readonly name: string; readonly recordType: number; readonly active: boolean }

/** The number of an agent; a new name gets the next one. */
export function agentNamed(store: Store, name: string): number {
  const found = store.db.prepare('SELECT id FROM agent WHERE name = ?').get(name) as { id: number } | undefined;
  if (found !== undefined) return found.id;
  return Number(store.db.prepare('INSERT INTO agent (name) VALUES (?)').run(name).lastInsertRowid);
}

/** All agents in the order of their numbers. */
export function agentsOf(store: Store): readonly { readonly id: number; readonly name: string }[] {
  return store.db.prepare('SELECT id, name FROM agent ORDER BY id').all() as { id: number; name: string }[];
}

/** All databases of the store, or those of one record type, in order of creation. */
export function databasesOf(store: Store, recordType?: number): StoredDatabase[] {
  const rows = store.db.prepare('SELECT id, name, record_type AS recordType, active FROM database ORDER BY id').all() as
    { id: number; name: string; recordType: number; active: number }[];
  return rows.filter((row) => recordType === undefined || row.recordType === recordType)
    .map(({ id, name, recordType: type, active }) => ({ id, name, recordType: type, active: active === 1 }));
}

/** Makes a database of a record type. The name must be free in the whole store. */
export function addDatabase(store: Store, recordType: number, name: string): number {
  if (databasesOf(store).some((one) => one.name === name)) throw new StoreError(`database '${name}' exists already`);
  return Number(store.db.prepare('INSERT INTO database (record_type, name) VALUES (?, ?)').run(recordType, name).lastInsertRowid);
}

/** Switches a database on or off (D21). Throws a StoreError that names those there are. */
export function switchDatabase(store: Store, name: string, active: boolean): void {
  const { changes } = store.db.prepare('UPDATE database SET active = ? WHERE name = ?').run(active ? 1 : 0, name);
  if (changes === 0) throw unknownDatabase(store, name);
}

export function unknownDatabase(store: Store, name: string): StoreError {
  return new StoreError(`there is no database '${name}'; there are: ${databasesOf(store).map((one) => one.name).join(', ') || 'none'}`);
}
