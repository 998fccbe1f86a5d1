/**
 * Whole scenarios: one replication from the first record to the last wrap-up, with everything that `overdial run` does
 * per replication (engine, world, metrics, digest), and nothing else (no files, no report).
 *
 * Rule: the same seed in every round, so that every round is the same work.
 */
import { loadScenario } from '../src/cli/loadScenario.ts';
import { simulate } from '../src/simulation/simulate.ts';
import { baseline } from './baseline.ts';
import { measure, type Suite } from './suite.ts';

const SCENARIOS = ['opb-1/markov-10', 'telesales-20'];
const QUICK_DIALS = 2_000;
const YARDSTICK = 'yardstick';

export const scenarioSuite: Suite = {
  id: 'scenario',
  description: 'whole scenarios, one replication: dials per second',
  async run(options) {
    const dials: Record<string, number> = {};
    const tasks: Record<string, () => void> = { [YARDSTICK]: () => { if (!(baseline() > 0)) throw new Error('the yardstick gave nothing'); } };
    for (const name of SCENARIOS) {
      const whole = loadScenario(name);
      const scenario = options.quick ? { ...whole, horizon: { ...whole.horizon, maxDials: QUICK_DIALS } } : whole;
      tasks[name] = () => { dials[name] = simulate({ scenario, seed: 'bench', replication: 0 }).dials; };
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
      rows: SCENARIOS.map((name) => {
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
