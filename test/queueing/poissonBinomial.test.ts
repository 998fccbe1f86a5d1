/** The number of successes in unequal independent trials. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTrial, poissonBinomial, upperTail } from '../../src/queueing/poissonBinomial.ts';

const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 });

describe('the Poisson-binomial law', () => {
  it('is the binomial for equal trials', () => {
    const law = poissonBinomial([0.5, 0.5, 0.5, 0.5]);
    expect([...law]).toEqual([1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16]);
  });

  it('enumerates three unequal trials', () => {
    const law = poissonBinomial([0.1, 0.2, 0.7]);
    expect(law[0]).toBeCloseTo(0.9 * 0.8 * 0.3, 15);
    expect(law[1]).toBeCloseTo(0.1 * 0.8 * 0.3 + 0.9 * 0.2 * 0.3 + 0.9 * 0.8 * 0.7, 15);
    expect(law[3]).toBeCloseTo(0.1 * 0.2 * 0.7, 15);
  });

  it('sums to one and has the sum of the chances as mean', () => {
    fc.assert(
      fc.property(chances, (list) => {
        const law = poissonBinomial(list);
        expect(law.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(1, 12);
        const mean = law.reduce((sum, mass, k) => sum + k * mass, 0);
        expect(mean).toBeCloseTo(list.reduce((sum, chance) => sum + chance, 0), 10);
      }),
    );
  });

  it('grows by one trial in place as if built anew', () => {
    fc.assert(
      fc.property(chances, fc.double({ min: 0, max: 1, noNaN: true }), (list, chance) => {
        const grown = new Float64Array(list.length + 2);
        grown.set(poissonBinomial(list));
        addTrial(grown, list.length, chance);
        expect([...grown]).toEqual([...poissonBinomial([...list, chance])]);
      }),
    );
  });

  it('has a tail of one at nothing and none beyond the trials', () => {
    const law = poissonBinomial([0.25, 0.5]);
    expect(upperTail(law, -1)).toBe(1);
    expect(upperTail(law, 0)).toBe(1);
    expect(upperTail(law, 1)).toBeCloseTo(0.625, 15);
    expect(upperTail(law, 2)).toBeCloseTo(0.125, 15);
    expect(upperTail(law, 3)).toBe(0);
  });

  it('keeps the smallest tails', () => {
    const law = poissonBinomial(Array.from({ length: 40 }, () => 1e-5));
    expect(upperTail(law, 40) / 1e-200).toBeCloseTo(1, 9);
  });

  it('refuses a chance that is none', () => {
    expect(() => poissonBinomial([0.2, 1.2])).toThrow('chances[1] is 1.2');
    expect(() => upperTail([1], 0.5)).toThrow(RangeError);
  });
});
