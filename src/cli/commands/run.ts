/** `overdial run [scenario]`: simulate a scenario; print the table or the JSON; write the report. */
import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import type { DialerOptions } from '../../engine/options.ts';
import type { TraceSink } from '../../engine/selection/traceEntry.ts';
import { runExperiment } from '../../experiment/runExperiment.ts';
import { watchReadings } from '../../experiment/watchReadings.ts';
import { createJournalWriter, type JournalWriter } from '../../journal/writer.ts';
import type { RunObserver } from '../../measure/observer.ts';
import type { DaySeries, RunResult } from '../../measure/results.ts';
import { renderHtml } from '../../report/html.ts';
import type { ReportInput } from '../../report/input.ts';
import { renderTable } from '../../report/table.ts';
import { runFiles } from '../../report/runFiles.ts';
import { traceText, type TraceNames } from '../../report/traceText.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { teamProblem } from '../../scenario/strategyChoice.ts';
import { whyNotJournaled } from '../../simulation/strategies.ts';
import { VERSION } from '../../base/version.ts';
import { ExitCode, InputError } from '../exitCodes.ts';
import { openOutput, type OutputFile } from '../files.ts';
import { DEFAULT_SCENARIO, findScenario, loadScenario } from '../loadScenario.ts';
import { createProgressBar, hasColour, printJson, printLine, remark, terminalWidth, watchInterrupt } from '../output.ts';
import { QUEUE_DESCRIPTION, workforceOf } from '../queueOption.ts';
import { shellWord } from '../shellWord.ts';
import { openRunOnStore, type RecordsOptions, type RunOnStore } from '../records/runOnStore.ts';
import { chooseStrategy, type ChosenStrategy } from '../strategyOption.ts';
import { wholeNumber, workersOf } from '../values.ts';
import { writeReport } from '../writeReport.ts';

interface RunOptions extends RecordsOptions {
  /** The words before the options: `run`, or nothing where the command was left out. */
  _: readonly (string | number)[];
  scenario?: string;
  strategy?: string;
  seed?: string;
  replications?: string;
  workers?: string;
  queue?: string;
  json: boolean;
  journal?: string;
  report?: string;
  readings: boolean;
  /** Empty: to standard error. */
  trace?: string;
}

const DEFAULT_REPLICATIONS = 10;
const DEFAULT_REPORT_FOLDER = join('reports', 'out');

export const runCommand: CommandModule<object, RunOptions> = {
  command: ['run [scenario]', '$0'],
  describe: 'Simulate a scenario (without a name: telesales-20)',
  builder: (yargs: Argv) => yargs
    .positional('scenario', { type: 'string', describe: 'A scenario file, or the name of a shipped one' })
    .option('strategy', { type: 'string', describe: 'Pacing strategy instead of the scenario\'s: ID[:key=value,…]' })
    .option('seed', { type: 'string', describe: 'Seed instead of the scenario\'s' })
    .option('replications', { type: 'string', describe: `Independent runs, from 1 (default ${DEFAULT_REPLICATIONS}; 1 with --journal, --trace and --write-back)` })
    .option('queue', { type: 'string', describe: QUEUE_DESCRIPTION })
    .option('workers', { type: 'string', describe: 'Threads to work on (default: cores but one where that saves time); results do not depend on it' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' })
    .option('journal', { type: 'string', describe: 'Write the journal of the one replication to this file' })
    .option('records', { type: 'string', describe: 'Simulate on the records of this store instead of the scenario\'s list; the store is not changed' })
    .option('campaign', { type: 'string', describe: 'Which campaign of the store, where it has several' })
    .option('write-back', { type: 'string', describe: 'Store the simulated results in this new copy of the store (one replication)' })
    .option('trace', {
      type: 'string',
      describe: 'Explain each choice of a record: bucket, key, who was passed over and why; to this file, without a name to standard error (one replication; slow on long lists)',
    })
    .option('readings', { type: 'boolean', default: false, describe: 'Also draw the strategy\'s own readings over a day into the report' })
    .option('report', { type: 'string', describe: `Folder for the HTML report (default ${DEFAULT_REPORT_FOLDER}; with --json only if named); where named, charts, tables and data go beside it` }) as Argv<RunOptions>,
  handler: async (options) => {
    process.exitCode = await run(options);
  },
};

async function run(options: RunOptions): Promise<number> {
  const name = scenarioName(options);
  const replications = replicationsOf(options);
  const onStore = openRunOnStore(name, options);
  const scenario = onStore?.scenario ?? loadScenario(name);
  const { choice: strategy, createStrategy }: ChosenStrategy = options.strategy === undefined
    ? { choice: scenario.dialer.strategy } : await chooseStrategy(options.strategy);
  refuseJournalOf(strategy.id, options);
  const misfit = teamProblem(strategy.id, scenario.dialer.agents.length);
  if (misfit !== null) throw new InputError(`--strategy: ${misfit}; allowed: another strategy, or a smaller team`);
  const seed = options.seed ?? scenario.seed;
  const workers = workersOf(options.workers, 'auto' as const);
  refuseQueueWith(options, createStrategy !== undefined);
  const workforce = options.queue === undefined ? null : await workforceOf(options.queue, options.workers, 1);
  // Everything that will be written is opened first: hours of work must not end at a folder that cannot be written.
  const report = openReport(options, scenario);
  const journal = options.journal === undefined ? null : openJournal(options.journal, scenario, seed);
  const trace = options.trace === undefined ? null : openTrace(options.trace, scenario, onStore);
  const bar = createProgressBar(scenario.id);
  const interrupt = watchInterrupt();
  const isWatched = journal !== null || onStore?.hasObservers === true;
  try {
    const experiment = await runExperiment({
      scenario, strategy, seed, replications, workers: workforce ?? workers, isInterrupted: interrupt.isInterrupted,
      onProgress: (share) => { bar.update(share); },
      ...(createStrategy === undefined ? {} : { createStrategy }),
      ...(trace === null ? {} : { trace: trace.sink }),
      ...(isWatched ? { observers: (dialer) => [...(journal?.observers(dialer) ?? []), ...(onStore?.observers(dialer) ?? [])] } : {}),
    });
    bar.stop();
    if (experiment.result === null) {
      remark('interrupted before the first replication was complete; nothing to report');
      return ExitCode.interrupted;
    }
    const input = reportInput(options, scenario, experiment.result, experiment.series!);
    const shown = options.readings && createStrategy === undefined ? { ...input, readings: watchReadings(scenario, strategy, seed) } : input;
    if (report !== null) report.write(await renderHtml(shown));
    report?.commit();
    if (options.report !== undefined) writeReport(options.report, await runFiles(shown));
    journal?.commit();
    trace?.commit();
    onStore?.commit();
    present(options, scenario, input);
    if (!experiment.isInterrupted) return ExitCode.success;
    remark(`interrupted: ${experiment.result.replications.length} of ${replications} replications were complete and are reported`);
    return ExitCode.interrupted;
  } finally {
    bar.stop();
    interrupt.dispose();
    await workforce?.close();
    journal?.abandon();
    trace?.abandon();
    report?.abandon();
    onStore?.close();
  }
}

/** What watches a run, and a strategy from a file, cannot leave this machine. */
function refuseQueueWith(options: RunOptions, isOwnStrategy: boolean): void {
  if (options.queue === undefined) return;
  const bound = ([['journal', options.journal], ['trace', options.trace], ['records', options.records]] as const).find(([, value]) => value !== undefined)?.[0];
  if (bound !== undefined) throw new InputError(`--queue: does not go with --${bound}, which keeps the run on this machine; allowed: one of the two`);
  if (isOwnStrategy) throw new InputError('--queue: a strategy from a file cannot be sent to workers; allowed: an id of overdial strategies');
}

/** A run that cannot be replayed is not journaled. */
function refuseJournalOf(strategyId: string, options: RunOptions): void {
  const reason = options.journal === undefined ? null : whyNotJournaled(strategyId);
  if (reason !== null) throw new InputError(`--journal: ${reason}`);
}

/** Without the word `run` a wrong name is probably a misspelt command. */
function scenarioName({ _: words, scenario = DEFAULT_SCENARIO }: RunOptions): string {
  if (words.length === 0 && findScenario(scenario) === null) {
    throw new InputError(`'${scenario}' is no command and no scenario; allowed: a command (see overdial --help), or a scenario (see overdial scenarios)`);
  }
  return scenario;
}

function replicationsOf(options: RunOptions): number {
  const isJournaled = options.journal !== undefined;
  const isTraced = options.trace !== undefined;
  const isSingle = isJournaled || isTraced || options.writeBack !== undefined;
  const replications = options.replications === undefined ? (isSingle ? 1 : DEFAULT_REPLICATIONS) : wholeNumber('replications', options.replications, 1);
  if (isJournaled && replications > 1) throw new InputError(`--journal: a journal holds one replication, --replications says ${replications}; allowed: 1`);
  if (isTraced && replications > 1) throw new InputError(`--trace: a trace explains one replication, --replications says ${replications}; allowed: 1`);
  if (options.writeBack !== undefined && replications > 1) throw new InputError(`--write-back: a copy holds one replication, --replications says ${replications}; allowed: 1`);
  return replications;
}

function reportFileOf(options: RunOptions, scenario: CompiledScenario): string | null {
  const folder = options.report ?? (options.json ? null : DEFAULT_REPORT_FOLDER);
  return folder === null ? null : join(folder, `${scenario.id}.html`);
}

function openReport(options: RunOptions, scenario: CompiledScenario): OutputFile | null {
  const file = reportFileOf(options, scenario);
  return file === null ? null : openOutput(file);
}

function reportInput(options: RunOptions, scenario: CompiledScenario, result: RunResult, series: DaySeries): ReportInput {
  return {
    result, series, title: scenario.title, description: scenario.description, agents: scenario.dialer.agents.length,
    limitRuleId: scenario.dialer.enforcedRules[0]?.id ?? 'us', command: commandLine(options, scenario, result), generatedWith: `overdial ${VERSION}`,
  };
}

/** Prints what came out and where it lies. */
function present(options: RunOptions, scenario: CompiledScenario, input: ReportInput): void {
  if (options.json) {
    printJson(input.result);
    return;
  }
  const reportFile = reportFileOf(options, scenario);
  printLine(renderTable(input, { colour: hasColour(), width: terminalWidth() }));
  if (options.journal !== undefined) printLine(`journal: ${options.journal}`);
  if (options.trace !== undefined && options.trace !== '') printLine(`trace:   ${options.trace}`);
  if (reportFile !== null) printLine(`report:  ${reportFile}`);
}

/** The command that gives this run again. */
function commandLine(options: RunOptions, scenario: CompiledScenario, result: RunResult): string {
  const { strategy } = result;
  const parameters = Object.entries(strategy.parameters).map(([key, value]) => `${key}=${String(value)}`);
  return [
    'npm', 'start', '--', 'run', options.scenario ?? DEFAULT_SCENARIO, '--strategy', [strategy.id, parameters.join(',')].filter((part) => part !== '').join(':'),
    '--seed', result.seed, '--replications', String(result.replications.length),
  ].map(shellWord).join(' ');
}

function openJournal(path: string, scenario: CompiledScenario, seed: string): Journal {
  const file = openOutput(path);
  let writer: JournalWriter | null = null;
  return {
    observers: (dialer) => {
      const header = { overdial: VERSION, scenario: scenario.id, scenarioDigest: scenario.digest, seed: `${seed}/0`, dialer };
      writer = createJournalWriter(header, (text) => { file.write(text); });
      return [writer];
    },
    commit: () => {
      writer?.finish();
      file.commit();
    },
    abandon: () => { file.abandon(); },
  };
}

function openTrace(path: string, scenario: CompiledScenario, onStore: RunOnStore | null): Trace {
  const file = path === '' ? null : openOutput(path);
  const names: TraceNames = { agents: scenario.dialer.agents, ...(onStore === null ? {} : { record: onStore.recordName }) };
  return {
    sink: (entry) => {
      const text = traceText(entry, names);
      if (file === null) remark(text);
      else file.write(`${text}\n`);
    },
    commit: () => { file?.commit(); },
    abandon: () => { file?.abandon(); },
  };
}

interface Trace {
  readonly sink: TraceSink;
  commit(): void;
  abandon(): void;
}

interface Journal {
  readonly observers: (dialer: DialerOptions) => readonly RunObserver[];
  commit(): void;
  abandon(): void;
}
