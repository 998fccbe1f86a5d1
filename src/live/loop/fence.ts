/**
 * One live process a store.
 *
 * Rule: whoever is live holds an exclusive lock on a small file beside the store until it ends, however it ends: the operating system gives the
 * lock back, so no number of a dead process is ever believed. The store itself holds a fence number, which each transaction checks: a process
 * that was replaced all the same (a copied folder, a lost lock) finds another number and stops.
 * Source: live, sections 3, 9 and 10; exit code 75.
 */
import Database from 'libsql';
import { hostname } from 'node:os';
import type { Millis } from '../../base/time.ts';
import type { Store } from '../store/openStore.ts';
import { LiveFailure } from './liveFailure.ts';

export interface Fence {
  /** Throws a LiveFailure (75) if another process has taken the store. Inside a transaction. */
  check(): void;
  release(): void;
}

/** Takes the store. Throws a LiveFailure (75) where somebody is live on it. */
export function takeFence(store: Store, wallNow: Millis): Fence {
  const lock = holdLock(store.path);
  const { db } = store;
  try {
    db.prepare(`INSERT INTO fence (id, number, taken_at, holder) VALUES (1, 1, ?, ?)
      ON CONFLICT (id) DO UPDATE SET number = number + 1, taken_at = excluded.taken_at, holder = excluded.holder`).run(wallNow, `${hostname()} ${process.pid}`);
  } catch (error) {
    lock.close();
    throw error;
  }
  const read = db.prepare('SELECT number FROM fence WHERE id = 1');
  const number = (): number => (read.get() as { number: number }).number;
  const own = number();
  return {
    check: () => { if (number() !== own) throw new LiveFailure(75, `${store.path} was taken over by another process`); },
    release: () => { lock.close(); },
  };
}

/** Is a live process working on this store? */
export function isLive(path: string): boolean {
  try {
    holdLock(path).close();
    return false;
  } catch (error) {
    if (error instanceof LiveFailure) return true;
    throw error;
  }
}

function holdLock(path: string): { close(): void } {
  const db = new Database(`${path}-live`, { timeout: 0 });
  try {
    db.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!/locked|BUSY/i.test(`${(error as { code?: string }).code ?? ''} ${(error as Error).message}`)) throw error;
    throw new LiveFailure(75, `another process is live on ${path}`);
  }
  return {
    close: () => {
      db.exec('ROLLBACK');
      db.close();
    },
  };
}
