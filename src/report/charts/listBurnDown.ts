/**
 * How the list is worked off: the share of records never called, and of those that are not done yet, over the run.
 *
 * Rule: a step holds until the next; nights are flat. Shares of all records, so that several replications are one picture.
 */
import type { TopLevelSpec } from 'vega-lite';
import type { ListSeries } from '../../measure/results.ts';
import { formatPercent } from '../format.ts';
import { listRows, type ListRow } from './listRows.ts';
import { frame, HOVER_MARK, HOVER_NAME, isNarrow, OKABE_ITO, plotWidth, WIDE, type ChartSize } from './theme.ts';

const LINES = [
  { line: 'never called', field: 'neverCalled', colour: OKABE_ITO.blue },
  { line: 'not done', field: 'notDone', colour: OKABE_ITO.vermilion },
] as const;

export function listBurnDown(series: ListSeries, size: ChartSize = WIDE): TopLevelSpec {
  const rows = listRows(series);
  const values = LINES.flatMap(({ line, field }) => rows.flatMap((row) => [{ hours: row.fromHours, line, share: row[field] }, { hours: row.toHours, line, share: row[field] }]));
  return {
    ...frame(size, 'How the list is worked off', 'Share of the records that were never called, and that are not done, over the run.'),
    width: plotWidth(size), height: isNarrow(size) ? 180 : 220,
    layer: [
      {
        data: { values },
        mark: { type: 'line', strokeWidth: 2.5 },
        encoding: {
          x: { field: 'hours', type: 'quantitative', title: 'hours since the first midnight', axis: { grid: false, tickCount: isNarrow(size) ? 5 : 12 } },
          y: { field: 'share', type: 'quantitative', title: 'share of records (%)', scale: { domain: [0, 1] }, axis: { format: '.0%', tickCount: 5 } },
          color: {
            field: 'line', type: 'nominal', title: null, legend: { columns: isNarrow(size) ? 1 : 2 },
            scale: { domain: LINES.map((entry) => entry.line), range: LINES.map((entry) => entry.colour) },
          },
        },
      },
      {
        name: HOVER_NAME, data: { values: rows.map((row) => ({ from: row.fromHours, to: row.toHours, text: textOf(row) })) }, mark: HOVER_MARK,
        encoding: {
          x: { field: 'from', type: 'quantitative' }, x2: { field: 'to' }, y: { value: 0 }, y2: { value: 'height' },
          description: { field: 'text' }, tooltip: { field: 'text' },
        },
      },
    ],
  };
}

function textOf(row: ListRow): string {
  return [`hour ${row.toHours.toFixed(1)}`, ...LINES.map(({ line, field }) => `${line} ${formatPercent(row[field])}`)].join('\n');
}
