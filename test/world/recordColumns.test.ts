import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialRecordAt, RecordColumnsBuilder, zoneOfRecord } from '../../src/world/recordColumns.ts';
import type { InitialRecord } from '../../src/world/spec.ts';

const small = fc.integer({ min: -1, max: 1_000_000 });
const instant = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
const plain = fc.record({
  database: small, zone: small, priority: fc.integer({ min: -999_999_999, max: 999_999_999 }), createdAt: instant, hardOwner: small, softOwner: small,
  action: fc.constantFrom('notAssigned', 'callImmediately', 'rescheduledByDialer', 'rescheduledByAgent', 'done'), nextCallAt: instant, status: small,
  phones: fc.array(small, { maxLength: 31 }),
});
const history = fc.record({
  attempts: small, totalAttempts: small, dials: small, autoDials: small, lastCalledAt: instant, blockedUntilAt: instant, numberIndex: fc.integer({ min: 0, max: 30 }),
  retryProgressive: fc.boolean(), hasCallActivity: fc.boolean(), invalid: fc.subarray(Array.from({ length: 31 }, (_, position) => position)),
});

function thereAndBack(records: readonly InitialRecord[], hasHistory: boolean, rankCount: number): void {
  const builder = new RecordColumnsBuilder(hasHistory, rankCount);
  for (const record of records) builder.push(record);
  const columns = structuredClone(builder.finish());
  expect(columns.length).toBe(records.length);
  expect(records.map((_, index) => initialRecordAt(columns, index))).toEqual(records);
  expect(records.map((_, index) => zoneOfRecord(columns, index))).toEqual(records.map((record) => record.zone));
}

describe('a list as columns', () => {
  it('gives new records back as they were, also after a way to another thread', () => {
    fc.assert(fc.property(fc.array(plain, { maxLength: 150 }), (records) => { thereAndBack(records, false, 0); }), { numRuns: 30 });
  });

  it('gives records with a history and ranks back as they were', () => {
    const told = fc.tuple(plain, history, fc.tuple(instant, instant)).map(([record, past, ranks]) => ({ ...record, history: past, ranks }));
    fc.assert(fc.property(fc.array(told, { maxLength: 150 }), (records) => { thereAndBack(records, true, 2); }), { numRuns: 30 });
  });
});
