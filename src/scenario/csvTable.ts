/**
 * A CSV text row by row, with cells that know where they stand.
 *
 * Rule: the first row names the columns; every later row has as many cells; a text is never turned into a number, so a
 * telephone number keeps its leading zeros. Each row is handed on and let go: a list may have a million rows.
 */
// The build without Node's Buffer: it runs in the browser as well.
import { CsvError, parse } from 'csv-parse/browser/esm/sync';
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

/** What the parser gives for a row with `raw`. */
interface Found { readonly record: string[]; readonly raw: string }

/** True if the text could be read to its end. */
function parseRows(file: string, text: string, delimiter: string, problems: Problem[], onRow: (row: CsvRow) => void): boolean {
  const whole = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    let lines = 0;
    for (const [from, to] of portionsOf(whole)) {
      const portion = whole.slice(from, to);
      const linesAfter = lines + lineEnds(portion);
      parsePortion(portion, delimiter, ({ record, raw }) => {
        const own = raw.replace(/^[\r\n]+|[\r\n]+$/g, '');
        // The parser's own count takes a CRLF within quotes for two lines; its raw texts put together are the file.
        const line = lines + lineEnds(/^[\r\n]*/.exec(raw)![0]) + 1;
        lines += lineEnds(raw);
        onRow({ line, cells: record, columnOf: (cell) => columnOf(own, cell, delimiter) });
      });
      // Empty lines at the end of a portion are in nobody's raw text.
      lines = linesAfter;
    }
    return true;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.push(errorOfWhole(file, whole, delimiter));
    return false;
  }
}

function parsePortion(text: string, delimiter: string, onFound: (found: Found) => void): void {
  const keepNothing = (found: Found): null => {
    onFound(found);
    return null;
  };
  parse(text, {
    delimiter, raw: true, relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n', '\r'],
    on_record: keepNothing as unknown as (record: string[]) => null,
  });
}

/** The parser needs twenty times the memory of what it is given at once, so that a long text goes in by portions that end with a row. */
const PORTION = 1 << 20;

function lineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

function* portionsOf(text: string): Generator<readonly [from: number, to: number]> {
  let from = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charCodeAt(index);
    if (letter === QUOTE) quoted = !quoted;
    else if (letter === LINE_FEED && !quoted && index - from >= PORTION) {
      yield [from, index + 1];
      from = index + 1;
    }
  }
  yield [from, text.length];
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/** What is wrong, with the lines of the whole text and not of a portion. */
function errorOfWhole(file: string, text: string, delimiter: string): Problem {
  try {
    parsePortion(text, delimiter, () => undefined);
  } catch (error) {
    const line = Number((error as { lines?: number }).lines ?? 1);
    return { file, line, column: 1, path: '', message: `is not valid CSV: ${(error as Error).message}` };
  }
  throw new Error(`bug: ${file} can be read as a whole, and cannot by portions`);
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
