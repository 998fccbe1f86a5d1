/** Stationary laws and relative values of small chains that can be solved by hand. */
import { describe, expect, it } from 'vitest';
import { relativeValues } from '../../src/queueing/relativeValues.ts';
import { stationaryLaw } from '../../src/queueing/stationaryLaw.ts';

/** A walk that steps up with probability `up` and else down, staying where it would leave 0 … size − 1. */
function walk(size: number, up: number): Float64Array {
  const chain = new Float64Array(size * size);
  for (let state = 0; state < size; state++) {
    const above = Math.min(size - 1, state + 1);
    const under = Math.max(0, state - 1);
    chain[state * size + above] = chain[state * size + above]! + up;
    chain[state * size + under] = chain[state * size + under]! + (1 - up);
  }
  return chain;
}

describe('the stationary law', () => {
  it('of a walk is geometric, in its smallest entries too', () => {
    const law = stationaryLaw(200, walk(200, 0.99));
    expect(law[199]).toBeCloseTo(1 - 1 / 99, 12);
    expect(law[150]! / law[199]! / 99 ** -49).toBeCloseTo(1, 9);
  });

  it('gives nothing to states that are never returned to', () => {
    expect([...stationaryLaw(3, new Float64Array([0.5, 0.5, 0, 1, 0, 0, 0, 1, 0]))]).toEqual([2 / 3, 1 / 3, 0]);
  });

  it('does not exist for a chain in two pieces', () => {
    expect(() => stationaryLaw(2, new Float64Array([1, 0, 0, 1]))).toThrow('no lower state');
  });
});

describe('relative values', () => {
  it.each([0, 3, 6])('solve their equations whatever the state of value zero (%d)', (reference) => {
    const size = 7;
    const chain = walk(size, 0.6);
    const law = stationaryLaw(size, chain);
    const earned = Array.from({ length: size }, (_, state) => state * state);
    const gain = earned.reduce((sum, amount, state) => sum + amount * law[state]!, 0);
    const rewards = Float64Array.from(earned, (amount) => amount - gain);
    const values = relativeValues(size, chain, rewards, reference);
    expect(values[reference]).toBe(0);
    for (let state = 0; state < size; state++) {
      let later = 0;
      for (let to = 0; to < size; to++) later += chain[state * size + to]! * values[to]!;
      expect(values[state]).toBeCloseTo(rewards[state]! + later, 9);
    }
  });
});
