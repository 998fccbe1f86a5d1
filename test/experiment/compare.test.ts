/** Comparisons: fair, complete, and no surer than they may be. */
import { describe, expect, it } from 'vitest';
import type { StrategyChoice } from '../../src/engine/options.ts';
import { compare, type CompareInput } from '../../src/experiment/compare/compare.ts';
import { compareSchema } from '../../src/experiment/compare/compareSchema.ts';
import { renderComparison } from '../../src/experiment/compare/compareTable.ts';
import { createLocalWorkforce } from '../../src/experiment/workers/localWorkforce.ts';
import { smallScenario } from './smallScenario.ts';

const scenario = smallScenario(5, 3);
const ratio = (value: number): StrategyChoice => ({ id: 'fixed-ratio-idle', parameters: { ratio: value } });
const progressive: StrategyChoice = { id: 'progressive', parameters: {} };
const fixed = (replications: number): CompareInput['stop'] => ({ replications, halfWidth: null, replicationsMax: 400, budgetMs: null });
const base: CompareInput = { scenarios: [scenario], strategies: [progressive, ratio(1.4), ratio(3)], stop: fixed(12), tuningReplications: null, workforce: createLocalWorkforce(), command: 'compare' };

describe('a comparison', () => {
  it('ranks by occupancy, names who is ahead, and excludes who is over the limit', async () => {
    const result = await compare(base);
    expect(compareSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
    const [only] = result.scenarios;
    const { rows, pairs, selection, optimum } = only!;
    expect(rows.map((row) => row.label)).toEqual(['progressive', 'fixed-ratio-idle:ratio=1.4', 'fixed-ratio-idle:ratio=3']);
    expect(rows.map((row) => row.compliant)).toEqual([true, true, false]);
    expect(pairs).toHaveLength(3);
    expect(pairs.find((pair) => pair.first === 'progressive' && pair.second.endsWith('1.4'))!.winner).toBe('fixed-ratio-idle:ratio=1.4');
    expect(selection!.infeasible).toEqual(['fixed-ratio-idle:ratio=3']);
    expect(selection!.best).toBe('fixed-ratio-idle:ratio=1.4');
    expect(optimum!.occupancy).toBeCloseTo(0.79446, 5);
    const tuned = rows[1]!;
    expect(tuned.gapClosed.estimate! + tuned.regret.estimate!).toBeCloseTo(1, 12);
    expect(tuned.regret.lower!).toBeCloseTo(1 - tuned.gapClosed.upper!, 12);
    expect(rows[0]!.predictiveGain).toEqual({ estimate: 0, lower: 0, upper: 0, halfWidth: 0 });
    expect(tuned.predictiveGain.lower!).toBeGreaterThan(0);
    expect(Object.keys(tuned.metrics)).toEqual(expect.arrayContaining(['agents.occupancy', 'abandon.score.rate', 'abandon.us.rate', 'abandon.allDials.rate']));
    const text = renderComparison(result);
    expect(text).toContain('Best within the limit: fixed-ratio-idle:ratio=1.4');
    expect(text).toContain('but over its limit');
  });

  it('of a strategy with itself has no winner', async () => {
    const { scenarios } = await compare({ ...base, strategies: [ratio(1.4), ratio(1.4)] });
    expect(scenarios[0]!.rows.map((row) => row.label)).toEqual(['fixed-ratio-idle:ratio=1.4', 'fixed-ratio-idle:ratio=1.4 (2)', 'progressive']);
    expect(scenarios[0]!.pairs[0]).toMatchObject({ winner: null, occupancy: { estimate: 0, halfWidth: 0 } });
  });

  it('tuned: reads the occupancy at exactly the limit between two settings, and takes the best that complies', async () => {
    const { scenarios } = await compare({ ...base, strategies: [ratio(2), progressive], stop: fixed(10), tuningReplications: 3 });
    const [tuning] = scenarios[0]!.tuned;
    const { bracket, occupancy } = tuning!.atLimit!;
    expect(bracket![0]).toBeGreaterThanOrEqual(1.2);
    expect(bracket![1]).toBeLessThanOrEqual(1.7);
    // The exact value, time-shared between neighbouring ratios, is 0.7808.
    expect(occupancy.estimate!).toBeGreaterThan(0.765);
    expect(occupancy.estimate!).toBeLessThan(0.795);
    expect(tuning!.best!.compliant).toBe(true);
    expect(scenarios[0]!.pairs.some((pair) => pair.basis === 'bestCompliant')).toBe(true);
  });

  it('goes on until the half-width is reached, or says that it was not', async () => {
    const stop = { replications: 4, halfWidth: 0.004, replicationsMax: 40, budgetMs: null };
    const { scenarios: [reached] } = await compare({ ...base, strategies: [progressive, ratio(1.4)], stop });
    expect(reached!.halfWidthReached).toBe(true);
    expect(reached!.halfWidth!).toBeLessThanOrEqual(0.004);
    expect(reached!.replications).toBeGreaterThan(4);
    const { scenarios: [not] } = await compare({ ...base, strategies: [progressive, ratio(1.4)], stop: { ...stop, halfWidth: 0.0001, replicationsMax: 6 } });
    expect(not!.halfWidthReached).toBe(false);
    expect(not!.replications).toBe(6);
  });

  it('keeps what is finished after an interrupt, and says what is missing', async () => {
    let asked = 0;
    const result = await compare({ ...base, stop: fixed(12), isInterrupted: () => (asked += 1) > 25 });
    expect(result.isInterrupted).toBe(true);
    const [only] = result.scenarios;
    expect(only!.replications).toBeLessThan(12);
    expect(only!.missing.length).toBeGreaterThan(0);
    expect(renderComparison(result)).toContain('of 12 replications');
  });

  it('names a strategy that cannot be run, and compares the others', async () => {
    const { scenarios } = await compare({ ...base, strategies: [ratio(1.4), { id: 'no-such-strategy', parameters: {} }], stop: fixed(6) });
    expect(scenarios[0]!.rows[1]!.fault).toContain('no-such-strategy');
    expect(scenarios[0]!.replications).toBe(6);
    expect(scenarios[0]!.missing).toEqual([]);
  });
});
