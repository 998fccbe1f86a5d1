/** `overdial compare <scenario…>`: strategies under common random numbers; prints the league tables or the JSON. */
import type { Argv, CommandModule } from 'yargs';
import { compare } from '../../experiment/compare/compare.ts';
import { renderComparison } from '../../experiment/compare/compareTable.ts';
import type { StopRule } from '../../experiment/compare/stopRule.ts';
import { defaultWorkers } from '../../experiment/workers/createWorkforce.ts';
import { parseBudget } from '../budget.ts';
import { comparisonReport } from '../../report/comparison/comparisonReport.ts';
import { ExitCode } from '../exitCodes.ts';
import { loadScenario } from '../loadScenario.ts';
import { createProgressBar, printJson, printLine, remark, watchInterrupt } from '../output.ts';
import { QUEUE_DESCRIPTION, workforceOf } from '../queueOption.ts';
import { shellWord } from '../shellWord.ts';
import { parseStrategiesOption } from '../strategiesOption.ts';
import { numberBetween, wholeNumber, workersOf } from '../values.ts';
import { openReportFolder, writeReport } from '../writeReport.ts';

interface CompareOptions {
  scenarios: string[];
  strategies?: string;
  seed?: string;
  replications?: string;
  halfWidth?: string;
  budget?: string;
  tuned: boolean;
  tuningReplications?: string;
  workers?: string;
  queue?: string;
  report?: string;
  json: boolean;
}

const DEFAULT_STRATEGIES = 'progressive,fixed-ratio-idle,fractile:target=0.022';
const DEFAULT_REPLICATIONS = 20;
const DEFAULT_TUNING_REPLICATIONS = 20;
const DEFAULT_REPLICATIONS_MAX = 400;

export const compareCommand: CommandModule<object, CompareOptions> = {
  command: 'compare <scenarios..>',
  describe: 'Compare strategies fairly, under common random numbers',
  builder: (yargs: Argv) => yargs
    .positional('scenarios', { type: 'string', array: true, demandOption: true, describe: 'Scenario files, or names of shipped ones' })
    .option('strategies', { type: 'string', describe: `ID[:key=value,…],… (default ${DEFAULT_STRATEGIES})` })
    .option('seed', { type: 'string', describe: 'Seed instead of each scenario\'s' })
    .option('replications', { type: 'string', describe: `Independent runs of each strategy (default ${DEFAULT_REPLICATIONS}); with --half-width, to begin with` })
    .option('half-width', { type: 'string', describe: 'Go on until the widest interval of a difference in occupancy is ± so much, a fraction such as 0.005' })
    .option('budget', { type: 'string', describe: `With --half-width, at most: a time (90s, 5m) or replications of each strategy (default ${DEFAULT_REPLICATIONS_MAX})` })
    .option('tuned', { type: 'boolean', default: false, describe: 'Also sweep each strategy\'s own setting: occupancy at exactly the limit, and its best compliant value' })
    .option('tuning-replications', { type: 'string', describe: `With --tuned: runs of each value (default ${DEFAULT_TUNING_REPLICATIONS})` })
    .option('queue', { type: 'string', describe: QUEUE_DESCRIPTION })
    .option('workers', { type: 'string', describe: 'Threads to work on (default: cores but one); results do not depend on it' })
    .option('report', { type: 'string', describe: 'Folder for the report: a page, charts, tables and data' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' }) as unknown as Argv<CompareOptions>,
  handler: async (options) => {
    process.exitCode = await runCompare(options);
  },
};

async function runCompare(options: CompareOptions): Promise<number> {
  const scenarios = options.scenarios.map((name) => loadScenario(name));
  const strategies = parseStrategiesOption(options.strategies ?? DEFAULT_STRATEGIES);
  const stop = stopRuleOf(options);
  const tuningReplications = options.tuned ? wholeNumber('tuning-replications', options.tuningReplications ?? String(DEFAULT_TUNING_REPLICATIONS), 2) : null;
  if (options.report !== undefined) openReportFolder(options.report);
  const workforce = await workforceOf(options.queue, options.workers, workersOf(options.workers, defaultWorkers()));
  const bar = createProgressBar('compare');
  const interrupt = watchInterrupt();
  try {
    const result = await compare({
      scenarios, strategies, stop, tuningReplications, workforce, command: commandLine(options), isInterrupted: interrupt.isInterrupted,
      onProgress: (share) => { bar.update(share); },
      ...(options.seed === undefined ? {} : { seed: options.seed }),
    });
    bar.stop();
    if (options.json) printJson(result);
    else printLine(renderComparison(result));
    if (options.report !== undefined) writeReport(options.report, await comparisonReport(result));
    if (!result.isInterrupted) return ExitCode.success;
    remark('interrupted: the figures rest on the replications that were finished');
    return ExitCode.interrupted;
  } finally {
    bar.stop();
    interrupt.dispose();
    await workforce.close();
  }
}

function stopRuleOf(options: CompareOptions): StopRule {
  const replications = wholeNumber('replications', options.replications ?? String(DEFAULT_REPLICATIONS), 2);
  const halfWidth = options.halfWidth === undefined ? null : numberBetween('half-width', options.halfWidth, 0.0001, 1);
  const budget = options.budget === undefined ? { ms: null, replications: null } : parseBudget(options.budget);
  const replicationsMax = budget.replications ?? (budget.ms === null ? Math.max(DEFAULT_REPLICATIONS_MAX, replications) : Number.MAX_SAFE_INTEGER);
  return { replications: Math.min(replications, replicationsMax), halfWidth, replicationsMax, budgetMs: budget.ms };
}

/** The command that gives this comparison again. */
function commandLine(options: CompareOptions): string {
  const given: [string, string | undefined][] = [
    ['strategies', options.strategies ?? DEFAULT_STRATEGIES], ['seed', options.seed], ['replications', options.replications], ['half-width', options.halfWidth],
    ['budget', options.budget], ['tuning-replications', options.tuningReplications],
  ];
  const words = given.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
  return ['npm', 'start', '--', 'compare', ...options.scenarios, ...words, ...(options.tuned ? ['--tuned'] : [])].map(shellWord).join(' ');
}
