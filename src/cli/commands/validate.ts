/** `overdial validate <file…>`: check scenario files; every problem with its place, or what the file describes. */
import type { Argv, CommandModule } from 'yargs';
import { compileScenario } from '../../scenario/compile.ts';
import { formatProblem, type Problem } from '../../scenario/problem.ts';
import { ExitCode } from '../exitCodes.ts';
import { parseFile } from '../loadScenario.ts';
import { printJson, printLine, remark } from '../output.ts';

interface ValidateOptions { files: string[]; json: boolean }

export const validateCommand: CommandModule<object, ValidateOptions> = {
  command: 'validate <files..>',
  describe: 'Check scenario files',
  builder: (yargs: Argv) => yargs
    .positional('files', { type: 'string', array: true, demandOption: true, describe: 'Scenario files, or names of shipped ones' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' }),
  handler: ({ files, json }) => {
    const results = files.map((file) => ({ file, problems: check(file, json) }));
    if (json) printJson(results.map(({ file, problems }) => ({ file, ok: problems.length === 0, problems })));
    if (results.some(({ problems }) => problems.length > 0)) process.exitCode = ExitCode.badInput;
  },
};

function check(file: string, isQuiet: boolean): readonly Problem[] {
  const parsed = parseFile(file);
  if ('problems' in parsed) {
    if (!isQuiet) for (const problem of parsed.problems) remark(formatProblem(problem));
    return parsed.problems;
  }
  const scenario = compileScenario(parsed.scenario);
  const { dialer } = scenario;
  if (!isQuiet) printLine(`${file}: ok (${scenario.id}: ${dialer.agents.length} agents, ${dialer.settings.mode}, ${dialer.strategy.id}, digest ${scenario.digest})`);
  return [];
}
