/** The gate: it passes on an unchanged tree, and a slow-down or a pacing mistake does not get past it. */
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/cli/loadScenario.ts';
import { findStrategy } from '../../src/engine/pacing/registry.ts';
import type { CreateStrategy, InstantList, PacingView } from '../../src/engine/pacing/strategy.ts';
import { formatBaseline, parseBaseline } from '../../src/experiment/bench/baseline.ts';
import { runBench } from '../../src/experiment/bench/bench.ts';
import { medianInterval } from '../../src/experiment/bench/medianInterval.ts';
import { benchSuite } from '../../src/experiment/bench/suite.ts';
import { createLocalWorkforce } from '../../src/experiment/workers/localWorkforce.ts';

const whole = benchSuite(loadScenario, ['fractile']);
const suite = { ...whole, workloads: whole.workloads.slice(0, 1), cells: whole.cells.filter(({ scenario, sweep }) => scenario.id === 'steady-5' && sweep === null) };
const NOBODY: InstantList = { length: 0, at: () => 0 };

/** fractile that does not see the calls that ring. */
const forgetful: CreateStrategy = (parameters, random, priors) => {
  const strategy = findStrategy('fractile')!.create(parameters, random, priors);
  const dialCount = strategy.dialCount.bind(strategy);
  strategy.dialCount = (view: PacingView) => dialCount(new Proxy(view, { get: (of, name) => (name === 'ringingSince' ? NOBODY : Reflect.get(of, name)) }));
  return strategy;
};

describe('overdial bench', () => {
  const base = { suite, parts: { speed: true, quality: true }, createWorkforce: () => createLocalWorkforce() };

  it('passes twice in a row on the unchanged tree; a strategy that forgets ringing calls fails, and so does a slow-down of 30 %', async () => {
    const first = (await runBench({ ...base, baseline: null })).asBaseline('for the test')!;
    const baseline = parseBaseline(formatBaseline(first), suite.digest);
    for (const _ of [1, 2]) {
      const { result } = await runBench({ ...base, baseline });
      expect(result.quality.map(({ occupancy }) => occupancy.verdict)).toEqual(['same']);
      expect(result.isRegression).toBe(false);
    }
    const quality = { speed: false, quality: true };
    const mistaken = (await runBench({ ...base, parts: quality, baseline, createWorkforce: () => createLocalWorkforce({ createStrategy: forgetful }) })).result;
    expect(mistaken.quality[0]!.rate!.verdict).toBe('worse');
    expect(mistaken.isRegression).toBe(true);

    const { result: slowed } = await runBench({ ...base, parts: { speed: true, quality: false }, baseline, waste: 0.3 });
    expect(slowed.speed.map(({ verdict }) => verdict)).toEqual(['worse']);
    expect(slowed.isRegression).toBe(true);
  }, 400_000);

  it('the interval of a median: of 16 values the third from either end, of few values their extremes', () => {
    const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
    expect(medianInterval(upTo(16))).toEqual({ median: 8.5, lower: 3, upper: 14 });
    expect(medianInterval(upTo(40))).toEqual({ median: 20.5, lower: 12, upper: 29 });
    expect(medianInterval([3, 1, 2])).toEqual({ median: 2, lower: 1, upper: 3 });
  });

  it('a baseline of another version or suite is refused with what to do', async () => {
    const text = JSON.stringify({ schema: 'overdial-bench-baseline/1', overdial: '0.0.1', suite: suite.digest });
    expect(() => parseBaseline(text, suite.digest)).toThrow(/written by overdial 0\.0\.1.*overdial bench --update --reason/);
    const { asBaseline } = await runBench({ ...base, suite: { ...suite, workloads: [], cells: [] }, baseline: null });
    expect(() => parseBaseline(formatBaseline(asBaseline('none')!), 'another')).toThrow(/another suite.*overdial bench --update --reason/);
  });
});
