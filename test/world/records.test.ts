import { describe, expect, test } from 'vitest';
import { UNSET } from '../../src/base/time.ts';
import type { RecordCreated } from '../../src/engine/events.ts';
import { formatEvent } from '../../src/journal/codec.ts';
import type { InitialRecord, ListSpec } from '../../src/world/spec.ts';
import { commonWorld, NINE } from './commonWorld.ts';
import { PlainDialer } from './plainDialer.ts';

const created = (dialer: PlainDialer) => dialer.of('recordCreated').map((heard) => heard.event as RecordCreated);
const listOf = (list: ListSpec, until = NINE) => new PlainDialer({ spec: commonWorld({ list }), until }).run();

describe('the list', () => {
  test('plain: all records are there at the start, before the campaign and the agents', () => {
    const dialer = listOf({ kind: 'plain', count: 1_000 });
    expect(created(dialer).map((event) => event.record)).toEqual(Array.from({ length: 1_000 }, (_, i) => i));
    expect(created(dialer).every((event) => event.at === 0)).toBe(true);
    expect(dialer.heard[1_000]!.kind).toBe('campaignStarted');
    expect(created(dialer)[7]).toMatchObject({
      recordType: 0, database: 0, zone: 0, priority: 0, createdAt: 0, action: 'notAssigned', nextCallAt: UNSET, hardOwner: -1, softOwner: -1, status: -1,
    });
  });

  test('given: as written, in the order written', () => {
    const first: InitialRecord = {
      database: 2, zone: 1, priority: 5, createdAt: -3_000, hardOwner: 4, softOwner: -1, action: 'rescheduledByAgent', nextCallAt: 99_000, status: 3,
      phones: [10, 11],
    };
    const records = [first, { ...first, action: 'done' as const, phones: [12] }];
    expect(created(listOf({ kind: 'given', records })).map(formatEvent)).toEqual(
      records.map((record, i) => formatEvent({ kind: 'recordCreated', at: 0, record: i, recordType: 0, ...record })),
    );
  });

  test('given: the ranks of a record follow it, all of them before the campaign starts', () => {
    const one: InitialRecord = {
      database: 0, zone: 0, priority: 0, createdAt: 0, hardOwner: -1, softOwner: -1, action: 'notAssigned', nextCallAt: UNSET, status: -1, phones: [1], ranks: [4, UNSET],
    };
    const dialer = listOf({ kind: 'given', records: [one, { ...one, ranks: [2, 3] }] });
    expect(dialer.heard.slice(0, 5).map(({ event, kind }) => (kind === 'recordRanked' ? { ...event } : kind))).toEqual([
      'recordCreated', { kind: 'recordRanked', at: 0, record: 0, ranks: [4, UNSET] }, 'recordCreated', { kind: 'recordRanked', at: 0, record: 1, ranks: [2, 3] }, 'campaignStarted',
    ]);
  });

  test('empty: the campaign starts all the same', () => {
    const dialer = listOf({ kind: 'given', records: [] });
    expect(dialer.heard[0]!.kind).toBe('campaignStarted');
  });

  test('endless: there are always at least half a block of records never dialled, and never more than one and a half', () => {
    const dialer = listOf({ kind: 'endless', blockSize: 40 }, NINE + 3_600_000);
    expect(dialer.dials.length).toBeGreaterThan(200);
    let count = 0;
    for (const { kind, at } of dialer.heard) {
      if (kind === 'recordCreated') count++;
      const dialled = dialer.dials.filter((dial) => dial.at < at).length;
      if (at >= NINE && kind !== 'recordCreated') {
        expect(count - dialled).toBeGreaterThanOrEqual(20);
        expect(count - dialled).toBeLessThanOrEqual(60);
      }
    }
  });

  test('endless: records are numbered on, and created at the instant of need', () => {
    const dialer = listOf({ kind: 'endless', blockSize: 40 }, NINE + 600_000);
    const events = created(dialer);
    expect(events.map((event) => event.record)).toEqual(events.map((_, i) => i));
    expect(events.length % 40).toBe(0);
    expect(events.every((event) => event.createdAt === event.at)).toBe(true);
    expect(events.slice(0, 40).every((event) => event.at === 0)).toBe(true);
    expect(events[40]!.at).toBeGreaterThanOrEqual(NINE);
  });

  test('a campaign that is not active is not started, though the agents come', () => {
    const dialer = new PlainDialer({ spec: commonWorld({ list: { kind: 'plain', count: 10 } }), active: false }).run();
    expect(dialer.of('campaignStarted')).toHaveLength(0);
    expect(dialer.of('agentSignedIn')).toHaveLength(5);
    expect(dialer.dials).toHaveLength(0);
  });
});
