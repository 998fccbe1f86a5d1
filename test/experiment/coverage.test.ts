/** Intervals and common random numbers, against a world whose truth is known. The full check is `npm run check:coverage`. */
import { describe, expect, it } from 'vitest';
import { createLocalWorkforce } from '../../src/experiment/workers/localWorkforce.ts';
import { measureCoverage } from './coverage.ts';

describe('intervals of simulated experiments', () => {
  it('contain the exact value about as often as they promise, and common random numbers sharpen a difference at least fourfold', async () => {
    const coverage = await measureCoverage({ experiments: 25, replications: 6, hours: 1.5, workforce: createLocalWorkforce() });
    // Of 25 intervals at 95 % fewer than 19 hold once in 10,000 times.
    for (const share of [coverage.occupancy, coverage.rate, coverage.difference]) expect(share).toBeGreaterThanOrEqual(19 / 25);
    expect(coverage.varianceCut).toBeGreaterThan(4);
  }, 180_000);
});
