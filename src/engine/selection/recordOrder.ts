/**
 * A bucket's order, made into one comparison of two records.
 *
 * Rule: keys compare lexicographically; times are first rounded down to `grainMs`; a missing value sorts last in both
 * directions; the last key is the record's id, ascending. `zoneOffset` compares records of different zones by their
 * offsets now; within one zone it is a tie. Fields of the form (`field:…`) compare by the ranks that came with the records.
 */
import { createKeyedStream, type StreamKey } from '../../base/random.ts';
import { UNSET } from '../../base/time.ts';
import type { RecordTable } from '../records/recordTable.ts';
import { NONE } from '../vocabulary.ts';
import type { OrderBy, OrderKey } from './policy.ts';

/** Negative when the left record is called first. Never 0 for two different records. */
export type RecordOrder = (left: number, right: number) => number;

type KeyValue = (record: number) => number;

/** What a missing value is, for keys that can be missing. */
const MISSING = UNSET;

/** What a key is for a record, for the trace: its value before rounding, UNSET when missing. */
export function createKeyValue(by: OrderBy, records: RecordTable, zoneOffset: (zone: number) => number, randomKey: StreamKey): KeyValue {
  return plainValue(by, records, zoneOffset, randomKey);
}

export function createRecordOrder(
  keys: readonly OrderKey[], records: RecordTable, zoneOffset: (zone: number) => number, randomKey: StreamKey,
): RecordOrder {
  const steps = keys.map((key) => ({ value: keyValue(key, records, zoneOffset, randomKey), sign: key.direction === 'asc' ? 1 : -1 }));
  if (steps.length === 0) return (left, right) => left - right;
  if (steps.length === 1) {
    const { value, sign } = steps[0]!;
    return (left, right) => compareValues(value(left), value(right), sign) || left - right;
  }
  return (left, right) => {
    for (let index = 0; index < steps.length; index += 1) {
      const step = steps[index]!;
      const difference = compareValues(step.value(left), step.value(right), step.sign);
      if (difference !== 0) return difference;
    }
    return left - right;
  };
}

function compareValues(left: number, right: number, sign: number): number {
  if (left === right) return 0;
  if (left === MISSING) return 1;
  if (right === MISSING) return -1;
  return left < right ? -sign : sign;
}

function keyValue(key: OrderKey, records: RecordTable, zoneOffset: (zone: number) => number, randomKey: StreamKey): KeyValue {
  const plain = plainValue(key.by, records, zoneOffset, randomKey);
  const grainMs = key.grainMs ?? 1;
  if (grainMs <= 1) return plain;
  return (record) => {
    const value = plain(record);
    return value === MISSING ? MISSING : Math.floor(value / grainMs) * grainMs;
  };
}

function plainValue(by: OrderBy, records: RecordTable, zoneOffset: (zone: number) => number, randomKey: StreamKey): KeyValue {
  switch (by) {
    case 'id': return (record) => record;
    case 'nextCallAt': return (record) => records.nextCallAt[record]!;
    case 'createdAt': return (record) => records.createdAt[record]!;
    case 'lastCalledAt': return (record) => records.lastCalledAt[record]!;
    case 'priority': return (record) => records.priority[record]!;
    case 'attempts': return (record) => records.attempts[record]!;
    case 'callCount': return (record) => records.dials[record]!;
    case 'autoCallCount': return (record) => records.autoDialsOf(record);
    case 'phone': return (record) => (records.phoneCount[record] === 0 ? MISSING : records.numberAt(record, 0));
    case 'zoneOffset': return (record) => zoneOffset(records.zone[record]!);
    case 'owner': return (record) => (records.hardOwner[record] === NONE ? MISSING : records.hardOwner[record]!);
    case 'random': {
      const stream = createKeyedStream(randomKey);
      return (record) => stream.at(record, 0).next();
    }
    default: {
      const field = records.rankedFields.indexOf(by.slice('field:'.length));
      if (field === -1) throw new RangeError(`a selection policy orders by '${by}', which this campaign's records do not carry`);
      return (record) => records.rankOf(record, field);
    }
  }
}
