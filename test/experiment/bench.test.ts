/** The gate: it passes on an unchanged tree, and a slow-down or a pacing mistake does not get past it. */
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/cli/loadScenario.ts';
import { findStrategy } from '../../src/engine/pacing/registry.ts';
import type { CreateStrategy, InstantList, PacingView } from '../../src/engine/pacing/strategy.ts';
import { formatBaseline, parseBaseline } from '../../src/experiment/bench/baseline.ts';
import { runBench } from '../../src/experiment/bench/bench.ts';
import { runWorkload } from '../../src/experiment/bench/speed.ts';
import { benchSuite, type Workload } from '../../src/experiment/bench/suite.ts';
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

function cpuMs(): number {
  return process.cpuUsage().user / 1_000;
}

/** The workload, and then so much more of its own CPU time for nothing. */
function slowed(share: number): (workload: Workload) => number {
  return (workload) => {
    const before = cpuMs();
    const dials = runWorkload(workload);
    const until = cpuMs() + share * (cpuMs() - before);
    while (cpuMs() < until);
    return dials;
  };
}

/**
 * Beside other tests on the same processor a timing means nothing, so the speed part is judged by `npm run check:bench`,
 * which runs this file alone.
 */
const isAlone = process.env['OVERDIAL_BENCH_ALONE'] === '1';

describe('overdial bench', () => {
  const base = { suite, parts: { speed: true, quality: true }, createWorkforce: () => createLocalWorkforce() };

  it('passes twice in a row on the unchanged tree; a strategy that forgets ringing calls fails', async () => {
    const first = (await runBench({ ...base, baseline: null })).asBaseline('for the test')!;
    const baseline = parseBaseline(formatBaseline(first), suite.digest);
    for (const _ of [1, 2]) {
      const { result } = await runBench({ ...base, parts: { speed: isAlone, quality: true }, baseline });
      expect(result.quality.map(({ occupancy }) => occupancy.verdict)).toEqual(['same']);
      expect(result.isRegression).toBe(false);
    }
    const mistaken = (await runBench({ ...base, parts: { speed: false, quality: true }, baseline, createWorkforce: () => createLocalWorkforce({ createStrategy: forgetful }) })).result;
    expect(mistaken.quality[0]!.rate!.verdict).toBe('worse');
    expect(mistaken.isRegression).toBe(true);
  }, 400_000);

  if (isAlone) it('a slow-down of 30 % fails', async () => {
    const speed = { ...base, parts: { speed: true, quality: false } };
    const baseline = parseBaseline(formatBaseline((await runBench({ ...base, baseline: null })).asBaseline('for the test')!), suite.digest);
    const { result } = await runBench({ ...speed, baseline, runWorkload: slowed(0.3) });
    expect(result.speed[0]!.verdict).toBe('worse');
    expect(result.isRegression).toBe(true);
  }, 400_000);

  it('a baseline of another version or suite is refused with what to do', async () => {
    const text = JSON.stringify({ schema: 'overdial-bench-baseline/1', overdial: '0.0.1', suite: suite.digest });
    expect(() => parseBaseline(text, suite.digest)).toThrow(/written by overdial 0\.0\.1.*overdial bench --update --reason/);
    const { asBaseline } = await runBench({ ...base, suite: { ...suite, workloads: [], cells: [] }, baseline: null });
    expect(() => parseBaseline(formatBaseline(asBaseline('none')!), 'another')).toThrow(/another suite.*overdial bench --update --reason/);
  });
});
