import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../src/base/time.ts';
import { createRecordCheck, createTrunkFinder, usedToday } from '../../../src/live/telephony/guard/storeChecks.ts';
import type { Dial } from '../../../src/live/telephony/guard/guardTelephony.ts';
import { createStore, type Store } from '../../../src/live/store/openStore.ts';
import { TELESALES } from './rehearsedLine.ts';

const MIDNIGHT = Date.UTC(2026, 2, 3);
const NOON = MIDNIGHT + 12 * HOUR_MS;
const opened: { store: Store; folder: string }[] = [];
afterEach(() => {
  for (const { store, folder } of opened.splice(0)) {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

const dialOf = (serial: number, trunk = 'main', number = '442079460000'): Dial => ({
  kind: 'dial', attempt: `abc-${serial}`, trunk, number, callerId: '442079460018', ringMs: 20_000, amd: 'off',
});

/** A store with records in two zones, and a way to write attempts as the loop does. */
function someStore() {
  const folder = mkdtempSync(join(tmpdir(), 'overdial-guard-'));
  const store = createStore(join(folder, 'a.db'));
  opened.push({ store, folder });
  const { db } = store;
  const type = Number((db.prepare('SELECT MIN(id) AS id FROM record_type').get() as { id: number | null }).id ?? db.prepare(`INSERT INTO record_type (name) VALUES ('t')`).run().lastInsertRowid);
  const database = Number(db.prepare(`INSERT INTO database (record_type, name) VALUES (?, 'guarded')`).run(type).lastInsertRowid);
  let seq = 0;
  const record = (zone: string | null, attempts = 0): number =>
    Number(db.prepare(`INSERT INTO record (database, time_zone, created_at, action, total_attempts) VALUES (?, ?, 0, 'ready', ?)`).run(database, zone, attempts).lastInsertRowid);
  const attempt = (serial: number, owner: number, at: number, more: { trunk?: string; answeredAt?: number; endedAt?: number; state?: string; ack?: string } = {}): void => {
    seq += 1;
    db.prepare(`INSERT INTO journal (seq, at, kind, body, engine_version) VALUES (?, ?, 'wake', '{}', '1')`).run(seq, at);
    db.prepare('INSERT INTO outbox (seq, n, line, command, state, ack) VALUES (?, 0, NULL, ?, ?, ?)')
      .run(seq, JSON.stringify(dialOf(serial, more.trunk)), more.state ?? 'acked', more.ack ?? (more.state === undefined ? '{"ok":true}' : null));
    db.prepare('INSERT INTO attempt (record, number, started_at, answered_at, ended_at, outcome, serial) VALUES (?, ?, ?, ?, ?, NULL, ?)')
      .run(owner, '442079460000', at, more.answeredAt ?? null, more.endedAt ?? null, serial);
  };
  return { store, db, record, attempt };
}

describe('what was used today', () => {
  it('counts what was sent on this trunk since midnight, and not what was refused, never sent, or sent yesterday', () => {
    const { store, record, attempt } = someStore();
    const one = record(null);
    attempt(1, one, MIDNIGHT - 1);
    attempt(2, one, MIDNIGHT);
    attempt(3, one, NOON, { trunk: 'other' });
    attempt(4, one, NOON, { state: 'sent' });
    attempt(5, one, NOON, { state: 'lapsed' });
    attempt(6, one, NOON, { state: 'new' });
    attempt(7, one, NOON, { ack: '{"ok":false,"why":"refused"}' });
    attempt(8, one, NOON, { ack: '{"ok":false,"why":"unknown"}' });
    expect(usedToday(store, 'main', MIDNIGHT, NOON)).toEqual({ attempts: 3, minutes: 0 });
    expect(usedToday(store, 'other', MIDNIGHT, NOON).attempts).toBe(1);
    expect(usedToday(store, 'third', MIDNIGHT, NOON)).toEqual({ attempts: 0, minutes: 0 });
  });

  it('counts minutes from the answer to the end, or until now', () => {
    const { store, record, attempt } = someStore();
    const one = record(null);
    attempt(1, one, NOON, { answeredAt: NOON, endedAt: NOON + 3 * MINUTE_MS });
    attempt(2, one, NOON, { answeredAt: NOON + MINUTE_MS });
    attempt(3, one, NOON, { endedAt: NOON + MINUTE_MS });
    expect(usedToday(store, 'main', MIDNIGHT, NOON + 5 * MINUTE_MS).minutes).toBe(3 + 4);
  });

  it('finds the trunk of an attempt', () => {
    const { store, record, attempt } = someStore();
    attempt(7, record(null), NOON, { trunk: 'other' });
    const trunkOf = createTrunkFinder(store);
    expect([trunkOf('abc-7'), trunkOf('abc-8')]).toEqual(['other', null]);
  });
});

describe('what speaks against calling a record', () => {
  const { dialer } = TELESALES;
  const zones = [
    { ...dialer.zones[0]!, name: 'UTC', open: [[MIDNIGHT + 9 * HOUR_MS, MIDNIGHT + 17 * HOUR_MS]] as const },
    { ...dialer.zones[0]!, name: 'Asia/Tokyo', open: [[MIDNIGHT, MIDNIGHT + 8 * HOUR_MS]] as const },
  ];
  const options = { settings: { ...dialer.settings, maxTotalAttempts: 3 }, zones, campaignZone: 0 };

  it('its number is on the block list of this campaign or of all', () => {
    const { store, db, record, attempt } = someStore();
    attempt(1, record(null), NOON);
    const check = createRecordCheck(store, 4, options);
    expect(check(dialOf(1), NOON)).toBeNull();
    db.prepare('INSERT INTO block (number, scope, since) VALUES (?, 5, 0)').run('442079460000');
    expect(check(dialOf(1), NOON)).toBeNull();
    db.prepare('INSERT INTO block (number, scope, since) VALUES (?, 4, 0)').run('442079460000');
    expect(check(dialOf(1), NOON)).toBe('blocked');
    expect(check({ ...dialOf(1), number: '+442079460000' }, NOON)).toBe('blocked');
    db.exec('DELETE FROM block');
    db.prepare('INSERT INTO block (number, scope, since) VALUES (?, 0, 0)').run('442079460000');
    expect(check(dialOf(1), NOON)).toBe('blocked');
  });

  it('it is outside the calling hours of its zone, or its zone has none', () => {
    const { store, record, attempt } = someStore();
    attempt(1, record(null), NOON);
    attempt(2, record('Asia/Tokyo'), NOON);
    attempt(3, record('Mars/Base'), NOON);
    const check = createRecordCheck(store, 4, options);
    expect([check(dialOf(1), NOON), check(dialOf(2), NOON), check(dialOf(3), NOON)]).toEqual([null, 'closed', 'closed']);
    const early = MIDNIGHT + 6 * HOUR_MS;
    expect([check(dialOf(1), early), check(dialOf(2), early)]).toEqual(['closed', null]);
  });

  it('it has had its attempts, or nobody knows the attempt', () => {
    const { store, record, attempt } = someStore();
    attempt(1, record(null, 2), NOON);
    attempt(2, record(null, 3), NOON);
    const check = createRecordCheck(store, 4, options);
    expect([check(dialOf(1), NOON), check(dialOf(2), NOON), check(dialOf(99), NOON)]).toEqual([null, 'tooManyAttempts', 'tooManyAttempts']);
    expect(createRecordCheck(store, 4, { ...options, settings: { ...options.settings, maxTotalAttempts: 0 } })(dialOf(2), NOON)).toBeNull();
  });
});
