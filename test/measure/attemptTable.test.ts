/** Attempts are found by their serial number however long they last, and facts count the same however they are kept. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { UNSET } from '../../src/base/time.ts';
import { AttemptTable, KNOWN } from '../../src/measure/recording/attemptTable.ts';
import { CALL_FACTS, countFacts, DailyFacts, emptyFacts, FACT } from '../../src/measure/recording/callFacts.ts';

describe('the attempts under way', () => {
  it('are found until they are over, also where a long call stands in the way of later ones', () => {
    // Each step dials the next serial number and ends one of the open attempts, or none: then the ring of 8 places fills up and grows.
    fc.assert(fc.property(fc.array(fc.option(fc.nat(50), { nil: null, freq: 4 }), { minLength: 1, maxLength: 300 }), (steps) => {
      const table = new AttemptTable(8);
      const open: number[] = [];
      steps.forEach((ends, serial) => {
        table.open(serial, serial + 1_000, serial);
        const fresh = table.find(serial)!;
        expect([fresh.serial, fresh.record, fresh.dialAt, fresh.connectedAt]).toEqual([serial, serial + 1_000, serial, UNSET]);
        fresh.known |= KNOWN.answered;
        fresh.connectedAt = serial;
        open.push(serial);
        if (ends !== null) {
          const [over] = open.splice(ends % open.length, 1);
          table.close(table.find(over!)!);
          expect(table.find(over!)).toBeNull();
        }
        expect(table.size).toBe(open.length);
      });
      for (const serial of open) expect([table.find(serial)!.record, table.find(serial)!.connectedAt]).toEqual([serial + 1_000, serial]);
      expect(table.find(steps.length)).toBeNull();
    }));
  });
});

describe('facts by day', () => {
  it('are the sums of the facts, whichever combination is the frequent one and whatever is asked in between', () => {
    const frequent = FACT.answers | FACT.persons | FACT.connects;
    const bits = fc.oneof(fc.constant(frequent), fc.constant(FACT.attempts), fc.integer({ min: 1, max: (1 << CALL_FACTS.length) - 1 }));
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(2), bits, fc.boolean()), { maxLength: 60 }), (calls) => {
      const facts = new DailyFacts(3, frequent);
      const expected = [emptyFacts(), emptyFacts(), emptyFacts()];
      const ofDay = (day: number): Record<string, number> => {
        const counts = emptyFacts();
        facts.addTo(counts, day, day + 1);
        return counts;
      };
      for (const [day, each, asks] of calls) {
        facts.add(day, each);
        countFacts(expected[day]!, each, 1);
        if (asks) expect(ofDay(day)).toEqual(expected[day]);
      }
      for (const day of [0, 1, 2]) expect(ofDay(day)).toEqual(expected[day]);
    }));
  });
});
