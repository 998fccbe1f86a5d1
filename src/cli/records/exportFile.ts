/** `overdial records export`: records as CSV or NDJSON, to a file or to standard output. */
import type { Argv, CommandModule } from 'yargs';
import { exportRecords } from '../../live/store/exportRecords.ts';
import { InputError } from '../exitCodes.ts';
import { openOutput } from '../files.ts';
import { printJson, remark } from '../output.ts';
import { filterOf, filterOptions, storeOptions, withStore, type FilterOptions, type StoreOptions } from './common.ts';

interface ExportOptions extends StoreOptions, FilterOptions { file?: string; format?: string }

export const exportCommand: CommandModule<object, ExportOptions> = {
  command: 'export [file]',
  describe: 'Export records, CSV or NDJSON',
  builder: (yargs: Argv) => filterOptions(storeOptions(yargs))
    .positional('file', { type: 'string', describe: 'Where to; without it, standard output' })
    .option('format', { type: 'string', describe: 'csv or ndjson (default: by the name, else csv)' }) as unknown as Argv<ExportOptions>,
  handler: async (options) => {
    const { file } = options;
    if (options.json && file === undefined) throw new InputError('--json: the records themselves go to standard output; allowed: with a file, or --format ndjson');
    const format = formatOf(options);
    await withStore(options, (store, campaign) => {
      const output = file === undefined ? null : openOutput(file);
      try {
        const count = exportRecords(store, campaign, filterOf(options), format, (text) => {
          if (output === null) process.stdout.write(text);
          else output.write(text);
        });
        output?.commit();
        if (options.json) printJson({ file, records: count });
        else if (file !== undefined) remark(`${file}: ${count} records`);
      } finally {
        output?.abandon();
      }
    });
  },
};

function formatOf({ file, format }: ExportOptions): 'csv' | 'ndjson' {
  if (format === undefined) return file !== undefined && /\.(ndjson|jsonl)$/i.test(file) ? 'ndjson' : 'csv';
  if (format !== 'csv' && format !== 'ndjson') throw new InputError(`--format: '${format}' is not allowed; allowed: csv, ndjson`);
  return format;
}
