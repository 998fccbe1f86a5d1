/**
 * A CSV text row by row, with cells that know where they stand.
 *
 * Rule: the first row names the columns; every later row has as many cells; a text is never turned into a number, so a
 * telephone number keeps its leading zeros. Each row is handed on and let go: a list may have a million.
 */
// The build without Node's Buffer: it runs in the browser as well.
import { CsvError, parse, type Info } from 'csv-parse/browser/esm/sync';
import type { Problem } from './problem.ts';

export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Column of the text, from 1, at which a cell begins. */
  columnOf(cell: number): number;
}

/**
 * Reads a CSV text. `begin` is told the headings and gives the function that takes every later row of the right length.
 * Broken quoting, rows of the wrong length and repeated headings are added to `problems`; an empty text is one too, and
 * has no headings.
 */
export function readCsv(file: string, text: string, delimiter: string, problems: Problem[], begin: (headings: readonly string[]) => (row: CsvRow) => void): void {
  let cellCount = 0;
  let take: ((row: CsvRow) => void) | null = null;
  const onRow = (row: CsvRow): void => {
    if (take === null) {
      const headings = row.cells.map((cell) => cell.trim());
      checkHeadings(file, row, headings, problems);
      cellCount = headings.length;
      take = begin(headings);
    } else if (row.cells.length === cellCount) {
      take(row);
    } else {
      const message = `has ${row.cells.length} cells; must have ${cellCount}, as many as there are headings`;
      problems.push({ file, line: row.line, column: 1, path: '', message });
    }
  };
  const isWhole = parseRows(file, text, delimiter, problems, onRow);
  if (isWhole && take === null) problems.push({ file, line: 1, column: 1, path: '', message: 'is empty; must have a row of headings' });
}

function checkHeadings(file: string, head: CsvRow, headings: readonly string[], problems: Problem[]): void {
  headings.forEach((heading, index) => {
    if (headings.indexOf(heading) < index) {
      problems.push({ file, line: head.line, column: head.columnOf(index), path: heading, message: 'is a column that occurs twice; allowed: once' });
    }
  });
}

/** What the parser gives for a row with `info` and `raw`. */
interface Found { readonly record: string[]; readonly raw: string; readonly info: Info }

/** True if the text could be read to its end. */
function parseRows(file: string, text: string, delimiter: string, problems: Problem[], onRow: (row: CsvRow) => void): boolean {
  const onFound = ({ record, raw, info }: Found): null => {
    const own = raw.replace(/^[\r\n]+|[\r\n]+$/g, '');
    onRow({ line: info.lines - (own.match(/\n/g)?.length ?? 0), cells: record, columnOf: (cell) => columnOf(own, cell, delimiter) });
    // The parser keeps nothing.
    return null;
  };
  try {
    parse(text.startsWith('\uFEFF') ? text.slice(1) : text, {
      delimiter, info: true, raw: true, relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n', '\r'],
      on_record: onFound as unknown as (record: string[]) => null,
    });
    return true;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as unknown as { lines?: number }).lines ?? 1);
    problems.push({ file, line, column: 1, path: '', message: `is not valid CSV: ${error.message}` });
    return false;
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
