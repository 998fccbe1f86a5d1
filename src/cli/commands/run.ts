/** `overdial run [scenario]`: simulate a scenario; print the table or the JSON; write the report. */
import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import type { DialerOptions } from '../../engine/options.ts';
import { runExperiment } from '../../experiment/runExperiment.ts';
import { createJournalWriter, type JournalWriter } from '../../journal/writer.ts';
import type { RunObserver } from '../../measure/observer.ts';
import type { DaySeries, RunResult } from '../../measure/results.ts';
import { renderHtml } from '../../report/html.ts';
import type { ReportInput } from '../../report/input.ts';
import { renderTable } from '../../report/table.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { VERSION } from '../../base/version.ts';
import { ExitCode, InputError } from '../exitCodes.ts';
import { openOutput, writeText } from '../files.ts';
import { DEFAULT_SCENARIO, loadScenario } from '../loadScenario.ts';
import { createProgressBar, hasColour, printJson, printLine, remark, terminalWidth, watchInterrupt } from '../output.ts';
import { parseStrategyOption } from '../strategyOption.ts';
import { wholeNumber } from '../values.ts';

interface RunOptions {
  scenario?: string;
  strategy?: string;
  seed?: string;
  replications?: string;
  json: boolean;
  journal?: string;
  report?: string;
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
    .option('replications', { type: 'string', describe: `Independent runs, from 1 (default ${DEFAULT_REPLICATIONS}; 1 with --journal)` })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' })
    .option('journal', { type: 'string', describe: 'Write the journal of the one replication to this file' })
    .option('report', { type: 'string', describe: `Folder for the HTML report (default ${DEFAULT_REPORT_FOLDER}; with --json only if named)` }) as Argv<RunOptions>,
  handler: async (options) => {
    process.exitCode = await run(options);
  },
};

async function run(options: RunOptions): Promise<number> {
  const scenario = loadScenario(options.scenario ?? DEFAULT_SCENARIO);
  const strategy = options.strategy === undefined ? scenario.dialer.strategy : parseStrategyOption(options.strategy);
  const replications = replicationsOf(options);
  const seed = options.seed ?? scenario.seed;
  const journal = options.journal === undefined ? null : openJournal(options.journal, scenario, seed);
  const bar = createProgressBar(scenario.id);
  const interrupt = watchInterrupt();
  try {
    const experiment = await runExperiment({
      scenario, strategy, seed, replications, isInterrupted: interrupt.isInterrupted,
      onProgress: (share) => { bar.update(share); },
      ...(journal === null ? {} : { observers: journal.observers }),
    });
    bar.stop();
    if (experiment.result === null) {
      remark('interrupted before the first replication was complete; nothing to report');
      return ExitCode.interrupted;
    }
    journal?.commit();
    await present(options, scenario, experiment.result, experiment.series!);
    if (!experiment.isInterrupted) return ExitCode.success;
    remark(`interrupted: ${experiment.result.replications.length} of ${replications} replications were complete and are reported`);
    return ExitCode.interrupted;
  } finally {
    bar.stop();
    interrupt.dispose();
    journal?.abandon();
  }
}

function replicationsOf(options: RunOptions): number {
  const isJournaled = options.journal !== undefined;
  const replications = options.replications === undefined ? (isJournaled ? 1 : DEFAULT_REPLICATIONS) : wholeNumber('replications', options.replications, 1);
  if (isJournaled && replications > 1) throw new InputError(`--journal: a journal holds one replication, --replications says ${replications}; allowed: 1`);
  return replications;
}

/** Prints what came out, and writes the report. */
async function present(options: RunOptions, scenario: CompiledScenario, result: RunResult, series: DaySeries): Promise<void> {
  const input: ReportInput = {
    result, series, title: scenario.title, description: scenario.description, agents: scenario.dialer.agents.length,
    limitRuleId: scenario.dialer.enforcedRules[0]?.id ?? 'us', command: commandLine(options, scenario, result), generatedWith: `overdial ${VERSION}`,
  };
  const folder = options.report ?? (options.json ? null : DEFAULT_REPORT_FOLDER);
  const reportFile = folder === null ? null : join(folder, `${scenario.id}.html`);
  if (reportFile !== null) writeText(reportFile, await renderHtml(input));
  if (options.json) {
    printJson(result);
    return;
  }
  printLine(renderTable(input, { colour: hasColour(), width: terminalWidth() }));
  if (options.journal !== undefined) printLine(`journal: ${options.journal}`);
  if (reportFile !== null) printLine(`report:  ${reportFile}`);
}

/** The command that gives this run again. */
function commandLine(options: RunOptions, scenario: CompiledScenario, result: RunResult): string {
  const { strategy } = result;
  const parameters = Object.entries(strategy.parameters).map(([key, value]) => `${key}=${String(value)}`);
  return [
    'npm start -- run', options.scenario ?? DEFAULT_SCENARIO, '--strategy', [strategy.id, parameters.join(',')].filter((part) => part !== '').join(':'),
    '--seed', result.seed, '--replications', result.replications.length,
  ].join(' ');
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

interface Journal {
  readonly observers: (dialer: DialerOptions) => readonly RunObserver[];
  commit(): void;
  abandon(): void;
}
