/**
 * A list file as rows whose cells know what they mean and where they stand: CSV, or NDJSON (one JSON object a line).
 *
 * Rule: the file is read as a stream, so that its size does not matter. A row that cannot be read as such is a problem with its
 * place; a file whose headings are wrong is refused as a whole.
 */
import { CsvError, parse } from 'csv-parse';
import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Problem } from '../../scenario/problem.ts';
import { ALLOWED_COLUMNS, targetOf, type ColumnMap, type Target } from './importColumns.ts';
import { StoreError } from './storeError.ts';

export interface Cell {
  readonly target: Target;
  /** Heading or key, for messages. */
  readonly name: string;
  readonly text: string;
  /** What a form's value is; CSV knows texts only. */
  readonly value: string | number | boolean;
  /** From 1. */
  column(): number;
}

export interface SourceRow {
  readonly line: number;
  readonly cells: readonly Cell[];
  /** The row could not be read; then it has no cells. */
  readonly problem: Problem | null;
}

export interface SourceOptions {
  readonly format: 'csv' | 'ndjson';
  readonly delimiter: string;
  readonly map: ColumnMap;
  /** Told now and then: share of the file that was read, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** The rows of a file. Throws a StoreError for a file that is missing or whose headings are wrong. */
export function readList(file: string, options: SourceOptions): AsyncGenerator<SourceRow> {
  return options.format === 'csv' ? readCsvList(file, options) : readNdjsonList(file, options);
}

async function* readCsvList(file: string, { delimiter, map, onProgress }: SourceOptions): AsyncGenerator<SourceRow> {
  const stream = openStream(file, onProgress);
  const parser = stream.pipe(parse({
    delimiter, bom: true, raw: true, relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n', '\r'],
  }));
  stream.on('error', (error) => { parser.destroy(error); });
  let columns: { readonly name: string; readonly target: Target }[] | null = null;
  let lines = 0;
  try {
    for await (const { record, raw } of parser as AsyncIterable<{ record: string[]; raw: string }>) {
      const own = raw.replace(/^[\r\n\uFEFF]+|[\r\n]+$/g, '');
      // The parser's own count takes a CRLF within quotes for two lines; its raw texts put together are the file.
      const line = lines + lineEnds(/^[\r\n\uFEFF]*/.exec(raw)![0]) + 1;
      lines += lineEnds(raw);
      if (columns === null) {
        columns = headingsOf(file, record.map((cell) => cell.trim()), line, (cell) => columnOf(own, cell, delimiter), map);
      } else if (record.length !== columns.length) {
        const message = `has ${record.length} cells; must have ${columns.length}, as many as there are headings`;
        yield { line, cells: [], problem: { file, line, column: 1, path: '', message } };
      } else {
        const known = columns;
        yield { line, problem: null, cells: record.map((text, index) => cellOf(known[index]!, text.trim(), () => columnOf(own, index, delimiter))) };
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new StoreError(`${file}:${Number((error as unknown as { lines?: number }).lines ?? 1)}:1 is not valid CSV: ${error.message}; nothing was imported`);
  }
  if (columns === null) throw new StoreError(`${file}:1:1 is empty; must have a row of headings`);
}

async function* readNdjsonList(file: string, { map, onProgress }: SourceOptions): AsyncGenerator<SourceRow> {
  const lines = createInterface({ input: openStream(file, onProgress), crlfDelay: Infinity });
  const known = new Map<string, Target | null>();
  let line = 0;
  for await (const text of lines) {
    line += 1;
    const own = line === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (own.trim() === '') continue;
    yield ndjsonRow(file, line, own, map, known);
  }
}

function ndjsonRow(file: string, line: number, text: string, map: ColumnMap, known: Map<string, Target | null>): SourceRow {
  const refuse = (column: number, path: string, message: string): SourceRow => ({ line, cells: [], problem: { file, line, column, path, message } });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? 0) + 1, '', `is not valid JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(1, '', 'must be a JSON object, as in {"phones":["442079460018"]}');
  const cells: Cell[] = [];
  const columnOfKey = (key: string) => (): number => Math.max(0, text.indexOf(JSON.stringify(key))) + 1;
  for (const [key, held] of Object.entries(value)) {
    if (held === null) continue;
    if (key === 'form' && typeof held === 'object') {
      for (const [name, inner] of Object.entries(held)) {
        if (inner !== null) cells.push(cellOf({ target: { kind: 'form', name }, name: `form.${name}` }, inner as string | number | boolean, columnOfKey(name)));
      }
      continue;
    }
    if (!known.has(key)) known.set(key, targetOf(key, map));
    const target = known.get(key)!;
    const column = columnOfKey(key);
    if (target === null) return refuse(column(), key, `is an unknown key; allowed: ${ALLOWED_COLUMNS}`);
    for (const one of Array.isArray(held) && target.kind === 'phone' ? held as unknown[] : [held]) {
      cells.push(cellOf({ target, name: key }, one as string | number | boolean, column));
    }
  }
  return { line, cells, problem: null };
}

function cellOf({ target, name }: { readonly target: Target; readonly name: string }, value: string | number | boolean, column: () => number): Cell {
  return { target, name, value, text: typeof value === 'string' ? value.trim() : JSON.stringify(value), column };
}

function headingsOf(file: string, headings: readonly string[], line: number, columnOf: (cell: number) => number, map: ColumnMap): { name: string; target: Target }[] {
  const problems: string[] = [];
  const place = (cell: number): string => `${file}:${line}:${columnOf(cell)} ${headings[cell]!}`;
  const columns = headings.map((name, index) => {
    const target = targetOf(name, map);
    if (target === null) problems.push(`${place(index)}: is an unknown column; allowed: ${ALLOWED_COLUMNS}`);
    if (headings.indexOf(name) < index) problems.push(`${place(index)}: is a column that occurs twice; allowed: once`);
    const { kind } = target ?? { kind: 'skipped' };
    if (kind === 'field' && headings.some((other, before) => before < index && sameField(targetOf(other, map), target))) {
      problems.push(`${place(index)}: means the same as an earlier column; allowed: one of them`);
    }
    return { name, target: target ?? { kind: 'skipped' as const } };
  });
  for (const heading of map.keys()) if (!headings.includes(heading)) problems.push(`${file}:${line}:1 --map names the column '${heading}'; there are: ${headings.join(', ')}`);
  if (problems.length > 0) throw new StoreError(problems.join('\n'));
  return columns;
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

function sameField(a: Target | null, b: Target | null): boolean {
  return a?.kind === 'field' && b?.kind === 'field' && a.field === b.field;
}

function openStream(file: string, onProgress: ((share: number) => void) | undefined): ReturnType<typeof createReadStream> {
  let size: number;
  try {
    size = statSync(file).size;
  } catch (error) {
    throw new StoreError((error as { code?: string }).code === 'ENOENT' ? `${file}: there is no such file` : `${file} cannot be read: ${(error as Error).message}`);
  }
  const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 18 });
  if (onProgress !== undefined) stream.on('data', () => { onProgress(size === 0 ? 1 : stream.bytesRead / size); });
  return stream;
}

/** Where a cell begins in the text of its row: delimiters within quotes do not count. */
function columnOf(raw: string, cell: number, delimiter: string): number {
  let quoted = false;
  let left = cell;
  for (let index = 0; index < raw.length && left > 0; index += 1) {
    const letter = raw[index];
    if (letter === '"') quoted = !quoted;
    else if (letter === delimiter && !quoted && --left === 0) return index + 2;
  }
  return 1;
}
