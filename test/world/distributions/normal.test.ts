import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalCdf } from '../../../src/world/distributions/normalCdf.ts';
import { normalQuantile } from '../../../src/world/distributions/normalQuantile.ts';
import { regularizedGamma } from '../../../src/world/distributions/regularizedGamma.ts';

describe('the standard normal distribution', () => {
  test.each([
    [0, 0.5], [1, 0.841344746068543], [-1, 0.158655253931457], [1.959963984540054, 0.975], [2.5, 0.993790334674224], [-3, 0.00134989803163009],
    [-5, 2.86651571879194e-7], [-10, 7.61985302416053e-24], [6, 0.999999999013412],
  ])('P(X <= %f) = %f', (x, share) => {
    expect(normalCdf(x) / share).toBeCloseTo(1, 12);
  });

  // Values beside Wichura's algorithm, and the well-known ones.
  test.each([
    [0.25, -0.674489750196082], [0.001, -3.09023230616781], [1e-20, -9.26234008979840], [0.5, 0], [0.975, 1.95996398454005],
  ])('the %f quantile is %f', (share, x) => {
    expect(normalQuantile(share)).toBeCloseTo(x, 12);
  });

  test('the ends are infinite', () => {
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(normalQuantile(-0.1)).toBeNaN();
  });

  test('quantile and distribution function undo each other to 1e-12', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 0.5, noNaN: true }), (share) => {
        expect(normalCdf(normalQuantile(share)) / share).toBeCloseTo(1, 10);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: -7, max: 7, noNaN: true }), (x) => {
        expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 13);
      }),
    );
  });
});

describe('the incomplete gamma function', () => {
  test('shape 1 is the exponential distribution, shape 2 the sum of two', () => {
    for (const x of [0.1, 1, 3, 10]) {
      expect(regularizedGamma(1, x)).toBeCloseTo(1 - Math.exp(-x), 13);
      expect(regularizedGamma(2, x)).toBeCloseTo(1 - Math.exp(-x) * (1 + x), 13);
    }
  });

  test('shape 1/2 is the square of a normal number', () => {
    for (const x of [0.01, 0.5, 2, 8]) expect(regularizedGamma(0.5, x)).toBeCloseTo(2 * normalCdf(Math.sqrt(2 * x)) - 1, 12);
  });
});
