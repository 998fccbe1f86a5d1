/** Intervals over replications, against the worked values of the metrics' definition. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { dispersion } from '../../../src/measure/statistics/dispersion.ts';
import { holm } from '../../../src/measure/statistics/holm.ts';
import { jackknifeRatio } from '../../../src/measure/statistics/jackknifeRatio.ts';
import { jackknifeRatioDifference } from '../../../src/measure/statistics/jackknifeRatioDifference.ts';
import { meanInterval } from '../../../src/measure/statistics/meanInterval.ts';
import { pairedDifference } from '../../../src/measure/statistics/pairedDifference.ts';

describe('jackknife of a ratio', () => {
  const abandoned = [3, 1, 4, 1, 5];
  const answered = [100, 80, 120, 60, 140];

  it('gives pseudo-values, interval and the delta method beside it', () => {
    const ratio = jackknifeRatio(abandoned, answered)!;
    expect(ratio.pooled).toBeCloseTo(0.028, 12);
    [0.03, 0.01619, 0.034737, 0.021818, 0.04].forEach((value, i) => expect(ratio.pseudoValues[i]).toBeCloseTo(value, 6));
    expect(ratio.estimate).toBeCloseTo(0.0285491, 7);
    expect(ratio.standardError).toBeCloseTo(0.0042986, 7);
    expect(ratio.lower).toBeCloseTo(0.016614, 6);
    expect(ratio.upper).toBeCloseTo(0.040484, 6);
    expect(ratio.deltaStandardError).toBeCloseTo(0.0042521, 7);
  });

  it('with equal denominators is the t interval of the mean rate', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 12 }), (numerators) => {
      const ratio = jackknifeRatio(numerators, numerators.map(() => 200))!;
      const mean = meanInterval(numerators.map((value) => value / 200));
      expect(ratio.estimate).toBeCloseTo(mean.estimate, 10);
      expect(ratio.halfWidth).toBeCloseTo(mean.halfWidth, 10);
    }));
  });

  it('is null when the ratio does not exist, or does not without one replication', () => {
    expect(jackknifeRatio([0, 0], [0, 0])).toBeNull();
    expect(jackknifeRatio([1, 0], [10, 0])).toBeNull();
    expect(() => jackknifeRatio([1], [10])).toThrow(RangeError);
  });

  it('of a difference leaves the same replication out of both', () => {
    const same = jackknifeRatioDifference({ numerators: abandoned, denominators: answered }, { numerators: abandoned, denominators: answered })!;
    expect(same.estimate).toBe(0);
    expect(same.halfWidth).toBe(0);
    expect(same.correlation).toBeCloseTo(1, 12);
    // Equal denominators make it the paired difference of the rates.
    const x = { numerators: [8, 4, 6], denominators: [100, 100, 100] };
    const y = { numerators: [5, 2, 3], denominators: [100, 100, 100] };
    const difference = jackknifeRatioDifference(x, y)!;
    const paired = pairedDifference([0.08, 0.04, 0.06], [0.05, 0.02, 0.03]);
    expect(difference.estimate).toBeCloseTo(paired.estimate, 12);
    expect(difference.halfWidth).toBeCloseTo(paired.halfWidth, 12);
    expect(difference.correlation).toBeCloseTo(paired.correlation!, 9);
  });
});

describe('paired difference', () => {
  it('gives interval, test and correlation', () => {
    const result = pairedDifference([88.1, 88.4, 87.9, 88.6, 88.2], [87.2, 87.9, 87.1, 87.6, 87.5]);
    expect(result.estimate).toBeCloseTo(0.78, 10);
    expect(result.standardDeviation).toBeCloseTo(0.192354, 6);
    expect(result.t).toBeCloseTo(9.0673, 4);
    expect(result.p).toBeCloseTo(0.00082, 6);
    expect(result.lower).toBeCloseTo(0.541161, 6);
    expect(result.upper).toBeCloseTo(1.018839, 6);
    expect(result.correlation).toBeCloseTo(0.278 / Math.sqrt(0.292 * 0.412), 10);
  });

  it('of equal values is 0 with p 1', () => {
    const result = pairedDifference([1, 2, 3], [1, 2, 3]);
    expect(result.t).toBe(0);
    expect(result.p).toBe(1);
  });
});

describe('several comparisons', () => {
  it('are adjusted by Holm in the order given', () => {
    const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
    [0.03, 0.06, 0.06, 0.02].forEach((value, i) => expect(adjusted[i]).toBeCloseTo(value, 12));
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});

describe('dispersion of windows', () => {
  it('is chi-square over its degrees of freedom', () => {
    // θ = 0.1: (5 - 10)²/9 + (15 - 10)²/9 over one degree of freedom.
    expect(dispersion([{ numerator: 5, denominator: 100 }, { numerator: 15, denominator: 100 }])).toBeCloseTo(50 / 9, 12);
    // Windows without answers say nothing.
    expect(dispersion([{ numerator: 5, denominator: 100 }, { numerator: 0, denominator: 0 }, { numerator: 15, denominator: 100 }])).toBeCloseTo(50 / 9, 12);
  });

  it('is null for one window and for rates of 0 and 1', () => {
    expect(dispersion([{ numerator: 5, denominator: 100 }])).toBeNull();
    expect(dispersion([{ numerator: 0, denominator: 9 }, { numerator: 0, denominator: 8 }])).toBeNull();
    expect(dispersion([{ numerator: 9, denominator: 9 }, { numerator: 8, denominator: 8 }])).toBeNull();
  });
});
