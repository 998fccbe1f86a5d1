/**
 * What agents do over the day: the share of signed-in time that they talk, wrap up, are reserved, ready or paused.
 *
 * Rule: shares of the signed-in time of each bin, which add up to 1; a bin in which nobody was signed in stays empty.
 */
import type { TopLevelSpec } from 'vega-lite';
import type { DaySeries } from '../../measure/results.ts';
import { formatClock, formatPercent } from '../format.ts';
import { dayRows, rowLengthWords, type DayRow } from './dayRows.ts';
import { frame, HOVER_MARK, HOVER_NAME, isNarrow, OKABE_ITO, plotWidth, timeAxis, WIDE, type ChartSize } from './theme.ts';

/** From the bottom up: work first, so that the height of the two lowest bands shows how busy agents are. */
const STATES = [
  { state: 'talking', field: 'talkMs', colour: OKABE_ITO.blue },
  { state: 'wrapping', field: 'wrapMs', colour: OKABE_ITO.skyBlue },
  { state: 'reserved', field: 'reservedMs', colour: OKABE_ITO.purple },
  { state: 'ready', field: 'readyMs', colour: OKABE_ITO.orange },
  { state: 'paused', field: 'pausedMs', colour: OKABE_ITO.grey },
] as const;

export function agentStates(series: DaySeries, size: ChartSize = WIDE): TopLevelSpec {
  const rows = dayRows(series);
  const scale = { type: 'utc' as const };
  const hover = rows.map((row) => ({ from: row.from, to: row.to, text: textOf(row) }));
  return {
    ...frame(size, 'What agents do over the day', `Share of signed-in time by ${rowLengthWords(rows)}, all scored days together.`),
    width: plotWidth(size), height: isNarrow(size) ? 220 : 280,
    layer: [
      {
        data: { values: bands(rows) },
        mark: { type: 'area', interpolate: 'step-after', opacity: 0.9, line: false },
        encoding: {
          x: { field: 'at', type: 'temporal', scale, axis: timeAxis(size, 'local time of day (HH:MM)') },
          y: { field: 'share', type: 'quantitative', title: 'share of signed-in time (%)', stack: 'zero', scale: { domain: [0, 1] }, axis: { format: '.0%', tickCount: 5 } },
          order: { field: 'order', type: 'quantitative' },
          color: {
            field: 'state', type: 'nominal', legend: { columns: isNarrow(size) ? 3 : 5 },
            scale: { domain: STATES.map((entry) => entry.state), range: STATES.map((entry) => entry.colour) },
          },
        },
      },
      {
        name: HOVER_NAME, data: { values: hover }, mark: HOVER_MARK,
        encoding: {
          x: { field: 'from', type: 'temporal', scale }, x2: { field: 'to' }, y: { value: 0 }, y2: { value: 'height' },
          description: { field: 'text' }, tooltip: { field: 'text' },
        },
      },
    ],
  };
}

/** One value per state and bin, and a closing one at the end of the day, because each step reaches to the next value. */
function bands(rows: readonly DayRow[]): { at: number; state: string; order: number; share: number }[] {
  const last = rows.at(-1);
  return STATES.flatMap(({ state, field }, order) => {
    const steps = rows.map((row) => ({ at: row.from, state, order, share: shareOf(row, field) }));
    return last === undefined ? steps : [...steps, { at: last.to, state, order, share: shareOf(last, field) }];
  });
}

function textOf(row: DayRow): string {
  const lines = row.signedInMs === 0 ? ['nobody signed in'] : STATES.map(({ state, field }) => `${state} ${formatPercent(shareOf(row, field))}`);
  return [`${formatClock(row.from)} to ${formatClock(row.to)}`, ...lines].join('\n');
}

function shareOf(row: DayRow, field: (typeof STATES)[number]['field']): number {
  return row.signedInMs > 0 ? row[field] / row.signedInMs : 0;
}
