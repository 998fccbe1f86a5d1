/** `overdial validate <file…>`: check scenario files; every problem with its place, or what the file describes. */
import type { Argv, CommandModule } from 'yargs';
import { readCampaignFile } from '../../live/config/campaignFile.ts';
import { compileScenario } from '../../scenario/compile.ts';
import { formatProblem, type Problem } from '../../scenario/problem.ts';
import { ExitCode } from '../exitCodes.ts';
import { readTextOrNull } from '../files.ts';
import { findScenario, parseFile } from '../loadScenario.ts';
import { printJson, printLine, remark } from '../output.ts';

interface ValidateOptions { files: string[]; json: boolean }

export const validateCommand: CommandModule<object, ValidateOptions> = {
  command: 'validate <files..>',
  describe: 'Check scenario files',
  builder: (yargs: Argv) => yargs
    .positional('files', { type: 'string', array: true, demandOption: true, describe: 'Scenario files, or names of shipped ones' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' }),
  handler: ({ files, json }) => {
    const results = files.map((file) => ({ file, ...check(file, json) }));
    if (json) printJson(results.map(({ file, problems, warnings }) => ({ file, ok: problems.length === 0, problems, warnings })));
    if (results.some(({ problems }) => problems.length > 0)) process.exitCode = ExitCode.badInput;
  },
};

function check(file: string, isQuiet: boolean): { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] } {
  const parsed = parseFile(file);
  if ('problems' in parsed) {
    if (!isQuiet) for (const problem of parsed.problems) remark(formatProblem(problem));
    return { problems: parsed.problems, warnings: [] };
  }
  // What a campaign has beside its scenario is checked here too; what only real calls need, by overdial live.
  const path = findScenario(file);
  const campaign = path === null ? null : readCampaignFile(path, readTextOrNull, 'rehearsal');
  if (campaign !== null && 'problems' in campaign) {
    if (!isQuiet) for (const problem of campaign.problems) remark(formatProblem(problem));
    return { problems: campaign.problems, warnings: [] };
  }
  const scenario = compileScenario(parsed.scenario);
  const { dialer } = scenario;
  if (!isQuiet) for (const warning of parsed.warnings) remark(`warning: ${formatProblem(warning)}`);
  if (!isQuiet) printLine(`${file}: ok (${scenario.id}: ${dialer.agents.length} agents, ${dialer.settings.mode}, ${dialer.strategy.id}, digest ${scenario.digest})`);
  return { problems: [], warnings: parsed.warnings };
}
