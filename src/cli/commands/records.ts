/** `overdial records <subcommand>`: the durable home of records, one SQLite file. One file a group of subcommands in cli/records. */
import type { Argv, CommandModule } from 'yargs';
import { blockCommand, deleteCommand, recycleCommand, setActionCommand, setContactCommand, setOwnerCommand, setStatusCommand, unblockCommand } from '../records/changes.ts';
import { databasesCommand } from '../records/databases.ts';
import { cloneCommand, editCommand, moveCommand } from '../records/editing.ts';
import { explainCommand } from '../records/explain.ts';
import { exportCommand } from '../records/exportFile.ts';
import { formsCommand } from '../records/forms.ts';
import { assignCommand, obtainCommand } from '../records/giving.ts';
import { importCommand } from '../records/importFile.ts';
import { initCommand } from '../records/init.ts';
import { listCommand, showCommand } from '../records/list.ts';
import { statusesCommand } from '../records/statuses.ts';

export const recordsCommand: CommandModule = {
  command: 'records <subcommand>',
  describe: 'Keep records in a store: import, export, list, assign, recycle, block, statuses, …',
  builder: (yargs: Argv) => yargs
    .command(initCommand)
    .command(importCommand)
    .command(exportCommand)
    .command(listCommand)
    .command(showCommand)
    .command(explainCommand)
    .command(assignCommand)
    .command(obtainCommand)
    .command(setOwnerCommand)
    .command(setActionCommand)
    .command(setStatusCommand)
    .command(setContactCommand)
    .command(editCommand)
    .command(moveCommand)
    .command(cloneCommand)
    .command(blockCommand)
    .command(unblockCommand)
    .command(recycleCommand)
    .command(deleteCommand)
    .command(statusesCommand)
    .command(databasesCommand)
    .command(formsCommand)
    .demandCommand(1, 'records: which subcommand?')
    .epilogue('A store is one file. Make it first: overdial records init --store campaign.db --bundle daktela --mode progressive --zone Europe/Prague'),
  handler: () => undefined,
};
