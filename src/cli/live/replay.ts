/** `overdial live replay FILE`: feed the journal of a live store to the engine and compare every command. Exit 1 at the first difference. */
import type { Argv, CommandModule } from 'yargs';
import { LiveFailure } from '../../live/loop/liveFailure.ts';
import { replayStore } from '../../live/loop/replayStore.ts';
import { openStore } from '../../live/store/openStore.ts';
import { ExitCode, InputError } from '../exitCodes.ts';
import { printJson, printLine } from '../output.ts';
import { asInputError } from '../records/common.ts';

interface ReplayOptions { store: string; json: boolean }

export const liveReplayCommand: CommandModule<object, ReplayOptions> = {
  command: 'replay <store>',
  describe: 'Feed the journal of a live store to the engine and compare every command',
  builder: (yargs: Argv) => yargs
    .positional('store', { type: 'string', demandOption: true, describe: 'The store of a campaign that was live' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' }) as Argv<ReplayOptions>,
  handler: ({ store: path, json }) => {
    process.exitCode = replay(path, json);
  },
};

function replay(path: string, json: boolean): number {
  try {
    const store = openStore(path);
    const result = replayStore(store);
    store.close();
    const { campaign, sessions, items, commands, difference } = result;
    if (json) printJson({ schema: 'overdial-live-replay/1', store: path, ...result, same: difference === null });
    else if (difference === null) printLine(`${path}: no difference (${items} items, ${commands} commands, ${sessions} sessions of campaign ${campaign})`);
    else {
      printLine(`${path}: seq ${difference.seq}, command ${difference.n + 1}: journal and engine differ after ${items} items`);
      printLine(`  outbox: ${difference.outbox ?? 'nothing'}`);
      printLine(`  engine: ${difference.engine ?? 'nothing'}`);
    }
    return difference === null ? ExitCode.success : ExitCode.checkFailed;
  } catch (error) {
    if (error instanceof LiveFailure) throw new InputError(error.message);
    throw asInputError(path, error);
  }
}
