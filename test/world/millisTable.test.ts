import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeyedStream, streamKey } from '../../src/base/random.ts';
import { compileDistribution } from '../../src/world/distributions/compile.ts';
import { KeyedDuration, toMillis } from '../../src/world/keyedDuration.ts';
import { MillisTable } from '../../src/world/millisTable.ts';
import type { DistributionSpec } from '../../src/world/spec.ts';

const logarithmic = fc.double({ min: -2, max: 3, noNaN: true }).map((power) => 10 ** power);
const smooth: fc.Arbitrary<DistributionSpec> = fc.oneof(
  logarithmic.map((mean) => ({ distribution: 'exponential' as const, mean })),
  fc.tuple(logarithmic, fc.double({ min: 0.01, max: 4, noNaN: true })).map(([mean, cv]) => ({ distribution: 'lognormal' as const, mean, cv })),
);
const talk: DistributionSpec = { distribution: 'lognormal', mean: 120, cv: 1 };

/** Uniforms where a cubic could go wrong: everywhere, and at the borders of cells and ranges. */
function uniforms(seed: number): number[] {
  const stream = createKeyedStream(streamKey(seed, 'uniforms'));
  const found = Array.from({ length: 3_000 }, (_, i) => stream.first(i, 1));
  for (let cell = 0; cell <= 1_024; cell++) for (const step of [-1, 0, 1]) found.push(cell / 1_024 + step * 2 ** -53);
  for (const border of [0.075, 0.925]) for (let step = -50; step <= 50; step++) found.push(border + step * 2 ** -50);
  // First and last of those that share their highest bits, which are all that a table knows of them.
  for (let i = 0; i < 1_000; i++) for (const rest of [0, 2 ** -26 - 2 ** -53]) found.push(stream.firstBits(i, 2) * 2 ** -26 + rest);
  return found.filter((uniform) => uniform >= 0 && uniform < 1);
}

const highestBits = (uniform: number): number => Math.floor(uniform * 2 ** 26);

describe('the table of durations', () => {
  test('gives the very same milliseconds as the function, or none', () => {
    fc.assert(fc.property(smooth, fc.nat(), (spec, seed) => {
      const sampler = compileDistribution(spec);
      const table = new MillisTable((uniform) => sampler.ofUniform!(uniform));
      for (const uniform of uniforms(seed)) {
        const tabled = table.millisOf(highestBits(uniform));
        if (tabled !== -1) expect(tabled).toBe(toMillis(sampler.ofUniform!(uniform)));
      }
    }), { numRuns: 60 });
  });

  test('gives the same over a million draws of a talk, and answers nine of ten', () => {
    const sampler = compileDistribution(talk);
    const table = new MillisTable((uniform) => sampler.ofUniform!(uniform));
    const stream = createKeyedStream(streamKey(1, 'talks'));
    let answered = 0;
    let wrong = 0;
    for (let i = 0; i < 1_000_000; i++) {
      const uniform = stream.first(i, 1);
      const tabled = table.millisOf(highestBits(uniform));
      if (tabled < 0) continue;
      answered += 1;
      if (tabled !== toMillis(sampler.ofUniform!(uniform))) wrong += 1;
    }
    expect(wrong).toBe(0);
    expect(answered).toBeGreaterThan(900_000);
  });

  test('has no answer where a function bends or jumps within a cell', () => {
    const bent = new MillisTable((uniform) => (uniform < 0.3 ? 60 : 60 + 500 * (uniform - 0.3)));
    const stepped = new MillisTable((uniform) => (uniform < 0.3 ? 60 : 61));
    expect(bent.millisOf(highestBits(0.3))).toBe(-1);
    expect(stepped.millisOf(highestBits(0.3))).toBe(-1);
    expect(stepped.millisOf(highestBits(0.5))).toBe(61_000);
  });
});

describe('a keyed duration', () => {
  test('is the same before and after its table was made, and for the next run too', () => {
    const spec: DistributionSpec = { ...talk };
    const key = streamKey('7/0', 'talk');
    const stream = createKeyedStream(key);
    const sampler = compileDistribution(spec);
    for (let run = 0; run < 2; run++) {
      const duration = new KeyedDuration(key, compileDistribution(spec));
      for (let record = 0; record < 20_000; record++) expect(duration.draw(record, 1)).toBe(toMillis(sampler.ofUniform!(stream.first(record, 1))));
    }
  });

  test('that takes more than one uniform, or has bends, needs no table', () => {
    const specs: DistributionSpec[] = [
      { distribution: 'gamma', mean: 20, cv: 0.7 }, { distribution: 'constant', value: 3 },
      { distribution: 'empirical', quantiles: [[0, 1], [0.5, 4], [0.5, 9], [1, 30]] },
    ];
    for (const spec of specs) {
      const key = streamKey('7/0', 'other');
      const stream = createKeyedStream(key);
      const sampler = compileDistribution(spec);
      const duration = new KeyedDuration(key, sampler);
      for (let record = 0; record < 10_000; record++) expect(duration.draw(record, 1)).toBe(toMillis(sampler.sample(stream.at(record, 1))));
    }
  });
});
