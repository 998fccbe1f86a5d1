/** `overdial tune <scenario>`: how bold may a setting be? Prints the recommendation in words or the JSON; exit 1 where no setting complies. */
import type { Argv, CommandModule } from 'yargs';
import type { StrategyChoice } from '../../engine/options.ts';
import { withAgents } from '../../experiment/teamSize.ts';
import type { SettingRequest } from '../../experiment/tune/settingSpace.ts';
import { tune } from '../../experiment/tune/tune.ts';
import { adviceLines, renderTuning } from '../../experiment/tune/tuneWords.ts';
import { defaultWorkers } from '../../experiment/workers/createWorkforce.ts';
import { tuningReport } from '../../report/tuning/tuningReport.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { ExitCode, InputError } from '../exitCodes.ts';
import { loadScenario, parseFile } from '../loadScenario.ts';
import { createProgressBar, printJson, printLine, remark, watchInterrupt } from '../output.ts';
import { QUEUE_DESCRIPTION, workforceOf } from '../queueOption.ts';
import { parseSettingOption, parseSizesOption } from '../settingOption.ts';
import { shellWord } from '../shellWord.ts';
import { parseStrategyOption } from '../strategyOption.ts';
import { numberBetween, wholeNumber, workersOf } from '../values.ts';
import { parseBudget } from '../budget.ts';
import { openReportFolder, writeReport } from '../writeReport.ts';

interface TuneOptions {
  scenario: string;
  strategy?: string;
  setting?: string;
  secondSetting?: string;
  limit?: string;
  agents?: string;
  list?: string;
  seed?: string;
  replications?: string;
  budget?: string;
  workers?: string;
  queue?: string;
  report?: string;
  json: boolean;
}

const DEFAULT_STRATEGY = 'fixed-ratio-idle';
const DEFAULT_REPLICATIONS = 80;

export const tuneCommand: CommandModule<object, TuneOptions> = {
  command: 'tune <scenario>',
  describe: 'Find the boldest setting that keeps the abandon limit',
  builder: (yargs: Argv) => yargs
    .positional('scenario', { type: 'string', demandOption: true, describe: 'A scenario file, or the name of a shipped one' })
    .option('strategy', { type: 'string', describe: `Pacing strategy to tune: ID[:key=value,…] (default ${DEFAULT_STRATEGY})` })
    .option('setting', { type: 'string', describe: 'Setting to sweep: NAME, NAME=1..3:0.25 or NAME=1,1.5,2 (default: the strategy\'s own)' })
    .option('second-setting', { type: 'string', describe: 'A second setting to sweep with it' })
    .option('limit', { type: 'string', describe: 'Abandon limit instead of the scenario\'s, a fraction such as 0.03' })
    .option('agents', { type: 'string', describe: 'Also for other sizes of the team: 5..40, 5..40:5 or 5,10,20' })
    .option('list', { type: 'string', describe: 'Records of a list: when does it run out?' })
    .option('seed', { type: 'string', describe: 'Seed instead of the scenario\'s' })
    .option('replications', { type: 'string', describe: `Independent runs behind a recommendation (default ${DEFAULT_REPLICATIONS}); the sweep takes an eighth` })
    .option('budget', { type: 'string', describe: 'Stop after a time (90s, 5m) and report what there is; or the replications behind a recommendation' })
    .option('queue', { type: 'string', describe: QUEUE_DESCRIPTION })
    .option('workers', { type: 'string', describe: 'Threads to work on (default: cores but one); results do not depend on it' })
    .option('report', { type: 'string', describe: 'Folder for the report: a page, charts, tables and data' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' }) as unknown as Argv<TuneOptions>,
  handler: async (options) => {
    process.exitCode = await runTune(options);
  },
};

async function runTune(options: TuneOptions): Promise<number> {
  const scenario = loadScenario(options.scenario);
  const strategy = strategyOf(options, scenario);
  const settings = settingsOf(options);
  const staffing = staffingOf(options);
  const budget = options.budget === undefined ? { ms: null, replications: null } : parseBudget(options.budget);
  const replications = wholeNumber('replications', options.replications ?? String(budget.replications ?? DEFAULT_REPLICATIONS), 2);
  const listRecords = options.list === undefined ? null : wholeNumber('list', options.list, 1);
  const limit = options.limit === undefined ? undefined : numberBetween('limit', options.limit, 0, 1);
  const workers = workersOf(options.workers, defaultWorkers());
  const until = budget.ms === null ? Infinity : performance.now() + budget.ms;
  if (options.report !== undefined) openReportFolder(options.report);
  const workforce = await workforceOf(options.queue, options.workers, workers);
  const bar = createProgressBar(scenario.id);
  const interrupt = watchInterrupt();
  try {
    const result = await tune({
      scenario, strategy, settings, staffing, replications, listRecords, workforce, command: commandLine(options),
      isInterrupted: () => interrupt.isInterrupted() || performance.now() >= until, onProgress: (share) => { bar.update(share); },
      ...(limit === undefined ? {} : { limit }), ...(options.seed === undefined ? {} : { seed: options.seed }),
    });
    bar.stop();
    if (options.json) printJson(result);
    else printLine(renderTuning(result));
    if (options.report !== undefined) writeReport(options.report, await tuningReport(result, adviceLines(result).filter((line) => line !== '').map((line) => line.trim())));
    if (result.isInterrupted) remark(`${interrupt.isInterrupted() ? 'interrupted' : 'out of time'}: bolder settings may hold that were not tried; ${result.staffing.length} of ${staffing.length} other team sizes are done`);
    if (interrupt.isInterrupted()) return ExitCode.interrupted;
    return result.isCompliant ? ExitCode.success : ExitCode.checkFailed;
  } catch (error) {
    // The settings' own check: they are known only together with the strategy.
    if (error instanceof RangeError) throw new InputError(`--setting: ${error.message}`);
    throw error;
  } finally {
    bar.stop();
    interrupt.dispose();
    await workforce.close();
  }
}

/** The scenario's own parameters stand where it names the same strategy. */
function strategyOf(options: TuneOptions, { dialer }: CompiledScenario): StrategyChoice {
  if (options.strategy !== undefined) return parseStrategyOption(options.strategy);
  return dialer.strategy.id === DEFAULT_STRATEGY ? dialer.strategy : parseStrategyOption(DEFAULT_STRATEGY);
}

function settingsOf(options: TuneOptions): SettingRequest[] {
  if (options.secondSetting !== undefined && options.setting === undefined) throw new InputError('--second-setting: needs --setting beside it');
  return [
    ...(options.setting === undefined ? [] : [parseSettingOption('setting', options.setting)]),
    ...(options.secondSetting === undefined ? [] : [parseSettingOption('second-setting', options.secondSetting)]),
  ];
}

function staffingOf(options: TuneOptions): CompiledScenario[] {
  if (options.agents === undefined) return [];
  const sizes = parseSizesOption('agents', options.agents);
  const parsed = parseFile(options.scenario);
  if ('problems' in parsed) return [];
  return sizes.map((agents) => {
    const scenario = withAgents(parsed.scenario, agents);
    if (scenario === null) throw new InputError('--agents: the scenario gives its team in groups; allowed: scenarios with agents.count');
    return scenario;
  });
}

/** The command that gives this tuning again. */
function commandLine(options: TuneOptions): string {
  const given: [string, string | undefined][] = [
    ['strategy', options.strategy], ['setting', options.setting], ['second-setting', options.secondSetting], ['limit', options.limit], ['agents', options.agents],
    ['list', options.list], ['seed', options.seed], ['replications', options.replications], ['budget', options.budget],
  ];
  return ['npm', 'start', '--', 'tune', options.scenario, ...given.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]))].map(shellWord).join(' ');
}
