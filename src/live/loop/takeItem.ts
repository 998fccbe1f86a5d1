/**
 * One item of the inbox, inside the transaction of its batch: stamped, given to the engine, written; or refused without a stamp.
 *
 * Rule: seq is gapless, `at` never goes back. A write with a key that was answered within 24 hours gets the same answer again and does
 * nothing. A good acknowledgement changes the outbox only, and is no row of the journal.
 */
import type { Millis } from '../../base/time.ts';
import type { StoredCampaign } from '../store/campaigns.ts';
import { canonicalNumber, countryOf } from '../store/canonicalNumber.ts';
import type { Store } from '../store/openStore.ts';
import { changesOf } from './changeLog.ts';
import type { DeskAnswer, DeskChange, DeskRequest } from './desk.ts';
import { isSavedAlready, refusal, refusalOf } from './deskRequests.ts';
import type { Effects } from './effects.ts';
import type { InboxItem, OutboxPlace } from './inboxItem.ts';
import type { JournalTables } from './journalTables.ts';
import type { LiveCore } from './liveCore.ts';
import { createPreparer } from './prepareRecords.ts';
import type { Projection } from './projection.ts';
import type { TelephonyCommand } from '../telephony/port/port.ts';

/** Something in the inbox. */
export interface Waiting {
  readonly item: InboxItem;
  readonly key?: string;
  readonly answer?: (answer: DeskAnswer) => void;
  /** Reading of the monotonic clock when it came, ms. */
  readonly cameAt: number;
}

/** What came of it. */
export interface Taken {
  readonly answer: DeskAnswer | null;
  readonly commands: readonly { readonly place: OutboxPlace; readonly command: TelephonyCommand }[];
  readonly changes: readonly DeskChange[];
  /** Null: it was not stamped. */
  readonly effects: Effects | null;
}

const KEY_LIFE_MS = 86_400_000;

export type TakeItem = (waiting: Waiting, now: Millis) => Taken;

export function createItemTaker(
  store: Store, campaign: StoredCampaign, core: LiveCore, tables: JournalTables, projection: Projection, wallNow: () => Millis,
): TakeItem {
  const { db } = store;
  const { state } = core;
  const prepare = createPreparer(store, campaign, state.session);
  const country = campaign.country === null ? null : countryOf(campaign.country) ?? null;
  const known = db.prepare('SELECT answer FROM idempotency WHERE key = ? AND at > ?');
  const remember = db.prepare('INSERT INTO idempotency (key, at, answer) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET at = excluded.at, answer = excluded.answer');
  const forget = db.prepare('DELETE FROM idempotency WHERE at <= ?');
  let keyed = 0;

  const stamp = (item: InboxItem, now: Millis): Taken => {
    const seq = state.seq + 1;
    const at = Math.max(state.at, now);
    const effects = core.apply(item, seq, at, tables.commandAt);
    tables.append(seq, at, item);
    tables.putOut(seq, effects.rows);
    projection.write(effects, at, seq);
    if (item.kind === 'acked') tables.markAcked(item.place, item.ack);
    if (item.kind === 'looked') {
      tables.markLapsed(item.unsent);
      for (const place of item.unanswered) tables.markAcked(place, { ok: false, why: 'unknown' });
    }
    const commands = effects.rows.flatMap(({ command }, n) => (command === null ? [] : [{ place: { seq, n }, command }]));
    return { answer: null, commands, effects, changes: changesOf(effects, state, seq, at) };
  };

  /** The item as it is journalled, or why it is refused before. */
  const prepared = (request: DeskRequest): InboxItem | DeskAnswer => {
    if (request.kind === 'importRecords') {
      const all = prepare(request.records);
      const isRefused = request.allOrNothing === true && all.refused.length > 0;
      return { kind: 'asked', request: { ...request, records: [] }, prepared: isRefused ? { ...all, records: [] } : all };
    }
    if (request.kind !== 'block') return { kind: 'asked', request };
    const numbers: string[] = [];
    for (const text of request.numbers) {
      const found = canonicalNumber(text, country);
      if ('problem' in found) return { ok: false, why: 'invalid', message: `number "${text}" ${found.problem}` };
      numbers.push(found.number);
    }
    return { kind: 'asked', request: { ...request, numbers } };
  };

  const ask = (request: DeskRequest, now: Millis): Taken => {
    const unstamped = (answer: DeskAnswer): Taken => ({ answer, commands: [], changes: [], effects: null });
    if (isSavedAlready(state, request)) return unstamped({ ok: true, seq: state.seq });
    const refused = refusal(state, request);
    if (refused !== null) return unstamped(refused);
    const item = prepared(request);
    if ('ok' in item) return unstamped(item);
    const taken = stamp(item, now);
    const { rejected, batch } = taken.effects!;
    if (rejected !== null) return { ...taken, answer: refusalOf(rejected, core, request) };
    const detail = item.kind === 'asked' && item.prepared !== undefined ? { loaded: item.prepared.records.length, problems: item.prepared.refused } : batch;
    return { ...taken, answer: { ok: true, seq: state.seq, ...(detail === null ? {} : { detail: { ...detail } }) } };
  };

  return ({ item, key }, now) => {
    if (item.kind === 'acked' && item.ack.ok) {
      tables.markAcked(item.place, item.ack);
      return { answer: null, commands: [], changes: [], effects: null };
    }
    if (item.kind !== 'asked') return stamp(item, now);
    const wallAt = wallNow();
    if (key !== undefined) {
      const before = known.get(key, wallAt - KEY_LIFE_MS) as { answer: string } | undefined;
      if (before !== undefined) return { answer: JSON.parse(before.answer) as DeskAnswer, commands: [], changes: [], effects: null };
    }
    const taken = ask(item.request, now);
    if (key !== undefined) {
      remember.run(key, wallAt, JSON.stringify(taken.answer));
      keyed += 1;
      if (keyed % 1_000 === 1) forget.run(wallAt - KEY_LIFE_MS);
    }
    return taken;
  };
}
