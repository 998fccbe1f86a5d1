/** `overdial records list` and `show <id>`: records as a table, and one record with everything that befell it. */
import Table from 'cli-table3';
import type { Argv, CommandModule } from 'yargs';
import { activitiesOf } from '../../live/store/activities.ts';
import { ndjsonOf, valuesOf, type RecordValues } from '../../live/store/exportRecords.ts';
import { countRecords } from '../../live/store/filter.ts';
import { readRecords } from '../../live/store/storedRecord.ts';
import { statusIdsEver } from '../../live/store/statuses.ts';
import { formatInstant } from '../../live/store/zoneCalendars.ts';
import { InputError } from '../exitCodes.ts';
import { printJson, printLine } from '../output.ts';
import { wholeNumber } from '../values.ts';
import { filterOf, filterOptions, storeOptions, withStore, type FilterOptions, type StoreOptions } from './common.ts';

interface ListOptions extends StoreOptions, FilterOptions { limit: string }

export const listCommand: CommandModule<object, ListOptions> = {
  command: 'list',
  describe: 'List records',
  builder: (yargs: Argv) => filterOptions(storeOptions(yargs))
    .option('limit', { type: 'string', default: '50', describe: 'At most so many' }),
  handler: (options) => withStore(options, (store, campaign) => {
    const filter = filterOf(options);
    const limit = wholeNumber('limit', options.limit, 1);
    const names = statusIdsEver(store);
    const matching = countRecords(store, campaign, filter);
    const records = [...readRecords(store, campaign, filter, limit)].map((record) => ({ record, values: valuesOf(record, names) }));
    if (options.json) {
      printJson({ matching, records: records.map(({ record, values }) => ndjsonOf(record, values)) });
      return;
    }
    const table = new Table({ head: COLUMNS.map(([heading]) => heading), style: { head: [], border: [] } });
    for (const { record, values } of records) table.push(COLUMNS.map(([, of]) => of(values, record.phones.map((phone) => phone.number))));
    printLine(table.toString());
    printLine(records.length < matching ? `${records.length} of ${matching} records; --limit shows more` : `${matching} records`);
  }),
};

interface ShowOptions extends StoreOptions { id: string }

export const showCommand: CommandModule<object, ShowOptions> = {
  command: 'show <id>',
  describe: 'Show a record with its activities',
  builder: (yargs: Argv) => storeOptions(yargs).positional('id', { type: 'string', demandOption: true, describe: 'The record' }),
  handler: (options) => withStore(options, (store, campaign) => {
    const [record] = readRecords(store, campaign, { ids: [wholeNumber('id', options.id, 1)] }, 1);
    if (record === undefined) throw new InputError(`there is no record ${options.id} in campaign ${campaign.name}`);
    const values = valuesOf(record, statusIdsEver(store));
    const activities = activitiesOf(store, record.id);
    if (options.json) {
      printJson({ ...ndjsonOf(record, values), activities });
      return;
    }
    for (const [name, value] of Object.entries(ndjsonOf(record, values))) {
      printLine(`${name.padEnd(14)} ${typeof value === 'string' ? value : JSON.stringify(value)}`);
    }
    printLine('activities');
    for (const { kind, startedAt, agent, outcome, status, reason, actionAtStart, actionAfter } of activities) {
      const facts = [agent, outcome, status, reason].filter((fact) => fact !== null).join(', ');
      printLine(`  ${formatInstant(startedAt)} ${kind}: ${actionAtStart} → ${actionAfter ?? '?'}${facts === '' ? '' : ` (${facts})`}`);
    }
  }),
};

const COLUMNS: readonly (readonly [heading: string, of: (values: RecordValues, phones: readonly string[]) => string])[] = [
  ['id', (values) => values.id],
  ['phones', (_, phones) => (phones.length < 2 ? phones.join('') : `${phones[0]!} +${phones.length - 1}`)],
  ['database', (values) => values.database],
  ['contact', (values) => values.contactId],
  ['action', (values) => values.action],
  ['next call', (values) => values.nextCallAt],
  ['status', (values) => (values.status === '' ? '' : `${values.statusName} (${values.status})`)],
  ['owner', (values) => (values.owner === '' && values.softOwner !== '' ? `(${values.softOwner})` : values.owner)],
  ['attempts', (values) => values.attempts],
];
