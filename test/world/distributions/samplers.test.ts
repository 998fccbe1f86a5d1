import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSequentialStream, streamKey } from '../../../src/base/random.ts';
import { compileDistribution } from '../../../src/world/distributions/compile.ts';
import { expectation, quantile } from '../../../src/world/distributions/expectation.ts';
import { limitedMean } from '../../../src/world/distributions/sampler.ts';
import type { DistributionSpec } from '../../../src/world/spec.ts';

const BANK: DistributionSpec = {
  distribution: 'mixture',
  parts: [
    { weight: 0.887, of: { distribution: 'lognormal', mu: 5.049, sigma: 0.887 } },
    { weight: 0.113, of: { distribution: 'lognormal', mu: 6.073, sigma: 0.712 } },
  ],
};

/** Name, distribution, exact mean and variance, and support. */
const CASES: readonly (readonly [string, DistributionSpec, number, number, number, number])[] = [
  ['uniform', { distribution: 'uniform', min: 1, max: 3 }, 2, 1 / 3, 1, 3],
  ['exponential', { distribution: 'exponential', mean: 8 }, 8, 64, 0, Infinity],
  ['lognormal by mean', { distribution: 'lognormal', mean: 9, cv: 0.5 }, 9, 20.25, 0, Infinity],
  ['lognormal by logarithm', { distribution: 'lognormal', mu: 1, sigma: 0.5 }, Math.exp(1.125), Math.exp(2.25) * Math.expm1(0.25), 0, Infinity],
  ['gamma, shape above 1', { distribution: 'gamma', mean: 10, cv: 0.6 }, 10, 36, 0, Infinity],
  ['gamma, shape below 1', { distribution: 'gamma', mean: 10, cv: 1.5 }, 10, 225, 0, Infinity],
  ['normal cut on both sides', { distribution: 'normal', mean: 0, sd: 1, min: -1, max: 1 }, 0, 0.2911251, -1, 1],
  // Half of a normal: mean sqrt(2/pi), variance 1 - 2/pi.
  ['half normal', { distribution: 'normal', mean: 0, sd: 1, min: 0, max: 40 }, Math.sqrt(2 / Math.PI), 1 - 2 / Math.PI, 0, 40],
  ['bank talk', BANK, 268.08, 301.23 ** 2, 0, Infinity],
];

function draws(spec: DistributionSpec, count: number): Float64Array {
  const sampler = compileDistribution(spec);
  const random = createSequentialStream(streamKey('1', 'test'));
  return Float64Array.from({ length: count }, () => sampler.sample(random));
}

describe.each(CASES)('%s', (_name, spec, mean, variance, min, max) => {
  const sampler = compileDistribution(spec);
  const count = 100_000;
  const values = draws(spec, count);
  const sampleMean = values.reduce((sum, value) => sum + value, 0) / count;

  test('mean and variance are the exact ones', () => {
    expect(sampler.mean / (mean || 1)).toBeCloseTo(mean === 0 ? 0 : 1, 4);
    expect(sampler.variance / variance).toBeCloseTo(1, 4);
  });

  test('the mean of many draws lies within four standard errors', () => {
    expect(Math.abs(sampleMean - sampler.mean)).toBeLessThan(4 * Math.sqrt(sampler.variance / count));
  });

  test('the variance of many draws lies within four standard errors', () => {
    const squares = values.map((value) => (value - sampler.mean) ** 2);
    const sampleVariance = squares.reduce((sum, value) => sum + value, 0) / count;
    const spread = Math.sqrt(squares.reduce((sum, value) => sum + (value - sampleVariance) ** 2, 0)) / count;
    expect(Math.abs(sampleVariance - sampler.variance)).toBeLessThan(4 * spread);
  });

  test('every draw lies in the support', () => {
    for (const value of values) if (!(value >= min && value <= max)) expect.fail(`${value} is outside [${min}, ${max}]`);
    expect(sampler.cdf(min - 1e-9)).toBe(0);
    if (Number.isFinite(max)) expect(sampler.cdf(max)).toBe(1);
  });

  test('the draws follow the distribution function: Kolmogorov distance below the 0.1 % bound', () => {
    const sorted = values.slice().sort();
    let distance = 0;
    sorted.forEach((value, i) => {
      const share = sampler.cdf(value);
      distance = Math.max(distance, Math.abs(share - i / count), Math.abs(share - (i + 1) / count));
    });
    expect(distance).toBeLessThan(1.95 / Math.sqrt(count));
  });

  test('the partial mean is the integral over the distribution function, and the whole mean at the end', () => {
    const x = quantile(sampler, 0.7);
    const share = sampler.cdf(x);
    // E[X; X <= x] by slices of the quantile function.
    const slices = 2_000;
    let integral = 0;
    for (let i = 0; i < slices; i++) integral += quantile(sampler, ((i + 0.5) / slices) * share);
    expect(sampler.partialMean(x)).toBeCloseTo((integral / slices) * share, 2);
    expect(sampler.partialMean(sampler.mean + 1e5 * Math.sqrt(sampler.variance)) - sampler.mean).toBeCloseTo(0, 6);
    expect(limitedMean(sampler, Infinity)).toBe(sampler.mean);
  });
});

describe('the bank data\'s talk time', () => {
  test('mixture of two lognormals: mean 268.08 s, standard deviation 301.23 s, CV 1.124', () => {
    const bank = compileDistribution(BANK);
    expect(bank.mean).toBeCloseTo(268.08, 2);
    expect(Math.sqrt(bank.variance)).toBeCloseTo(301.23, 2);
    expect(Math.sqrt(bank.variance) / bank.mean).toBeCloseTo(1.124, 3);
  });

  test.each([
    [0.05, 38.2], [0.1, 53.1], [0.25, 92.9], [0.5, 174.6], [0.75, 329.8], [0.9, 580.2], [0.95, 806.7], [0.99, 1467.8],
  ])('its %f quantile is %f s', (share, seconds) => {
    expect(quantile(compileDistribution(BANK), share)).toBeCloseTo(seconds, 1);
  });
});

describe('a distribution given by quantiles', () => {
  // Uniform on [0, 2] with 1/2, an atom at 4 with 1/4, uniform on [4, 8] with 1/4; a gap between 2 and 4.
  const spec: DistributionSpec = { distribution: 'empirical', quantiles: [[0, 0], [0.5, 2], [0.5, 4], [0.75, 4], [1, 8]] };
  const sampler = compileDistribution(spec);

  test('has the trapezoid\'s mean: 1/2 of 1, 1/4 of 4, 1/4 of 6', () => {
    expect(sampler.mean).toBeCloseTo(3, 12);
    // E[X^2] = 1/2 · 4/3 + 1/4 · 16 + 1/4 · (16 + 32 + 64)/3 = 14.
    expect(sampler.variance).toBeCloseTo(14 - 9, 12);
  });

  test('never draws in the gap and draws the atom in its share', () => {
    const values = draws(spec, 40_000);
    expect(values.some((value) => value > 2 && value < 4)).toBe(false);
    expect(values.filter((value) => value === 4).length / 40_000).toBeCloseTo(0.25, 2);
    expect(sampler.cdf(3)).toBe(0.5);
    expect(sampler.cdf(4)).toBe(0.75);
    expect(sampler.partialMean(4)).toBeCloseTo(1.5, 12);
  });
});

describe('constants and borders', () => {
  test('a constant, however it is written, is its value and has no variance', () => {
    for (const spec of [
      { distribution: 'constant', value: 5 }, { distribution: 'uniform', min: 5, max: 5 }, { distribution: 'lognormal', mean: 5, cv: 0 },
      { distribution: 'gamma', mean: 5, cv: 0 }, { distribution: 'normal', mean: 5, sd: 0, min: 0, max: 9 },
    ] as const) {
      const sampler = compileDistribution(spec);
      expect(sampler.variance).toBe(0);
      expect(sampler.mean).toBeCloseTo(5, 12);
      expect(sampler.sample(createSequentialStream(streamKey('1', 'x')))).toBeCloseTo(5, 12);
    }
  });

  test('what cannot exist is refused', () => {
    for (const spec of [
      { distribution: 'uniform', min: 2, max: 1 }, { distribution: 'exponential', mean: 0 }, { distribution: 'lognormal', mean: -1, cv: 1 },
      { distribution: 'gamma', mean: 1, cv: -1 }, { distribution: 'normal', mean: 0, sd: 1, min: 60, max: 61 }, { distribution: 'mixture', parts: [] },
      { distribution: 'empirical', quantiles: [[0, 1], [1, 0]] }, { distribution: 'empirical', quantiles: [[0.1, 0], [1, 1]] },
    ] as const) {
      expect(() => compileDistribution(spec), spec.distribution).toThrow(RangeError);
    }
  });

  test('a normal far out in its tail keeps its precision on either side', () => {
    // N(0, 1) above 10: mean 10.0980932 (Mills' ratio).
    const upper = compileDistribution({ distribution: 'normal', mean: 0, sd: 1, min: 10, max: 40 });
    const lower = compileDistribution({ distribution: 'normal', mean: 0, sd: 1, min: -40, max: -10 });
    expect(upper.mean).toBeCloseTo(10.0980932, 6);
    expect(lower.mean).toBeCloseTo(-10.0980932, 6);
    expect(upper.cdf(10.1)).toBeCloseTo(1 - lower.cdf(-10.1), 10);
    expect(upper.partialMean(41)).toBeCloseTo(upper.mean, 10);
  });

  test('an expectation by slices agrees with the exact second moment', () => {
    const sampler = compileDistribution({ distribution: 'uniform', min: 1, max: 3 });
    expect(expectation(sampler, (x) => x * x)).toBeCloseTo(4 + 1 / 3, 6);
  });
});

describe('any distribution', () => {
  const positive = fc.double({ min: 0.01, max: 100, noNaN: true });
  const spread = fc.double({ min: 0.05, max: 2, noNaN: true });
  const simple: fc.Arbitrary<DistributionSpec> = fc.oneof(
    fc.record({ distribution: fc.constant('exponential' as const), mean: positive }),
    fc.record({ distribution: fc.constant('lognormal' as const), mean: positive, cv: spread }),
    fc.record({ distribution: fc.constant('gamma' as const), mean: positive, cv: spread }),
    fc.tuple(positive, positive).map(([min, length]) => ({ distribution: 'uniform' as const, min, max: min + length })),
    fc.tuple(positive, positive, positive).map(([mean, sd, half]) => ({ distribution: 'normal' as const, mean, sd, min: mean - half, max: mean + 2 * half })),
  );
  const any = fc.oneof(
    simple,
    fc.array(fc.record({ weight: spread, of: simple }), { minLength: 1, maxLength: 4 }).map((parts) => ({ distribution: 'mixture' as const, parts })),
  );

  test('has a distribution function from 0 to 1 that never falls, and draws finite numbers', () => {
    fc.assert(
      fc.property(any, fc.array(fc.double({ min: -50, max: 500, noNaN: true }), { minLength: 2, maxLength: 20 }), (spec, points) => {
        const sampler = compileDistribution(spec);
        let before = 0;
        for (const x of points.toSorted((left, right) => left - right)) {
          const share = sampler.cdf(x);
          expect(share).toBeGreaterThanOrEqual(before - 1e-12);
          expect(share).toBeLessThanOrEqual(1 + 1e-12);
          before = share;
        }
        const random = createSequentialStream(streamKey('2', 'any'));
        for (let i = 0; i < 20; i++) expect(Number.isFinite(sampler.sample(random))).toBe(true);
      }),
    );
  });

  test('is limited to at most its mean and at most the limit', () => {
    fc.assert(
      fc.property(any, fc.double({ min: 0, max: 300, noNaN: true }), (spec, limit) => {
        const sampler = compileDistribution(spec);
        const limited = limitedMean(sampler, limit);
        expect(limited).toBeLessThanOrEqual(limit + 1e-8);
        expect(limited).toBeLessThanOrEqual(sampler.mean * (1 + 1e-9) + 1e-8);
      }),
    );
  });
});
