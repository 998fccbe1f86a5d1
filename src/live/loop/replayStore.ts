/**
 * Replays the journal of a store through the engine, and compares every command with the outbox.
 *
 * Rule: each session is replayed from the snapshot that it began with. The first difference ends it. Another major version of the engine may
 * decide otherwise, and is refused.
 * Source: live, section 3.
 */
import type { Millis } from '../../base/time.ts';
import { VERSION } from '../../base/version.ts';
import type { Store } from '../store/openStore.ts';
import { createJournalTables, type StoredOutboxRow } from './journalTables.ts';
import type { OutboxRow } from './effects.ts';
import { LiveCore } from './liveCore.ts';
import { LiveFailure } from './liveFailure.ts';

/** Where journal and engine part. Null: nothing on this side. */
export interface StoreDifference { readonly seq: number; readonly at: Millis; readonly n: number; readonly outbox: string | null; readonly engine: string | null }

export interface StoreReplay {
  readonly campaign: string;
  readonly sessions: number;
  /** Rows of the journal, and rows of the outbox, that agree. */
  readonly items: number;
  readonly commands: number;
  readonly difference: StoreDifference | null;
}

/** Throws a LiveFailure (2) where there is nothing to replay, or by another major version. */
export function replayStore(store: Store): StoreReplay {
  const tables = createJournalTables(store);
  const sessions = tables.sessions();
  if (sessions.length === 0) throw new LiveFailure(2, `${store.path} has no journal: the campaign was never live`);
  let campaign = '';
  let items = 0;
  let commands = 0;
  for (const [index, { seq: begins, body }] of sessions.entries()) {
    const core = LiveCore.load(body);
    campaign = core.state.session.setup.campaign;
    const until = sessions[index + 1]?.seq ?? Number.POSITIVE_INFINITY;
    let expected = begins + 1;
    for (const { seq, at, item, version } of tables.after(begins)) {
      if (seq >= until) break;
      if (majorOf(version) !== majorOf(VERSION)) throw new LiveFailure(2, `${store.path}: seq ${seq} was decided by overdial ${version}; this is ${VERSION}. Replay it with that version`);
      const found = (n: number, outbox: string | null, engine: string | null): StoreReplay =>
        ({ campaign, sessions: sessions.length, items, commands, difference: { seq, at, n, outbox, engine } });
      if (seq !== expected) return found(0, null, `the journal has no row ${expected}`);
      expected += 1;
      const { rows } = core.apply(item, seq, at, tables.commandAt);
      const kept = tables.outboxOf(seq);
      for (let n = 0; n < Math.max(rows.length, kept.length); n += 1) {
        const ours = rows[n] === undefined ? null : textOf(rows[n]!);
        const theirs = kept[n] === undefined ? null : textOf(kept[n]!);
        if (ours !== theirs) return found(n, theirs, ours);
        commands += 1;
      }
      items += 1;
    }
  }
  return { campaign, sessions: sessions.length, items, commands, difference: null };
}

function textOf({ line, command }: OutboxRow | StoredOutboxRow): string {
  return [line, command === null ? null : JSON.stringify(command)].filter((part) => part !== null).join(' => ');
}

function majorOf(version: string): string {
  return version.split('.', 1)[0]!;
}
