/** `overdial bench`: speed and pacing quality against the committed baseline; exit 1 on a regression. */
import { join } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { formatBaseline, noBaseline, parseBaseline, type Baseline } from '../../experiment/bench/baseline.ts';
import { runBench } from '../../experiment/bench/bench.ts';
import { renderBench } from '../../experiment/bench/benchTable.ts';
import { benchStrategies, benchSuite, type BenchSuite } from '../../experiment/bench/suite.ts';
import { createWorkforce, defaultWorkers } from '../../experiment/workers/createWorkforce.ts';
import { ExitCode, InputError } from '../exitCodes.ts';
import { packageRoot } from '../../experiment/programFiles.ts';
import { openOutput, readTextOrNull } from '../files.ts';
import { loadScenario } from '../loadScenario.ts';
import { createProgressBar, printJson, printLine, remark, watchInterrupt } from '../output.ts';
import { workersOf } from '../values.ts';

interface BenchOptions {
  baseline?: string;
  update: boolean;
  reason?: string;
  only?: string;
  strategies?: string;
  all: boolean;
  workers?: string;
  json: boolean;
}

const PARTS = ['speed', 'quality'];

export const benchCommand: CommandModule<object, BenchOptions> = {
  command: 'bench',
  describe: 'The gate for changes: speed and pacing quality against the committed baseline',
  builder: (yargs: Argv) => yargs
    .option('baseline', { type: 'string', describe: 'Another baseline file (default bench/baseline.json of the repository)' })
    .option('update', { type: 'boolean', default: false, describe: 'Make today\'s figures the baseline; needs --reason' })
    .option('reason', { type: 'string', describe: 'With --update: why they are good, kept in the baseline' })
    .option('only', { type: 'string', describe: `One part: ${PARTS.join(' or ')}` })
    .option('strategies', { type: 'string', describe: 'Judge the quality of these strategies only: ID,…' })
    .option('all', { type: 'boolean', default: false, describe: 'Print every strategy\'s figures, also those that did not move' })
    .option('workers', { type: 'string', describe: 'Threads for the quality part (default: cores but one); results do not depend on it' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' }) as unknown as Argv<BenchOptions>,
  handler: async (options) => {
    process.exitCode = await bench(options);
  },
};

async function bench(options: BenchOptions): Promise<number> {
  checkOptions(options);
  const path = options.baseline ?? join(packageRoot, 'bench', 'baseline.json');
  const suite = benchSuite(loadScenario, strategiesOf(options));
  const baseline = readBaseline(path, suite, options);
  const workers = workersOf(options.workers, defaultWorkers());
  // Opened first: minutes of work must not end at a file that cannot be written.
  const output = options.update ? openOutput(path) : null;
  const bar = createProgressBar('bench');
  const interrupt = watchInterrupt();
  try {
    const { result, asBaseline } = await runBench({
      suite, baseline, parts: { speed: options.only !== 'quality', quality: options.only !== 'speed' }, createWorkforce: () => createWorkforce(workers),
      onProgress: (share) => { bar.update(share); }, isInterrupted: interrupt.isInterrupted,
    });
    bar.stop();
    if (options.json) printJson(result);
    else printLine(renderBench(result, options.all));
    if (result.isInterrupted) return ExitCode.interrupted;
    const written = output === null ? null : asBaseline(options.reason!);
    if (output === null || written === null) return result.isRegression ? ExitCode.checkFailed : ExitCode.success;
    output.write(formatBaseline(written));
    output.commit();
    remark(`baseline: ${path}`);
    return ExitCode.success;
  } finally {
    bar.stop();
    interrupt.dispose();
    output?.abandon();
  }
}

function checkOptions({ update, reason, only, strategies }: BenchOptions): void {
  if (only !== undefined && !PARTS.includes(only)) throw new InputError(`--only: '${only}' is not allowed; allowed: ${PARTS.join(', ')}`);
  if (update && (reason === undefined || reason.trim() === '')) throw new InputError('--update: needs a reason, which is kept in the baseline; allowed: --update --reason "why"');
  if (!update && reason !== undefined) throw new InputError('--reason: is read only with --update');
  if (update && (only !== undefined || strategies !== undefined)) throw new InputError('--update: a baseline is always a whole one; allowed: without --only and --strategies');
}

function strategiesOf({ strategies }: BenchOptions): string[] | undefined {
  if (strategies === undefined) return undefined;
  const ids = strategies.split(',');
  const unknown = ids.filter((id) => !benchStrategies().includes(id));
  if (unknown.length > 0) throw new InputError(`--strategies: '${unknown.join('\', \'')}' is not in the suite; allowed: ${benchStrategies().join(', ')}`);
  return ids;
}

/** With --update one that is missing or cannot be compared with is simply replaced. */
function readBaseline(path: string, suite: BenchSuite, { update }: BenchOptions): Baseline | null {
  const text = readTextOrNull(path);
  try {
    if (text === null) throw new RangeError(noBaseline(path));
    return parseBaseline(text, suite.digest);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    if (update) return null;
    throw new InputError(text === null ? error.message : `${path}: ${error.message}`);
  }
}
