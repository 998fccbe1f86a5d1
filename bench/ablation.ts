/**
 * `npm run ablation -- [scenario…] [--replications R] [--seed S] [--workers W] [--json]`: what each ingredient of `foresight` earns.
 *
 * Rule: foresight as it is, and with one ingredient switched off at a time, on the same replications; the difference of
 * occupancy is paired by replication (jackknife, 95 %). Occupancy counts at equal compliance only, so the rate and the
 * share of windows over the limit stand beside it. Default: the scenarios it was developed on, with the tuning seeds.
 * Source: benchmark section 4 (seeds), metrics section 8 (intervals).
 */
import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createForesight } from '../src/engine/pacing/foresight.ts';
import { ALL_INGREDIENTS, type Ingredients } from '../src/engine/pacing/foresight/ingredients.ts';
import { clopperPearson } from '../src/measure/statistics/clopperPearson.ts';
import { jackknifeRatio } from '../src/measure/statistics/jackknifeRatio.ts';
import { jackknifeRatioDifference } from '../src/measure/statistics/jackknifeRatioDifference.ts';
import { compileScenario } from '../src/scenario/compile.ts';
import type { CompiledScenario } from '../src/scenario/compiled.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import { formatProblem } from '../src/scenario/problem.ts';
import { simulate } from '../src/simulation/simulate.ts';

const SCENARIOS: readonly string[] = ['steady-5', 'steady-20', 'step-noon', 'long-talk', 'agent-churn'];
const TUNING_SEED = '910000';
const WHOLE = 'all';
const VARIANTS: readonly string[] = [WHOLE, ...Object.keys(ALL_INGREDIENTS)];

interface Task { readonly scenario: string; readonly variant: string; readonly replication: number; readonly seed: string }
interface Row { readonly busyMs: number; readonly staffedMs: number; readonly abandoned: number; readonly answered: number; readonly exceeding: number; readonly windows: number }
type Done = Task & Row;

interface Line {
  readonly scenario: string; readonly without: string; readonly replications: number; readonly occupancy: number; readonly difference: number; readonly halfWidth: number;
  readonly rate: number; readonly windowsOver: number; readonly windowsOverUpper: number;
}

if (process.send === undefined) process.exitCode = await main();
else process.on('message', (task: Task) => process.send!(perform(task)));

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { replications: { type: 'string', default: '20' }, seed: { type: 'string', default: TUNING_SEED }, workers: { type: 'string', default: '2' }, json: { type: 'boolean', default: false } },
  });
  const scenarios = positionals.length > 0 ? positionals : SCENARIOS;
  const tasks = scenarios.flatMap((scenario) => Array.from({ length: Number(values.replications) }, (_, index) =>
    VARIANTS.map((variant): Task => ({ scenario, variant, replication: index + 1, seed: values.seed })))).flat();
  const done = await performAll(tasks, Number(values.workers));
  const lines = scenarios.flatMap((scenario) => VARIANTS.map((variant) => lineOf(scenario, variant, done)));
  process.stdout.write(values.json ? `${JSON.stringify({ schema: 'overdial-ablation/1', seed: values.seed, lines }, null, 2)}\n` : `${tableOf(lines)}\n`);
  return 0;
}

/** Hands the tasks to child processes, one at a time each. */
async function performAll(tasks: readonly Task[], workers: number): Promise<Done[]> {
  const queue = tasks.toReversed();
  const done: Done[] = [];
  await Promise.all(Array.from({ length: workers }, () => new Promise<void>((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), { execArgv: process.execArgv });
    const next = (): void => {
      const task = queue.pop();
      if (task === undefined) child.disconnect();
      else child.send(task);
    };
    child.on('message', (result: Done) => {
      done.push(result);
      next();
    });
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with code ${code}`))));
    next();
  })));
  return done;
}

function perform(task: Task): Done {
  const ingredients: Partial<Ingredients> = task.variant === WHOLE ? {} : { [task.variant]: false };
  const { replication: result } = simulate({
    scenario: load(task.scenario), seed: task.seed, replication: task.replication, strategy: { id: 'foresight', parameters: {} }, createStrategy: createForesight(ingredients),
  });
  const { agents } = result;
  const abandon = result.abandon['score']!;
  return {
    ...task, busyMs: agents.talkMs + agents.wrapMs, staffedMs: agents.staffedMs, abandoned: abandon.numerator, answered: abandon.denominator,
    exceeding: abandon.windowsExceeding, windows: abandon.windowsCounted,
  };
}

const compiled = new Map<string, CompiledScenario>();

function load(id: string): CompiledScenario {
  const known = compiled.get(id);
  if (known !== undefined) return known;
  const file = fileURLToPath(new URL(`../scenarios/opb-1/${id}.yaml`, import.meta.url));
  const parsed = parseScenario(file, (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null));
  if ('problems' in parsed) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  const scenario = compileScenario(parsed.scenario);
  compiled.set(id, scenario);
  return scenario;
}

function lineOf(scenario: string, variant: string, done: readonly Done[]): Line {
  const rowsOf = (name: string): Done[] => done.filter((row) => row.scenario === scenario && row.variant === name).toSorted((a, b) => a.replication - b.replication);
  const rows = rowsOf(variant);
  const sum = (of: (row: Done) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const sums = (of: readonly Done[]): { numerators: number[]; denominators: number[] } => ({ numerators: of.map((row) => row.busyMs), denominators: of.map((row) => row.staffedMs) });
  const own = sums(rows);
  const difference = variant === WHOLE ? null : jackknifeRatioDifference(own, sums(rowsOf(WHOLE)));
  const exceeding = sum((row) => row.exceeding);
  const windows = sum((row) => row.windows);
  return {
    scenario, without: variant === WHOLE ? '' : variant, replications: rows.length, occupancy: jackknifeRatio(own.numerators, own.denominators)!.estimate,
    difference: difference?.estimate ?? 0, halfWidth: difference?.halfWidth ?? 0, rate: sum((row) => row.abandoned) / sum((row) => row.answered),
    windowsOver: exceeding / windows, windowsOverUpper: clopperPearson(exceeding, windows).upper,
  };
}

function tableOf(lines: readonly Line[]): string {
  const head = `${'scenario'.padEnd(14)}${'without'.padEnd(18)}${'occupancy'.padStart(10)}${'difference'.padStart(18)}${'rate'.padStart(9)}${'days over'.padStart(11)}${'at most'.padStart(9)}`;
  const percent = (share: number, digits = 2): string => (100 * share).toFixed(digits);
  const rows = lines.map((line) => {
    const difference = line.without === '' ? '' : `${line.difference >= 0 ? '+' : ''}${percent(line.difference)} ± ${percent(line.halfWidth)}`;
    return `${line.scenario.padEnd(14)}${line.without.padEnd(18)}${percent(line.occupancy).padStart(10)}${difference.padStart(18)}${percent(line.rate).padStart(9)}`
      + `${percent(line.windowsOver, 1).padStart(11)}${percent(line.windowsOverUpper, 1).padStart(9)}`;
  });
  return [`All numbers in percent, ${lines[0]!.replications} replications, 95 % intervals.`, head, ...rows].join('\n');
}
