/** `overdial benchmark`: the public benchmark OPB-1, resumable; with `--quick` the gate for every change: exit 1 on a regression. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { benchmark } from '../../experiment/benchmark/benchmark.ts';
import { benchmarkSchema, type BenchmarkResult } from '../../experiment/benchmark/benchmarkSchema.ts';
import { renderBenchmark } from '../../experiment/benchmark/benchmarkTable.ts';
import { openCellStore, type CellStore } from '../../experiment/benchmark/cellStore.ts';
import { selectEntrants } from '../../experiment/benchmark/entrants.ts';
import { fullProfile, gatedLabel, QUICK_SCENARIOS, quickProfile, SCENARIOS, type LoadedScenario, type Profile } from '../../experiment/benchmark/profile.ts';
import { movedSince, type Moved } from '../../experiment/benchmark/regression.ts';
import { createWorkforce, defaultWorkers } from '../../experiment/workers/createWorkforce.ts';
import { benchmarkReport } from '../../report/benchmark/benchmarkReport.ts';
import { formatPercent } from '../../report/format.ts';
import { parseBudget } from '../budget.ts';
import { ExitCode, InputError } from '../exitCodes.ts';
import { packageRoot } from '../../experiment/programFiles.ts';
import { openOutput, readTextOrNull } from '../files.ts';
import { findScenario, loadScenario } from '../loadScenario.ts';
import { createProgressBar, printJson, printLine, remark, watchInterrupt } from '../output.ts';
import { shellWord } from '../shellWord.ts';
import { wholeNumber, workersOf } from '../values.ts';
import { writeReport } from '../writeReport.ts';

interface BenchmarkOptions {
  full: boolean;
  quick: boolean;
  scenarios?: string;
  strategies?: string;
  replications?: string;
  tuningReplications?: string;
  budget?: string;
  cells: string;
  report?: string;
  update: boolean;
  workers?: string;
  json: boolean;
}

const DEFAULT_CELLS = join('reports', 'out', 'opb-1-cells');
const COMMITTED_QUICK = join('reports', 'opb-1', 'quick.json');

export const benchmarkCommand: CommandModule<object, BenchmarkOptions> = {
  command: 'benchmark',
  describe: 'Run the public benchmark OPB-1; goes on where it stopped',
  builder: (yargs: Argv) => yargs
    .option('full', { type: 'boolean', default: false, describe: 'The whole benchmark, all scenarios and strategies (the default)' })
    .option('quick', { type: 'boolean', default: false, describe: 'The gate for every change: five scenarios, four strategies; exit 1 on a regression against reports/opb-1' })
    .option('scenarios', { type: 'string', describe: 'Only these, as in steady-20,markov-5' })
    .option('strategies', { type: 'string', describe: 'Only these, by id' })
    .option('replications', { type: 'string', describe: 'At most so many replications of anything, from 2; the report says so (default: as specified, 50 to 400, and 20 for tuning)' })
    .option('tuning-replications', { type: 'string', describe: 'At most so many replications of each value of a knob, from 2 (default: as specified, 20)' })
    .option('budget', { type: 'string', describe: 'Stop after a time (90s, 5m, 2h) and report what there is; the important cells are run first' })
    .option('cells', { type: 'string', default: DEFAULT_CELLS, describe: 'Folder that keeps what is finished' })
    .option('report', { type: 'string', describe: 'Folder for the report with its tables, charts and data' })
    .option('update', { type: 'boolean', default: false, describe: `With --quick: make these the results that later runs are compared with (${COMMITTED_QUICK})` })
    .option('workers', { type: 'string', describe: 'Threads to work on (default: cores but one); results do not depend on it' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' }) as unknown as Argv<BenchmarkOptions>,
  handler: async (options) => {
    process.exitCode = await runBenchmark(options);
  },
};

async function runBenchmark(options: BenchmarkOptions): Promise<number> {
  const profile = profileOf(options);
  const { loaded, absent } = scenariosOf(options);
  if (options.update && !options.quick) throw new InputError('--update: belongs to --quick; the full results are written by --report');
  if (options.update && (options.scenarios !== undefined || options.budget !== undefined)) throw new InputError('--update: needs the whole quick profile; allowed: without --scenarios and --budget');
  const committed = options.quick && !options.update ? readCommitted() : null;
  const budget = options.budget === undefined ? null : parseBudget(options.budget);
  if (budget !== null && budget.ms === null) throw new InputError(`--budget: '${options.budget}' is not allowed; allowed: a time such as 90s, 5m or 2h`);
  const until = budget === null ? Infinity : performance.now() + budget.ms!;
  const store = storeOf(options.cells);
  const workforce = createWorkforce(workersOf(options.workers, defaultWorkers()));
  const bar = createProgressBar('benchmark');
  const interrupt = watchInterrupt();
  try {
    const measured = await benchmark({
      profile, scenarios: loaded, store, workforce, command: commandLine(options), isInterrupted: () => interrupt.isInterrupted() || performance.now() >= until,
      onProgress: (share) => { bar.update(share); }, onStage: (words) => { if (process.stderr.isTTY !== true) remark(words); },
    });
    bar.stop();
    const result: BenchmarkResult = { ...measured, notRun: [...measured.notRun, ...absent.map((id) => `${id}: there is no such scenario yet`)] };
    if (options.json) printJson(result);
    else printLine(renderBenchmark(result));
    if (options.report !== undefined) writeReport(options.report, await benchmarkReport(result));
    if (result.ladder.some(({ passed }) => !passed)) return ExitCode.checkFailed;
    if (result.isInterrupted) {
      remark(`${interrupt.isInterrupted() ? 'interrupted' : 'out of time'}: what is finished is kept in ${options.cells}; the same command goes on from there`);
      return interrupt.isInterrupted() ? ExitCode.interrupted : ExitCode.success;
    }
    if (options.update) writeQuick(result);
    return committed === null ? ExitCode.success : gate(committed, result, gatedLabel(profile));
  } finally {
    bar.stop();
    interrupt.dispose();
    await workforce.close();
  }
}

function profileOf(options: BenchmarkOptions): Profile {
  if (options.quick && options.full) throw new InputError('--quick: does not go with --full; allowed: one of the two');
  const reduced = (['replications', 'tuning-replications'] as const).find((name) => options[name === 'replications' ? name : 'tuningReplications'] !== undefined);
  if (options.quick && reduced !== undefined) throw new InputError(`--${reduced}: the quick profile has its own; allowed: without --quick`);
  if (options.quick && options.strategies !== undefined) throw new InputError('--strategies: the quick profile has its own; allowed: without --quick');
  if (options.quick) return quickProfile();
  try {
    return fullProfile(selectEntrants(options.strategies === undefined ? null : options.strategies.split(',')), {
      scoring: options.replications === undefined ? null : wholeNumber('replications', options.replications, 2),
      tuning: options.tuningReplications === undefined ? null : wholeNumber('tuning-replications', options.tuningReplications, 2),
    });
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`--strategies: ${error.message}`);
    throw error;
  }
}

function scenariosOf(options: BenchmarkOptions): { loaded: LoadedScenario[]; absent: string[] } {
  const known = SCENARIOS.filter(({ id }) => !options.quick || QUICK_SCENARIOS.includes(id));
  const asked = options.scenarios?.split(',') ?? known.map(({ id }) => id);
  const unknown = asked.filter((id) => !known.some((plan) => plan.id === id));
  if (unknown.length > 0) throw new InputError(`--scenarios: '${unknown.join('\', \'')}' is not in the profile; allowed: ${known.map(({ id }) => id).join(', ')}`);
  const plans = known.filter(({ id }) => asked.includes(id));
  const present = plans.filter(({ id }) => findScenario(`opb-1/${id}`) !== null);
  return { loaded: present.map((plan) => ({ plan, scenario: loadScenario(`opb-1/${plan.id}`) })), absent: plans.filter((plan) => !present.includes(plan)).map(({ id }) => id) };
}

function storeOf(folder: string): CellStore {
  try {
    return openCellStore(folder);
  } catch (error) {
    throw new InputError(`--cells: cannot keep cells in ${folder}: ${(error as Error).message}`);
  }
}

function readCommitted(): BenchmarkResult | null {
  const text = readTextOrNull(join(packageRoot, COMMITTED_QUICK));
  if (text === null) {
    remark(`there is no ${COMMITTED_QUICK} to compare with; --update writes it`);
    return null;
  }
  const parsed = benchmarkSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new InputError(`${COMMITTED_QUICK}: is of another version; write it anew with --quick --update`);
  return parsed.data;
}

function writeQuick(result: BenchmarkResult): void {
  const file = join(packageRoot, COMMITTED_QUICK);
  mkdirSync(join(packageRoot, 'reports', 'opb-1'), { recursive: true });
  const output = openOutput(file);
  // How long it took belongs to one machine.
  const rows = (of: BenchmarkResult['scenarios'][number]): BenchmarkResult['scenarios'][number]['rows'] => of.rows.map((row) => ({ ...row, seconds: 0 }));
  output.write(`${JSON.stringify({ ...result, scenarios: result.scenarios.map((each) => ({ ...each, rows: rows(each) })) })}\n`);
  output.commit();
  remark(`wrote ${COMMITTED_QUICK}`);
}

function gate(committed: BenchmarkResult, now: BenchmarkResult, strategy: string): number {
  let moved: Moved[];
  try {
    moved = movedSince(committed, now, strategy);
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`${COMMITTED_QUICK}: ${error.message}`);
    throw error;
  }
  for (const { scenario, figure, before, after, difference, halfWidth, isWorse } of moved) {
    remark(`${isWorse ? 'WORSE' : 'better'}: ${scenario}, ${strategy}, ${figure} ${formatPercent(before)} → ${formatPercent(after)} (${formatPercent(difference)} ± ${formatPercent(halfWidth)})`);
  }
  if (moved.length === 0) remark(`${strategy}: nothing moved beyond noise`);
  return moved.some(({ isWorse }) => isWorse) ? ExitCode.checkFailed : ExitCode.success;
}

/** The command that gives these results again. */
function commandLine(options: BenchmarkOptions): string {
  const given: [string, string | undefined][] = [
    ['scenarios', options.scenarios], ['strategies', options.strategies], ['replications', options.replications], ['tuning-replications', options.tuningReplications],
  ];
  return ['npm', 'start', '--', 'benchmark', ...(options.quick ? ['--quick'] : []), ...given.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]))].map(shellWord).join(' ');
}
