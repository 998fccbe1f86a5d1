/** `overdial records import <file>`: a CSV or NDJSON list into the store, bad rows reported with their place. */
import type { Argv, CommandModule } from 'yargs';
import { canonicalCountry } from './country.ts';
import { FIELDS } from '../../live/store/importColumns.ts';
import { importRecords, type ImportReport } from '../../live/store/importRecords.ts';
import { formatProblem } from '../../scenario/problem.ts';
import { ExitCode, InputError } from '../exitCodes.ts';
import { createProgressBar, printJson, printLine, remark, watchInterrupt } from '../output.ts';
import { listOf, storeOptions, withStoreToChange, type StoreOptions } from './common.ts';

interface ImportCommandOptions extends StoreOptions {
  file: string; format?: string; delimiter: string; map?: string; country?: string; database?: string; duplicates: boolean; allOrNothing: boolean;
}

export const importCommand: CommandModule<object, ImportCommandOptions> = {
  command: 'import <file>',
  describe: 'Import a list, CSV or NDJSON',
  builder: (yargs: Argv) => storeOptions(yargs)
    .positional('file', { type: 'string', demandOption: true, describe: 'The list' })
    .option('format', { type: 'string', describe: 'csv or ndjson (default: by the name, .ndjson and .jsonl are NDJSON)' })
    .option('delimiter', { type: 'string', default: ',', describe: 'Between the cells of a CSV; tab for a tabulator' })
    .option('map', { type: 'string', describe: `Columns by other names, as in phone=Tel,owner=Agent; fields: phone, ${FIELDS.join(', ')}, form.NAME` })
    .option('country', { type: 'string', describe: 'Country of national numbers, as in CZ (default: the campaign\'s)' })
    .option('database', { type: 'string', describe: 'Database of rows that name none (default: the first)' })
    .option('duplicates', { type: 'boolean', default: false, describe: 'Load rows whose first number is in the record type already' })
    .option('all-or-nothing', { type: 'boolean', default: false, describe: 'Load nothing if any row is bad' })
    .epilogue('One file is one transaction: an import that is interrupted or dies leaves the store as it was. Good rows are loaded, bad ones reported '
      + '(exit code 1), unless --all-or-nothing (exit code 2). What export writes is read back as it is.') as unknown as Argv<ImportCommandOptions>,
  handler: async (options) => {
    process.exitCode = await withStoreToChange(options, async (store, campaign) => {
      const bar = createProgressBar(options.file);
      const interrupt = watchInterrupt();
      let share = 0;
      try {
        const report = await importRecords(store, campaign, options.file, {
          format: formatOf(options), delimiter: delimiterOf(options.delimiter), map: mapOf(options.map),
          country: canonicalCountry(options.country ?? campaign.country), duplicates: options.duplicates, allOrNothing: options.allOrNothing, now: Date.now(),
          ...(options.database === undefined ? {} : { database: options.database }), isInterrupted: interrupt.isInterrupted,
          onProgress: (now) => {
            if (now - share < 0.002) return;
            share = now;
            bar.update(now);
          },
        });
        bar.stop();
        return present(options, report);
      } catch (error) {
        bar.stop();
        if (!interrupt.isInterrupted()) throw error;
        remark((error as Error).message);
        return ExitCode.interrupted;
      } finally {
        interrupt.dispose();
      }
    });
  },
};

function present(options: ImportCommandOptions, { rows, loaded, refused, problems }: ImportReport): number {
  if (options.json) printJson({ file: options.file, rows, loaded, refused, problems });
  else {
    for (const problem of problems) remark(formatProblem(problem));
    const verdict = refused === 0 ? '' : options.allOrNothing ? `; ${refused} were refused, so nothing was loaded (--all-or-nothing)` : `; ${refused} were refused`;
    printLine(`${options.file}: ${loaded} of ${rows} rows loaded${verdict}`);
  }
  if (refused === 0) return ExitCode.success;
  return options.allOrNothing ? ExitCode.badInput : ExitCode.checkFailed;
}

function formatOf({ file, format }: ImportCommandOptions): 'csv' | 'ndjson' {
  if (format === undefined) return /\.(ndjson|jsonl)$/i.test(file) ? 'ndjson' : 'csv';
  if (format !== 'csv' && format !== 'ndjson') throw new InputError(`--format: '${format}' is not allowed; allowed: csv, ndjson`);
  return format;
}

function delimiterOf(text: string): string {
  const delimiter = text === 'tab' ? '\t' : text;
  if (delimiter.length !== 1 || delimiter === '"') throw new InputError(`--delimiter: '${text}' is not allowed; allowed: one character, or tab`);
  return delimiter;
}

/** `phone=Tel` means: the column Tel is a phone. */
function mapOf(text: string | undefined): ReadonlyMap<string, string> {
  return new Map(listOf(text).map((piece): [string, string] => {
    const equals = piece.indexOf('=');
    const field = piece.slice(0, equals);
    const isKnown = /^phones?\d*$/.test(field) || (FIELDS as readonly string[]).includes(field) || /^form\../.test(field);
    if (equals <= 0 || equals === piece.length - 1 || !isKnown) throw new InputError(`--map: '${piece}' is not allowed; allowed: FIELD=COLUMN with phone, ${FIELDS.join(', ')}, form.NAME`);
    return [piece.slice(equals + 1), field];
  }));
}
