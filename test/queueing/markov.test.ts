/** Fixed levels in the Markov model: published evaluations, closed forms, and an independent solution of small systems. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateLevels } from '../../src/queueing/evaluateLevels.ts';
import { progressiveLevels } from '../../src/queueing/markovModel.ts';
import { timeShare } from '../../src/queueing/timeShare.ts';
import { waldOccupancy } from '../../src/queueing/wald.ts';
import { allLines, bestTimeShare, idleRatio, missProbabilities, scenario, thresholdLevels } from './levelBuilders.ts';
import type { ScenarioName } from './levelBuilders.ts';
import { iterateLevels } from './uniformised.ts';

const models = fc.record({
  agents: fc.integer({ min: 1, max: 5 }),
  answerRate: fc.double({ min: 0.05, max: 1, noNaN: true }),
  resolutionSeconds: fc.double({ min: 2, max: 40, noNaN: true }),
  handleSeconds: fc.double({ min: 20, max: 300, noNaN: true }),
});

const LEVELS_OF_TEN = [29, 26, 22, 19, 16, 13, 9, 6, 4, 1, 0];
const LEVELS_OF_TWENTY = [72, 68, 65, 61, 57, 54, 50, 46, 43, 39, 35, 31, 28, 24, 20, 16, 12, 8, 5, 1, 0];

function withLevel(levels: readonly number[], busy: number, level: number): number[] {
  return levels.map((present, index) => (index === busy ? level : present));
}

function fallingLevels(agents: number, drawn: readonly number[]): number[] {
  const falling = drawn.slice(0, agents + 1).toSorted((a, b) => b - a);
  return [falling[0]! + 1, ...falling.slice(1)];
}

describe('fixed levels', () => {
  it.each([
    ['five agents', 5, [12, 9, 6, 3, 1, 0], 0.78883, 0.02411],
    ['five agents, one level up', 5, [12, 9, 6, 4, 1, 0], 0.81043, 0.0459],
    ['five agents, ψ at most 0.025', 5, [13, 10, 6, 3, 1, 0], 0.78951, 0.02493],
    ['ten agents', 10, LEVELS_OF_TEN, 0.83786, 0.02905],
    ['ten agents, one level up', 10, withLevel(LEVELS_OF_TEN, 6, 10), 0.84052, 0.03115],
    ['twenty agents', 20, LEVELS_OF_TWENTY, 0.88572, 0.02961],
    ['twenty agents, one level up', 20, withLevel(LEVELS_OF_TWENTY, 17, 9), 0.88898, 0.03328],
    ['ten agents on 11 lines', 10, allLines(10, 11), 0.77776, 0.03457],
    ['ten agents, 1.7 calls per idle agent', 10, [17, 15, 14, 12, 10, 9, 7, 5, 3, 2, 0], 0.81281, 0.02286],
  ])('%s have the published occupancy and abandoned share', (_, agents, levels, occupancy, abandoned) => {
    const value = evaluateLevels(scenario('A', agents), levels);
    expect(value.occupancy).toBeCloseTo(occupancy, 5);
    expect(value.abandoned).toBeCloseTo(abandoned, 5);
  });

  it('keep the published mean number of calls in flight', () => {
    expect(evaluateLevels(scenario('A', 5), [12, 9, 6, 3, 1, 0]).meanInFlight).toBeCloseTo(1.617, 3);
    expect(evaluateLevels(scenario('A', 10), LEVELS_OF_TEN).meanInFlight).toBeCloseTo(3.452, 3);
  });

  it('of progressive dialling lose nobody and reach Wald’s occupancy for every team', () => {
    fc.assert(
      fc.property(models, fc.integer({ min: 1, max: 100 }), (model, agents) => {
        const value = evaluateLevels({ ...model, agents }, progressiveLevels(agents));
        expect(value.lostPerSecond).toBe(0);
        expect(value.occupancy).toBeCloseTo(waldOccupancy(model.answerRate, model.resolutionSeconds, model.handleSeconds), 10);
      }),
      { numRuns: 40 },
    );
  });

  it('balance: dials resolve, answers are handled or lost, whatever the levels', () => {
    fc.assert(
      fc.property(models, fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 6, maxLength: 6 }), (model, drawn) => {
        const levels = fallingLevels(model.agents, drawn);
        const value = evaluateLevels(model, levels);
        const handled = (model.agents * value.occupancy) / model.handleSeconds;
        expect(value.answeredPerSecond).toBeCloseTo((model.answerRate * value.meanInFlight) / model.resolutionSeconds, 10);
        expect(value.answeredPerSecond - value.lostPerSecond).toBeCloseTo(handled, 10);
      }),
    );
  });

  it('agree with plain power iteration on the full state space', () => {
    fc.assert(
      fc.property(models, fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 6, maxLength: 6 }), (model, drawn) => {
        const levels = fallingLevels(model.agents, drawn);
        const value = evaluateLevels(model, levels);
        const iterated = iterateLevels(model, levels);
        expect(value.occupancy).toBeCloseTo(iterated.occupancy, 7);
        expect(value.abandoned).toBeCloseTo(iterated.abandoned, 7);
      }),
      { numRuns: 15 },
    );
  });

  it('of a hundred agents stay finite far above every sensible level', () => {
    const value = evaluateLevels({ agents: 100, answerRate: 1, resolutionSeconds: 1, handleSeconds: 600 }, allLines(100, 2_000));
    expect(value.occupancy).toBeCloseTo(1, 5);
    expect(value.abandoned).toBeGreaterThan(0.999);
    expect(value.abandoned).toBeLessThan(1);
  });

  it('that never begin keep everybody idle', () => {
    expect(evaluateLevels(scenario('A', 2), [0, 0, 0])).toMatchObject({ occupancy: 0, abandoned: 0, meanInFlight: 0 });
  });

  it('are refused in the wrong number, below zero, or rising', () => {
    expect(() => evaluateLevels(scenario('A', 2), [3, 1])).toThrow('2 agents need 3');
    expect(() => evaluateLevels(scenario('A', 2), [3, -1, 0])).toThrow('levels[1] is -1');
    expect(() => evaluateLevels(scenario('A', 2), [3, 1, 2])).toThrow('levels[2] is 2, above levels[1]');
    expect(() => evaluateLevels(scenario('A', 0), [3])).toThrow('agents is 0');
  });
});

describe('the probability ψ that the next person finds no agent', () => {
  it('has the published values and levels for five agents', () => {
    const psi = missProbabilities(scenario('A', 5), 60);
    expect(psi[5]![0]).toBeCloseTo(0.666667, 6);
    expect(psi[4]![1]).toBeCloseTo(0.069444, 6);
    expect(psi[4]![2]).toBeCloseTo(0.131957, 6);
    expect(psi[3]![3]).toBeCloseTo(0.028652, 6);
    expect(psi[0]![12]).toBeCloseTo(0.019137, 6);
    expect(thresholdLevels(psi, 0.025)).toEqual([13, 10, 6, 3, 1, 0]);
  });
});

describe('time share of two policies', () => {
  const model = scenario('A', 5);
  const below = evaluateLevels(model, [12, 9, 6, 3, 1, 0]);
  const above = evaluateLevels(model, [12, 9, 6, 4, 1, 0]);

  it('meets the limit exactly, between the two', () => {
    const mixed = timeShare(below, above, 0.03);
    expect(mixed.abandonRate).toBeCloseTo(0.03, 12);
    expect(mixed.occupancy).toBeCloseTo(0.79446, 5);
  });

  it('is not linear in the abandoned shares', () => {
    const naive = (0.03 - below.abandoned) / (above.abandoned - below.abandoned);
    expect(Math.abs(timeShare(below, above, 0.03).share - naive)).toBeGreaterThan(1e-3);
  });

  it('gives all the time to a policy that keeps the limit, and refuses a pair above it', () => {
    expect(timeShare(below, below, 0.03).share).toBe(1);
    expect(() => timeShare(above, above, 0.03)).toThrow('more than the limit');
  });
});

/** Published occupancy at 3 % of one-knob rules: lines on all agents, calls per idle agent, threshold on ψ. */
const RULES: readonly (readonly [ScenarioName, number, number, number, number])[] = [
  ['A', 1, 0.7156, 0.7284, 0.7284],
  ['A', 2, 0.7172, 0.749, 0.7533],
  ['A', 3, 0.7192, 0.7628, 0.7686],
  ['A', 5, 0.7253, 0.7808, 0.7938],
  ['A', 10, 0.7684, 0.8229, 0.8383],
  ['A', 20, 0.8231, 0.8813, 0.8856],
  ['A', 50, 0.8885, 0.9332, 0.9336],
  ['B', 1, 0.4493, 0.492, 0.492],
  ['B', 2, 0.4584, 0.549, 0.5828],
  ['B', 3, 0.4766, 0.6088, 0.6404],
  ['B', 5, 0.5482, 0.682, 0.7134],
  ['B', 10, 0.6575, 0.7903, 0.8001],
  ['B', 20, 0.7534, 0.8638, 0.8669],
  ['B', 50, 0.8518, 0.9254, 0.9256],
  ['C', 1, 0.8338, 0.8425, 0.8425],
  ['C', 2, 0.8343, 0.8503, 0.852],
  ['C', 3, 0.8348, 0.8565, 0.8594],
  ['C', 5, 0.8362, 0.8657, 0.8699],
  ['C', 10, 0.8417, 0.8797, 0.8898],
  ['C', 20, 0.8727, 0.9074, 0.9152],
  ['C', 50, 0.9138, 0.9469, 0.9481],
  ['D', 1, 0.8575, 0.8613, 0.8613],
  ['D', 2, 0.8578, 0.8673, 0.8673],
  ['D', 3, 0.8582, 0.8693, 0.8693],
  ['D', 5, 0.8591, 0.8735, 0.8735],
  ['D', 10, 0.8626, 0.8856, 0.8865],
  ['D', 20, 0.8804, 0.9049, 0.9101],
  ['D', 50, 0.9206, 0.9427, 0.943],
];

describe('one-knob rules at 3 % reach the published occupancy', () => {
  it.each(RULES)('scenario %s, %d agents', (name, agents, all, idle, psi) => {
    const model = scenario(name, agents);
    const table = missProbabilities(model, 40 * agents + 60);
    const thresholds = [...new Set(table.flat())].filter((value) => value < 0.3).toSorted((a, b) => a - b);
    const of = (settings: (index: number) => number[], count: number): number => bestTimeShare(model, settings, count, 0.03);
    expect.soft(Math.abs(of((index) => allLines(agents, agents + index), 20 * agents) - all), 'all').toBeLessThan(0.0005);
    expect.soft(Math.abs(of((index) => idleRatio(agents, 1 + index * 0.05), 400) - idle), 'idle').toBeLessThan(0.0005);
    expect.soft(Math.abs(of((index) => thresholdLevels(table, thresholds[index]!), thresholds.length) - psi), 'ψ').toBeLessThan(0.0005);
  });
});
