#!/usr/bin/env node
/**
 * `overdial`: the command line. One file a command; this one puts them together and turns errors into exit codes.
 *
 * Rule: bad input is told in words and ends with 2; a bug shows its stack.
 */
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { VERSION } from '../base/version.ts';
import { benchCommand } from './commands/bench.ts';
import { benchmarkCommand } from './commands/benchmark.ts';
import { compareCommand } from './commands/compare.ts';
import { liveCommand } from './commands/live.ts';
import { optimumCommand } from './commands/optimum.ts';
import { recordsCommand } from './commands/records.ts';
import { replayCommand } from './commands/replay.ts';
import { runCommand } from './commands/run.ts';
import { scenariosCommand } from './commands/scenarios.ts';
import { schemaCommand } from './commands/schema.ts';
import { strategiesCommand } from './commands/strategies.ts';
import { tuneCommand } from './commands/tune.ts';
import { validateCommand } from './commands/validate.ts';
import { workerCommand } from './commands/worker.ts';
import { ExitCode, InputError } from './exitCodes.ts';
import { quitWhenNobodyReads, remark } from './output.ts';
import { checkGiven } from './values.ts';

quitWhenNobodyReads();
try {
  await yargs(hideBin(process.argv))
    .scriptName('overdial')
    .usage('$0 <command>\n\nSimulates an outbound dialer: how many calls per agent, at what cost in abandoned calls.')
    .command(runCommand)
    .command(compareCommand)
    .command(tuneCommand)
    .command(benchCommand)
    .command(benchmarkCommand)
    .command(workerCommand)
    .command(optimumCommand)
    .command(validateCommand)
    .command(schemaCommand)
    .command(strategiesCommand)
    .command(scenariosCommand)
    .command(replayCommand)
    .command(recordsCommand)
    .command(liveCommand)
    .strict()
    .check(checkGiven)
    .version(VERSION)
    .wrap(Math.min(120, process.stdout.columns ?? 100))
    .parserConfiguration({ 'populate--': true })
    .exitProcess(false)
    .fail((message, error) => { throw error ?? new InputError(`${message}; see overdial --help`); })
    .parseAsync();
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  remark(error.message);
  process.exitCode = ExitCode.badInput;
}
