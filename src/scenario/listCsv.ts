/**
 * The list of a scenario from a CSV file: one record a line.
 *
 * Rule: numbers are canonical, E.164 digits without plus (records: section 12); a line that is not right is refused with
 * its place and its value, and nothing of the list is used. Empty cells are absent values.
 */
import { DigitIndex } from '../base/digitIndex.ts';
import { readCsv, type CsvRow } from './csvTable.ts';
import { ListRows, type ListRow } from './listRows.ts';
import type { Problem } from './problem.ts';
import { remember } from './remember.ts';
import type { CsvListData } from './schema/carrier.ts';
import { isInstantText, isZone } from './zones.ts';

/** What a list's texts may refer to; null: not known, because the scenario is faulty there. */
export interface ListContext {
  readonly agents: readonly string[] | null;
  readonly databases: readonly string[] | null;
  /** Fields of the form that the policy orders by: their columns `form.NAME` are kept, others passed over. */
  readonly rankedFields: readonly string[];
}

/** Reads the list. `file` names it in problems. */
export function readListCsv(file: string, text: string, options: CsvListData, context: ListContext): { readonly rows: ListRows; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const rows = new ListRows(context.rankedFields);
  readCsv(file, text, options.delimiter ?? ',', problems, (headings) => {
    const columns = columnsOf(headings, options, context.rankedFields);
    checkColumns(file, headings, columns, options, problems);
    const reading: Reading = { file, columns, options, context, isInstant: remember(isInstantText), numbers: new DigitIndex(), firstLines: [], problems };
    return (row) => { rows.push(readRow(row, reading)); };
  });
  return { rows, problems };
}

function checkColumns(file: string, headings: readonly string[], columns: Columns, options: CsvListData, problems: Problem[]): void {
  headings.forEach((heading, index) => {
    if (columns.known.includes(heading) || isFormField(heading)) return;
    const column = 1 + headings.slice(0, index).reduce((sum, before) => sum + before.length + 1, 0);
    problems.push({ file, line: 1, column, path: heading, message: `is an unknown column; allowed: ${columns.known.join(', ')}, form.NAME` });
  });
  if (columns.phones.length === 0) {
    problems.push({ file, line: 1, column: 1, path: '', message: `has no column of numbers; must have ${options.columns?.phones?.join(', ') ?? 'phone'}` });
  }
}

/** What the rows of one file are read with. */
interface Reading {
  readonly file: string;
  readonly columns: Columns;
  readonly options: CsvListData;
  readonly context: ListContext;
  readonly isInstant: (text: string) => boolean;
  /** The numbers that stood first in a row, and the line of each. */
  readonly numbers: DigitIndex;
  readonly firstLines: number[];
  readonly problems: Problem[];
}

interface Columns {
  readonly phones: readonly number[];
  readonly known: readonly string[];
  /** Index of a field's column, or -1. */
  readonly of: (field: Field) => number;
  /** Columns of the ranked fields of the form, or -1. */
  readonly form: readonly number[];
}
const FIELDS = ['priority', 'owner', 'timeZone', 'database', 'createdAt', 'nextCallAt'] as const;
type Field = (typeof FIELDS)[number];

/** A value of the record's form. */
function isFormField(heading: string): boolean {
  return /^form\../.test(heading);
}

function columnsOf(headings: readonly string[], options: CsvListData, rankedFields: readonly string[]): Columns {
  const named = options.columns ?? {};
  const phoneNames = named.phones ?? headings.filter((heading) => /^phone\d*$/.test(heading));
  const nameOf = (field: Field): string => named[field] ?? field;
  return {
    phones: phoneNames.map((heading) => headings.indexOf(heading)).filter((index) => index >= 0),
    known: [...(named.phones ?? ['phone', ...phoneNames.filter((heading) => heading !== 'phone')]), ...FIELDS.map(nameOf)],
    of: (field) => headings.indexOf(nameOf(field)),
    form: rankedFields.map((field) => headings.indexOf(`form.${field}`)),
  };
}

function readRow(row: CsvRow, { file, columns, options, context, isInstant, numbers, firstLines, problems }: Reading): ListRow {
  const refuse = (cell: number, path: string, message: string): void => {
    problems.push({ file, line: row.line, column: row.columnOf(cell), path, message: `is "${row.cells[cell]!.trim()}"; ${message}` });
  };
  const read = (field: Field, isRight: (text: string) => boolean, message: string): string | null => {
    const cell = columns.of(field);
    const text = row.cells[cell]?.trim() ?? '';
    if (text !== '' && !isRight(text)) refuse(cell, field, message);
    return text === '' ? null : text;
  };
  const oneOf = (names: readonly string[] | null) => (text: string): boolean => names === null || names.includes(text);

  const phones: string[] = [];
  for (const cell of columns.phones) {
    const text = row.cells[cell]!.trim();
    for (const part of options.phoneSeparator === undefined ? [text] : text.split(options.phoneSeparator)) {
      const number = part.trim();
      if (number === '') continue;
      if (!/^[1-9][0-9]{6,14}$/.test(number)) refuse(cell, 'phones', 'must be digits with the country code, without plus, as in 442079460018');
      else if (!phones.includes(number)) phones.push(number);
    }
  }
  const first = phones[0];
  if (first !== undefined && options.duplicates !== true) {
    const index = numbers.of(first);
    const line = firstLines[index];
    if (line === undefined) firstLines[index] = row.line;
    else refuse(columns.phones[0]!, 'phones', `stands in line ${line} already; must occur once, unless duplicates is true`);
  }
  return {
    phones,
    priority: Number(read('priority', (text) => /^-?\d{1,9}$/.test(text), 'must be a whole number') ?? 0),
    owner: read('owner', oneOf(context.agents), `must be the name of an agent, as in ${context.agents?.[0] ?? 'Agent 1'}`),
    timeZone: read('timeZone', isZone, 'must be an IANA time zone, as in Europe/London'),
    database: read('database', oneOf(context.databases), `must be one of ${context.databases?.join(', ') ?? ''}`),
    createdAt: read('createdAt', isInstant, 'must be a date and time, as in 2025-03-03T09:30'),
    nextCallAt: read('nextCallAt', isInstant, 'must be a date and time, as in 2025-03-03T09:30'),
    form: columns.form.map((cell) => (cell < 0 ? null : row.cells[cell]!.trim() || null)),
  };
}
