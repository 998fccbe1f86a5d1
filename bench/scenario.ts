/**
 * Whole scenarios: one replication from the first record to the last wrap-up, with everything that `overdial run` does
 * per replication (engine, world, metrics, digest), and nothing else (no files, no report).
 *
 * Rule: the same seed in every round, so that every round is the same work.
 */
import { loadScenario } from '../src/cli/loadScenario.ts';
import { resolveStrategyChoice } from '../src/scenario/strategyChoice.ts';
import { simulate } from '../src/simulation/simulate.ts';
import { baseline } from './baseline.ts';
import { measure, type Suite } from './suite.ts';

/** A scenario with its own strategy or another. */
const RUNS: readonly { readonly name: string; readonly scenario: string; readonly strategy?: string }[] = [
  { name: 'opb-1/markov-10', scenario: 'opb-1/markov-10' },
  { name: 'telesales-20', scenario: 'telesales-20' },
  // A replication of it (5 days) must take less than 250 ms on a machine of our continuous integration.
  { name: 'opb-1/steady-20, fixed-ratio-idle', scenario: 'opb-1/steady-20', strategy: 'fixed-ratio-idle' },
];
const QUICK_DIALS = 2_000;
const YARDSTICK = 'yardstick';

export const scenarioSuite: Suite = {
  id: 'scenario',
  description: 'whole scenarios, one replication: dials per second',
  async run(options) {
    const dials: Record<string, number> = {};
    const tasks: Record<string, () => void> = { [YARDSTICK]: () => { if (!(baseline() > 0)) throw new Error('the yardstick gave nothing'); } };
    for (const { name, scenario: file, strategy: id } of RUNS) {
      const whole = loadScenario(file);
      const strategy = id === undefined ? whole.dialer.strategy : resolveStrategyChoice(id, {});
      const scenario = options.quick ? { ...whole, horizon: { ...whole.horizon, maxDials: QUICK_DIALS } } : whole;
      tasks[name] = () => { dials[name] = simulate({ scenario, strategy, seed: 'bench', replication: 0 }).dials; };
    }
    const timings = await measure(tasks, options, 5_000);
    const unitMs = timings[YARDSTICK]!.meanMs;
    return {
      note: options.quick ? `horizon shortened to ${QUICK_DIALS} dials, one round: the figures say nothing`
        : `whole horizon; ratio: time of 1,000 dials in units of the yardstick, ${unitMs.toFixed(1)} ms`,
      columns: [
        { key: 'dials', title: 'dials', digits: 0 }, { key: 'meanMs', title: 'ms per run', digits: 1 }, { key: 'marginPercent', title: '± %', digits: 1 },
        { key: 'dialsPerSecond', title: 'dials/s', digits: 0 }, { key: 'ratio', title: 'ratio', digits: 4 },
      ],
      rows: RUNS.map(({ name }) => {
        const { meanMs, margin } = timings[name]!;
        const count = dials[name]!;
        return {
          name,
          values: { dials: count, meanMs, marginPercent: 100 * margin, dialsPerSecond: (1_000 * count) / meanMs, ratio: (meanMs * 1_000) / count / unitMs },
        };
      }),
    };
  },
};
