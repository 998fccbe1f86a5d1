/**
 * The state as the journal tells it: the last snapshot, and every item after it.
 *
 * Rule: the journal is the truth. Tables that differ from it are put right, and the store's audit says how many.
 * Source: live, section 3, recovery 1.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import { VERSION } from '../../base/version.ts';
import type { Store } from '../store/openStore.ts';
import type { JournalTables } from './journalTables.ts';
import { LiveCore } from './liveCore.ts';
import { LiveFailure } from './liveFailure.ts';
import type { Projection } from './projection.ts';

export interface Rebuilt {
  readonly core: LiveCore;
  /** Rows that were replayed. */
  readonly replayed: number;
}

/** Throws a LiveFailure (2) where the journal has no beginning, or is another major version's. */
export function rebuild(store: Store, tables: JournalTables): Rebuilt | null {
  const snapshot = tables.lastSnapshot();
  if (snapshot === null) {
    if (tables.lastSeq() > 0) throw new LiveFailure(2, `${store.path} is damaged: its journal has no snapshot to begin with`);
    return null;
  }
  const core = load(store, snapshot.body);
  let replayed = 0;
  for (const { seq, at, item, version } of tables.after(snapshot.seq)) {
    if (majorOf(version) !== majorOf(VERSION)) {
      throw new LiveFailure(2, `${store.path}: the journal goes on with overdial ${version} from seq ${seq}; this is ${VERSION}, which may decide otherwise. Finish with that version`);
    }
    core.apply(item, seq, at, tables.commandAt);
    replayed += 1;
  }
  return { core, replayed };
}

/** Compares the records' fields with the engine's, and writes those that differ. Returns how many. Inside a transaction. */
export function repairProjection(store: Store, core: LiveCore, projection: Projection, now: Millis): number {
  const rows = store.db.prepare('SELECT id, action, next_call_at, attempts, total_attempts, dials, last_called_at FROM record WHERE id >= ? ORDER BY id').raw()
    .all(core.state.ids[0] ?? 0) as [number, string, number | null, number, number, number, number | null][];
  const orNull = (at: Millis): number | null => (at === UNSET ? null : at);
  const differing: number[] = [];
  let index = 0;
  for (const [id, action, nextCallAt, attempts, totalAttempts, dials, lastCalledAt] of rows) {
    while (index < core.state.ids.length && core.state.ids[index]! < id) index += 1;
    if (core.state.ids[index] !== id) continue;
    const one = core.dialer.record(index);
    if (one.deleted) continue;
    const isSame = (one.action === 'ready' || one.action === action) && orNull(one.nextCallAt) === nextCallAt && one.attempts === attempts
      && one.totalAttempts === totalAttempts && one.dials === dials && orNull(one.lastCalledAt) === lastCalledAt;
    if (!isSame) differing.push(index);
  }
  if (differing.length === 0) return 0;
  projection.writeRecords(differing);
  store.db.prepare('INSERT INTO audit (at, what, body) VALUES (?, ?, ?)').run(now, 'repaired', JSON.stringify({ records: differing.length, first: core.state.ids[differing[0]!] }));
  return differing.length;
}

function majorOf(version: string): string {
  return version.split('.', 1)[0]!;
}

function load(store: Store, body: Buffer): LiveCore {
  try {
    return LiveCore.load(body);
  } catch (error) {
    throw new LiveFailure(2, `${store.path} is damaged: its snapshot cannot be read (${(error as Error).message}). Restore it from a copy`, { cause: error });
  }
}
