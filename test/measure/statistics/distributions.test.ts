/** Distributions that intervals stand on, against tables and closed forms. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { betaQuantile } from '../../../src/measure/statistics/betaQuantile.ts';
import { clopperPearson, clopperPearsonUpper } from '../../../src/measure/statistics/clopperPearson.ts';
import { incompleteBeta } from '../../../src/measure/statistics/incompleteBeta.ts';
import { normalCdf, normalQuantile } from '../../../src/measure/statistics/normal.ts';
import { studentTCdf, studentTQuantile } from '../../../src/measure/statistics/studentT.ts';

describe('Student t', () => {
  it.each([[4, 2.776445], [9, 2.262157], [19, 2.093024], [29, 2.04523], [49, 2.009575], [99, 1.984217]])('97.5 %% quantile with %i degrees', (degrees, t) => {
    expect(studentTQuantile(0.975, degrees)).toBeCloseTo(t, 6);
  });

  it('with one degree is the Cauchy distribution, with two it has a closed form', () => {
    for (const t of [-30, -2, -0.1, 0, 0.5, 7]) {
      expect(studentTCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 13);
      expect(studentTCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 13);
    }
  });

  it('quantile and cdf undo each other', () => {
    fc.assert(fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 500 }), (share, degrees) => {
      expect(studentTCdf(studentTQuantile(share, degrees), degrees)).toBeCloseTo(share, 11);
    }));
  });

  it('refuses shares of 0 and 1 and no degrees of freedom', () => {
    expect(() => studentTQuantile(1, 4)).toThrow(RangeError);
    expect(() => studentTCdf(1, 0)).toThrow(RangeError);
  });
});

describe('Beta', () => {
  it('is the binomial tail for whole parameters', () => {
    // P(at least 3 of 10 at 0.2) = I_0.2(3, 8)
    const atMostTwo = 0.8 ** 10 + 10 * 0.2 * 0.8 ** 9 + 45 * 0.04 * 0.8 ** 8;
    expect(incompleteBeta(0.2, 3, 8)).toBeCloseTo(1 - atMostTwo, 13);
  });

  it('is uniform for a = b = 1 and x^a for b = 1', () => {
    expect(incompleteBeta(0.37, 1, 1)).toBeCloseTo(0.37, 14);
    expect(incompleteBeta(0.37, 4.5, 1)).toBeCloseTo(0.37 ** 4.5, 14);
    expect(betaQuantile(0.25, 2, 1)).toBeCloseTo(0.5, 14);
  });

  it('is symmetric, and its quantile undoes it', () => {
    const parameter = fc.double({ min: 1, max: 300, noNaN: true });
    fc.assert(fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), parameter, parameter, (x, a, b) => {
      expect(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a)).toBeCloseTo(1, 11);
      expect(incompleteBeta(betaQuantile(x, a, b), a, b)).toBeCloseTo(x, 9);
    }));
  });
});

describe('Clopper–Pearson', () => {
  it.each([[3, 100, 0.00623, 0.085176], [12, 400, 0.015596, 0.051817]])('%i of %i, two-sided 95 %%', (successes, trials, lower, upper) => {
    const interval = clopperPearson(successes, trials);
    expect(interval.lower).toBeCloseTo(lower, 6);
    expect(interval.upper).toBeCloseTo(upper, 6);
    expect(interval.estimate).toBe(successes / trials);
  });

  it.each([[0, 400, 0.007461], [12, 400, 0.048154], [20, 400, 0.071829]])('%i of %i, one-sided upper 95 %%', (successes, trials, upper) => {
    expect(clopperPearsonUpper(successes, trials)).toBeCloseTo(upper, 6);
  });

  it('"at most 5 %" is shown with 12 of 400 windows and not with 13, "at most 10 %" with 29 and not with 30', () => {
    expect(clopperPearsonUpper(12, 400)).toBeLessThanOrEqual(0.05);
    expect(clopperPearsonUpper(13, 400)).toBeGreaterThan(0.05);
    expect(clopperPearsonUpper(29, 400)).toBeLessThanOrEqual(0.1);
    expect(clopperPearsonUpper(30, 400)).toBeGreaterThan(0.1);
  });

  it('ends at 0 and 1 when none or all succeed, and refuses impossible counts', () => {
    expect(clopperPearson(0, 10).lower).toBe(0);
    expect(clopperPearson(10, 10).upper).toBe(1);
    expect(() => clopperPearson(11, 10)).toThrow(RangeError);
    expect(() => clopperPearson(0, 0)).toThrow(RangeError);
  });
});

describe('normal', () => {
  it.each([[0.975, 1.959963984540054], [0.95, 1.6448536269514722], [0.995, 2.5758293035489004], [0.999, 3.090232306167813], [1e-9, -5.997807015007686]])(
    'quantile of %d', (share, z) => {
      expect(Math.abs(normalQuantile(share) - z)).toBeLessThan(1e-9);
    },
  );

  it.each([[0, 0.5], [1, 0.8413447460685429], [-2, 0.022750131948179195], [-3, 0.0013498980316300933], [4, 0.9999683287581669]])('cdf at %d', (z, share) => {
    expect(Math.abs(normalCdf(z) - share)).toBeLessThan(1e-14);
  });

  it('keeps relative accuracy far out in the lower tail', () => {
    expect(normalCdf(-6) / 9.865876450376946e-10).toBeCloseTo(1, 12);
    expect(normalCdf(-10) / 7.61985302416047e-24).toBeCloseTo(1, 12);
  });

  it('quantile and cdf undo each other', () => {
    fc.assert(fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (share) => {
      expect(Math.abs(normalCdf(normalQuantile(share)) - share)).toBeLessThan(1e-12);
    }));
  });
});
