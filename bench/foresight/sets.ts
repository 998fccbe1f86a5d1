/**
 * The development set and the sealed set, side by side. On the first, with the tuning seeds, every constant of the rule was
 * chosen; by what the second shows nothing was chosen.
 *
 * Rule: a rule that was fitted to its development set is worse on the scoring seeds of the same scenarios; both are printed.
 */
import { SCENARIOS } from '../../src/experiment/benchmark/profile.ts';
import { aligned, figuresOf, percent, SCORING_SEED, tasksOf, TUNING_SEED, type Evidence, type Figures, type Options } from './evidence.ts';
import { runAll } from './runAll.ts';

const DEVELOPMENT: readonly string[] = ['markov-10', 'steady-5', 'steady-20', 'long-talk', 'step-noon', 'agent-churn', 'amd-errors', 'trunk-limited', 'cold-start'];
const REPLICATIONS = 20;

export async function sets({ replications, workers }: Options): Promise<Evidence> {
  const count = replications ?? REPLICATIONS;
  const measure = async (id: string, seed: string): Promise<Figures> => figuresOf(await runAll(tasksOf(id, count, { seed }), workers));
  const development = [];
  for (const id of DEVELOPMENT) development.push({ scenario: id, ...await measure(id, TUNING_SEED) });
  const sealed = [];
  for (const { id } of SCENARIOS) sealed.push({ scenario: id, isNew: !DEVELOPMENT.includes(id), ...await measure(id, SCORING_SEED) });
  const row = (line: Figures & { readonly scenario: string }, mark: string): string[] => [
    line.scenario, mark, percent(line.occupancy), percent(line.occupancyHalfWidth), percent(line.rate), line.overShare === null ? '–' : `${line.windowsOver}/${line.windowsCounted}`,
  ];
  const head = ['scenario', '', 'occupancy', '±', 'rate', 'days over'];
  return {
    lines: [
      `Development set: tuning seeds, ${count} replications`, ...aligned([head, ...development.map((line) => row(line, ''))]), '',
      `Sealed set: scoring seeds, ${count} replications`, ...aligned([head, ...sealed.map((line) => row(line, line.isNew ? 'sealed scenario' : 'sealed seeds'))]),
    ],
    isPassed: true, figures: { development, sealed },
  };
}
