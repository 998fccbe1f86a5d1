/**
 * `npm run ablation -- [case…] [--without ingredient,…] [--replications R] [--seed S] [--workers W] [--save]`: what each ingredient of
 * `foresight` earns.
 *
 * Rule: foresight as it is, and with one ingredient switched off at a time, on the same replications; the difference of
 * occupancy is paired by replication (jackknife, 95 %). Occupancy counts at equal compliance only, so the rate and the
 * share of windows over the limit stand beside it. Cases: the development set, with the tuning seeds, and two made for
 * ingredients that it does not ask for. `--save` writes `reports/foresight/ablation.md` and `.json`.
 * Source: benchmark section 4 (seeds), metrics section 8 (intervals).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { VERSION } from '../src/base/version.ts';
import { ALL_INGREDIENTS } from '../src/engine/pacing/foresight/ingredients.ts';
import { clopperPearson } from '../src/measure/statistics/clopperPearson.ts';
import { jackknifeRatioDifference, type RatioSums } from '../src/measure/statistics/jackknifeRatioDifference.ts';
import { aligned, figuresOf, percent, tasksOf, TUNING_SEED } from './foresight/evidence.ts';
import type { Run, Task } from './foresight/run.ts';
import { runAll } from './foresight/runAll.ts';

interface Line {
  readonly case: string; readonly without: string; readonly replications: number; readonly occupancy: number; readonly difference: number; readonly halfWidth: number;
  readonly rate: number; readonly windowsOver: number; readonly windowsCounted: number;
}

const MADE: Readonly<Record<string, Pick<Task, 'scenario' | 'change'>>> = {
  // Talks of nearly one length: how long one has lasted tells when it ends.
  'regular-talks': {
    scenario: 'steady-20',
    change: 'id: regular-talks\ncalendar: { days: 3 }\ncustomers: { handle: [{ id: talk, share: 100, talk: { distribution: lognormal, mean: 120, cv: 0.25 }, wrap: { distribution: lognormal, mean: 15, cv: 0.3 } }] }\n',
  },
  // A small team that goes on its breaks together, announced a minute ahead.
  'breaks-together': {
    scenario: 'steady-5',
    change: 'id: breaks-together\nagents: { breaks: [{ start: "10:00", length: 600, announced: 60 }, { start: "11:00", length: 600, announced: 60 }, { start: "12:00", length: 1800, announced: 60 }, { start: "13:30", length: 600, announced: 60 }, { start: "14:30", length: 600, announced: 60 }, { start: "15:30", length: 600, announced: 60 }] }\n',
  },
};
const CASES: readonly string[] = ['steady-5', 'steady-20', 'agent-churn', 'amd-errors', 'step-noon', 'long-talk', 'markov-10', ...Object.keys(MADE)];
const HEAD = ['case', 'without', 'R', 'occupancy', 'difference', '±', 'rate', 'days over', 'at most'];

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      without: { type: 'string' }, replications: { type: 'string', default: '20' }, seed: { type: 'string', default: TUNING_SEED }, workers: { type: 'string', default: '2' },
      save: { type: 'boolean', default: false },
    },
  });
  const cases = positionals.length > 0 ? positionals : CASES;
  const variants = ['', ...(values.without?.split(',') ?? Object.keys(ALL_INGREDIENTS))];
  const wrong = [...cases.filter((name) => !CASES.includes(name)), ...variants.filter((name) => name !== '' && !(name in ALL_INGREDIENTS))];
  const replications = Number(values.replications);
  const workers = Number(values.workers);
  if (wrong.length > 0 || !(Number.isSafeInteger(replications) && replications >= 2) || !(Number.isSafeInteger(workers) && workers >= 1)) {
    process.stderr.write(`${wrong.length > 0 ? `unknown: ${wrong.join(', ')}; ` : ''}cases: ${CASES.join(', ')}; ingredients: ${Object.keys(ALL_INGREDIENTS).join(', ')}; --replications from 2, --workers from 1\n`);
    return 2;
  }
  const blocks = cases.flatMap((name) => variants.map((without) => ({ name, without, tasks: tasksOf(name, replications, { ...MADE[name], without, seed: values.seed }) })));
  const runs = await runAll(blocks.flatMap(({ tasks }) => tasks), workers);
  const runsOf = (name: string, without: string): Run[] => {
    const block = blocks.findIndex((each) => each.name === name && each.without === without);
    return runs.slice(block * replications, (block + 1) * replications);
  };
  const lines = blocks.map(({ name, without }) => lineOf(name, without, runsOf(name, without), runsOf(name, '')));
  process.stdout.write(`All numbers in percent, ${replications} replications, 95 % intervals.\n${aligned([HEAD, ...lines.map(cellsOf)]).join('\n')}\n`);
  if (values.save) save(lines, `npm run ablation -- ${[...positionals, '--replications', values.replications, '--seed', values.seed, '--save'].join(' ')}`);
  return 0;
}

function lineOf(name: string, without: string, runs: readonly Run[], whole: readonly Run[]): Line {
  const sums = (of: readonly Run[]): RatioSums => ({ numerators: of.map((run) => run.busyMs), denominators: of.map((run) => run.staffedMs) });
  const { replications, occupancy, rate, windowsOver, windowsCounted } = figuresOf(runs);
  const difference = without === '' ? null : jackknifeRatioDifference(sums(runs), sums(whole));
  return { case: name, without, replications, occupancy, difference: difference?.estimate ?? 0, halfWidth: difference?.halfWidth ?? 0, rate, windowsOver, windowsCounted };
}

function cellsOf(line: Line): string[] {
  const difference = line.without === '' ? ['', ''] : [`${line.difference >= 0 ? '+' : ''}${percent(line.difference)}`, percent(line.halfWidth)];
  const over = line.windowsCounted === 0 ? ['–', '–'] : [percent(line.windowsOver / line.windowsCounted, 1), percent(clopperPearson(line.windowsOver, line.windowsCounted).upper, 1)];
  return [line.case, line.without, String(line.replications), percent(line.occupancy), ...difference, percent(line.rate), ...over];
}

function save(lines: readonly Line[], command: string): void {
  const folder = fileURLToPath(new URL('../reports/foresight', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [row(HEAD), row(HEAD.map((_, column) => (column < 2 ? '---' : '---:'))), ...lines.map((line) => row(cellsOf(line)))];
  writeFileSync(`${folder}/ablation.md`, `# What each ingredient of foresight earns\n\nAll numbers in percent; 95 % intervals; differences paired by replication.\n\n\`\`\`\n${command}\n\`\`\`\n\n${table.join('\n')}\n`);
  writeFileSync(`${folder}/ablation.json`, `${JSON.stringify({ schema: 'overdial-ablation/2', overdial: VERSION, command, lines }, null, 2)}\n`);
}
