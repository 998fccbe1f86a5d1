/**
 * What is owed to the records over the run: the share of the list by action, stacked.
 *
 * Rule: a record in a turn counts with the action that it had before. `ready` is seen only while an agent holds a record that
 * was changed, so it has no band of its own where it never occurs.
 */
import type { TopLevelSpec } from 'vega-lite';
import type { ActionName } from '../../engine/vocabulary.ts';
import type { ListSeries } from '../../measure/results.ts';
import { formatPercent } from '../format.ts';
import { listRows, type ListRow } from './listRows.ts';
import { frame, HOVER_MARK, HOVER_NAME, isNarrow, OKABE_ITO, plotWidth, WIDE, type ChartSize } from './theme.ts';

/** From the bottom up: what is over first, what was never touched last. */
const BANDS: readonly { readonly action: ActionName; readonly words: string; readonly colour: string }[] = [
  { action: 'done', words: 'done', colour: OKABE_ITO.green },
  { action: 'rescheduledByAgent', words: 'rescheduled by agent', colour: OKABE_ITO.purple },
  { action: 'rescheduledByDialer', words: 'rescheduled by dialer', colour: OKABE_ITO.orange },
  { action: 'callImmediately', words: 'call immediately', colour: OKABE_ITO.vermilion },
  { action: 'ready', words: 'ready', colour: OKABE_ITO.blue },
  { action: 'notAssigned', words: 'not assigned', colour: OKABE_ITO.grey },
];

export function recordsByAction(series: ListSeries, size: ChartSize = WIDE): TopLevelSpec {
  const rows = listRows(series);
  const bands = BANDS.filter(({ action }) => rows.some((row) => row.byAction[action] > 0));
  const values = bands.flatMap(({ action, words }, order) => rows.flatMap((row) => [
    { hours: row.fromHours, words, order, share: row.byAction[action] }, { hours: row.toHours, words, order, share: row.byAction[action] },
  ]));
  return {
    ...frame(size, 'Records by action', 'Share of the list by what is owed to the records, over the run.'),
    width: plotWidth(size), height: isNarrow(size) ? 220 : 260,
    layer: [
      {
        data: { values: steps(values) },
        mark: { type: 'area', opacity: 0.9, line: false },
        encoding: {
          x: { field: 'hours', type: 'quantitative', title: 'hours since the first midnight', axis: { grid: false, tickCount: isNarrow(size) ? 5 : 12 } },
          y: { field: 'share', type: 'quantitative', title: 'share of records (%)', stack: 'zero', scale: { domain: [0, 1] }, axis: { format: '.0%', tickCount: 5 } },
          order: { field: 'order', type: 'quantitative' },
          color: {
            field: 'words', type: 'nominal', title: null, legend: { columns: isNarrow(size) ? 2 : 5 },
            scale: { domain: bands.map((band) => band.words), range: bands.map((band) => band.colour) },
          },
        },
      },
      {
        name: HOVER_NAME, data: { values: rows.map((row) => ({ from: row.fromHours, to: row.toHours, text: textOf(row, bands) })) }, mark: HOVER_MARK,
        encoding: {
          x: { field: 'from', type: 'quantitative' }, x2: { field: 'to' }, y: { value: 0 }, y2: { value: 'height' },
          description: { field: 'text' }, tooltip: { field: 'text' },
        },
      },
    ],
  };
}

/** Each band once at each instant: stacking adds what stands at the same place. */
function steps<T extends { readonly hours: number; readonly words: string }>(values: readonly T[]): T[] {
  const byPlace = new Map(values.map((value) => [`${value.hours} ${value.words}`, value]));
  return [...byPlace.values()];
}

function textOf(row: ListRow, bands: typeof BANDS): string {
  return [`hour ${row.toHours.toFixed(1)}`, ...bands.map(({ action, words }) => `${words} ${formatPercent(row.byAction[action])}`)].join('\n');
}
