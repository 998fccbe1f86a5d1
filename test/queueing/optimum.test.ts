/** The exact optimum under an abandon limit: published values, optimality against plain value iteration, and shape. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gainAtPrice, levelsAtPrice } from '../../src/queueing/levelsAtPrice.ts';
import { mostInFlight, progressiveLevels } from '../../src/queueing/markovModel.ts';
import { optimum } from '../../src/queueing/optimum.ts';
import { waldOccupancy } from '../../src/queueing/wald.ts';
import { missProbabilities, scenario, bestTimeShare, thresholdLevels } from './levelBuilders.ts';
import type { ScenarioName } from './levelBuilders.ts';
import { iterateGain } from './uniformised.ts';

const TEAMS = [1, 2, 3, 5, 10, 20, 50];
const PUBLISHED: readonly (readonly [ScenarioName, readonly number[]])[] = [
  ['A', [0.72845, 0.75325, 0.76892, 0.79446, 0.83906, 0.88607, 0.93365]],
  ['B', [0.492, 0.58405, 0.64134, 0.71476, 0.80102, 0.86703, 0.9256]],
  ['C', [0.84245, 0.85235, 0.85946, 0.87014, 0.89009, 0.91566, 0.94816]],
  ['D', [0.86127, 0.86731, 0.86935, 0.87355, 0.88654, 0.91044, 0.94298]],
];
const ROWS = PUBLISHED.flatMap(([name, values]) => values.map((value, index) => [name, TEAMS[index]!, value] as const));

const models = fc.record({
  agents: fc.integer({ min: 1, max: 12 }),
  answerRate: fc.double({ min: 0.05, max: 1, noNaN: true }),
  resolutionSeconds: fc.double({ min: 2, max: 60, noNaN: true }),
  handleSeconds: fc.double({ min: 10, max: 400, noNaN: true }),
});
const limits = fc.double({ min: 0.002, max: 0.3, noNaN: true });

describe('the published optimum at 3 %', () => {
  it.each(ROWS)('scenario %s, %d agents: occupancy %d', (name, agents, occupancy) => {
    const best = optimum(scenario(name, agents), 0.03);
    expect(Math.abs(best.occupancy - occupancy)).toBeLessThan(0.00001);
    expect(best.abandonRate).toBeCloseTo(0.03, 12);
  });

  it.each([
    [2, 0.73359, 0.76534],
    [5, 0.75837, 0.81415],
    [10, 0.80414, 0.85773],
    [20, 0.85716, 0.901],
    [50, 0.91469, 0.94307],
  ])('scenario A, %d agents: occupancy %d at 1 %% and %d at 5 %%', (agents, atOne, atFive) => {
    expect(Math.abs(optimum(scenario('A', agents), 0.01).occupancy - atOne)).toBeLessThan(0.00001);
    expect(Math.abs(optimum(scenario('A', agents), 0.05).occupancy - atFive)).toBeLessThan(0.00001);
  });

  it.each([
    [5, 31.0],
    [10, 23.0],
    [20, 15.4],
    [50, 8.5],
  ])('scenario A, %d agents: %d s between calls', (agents, seconds) => {
    const { occupancy } = optimum(scenario('A', agents), 0.03);
    expect((120 * (1 - occupancy)) / occupancy).toBeCloseTo(seconds, 1);
  });
});

describe('the published levels of scenario A at 3 %', () => {
  it('five agents', () => {
    const best = optimum(scenario('A', 5), 0.03);
    expect(best.below.levels).toEqual([12, 9, 6, 3, 1, 0]);
    expect(best.above.levels).toEqual([12, 9, 6, 4, 1, 0]);
  });

  it('ten agents', () => {
    const best = optimum(scenario('A', 10), 0.03);
    expect(best.below.levels).toEqual([29, 26, 22, 19, 16, 13, 9, 6, 4, 1, 0]);
    expect(best.above.levels).toEqual([29, 26, 22, 19, 16, 13, 10, 6, 4, 1, 0]);
  });

  it('twenty agents', () => {
    const best = optimum(scenario('A', 20), 0.03);
    expect(best.below.levels).toEqual([72, 68, 65, 61, 57, 54, 50, 46, 43, 39, 35, 31, 28, 24, 20, 16, 12, 8, 5, 1, 0]);
    expect(best.above.levels).toEqual([72, 68, 65, 61, 57, 54, 50, 46, 43, 39, 35, 31, 28, 24, 20, 16, 12, 9, 5, 1, 0]);
  });

  it('fifty agents, the last eleven', () => {
    const best = optimum(scenario('A', 50), 0.03);
    expect(best.below.levels.slice(40)).toEqual([49, 45, 40, 35, 30, 25, 19, 13, 8, 2, 0]);
    expect(best.below.occupancy).toBeCloseTo(0.93334, 5);
    expect(best.below.abandoned).toBeCloseTo(0.0295, 5);
  });
});

describe('the optimum', () => {
  it('at a price is what value iteration over all policies finds', () => {
    fc.assert(
      fc.property(
        fc.record({
          agents: fc.integer({ min: 1, max: 3 }),
          answerRate: fc.double({ min: 0.2, max: 1, noNaN: true }),
          resolutionSeconds: fc.double({ min: 5, max: 30, noNaN: true }),
          handleSeconds: fc.double({ min: 60, max: 240, noNaN: true }),
        }),
        fc.double({ min: 5, max: 200, noNaN: true }),
        (model, price) => {
          const value = levelsAtPrice(model, price, 0.03);
          expect(gainAtPrice(value, price, 0.03)).toBeCloseTo(iterateGain(model, price, 0.03, mostInFlight(model)), 6);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('meets the limit, beats progressive dialling, and mixes two neighbouring policies of falling levels', () => {
    fc.assert(
      fc.property(models, limits, (model, limit) => {
        const best = optimum(model, limit);
        expect(best.abandonRate).toBeCloseTo(limit, 10);
        expect(best.occupancy).toBeGreaterThan(waldOccupancy(model.answerRate, model.resolutionSeconds, model.handleSeconds));
        expect(best.below.abandoned).toBeLessThanOrEqual(limit);
        expect(best.above.abandoned).toBeGreaterThan(limit);
        for (const { levels } of [best.below, best.above]) expect(levels).toEqual(levels.toSorted((a, b) => b - a));
        // Both are optimal at the switching price.
        const gain = gainAtPrice(levelsAtPrice(model, best.price, limit), best.price, limit);
        expect(gainAtPrice(best.below, best.price, limit)).toBeCloseTo(gain, 9);
        expect(gainAtPrice(best.above, best.price, limit)).toBeCloseTo(gain, 9);
      }),
      { numRuns: 60 },
    );
  });

  it('rises with the limit', () => {
    fc.assert(
      fc.property(models, limits, (model, limit) => {
        expect(optimum(model, limit * 1.2).occupancy).toBeGreaterThanOrEqual(optimum(model, limit).occupancy - 1e-12);
      }),
      { numRuns: 30 },
    );
  });

  it('is progressive dialling when nobody may be lost', () => {
    const best = optimum(scenario('A', 4), 0);
    expect(best.below.levels).toEqual(progressiveLevels(4));
    expect(best.occupancy).toBeCloseTo(waldOccupancy(0.25, 12, 120), 9);
  });

  it('leaves a single threshold on ψ less than two percent of the gap', () => {
    const model = scenario('A', 20);
    const table = missProbabilities(model, 400);
    const thresholds = [...new Set(table.flat())].filter((value) => value < 0.3).toSorted((a, b) => a - b);
    const psi = bestTimeShare(model, (index) => thresholdLevels(table, thresholds[index]!), thresholds.length, 0.03);
    const best = optimum(model, 0.03).occupancy;
    expect(psi).toBeLessThanOrEqual(best);
    expect((psi - 5 / 7) / (best - 5 / 7)).toBeGreaterThan(0.98);
  });

  it('starts from given levels as well as from progressive ones', () => {
    const model = scenario('C', 10);
    const warm = levelsAtPrice(model, 20, 0.03, Array.from({ length: 11 }, () => 30));
    expect(warm).toEqual(levelsAtPrice(model, 20, 0.03));
  });

  it('refuses limits and prices that are none', () => {
    expect(() => optimum(scenario('A', 2), 1)).toThrow('limit is 1');
    expect(() => levelsAtPrice(scenario('A', 2), -1, 0.03)).toThrow('price is -1');
    expect(() => levelsAtPrice(scenario('A', 2), 1, 0.03, [0, 0, 0])).toThrow('startLevels[0]');
  });
});
