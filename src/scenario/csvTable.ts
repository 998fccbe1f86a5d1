/**
 * A CSV text as rows of cells that know where they stand.
 *
 * Rule: the first row names the columns; every later row has as many cells; a text is never turned into a number, so a
 * telephone number keeps its leading zeros.
 */
// The build without Node's Buffer: it runs in the browser as well.
import { CsvError, parse, type Info } from 'csv-parse/browser/esm/sync';
import type { Problem } from './problem.ts';

export interface CsvTable {
  readonly headings: readonly string[];
  readonly rows: readonly CsvRow[];
}
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Column of the text, from 1, at which a cell begins. */
  columnOf(cell: number): number;
}

/** Reads a CSV text. Broken quoting, rows of the wrong length and repeated headings are problems. */
export function readCsv(file: string, text: string, delimiter = ','): { readonly table: CsvTable; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const rows = parseRows(file, text, delimiter, problems);
  const [head, ...body] = rows;
  if (head === undefined) {
    if (problems.length === 0) problems.push({ file, line: 1, column: 1, path: '', message: 'is empty; must have a row of headings' });
    return { table: { headings: [], rows: [] }, problems };
  }
  const headings = head.cells.map((cell) => cell.trim());
  headings.forEach((heading, index) => {
    if (headings.indexOf(heading) < index) {
      problems.push({ file, line: head.line, column: head.columnOf(index), path: heading, message: 'is a column that occurs twice; allowed: once' });
    }
  });
  const good: CsvRow[] = [];
  for (const row of body) {
    if (row.cells.length === headings.length) good.push(row);
    else {
      const message = `has ${row.cells.length} cells; must have ${headings.length}, as many as there are headings`;
      problems.push({ file, line: row.line, column: 1, path: '', message });
    }
  }
  return { table: { headings, rows: good }, problems };
}

function parseRows(file: string, text: string, delimiter: string, problems: Problem[]): CsvRow[] {
  try {
    const found = parse(text.startsWith('\uFEFF') ? text.slice(1) : text, {
      delimiter, info: true, raw: true, relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n', '\r'],
    }) as unknown as { record: string[]; raw: string; info: Info }[];
    return found.map(({ record, raw, info }) => {
      const own = raw.replace(/^[\r\n]+|[\r\n]+$/g, '');
      return { line: info.lines - (own.match(/\n/g)?.length ?? 0), cells: record, columnOf: (cell) => columnOf(own, cell, delimiter) };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as unknown as { lines?: number }).lines ?? 1);
    problems.push({ file, line, column: 1, path: '', message: `is not valid CSV: ${error.message}` });
    return [];
  }
}

/** Where a cell begins in the text of its row: delimiters within quotes do not count. */
function columnOf(raw: string, cell: number, delimiter: string): number {
  let quoted = false;
  let left = cell;
  for (let index = 0; index < raw.length && left > 0; index++) {
    const letter = raw[index];
    if (letter === '"') quoted = !quoted;
    else if (letter === delimiter && !quoted && --left === 0) return index + 2;
  }
  return 1;
}
