/** Warm-up, one long run, selection of the best, reading at the limit: against the worked values of the metrics' definition. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createSequentialStream, streamKey } from '../../../src/base/random.ts';
import { batchMeans, lagOneAutocorrelation } from '../../../src/measure/statistics/batchMeans.ts';
import { isFeasible } from '../../../src/measure/statistics/feasible.ts';
import { isotonic } from '../../../src/measure/statistics/isotonic.ts';
import { jackknifeRatio } from '../../../src/measure/statistics/jackknifeRatio.ts';
import { kimNelson, kimNelsonConstants } from '../../../src/measure/statistics/kimNelson.ts';
import { mser5, mser5OfSlowest, mserCriterion } from '../../../src/measure/statistics/mser5.ts';
import { excessOf, occupancyAtLimit, type KnobSums } from '../../../src/measure/statistics/occupancyAtLimit.ts';
import { ratioBounds, windowShareBounds } from '../../../src/measure/statistics/oneSidedBounds.ts';

/** Reproducible noise in [0, 1). */
function uniform(seed: number): () => number {
  const stream = createSequentialStream(streamKey(seed, 'noise'));
  return () => stream.next();
}

const SETTLING = [
  10, 9, 8, 7, 6, 5, 5, 4, 4, 3, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 1, 2, 2, 1, 2, 1, 2, 1, 2, 2, 1, 1, 2, 1, 2, 1, 2, 1,
];

describe('the warm-up by MSER-5', () => {
  it('is deleted where the rest has the least standard error', () => {
    const warmUp = mser5(SETTLING);
    expect(warmUp.deletedBatches).toBe(2);
    expect(warmUp.deletedValues).toBe(10);
    expect(warmUp.criterion).toBeCloseTo(0.00166667, 8);
    expect(warmUp.isTooShort).toBe(false);
    const means = [8, 4.2, 1.6, 1.4, 1.6, 1.4, 1.6, 1.4];
    expect(mserCriterion(means, 0)).toBeCloseTo(0.609687, 6);
    expect(mserCriterion(means, 1)).toBeCloseTo(0.128746, 6);
    expect(mserCriterion(means, 3)).toBeCloseTo(0.00192, 6);
  });

  it('refuses a run that is still settling in the middle', () => {
    expect(mser5(Array.from({ length: 100 }, (_, index) => -index)).isTooShort).toBe(true);
    expect(() => mser5([1, 2, 3])).toThrow(RangeError);
  });

  it('is as long as the slowest series needs', () => {
    expect(mser5OfSlowest([SETTLING.map(() => 1), SETTLING]).deletedValues).toBe(10);
  });
});

describe('batch means of one long run', () => {
  it('are 40 batches with a t interval where values are independent', () => {
    const draw = uniform(7);
    const values = Array.from({ length: 4_000 }, () => draw());
    const interval = batchMeans(values)!;
    expect(interval.batches).toBeGreaterThanOrEqual(20);
    expect(interval.batches * interval.batchLength).toBeLessThanOrEqual(4_000);
    expect(interval.lagOne).toBeLessThan(1.645 / Math.sqrt(interval.batches));
    expect(interval.lower).toBeLessThan(0.5);
    expect(interval.upper).toBeGreaterThan(0.5);
  });

  it('are refused where neighbours depend on each other, or the batches would be too short', () => {
    expect(batchMeans(Array.from({ length: 400 }, (_, index) => index))).toBeNull();
    expect(batchMeans([1, 2, 3], {})).toBeNull();
    expect(batchMeans(Array.from({ length: 400 }, (_, index) => index % 2), { shortestBatch: 30 })).toBeNull();
  });

  it('know the autocorrelation of neighbours', () => {
    expect(lagOneAutocorrelation([1, -1, 1, -1])).toBeCloseTo(-0.75, 12);
    expect(lagOneAutocorrelation([3, 3, 3])).toBe(0);
  });
});

describe('Kim and Nelson’s selection', () => {
  it('has the published constants', () => {
    for (const [systems, firstStage, eta, hSquared] of [[5, 20, 0.237238, 9.01506], [10, 20, 0.302934, 11.5115], [2, 10, 0.33405, 6.0129]] as const) {
      const constants = kimNelsonConstants(systems, firstStage, 0.05);
      expect(constants.eta).toBeCloseTo(eta, 6);
      expect(constants.hSquared).toBeCloseTo(hSquared, 4);
    }
  });

  it('keeps the one that is clearly better, and says who fell behind whom', () => {
    const better = Array.from({ length: 20 }, (_, r) => 0.9 + 0.001 * (r % 3));
    const worse = better.map((value, r) => value - 0.05 + 0.001 * (r % 2));
    expect(kimNelson([worse, better], { indifference: 0.005 })).toEqual({
      best: 1, survivors: [1], eliminated: [{ index: 0, atReplication: 20, by: 1 }], replications: 20,
    });
  });

  it('asks for more replications while it cannot tell, and goes on from there', () => {
    const draw = uniform(3);
    const noise = (centre: number): number[] => Array.from({ length: 4_000 }, () => centre + 0.04 * (draw() - 0.5));
    const all = [noise(0.9), noise(0.894)];
    const early = kimNelson(all.map((each) => each.slice(0, 20)), { indifference: 0.005 });
    expect(early.best).toBeNull();
    expect(early.survivors).toEqual([0, 1]);
    const late = kimNelson(all, { indifference: 0.005 });
    expect(late.best).toBe(0);
    expect(late.replications).toBeGreaterThan(20);
  });

  it('ends among equals too', () => {
    const same = Array.from({ length: 20 }, (_, r) => r);
    expect(kimNelson([same, [...same], [...same]], { indifference: 0.005 }).best).toBe(0);
    expect(kimNelson([same], { indifference: 0.005 }).best).toBe(0);
  });

  it('is right in at least 95 of 100 cases an indifference apart', () => {
    const draw = uniform(11);
    let right = 0;
    for (let round = 0; round < 200; round += 1) {
      const systems = [0.9, 0.895, 0.895].map((centre) => Array.from({ length: 1_500 }, () => centre + 0.03 * (draw() - 0.5)));
      if (kimNelson(systems, { indifference: 0.005 }).best === 0) right += 1;
    }
    expect(right).toBeGreaterThanOrEqual(184);
  });
});

describe('the feasibility step', () => {
  const rate = (share: number): { numerators: number[]; denominators: number[] } => (
    { numerators: [0, 1, 2, 1, 0, 2, 1, 1, 0, 2].map((more) => share * 1_000 + more), denominators: Array.from({ length: 10 }, () => 1_000) }
  );

  it('removes only who is shown to be over the limit', () => {
    expect(isFeasible({ rate: rate(0.032), limit: 0.03, windows: null, windowShareMax: 0 })).toBe(false);
    expect(isFeasible({ rate: rate(0.0292), limit: 0.03, windows: null, windowShareMax: 0 })).toBe(true);
  });

  it('looks at the windows too', () => {
    const windows = (over: number): { numerators: number[]; denominators: number[] } => (
      { numerators: Array.from({ length: 10 }, (_, r) => over + (r % 2)), denominators: Array.from({ length: 10 }, () => 40) }
    );
    expect(isFeasible({ rate: rate(0.02), limit: 0.03, windows: windows(8), windowShareMax: 0.05 })).toBe(false);
    expect(isFeasible({ rate: rate(0.02), limit: 0.03, windows: windows(1), windowShareMax: 0.05 })).toBe(true);
  });

  it('bounds a share by whichever method reaches further', () => {
    const over = [1, 2, 1, 0, 2, 1, 2, 1, 1, 1];
    const counted = over.map(() => 40);
    const bounds = windowShareBounds(over, counted)!;
    expect(bounds.upper).toBeCloseTo(0.048154, 6);
    const clustered = windowShareBounds([12, 0, 0, 0, 0, 0, 0, 0, 0, 0], counted)!;
    expect(clustered.upper).toBeGreaterThan(bounds.upper);
    expect(clustered.upper).toBeCloseTo(ratioBounds([12, 0, 0, 0, 0, 0, 0, 0, 0, 0], counted)!.upper, 12);
    expect(windowShareBounds([0], [0])).toBeNull();
  });
});

describe('occupancy at exactly the limit', () => {
  const knob = (abandoned: number, occupancy: number): KnobSums => ({
    abandoned: [abandoned - 2, abandoned + 2, abandoned], answered: [1_000, 1_000, 1_000], busyMs: [occupancy * 900, occupancy * 1_100, occupancy * 1_000], staffedMs: [900, 1_100, 1_000],
  });

  it('is read between the largest setting under the limit and the next', () => {
    const read = occupancyAtLimit([knob(10, 0.8), knob(20, 0.85), knob(40, 0.9)], 0.03);
    expect(read.bracket).toEqual([1, 2]);
    expect(read.share).toBeCloseTo(0.5, 12);
    expect(read.estimate).toBeCloseTo(0.875, 3);
    expect(read.halfWidth).toBeGreaterThan(0);
  });

  it('is what sharing the time between the two settings gives: no excess, and occupancy in proportion', () => {
    fc.assert(fc.property(fc.double({ min: 5, max: 29, noNaN: true }), fc.double({ min: 31, max: 60, noNaN: true }), (below, above) => {
      const [low, high] = [knob(below, 0.8), knob(above, 0.9)];
      const { share } = occupancyAtLimit([low, high], 0.03);
      expect((1 - share) * excessOf(low, 0.03, null) + share * excessOf(high, 0.03, null)).toBeCloseTo(0, 9);
    }));
  });

  it('jackknifes the whole expression with the bracket held', () => {
    const read = occupancyAtLimit([knob(20, 0.85), knob(40, 0.9)], 0.03);
    const without = (r: number): KnobSums[] => [knob(20, 0.85), knob(40, 0.9)].map((each) => {
      const rest = (values: readonly number[]): number[] => values.filter((_, index) => index !== r);
      return { abandoned: rest(each.abandoned), answered: rest(each.answered), busyMs: rest(each.busyMs), staffedMs: rest(each.staffedMs) };
    });
    const valueOf = (knobs: KnobSums[]): number => {
      const g = knobs.map((each) => excessOf(each, 0.03, null));
      const v = -g[0]! / (g[1]! - g[0]!);
      const occupancy = knobs.map((each) => each.busyMs.reduce((a, b) => a + b, 0) / each.staffedMs.reduce((a, b) => a + b, 0));
      return (1 - v) * occupancy[0]! + v * occupancy[1]!;
    };
    const whole = valueOf([knob(20, 0.85), knob(40, 0.9)]);
    [0, 1, 2].forEach((r) => expect(read.pseudoValues[r]).toBeCloseTo(3 * whole - 2 * valueOf(without(r)), 12));
  });

  it('is the end value where all settings stand on one side', () => {
    const gentle = occupancyAtLimit([knob(10, 0.8), knob(20, 0.85)], 0.03);
    expect(gentle.bracket).toBeNull();
    expect(gentle.index).toBe(1);
    expect(gentle.estimate).toBeCloseTo(jackknifeRatio(knob(20, 0.85).busyMs, knob(20, 0.85).staffedMs)!.estimate, 12);
    const bold = occupancyAtLimit([knob(40, 0.9), knob(50, 0.95)], 0.03);
    expect(bold.bracket).toBeNull();
    expect(bold.estimate).toBeCloseTo(0.9, 3);
  });
});

describe('the rising fit', () => {
  it('pools what is out of order, by weight', () => {
    expect(isotonic([1, 3, 2, 4], [1, 1, 1, 1])).toEqual([1, 2.5, 2.5, 4]);
    expect(isotonic([3, 1], [3, 1])).toEqual([2.5, 2.5]);
    expect(() => isotonic([1], [0])).toThrow(RangeError);
  });

  it('never falls, keeps the weighted mean, and leaves what already rises alone', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(pairs, (all) => {
      const values = all.map(([value]) => value);
      const weights = all.map(([, weight]) => weight);
      const fitted = isotonic(values, weights);
      fitted.slice(1).forEach((value, index) => expect(value).toBeGreaterThanOrEqual(fitted[index]! - 1e-9));
      const weighted = (of: readonly number[]): number => of.reduce((total, value, index) => total + value * weights[index]!, 0);
      expect(weighted(fitted)).toBeCloseTo(weighted(values), 6);
      const sorted = [...values].sort((a, b) => a - b);
      expect(isotonic(sorted, weights)).toEqual(sorted);
    }));
  });
});
