/** `overdial live …` without the other commands, so that a process that is killed hundreds of times starts quickly. */
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { liveRunCommand } from '../../../src/cli/live/run.ts';

await yargs(hideBin(process.argv)).command(liveRunCommand).strict().exitProcess(false).parseAsync();
