import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../src/engine/turns/turn.ts';
import { TurnTable } from '../../src/engine/turns/turnTable.ts';
import { NONE } from '../../src/engine/vocabulary.ts';
import { UNSET } from '../../src/base/time.ts';

/** Begins and ends calls at random, some of which last, beside a plain map of what is under way. */
function play(table: TurnTable, steps: readonly number[], lastingEvery: number): Map<number, Turn> {
  const underWay = new Map<number, Turn>();
  const ending: number[] = [];
  steps.forEach((step, now) => {
    if (step % 2 === 0 || ending.length === 0) {
      const turn = table.open(now, NONE, 0, UNSET, now);
      const attempt = table.beginAttempt(turn, 0, now);
      underWay.set(attempt, turn);
      if (attempt % lastingEvery !== 0) ending.push(attempt);
      return;
    }
    const [attempt] = ending.splice(step % ending.length, 1);
    const turn = underWay.get(attempt!)!;
    table.endAttempt(turn);
    table.close(turn);
    underWay.delete(attempt!);
  });
  return underWay;
}

const steps = fc.array(fc.nat(1_000), { minLength: 200, maxLength: 600 });

describe('the turns under way', () => {
  it('know every attempt until it ends, however long some calls last, and no other', () => {
    fc.assert(fc.property(steps, fc.integer({ min: 2, max: 40 }), (taken, lastingEvery) => {
      const table = new TurnTable();
      const underWay = play(table, taken, lastingEvery);
      for (let attempt = 0; attempt < taken.length; attempt += 1) expect(table.turnOf(attempt)).toBe(underWay.get(attempt) ?? null);
      expect(table.callsInProgress).toBe(underWay.size);
    }), { numRuns: 40 });
  });

  it('list the instants of exactly the calls that ring', () => {
    fc.assert(fc.property(steps, (taken) => {
      const table = new TurnTable();
      const underWay = play(table, taken, 7);
      const listed = Array.from({ length: table.ringing.length }, (_, index) => table.ringing.at(index));
      expect(listed.sort((a, b) => a - b)).toEqual([...underWay.values()].map(({ dialledAt }) => dialledAt).sort((a, b) => a - b));
    }), { numRuns: 40 });
  });

  it('go on after they were saved and loaded as if they had not been', () => {
    fc.assert(fc.property(steps, steps, (before, after) => {
      const table = new TurnTable();
      play(table, before, 7);
      const restored = new TurnTable();
      restored.load(table.save());
      expect(restored.save()).toEqual(table.save());
      play(table, after, 5);
      play(restored, after, 5);
      expect(restored.save()).toEqual(table.save());
    }), { numRuns: 40 });
  });
});
