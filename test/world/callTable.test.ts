import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Call, CallTable } from '../../src/world/callTable.ts';

const open = (table: CallTable, attempt: number): Call => table.open(attempt, attempt + 7, 1, 0, 'noAnswer');

describe('the calls in progress', () => {
  test('an attempt that is not in progress is the dialer\'s mistake', () => {
    const table = new CallTable();
    expect(() => table.find(3)).toThrow('attempt 3 is not in progress');
    table.close(open(table, 3));
    expect(() => table.find(3)).toThrow('attempt 3 is not in progress');
    expect(() => table.find(2_147_483_647)).toThrow('not in progress');
  });

  test('more calls than there were ever slots are all found, under their slots too', () => {
    const table = new CallTable();
    const calls = Array.from({ length: 3_000 }, (_, attempt) => open(table, attempt));
    expect(new Set(calls.map((call) => call.slot)).size).toBe(3_000);
    calls.forEach((call, attempt) => {
      expect(table.find(attempt)).toBe(call);
      expect(table.all[call.slot]).toBe(call);
      expect(call.record).toBe(attempt + 7);
    });
  });

  test('who talks for ever is found for ever, and keeps his slot while others come and go', () => {
    const table = new CallTable();
    const lasting = Array.from({ length: 300 }, (_, attempt) => open(table, attempt));
    const slots = lasting.map((call) => call.slot);
    for (let attempt = 300; attempt < 20_000; attempt++) {
      const passing = open(table, attempt);
      expect(table.find(attempt)).toBe(passing);
      table.close(passing);
    }
    lasting.forEach((call, attempt) => expect(table.find(attempt)).toBe(call));
    expect(lasting.map((call) => call.slot)).toEqual(slots);
  });

  test('a slot never returns to an earlier stamp, so nothing planned for a call reaches the next one', () => {
    const table = new CallTable();
    const first = open(table, 5);
    const planned = first.stamp;
    const anew = table.replan(first);
    table.close(first);
    const second = open(table, 5 + table.all.length);
    expect(second).toBe(first);
    expect(new Set([planned, anew, second.stamp]).size).toBe(3);
  });

  test('any mixture of coming and going behaves like the built-in map', () => {
    const sameSlot = fc.integer({ min: 0, max: 3 }).map((i) => i * 512);
    const attempt = fc.oneof(sameSlot, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2_147_483_647 }));
    fc.assert(fc.property(fc.array(fc.record({ attempt, leaves: fc.boolean() }), { maxLength: 400 }), (steps) => {
      const table = new CallTable();
      const model = new Map<number, Call>();
      for (const step of steps) {
        const present = model.get(step.attempt);
        if (present === undefined) model.set(step.attempt, open(table, step.attempt));
        else if (step.leaves) {
          table.close(present);
          model.delete(step.attempt);
        }
      }
      for (const [number, call] of model) expect(table.find(number)).toBe(call);
      expect(table.all.filter((call) => call.attempt >= 0).length).toBe(model.size);
    }));
  });
});
