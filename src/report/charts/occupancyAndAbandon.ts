/**
 * Occupancy and abandon rate over the day: two panels on one time axis, so that the price is seen under what it buys.
 *
 * Rule: bars are the rate within each bin, the line is the rate since the day's start; the limit is a labelled line. A single
 * bar over the limit is no violation: limits hold over windows of a day or more, and the subtitle says so.
 */
import type { TopLevelSpec } from 'vega-lite';
import type { DaySeries } from '../../measure/results.ts';
import { formatClock, formatCount, formatLimit, formatPercent } from '../format.ts';
import { dayRows, rowLengthWords } from './dayRows.ts';
import { frame, HOVER_MARK, HOVER_NAME, INK, isNarrow, OKABE_ITO, plotWidth, timeAxis, WIDE, type ChartSize } from './theme.ts';

const LINE = 'since the day began';
const TIME = 'local time of day (HH:MM)';

/** @param limit largest permitted abandon rate, 0 to 1; null: none is drawn. */
export function occupancyAndAbandon(series: DaySeries, limit: number | null, size: ChartSize = WIDE): TopLevelSpec {
  const rows = dayRows(series);
  const every = rowLengthWords(rows);
  const bars = `each ${every}`;
  const values = rows.map((row) => ({
    from: row.from, middle: row.middle, to: row.to, occupancy: row.occupancy, abandonRate: row.abandonRate, abandonRateSoFar: row.abandonRateSoFar,
    bars, line: LINE,
    text: `${formatClock(row.from)} to ${formatClock(row.to)}\noccupancy ${formatPercent(row.occupancy)}\nabandon rate ${formatPercent(row.abandonRate)} `
      + `(${formatCount(row.abandoned)} of ${formatCount(row.liveAnswers)} answers)\nsince the day began ${formatPercent(row.abandonRateSoFar)}\ndials ${formatCount(row.dials)}`,
  }));
  const scale = { type: 'utc' as const };
  const x = (title: string | null) => ({ field: 'middle', type: 'temporal' as const, scale, axis: timeAxis(size, title) });
  const edges = (title: string | null) => ({ x: { ...x(title), field: 'from' }, x2: { field: 'to' } });
  const colour = {
    type: 'nominal' as const, scale: { domain: [bars, LINE], range: [OKABE_ITO.skyBlue, OKABE_ITO.vermilion] },
    title: null, legend: { columns: isNarrow(size) ? 1 : 2 },
  };
  const hover = (title: string | null) => ({
    name: HOVER_NAME, mark: HOVER_MARK,
    encoding: { ...edges(title), y: { value: 0 }, y2: { value: 'height' as const }, description: { field: 'text' }, tooltip: { field: 'text' } },
  });
  // Each is one mark, not one for every row: hence data of their own.
  const one = { values: [{}] };
  const limitLayers = limit === null ? [] : [
    { data: one, mark: { type: 'rule' as const, strokeDash: [6, 4], strokeWidth: 1.5, color: INK }, encoding: { y: { datum: limit, type: 'quantitative' as const } } },
    {
      data: one, mark: { type: 'text' as const, align: 'right' as const, baseline: 'bottom' as const, dy: -4, fontWeight: 600 as const, color: INK },
      encoding: { x: { value: 'width' as const }, y: { datum: limit, type: 'quantitative' as const }, text: { value: `limit ${formatLimit(limit)}` } },
    },
  ];
  // Occupancy is a line, not a bar: its axis need not begin at 0, and the range that matters is near the top.
  const lowest = Math.max(0, Math.floor(Math.min(0.7, ...rows.map((row) => row.occupancy ?? 1)) * 10 - 0.5) / 10);
  const rateScale = { nice: true, domain: [0, Math.max((limit ?? 0.02) * 1.5, ...rows.map((row) => row.abandonRate ?? 0))] };
  return {
    ...frame(size, 'Occupancy and abandon rate over the day', `By ${every}, all scored days together.`
      + (limit === null ? '' : ' The limit holds for a whole window, not for each bar.')),
    data: { values },
    spacing: 24,
    resolve: { scale: { x: 'shared', color: 'independent' } },
    vconcat: [
      {
        width: plotWidth(size), height: isNarrow(size) ? 150 : 190,
        encoding: { y: { field: 'occupancy', type: 'quantitative', title: 'occupancy (%)', scale: { domain: [lowest, 1] }, axis: { format: '.0%', tickCount: 5 } } },
        layer: [
          {
            mark: { type: 'line', color: OKABE_ITO.blue, strokeWidth: 2.5, interpolate: 'monotone', point: { color: OKABE_ITO.blue, size: 14 }, invalid: 'break-paths-show-domains' },
            encoding: { x: x(null) },
          },
          hover(null),
        ],
      },
      {
        width: plotWidth(size), height: isNarrow(size) ? 150 : 190,
        encoding: { y: { type: 'quantitative', title: 'abandon rate (%)', scale: rateScale, axis: { format: '.2~p', tickCount: 5 } } },
        layer: [
          {
            mark: { type: 'rect', opacity: 0.8 },
            encoding: {
              ...edges(TIME), y: { field: 'abandonRate', type: 'quantitative' }, y2: { datum: 0 },
              color: { field: 'bars', ...colour },
            },
          },
          {
            mark: { type: 'line', strokeWidth: 2.5, interpolate: 'monotone', invalid: 'break-paths-show-domains' },
            encoding: { x: x(TIME), y: { field: 'abandonRateSoFar', type: 'quantitative' }, color: { field: 'line', ...colour } },
          },
          ...limitLayers,
          hover(TIME),
        ],
      },
    ],
  };
}
