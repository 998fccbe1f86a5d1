/** Histograms that stand in for all values: quantiles within 1 %, and quantiles over time. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { mean, quantileSorted } from 'simple-statistics';
import { LogHistogram } from '../../../src/measure/statistics/logHistogram.ts';
import { TimeWeightedHistogram } from '../../../src/measure/statistics/timeWeightedHistogram.ts';

/** Type 7, written out: linear between the order statistics around (n - 1)p. */
function typeSeven(sorted: readonly number[], share: number): number {
  const rank = (sorted.length - 1) * share;
  const low = sorted[Math.floor(rank)]!;
  const high = sorted[Math.ceil(rank)]!;
  return low + (rank - Math.floor(rank)) * (high - low);
}

describe('log histogram', () => {
  it('keeps every quantile within 1 % of type 7 on all values, zeros included', () => {
    const values = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40_000_000 })), { minLength: 1, maxLength: 200 });
    fc.assert(fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
      const histogram = new LogHistogram();
      for (const value of all) histogram.add(value);
      const exact = typeSeven(all.toSorted((a, b) => a - b), share);
      expect(Math.abs(histogram.quantile(share)! - exact)).toBeLessThanOrEqual(0.010001 * exact + 1e-9);
      expect(histogram.mean()).toBeCloseTo(mean(all), 5);
      expect(histogram.count).toBe(all.length);
    }));
  });

  it('answers 0 exactly when most values are 0', () => {
    const histogram = new LogHistogram();
    for (let i = 0; i < 96; i++) histogram.add(0);
    for (let i = 0; i < 4; i++) histogram.add(1_000);
    expect(histogram.quantile(0.5)).toBe(0);
    expect(histogram.quantile(0.95)).toBe(0);
    expect(histogram.quantile(1)).toBe(1_000);
    expect(quantileSorted([0, 0, 0, 1], 1)).toBe(1);
  });

  it('without values has neither mean nor quantile, and refuses values below 0', () => {
    const histogram = new LogHistogram();
    expect(histogram.mean()).toBeNull();
    expect(histogram.quantile(0.95)).toBeNull();
    expect(() => histogram.add(-1)).toThrow(RangeError);
    expect(() => histogram.add(Number.NaN)).toThrow(RangeError);
  });
});

describe('time-weighted histogram', () => {
  it('weighs each level by the time it stood', () => {
    const histogram = new TimeWeightedHistogram();
    histogram.add(2, 980);
    histogram.add(5, 15);
    histogram.add(100, 5);
    expect(histogram.quantile(0.5)).toBe(2);
    expect(histogram.quantile(0.98)).toBe(2);
    expect(histogram.quantile(0.99)).toBe(5);
    expect(histogram.quantile(1)).toBe(100);
    expect(histogram.quantile(0)).toBe(2);
    expect(histogram.max).toBe(100);
    expect(histogram.mean()).toBeCloseTo((2 * 980 + 5 * 15 + 500) / 1_000, 12);
  });

  it('a level that stood for no time counts for the maximum only', () => {
    const histogram = new TimeWeightedHistogram();
    histogram.add(1, 10);
    histogram.add(9, 0);
    expect(histogram.max).toBe(9);
    expect(histogram.quantile(1)).toBe(1);
    expect(new TimeWeightedHistogram().quantile(0.5)).toBeNull();
  });
});
