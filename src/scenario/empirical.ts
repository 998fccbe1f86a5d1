/**
 * Measured distributions: the numbers of a CSV column as quantiles.
 *
 * Rule: n sorted values stand at the shares 0, 1/(n−1), …, 1, straight lines between them; of long columns 201 evenly
 * spaced points are kept, which changes no share by more than a quarter of a percent.
 */
import { readCsv } from './csvTable.ts';
import { placeAt, type Located } from './located.ts';
import type { ReadText } from './mergeFiles.ts';
import { resolvePath } from './paths.ts';
import { formatPath, type Problem } from './problem.ts';

const MOST_POINTS = 201;

/** Replaces every `{ distribution: empirical, csv, column }` in plain data by its quantiles; problems are added to `problems`. */
export function withQuantiles(data: unknown, root: Located, readText: ReadText, problems: Problem[], path: readonly (string | number)[] = []): unknown {
  if (Array.isArray(data)) return data.map((item, index) => withQuantiles(item, root, readText, problems, [...path, index]));
  if (typeof data !== 'object' || data === null) return data;
  const { distribution, csv, column } = data as { distribution?: unknown; csv?: unknown; column?: unknown };
  if (distribution === 'empirical' && typeof csv === 'string' && typeof column === 'string') {
    const quantiles = quantilesOf(csv, column, root, readText, problems, path);
    // What could not be read has been reported; the schema need not complain again.
    return { distribution, quantiles: quantiles ?? [[0, 0], [1, 0]] };
  }
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withQuantiles(value, root, readText, problems, [...path, key])]));
}

function quantilesOf(
  csv: string, column: string, root: Located, readText: ReadText, problems: Problem[], path: readonly (string | number)[],
): [number, number][] | null {
  const link = placeAt(root, [...path, 'csv']).place;
  const file = resolvePath(link.file, csv);
  const text = readText(file);
  if (text === null) {
    problems.push({ ...link, path: formatPath([...path, 'csv']), message: `is "${csv}"; there is no file ${file}` });
    return null;
  }
  const faults: Problem[] = [];
  const values: number[] = [];
  let isMissing = false;
  readCsv(file, text, ',', faults, (headings) => {
    const cell = headings.indexOf(column);
    isMissing = cell < 0;
    if (isMissing) {
      const place = placeAt(root, [...path, 'column']).place;
      problems.push({ ...place, path: formatPath([...path, 'column']), message: `is "${column}"; must be one of ${headings.join(', ')}` });
      return () => undefined;
    }
    return (row) => {
      const value = row.cells[cell]!.trim();
      if (/^\d+(\.\d+)?$/.test(value)) values.push(Number(value));
      else faults.push({ file, line: row.line, column: row.columnOf(cell), path: column, message: `is "${value}"; must be a number of seconds, at least 0` });
    };
  });
  if (isMissing) return null;
  if (faults.length === 0 && values.length === 0) faults.push({ file, line: 1, column: 1, path: column, message: 'has no values; must have at least one' });
  problems.push(...faults);
  return faults.length > 0 ? null : quantiles(values);
}

function quantiles(values: number[]): [number, number][] {
  const sorted = [...values].sort((a, b) => a - b);
  const last = sorted.length - 1;
  const points = Math.max(2, Math.min(MOST_POINTS, sorted.length));
  return Array.from({ length: points }, (_, index) => {
    const share = index / (points - 1);
    const at = share * last;
    const below = sorted[Math.floor(at)]!;
    return [share, below + (at - Math.floor(at)) * (sorted[Math.ceil(at)]! - below)];
  });
}
