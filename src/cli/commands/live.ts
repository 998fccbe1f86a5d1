/** `overdial live <campaign>`: run a campaign live, in a rehearsal or with real telephones; and what belongs to it. One file a subcommand in cli/live. */
import type { Argv, CommandModule } from 'yargs';
import { asteriskConfigCommand } from '../live/asteriskConfig.ts';
import { doctorCommand } from '../live/doctor.ts';
import { liveReplayCommand } from '../live/replay.ts';
import { liveRunCommand } from '../live/run.ts';
import { tokenCommand } from '../live/token.ts';

export const liveCommand: CommandModule = {
  command: 'live',
  describe: 'Run a campaign live: a rehearsal without telephones, or real calls through Asterisk',
  builder: (yargs: Argv) => yargs
    .command(liveReplayCommand)
    .command(doctorCommand)
    .command(asteriskConfigCommand)
    .command(tokenCommand)
    .command(liveRunCommand)
    .demandCommand(1, 'live: which campaign?')
    .epilogue('Rehearse the default campaign: overdial live telesales-20 --speed 10'),
  handler: () => undefined,
};
