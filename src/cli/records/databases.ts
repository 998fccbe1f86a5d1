/** `overdial records databases …`: list them, switch them on and off (D20, D21, D96), add one. */
import type { Argv, CommandModule } from 'yargs';
import { addDatabase, databasesOf, switchDatabase } from '../../live/store/names.ts';
import { InputError } from '../exitCodes.ts';
import { printJson, printLine } from '../output.ts';
import { storeOptions, withStore, withStoreToChange, type StoreOptions } from './common.ts';

interface DatabasesOptions extends StoreOptions { act: string; name?: string }

const ACTS = ['list', 'add', 'activate', 'deactivate'] as const;

export const databasesCommand: CommandModule<object, DatabasesOptions> = {
  command: 'databases <act> [name]',
  describe: 'Databases: list, add NAME, activate NAME, deactivate NAME',
  builder: (yargs: Argv) => storeOptions(yargs)
    .positional('act', { type: 'string', demandOption: true, choices: ACTS, describe: 'What to do' })
    .positional('name', { type: 'string', describe: 'The database' }) as unknown as Argv<DatabasesOptions>,
  handler: (options) => (options.act === 'list' ? withStore : withStoreToChange)(options, (store, campaign) => {
    const { act, name } = options;
    if (act !== 'list' && name === undefined) throw new InputError(`databases ${act}: needs the name of a database`);
    if (act === 'add') addDatabase(store, campaign.recordType, name!);
    else if (act !== 'list') switchDatabase(store, name!, act === 'activate');
    const counts = store.db.prepare('SELECT count(*) AS n FROM record WHERE database = ?');
    const databases = databasesOf(store, campaign.recordType).map((one) => ({ name: one.name, active: one.active, records: (counts.get(one.id) as { n: number }).n }));
    if (options.json) printJson(databases);
    else for (const one of databases) printLine(`${one.name}: ${one.active ? 'active' : 'inactive'}, ${one.records} records`);
  }),
};
