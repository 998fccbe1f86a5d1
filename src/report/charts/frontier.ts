/**
 * The frontier: what occupancy costs in abandoned calls. Every strategy a curve over its setting with a confidence band, or a
 * point where nothing was swept; the limit a line, the exact optimum a star where it is known.
 *
 * Rule: below and to the right is better. Curves are cut where they are far over the limit, because nobody may work there and
 * they would press the rest together.
 */
import type { TopLevelSpec } from 'vega-lite';
import { formatLimit, formatPercent } from '../format.ts';
import { curveScales, CURVES_MAX } from './palette.ts';
import { frame, INK, isNarrow, plotWidth, WIDE, type ChartSize } from './theme.ts';

/** Estimates with 95 % bounds; fractions. */
export interface FrontierPoint {
  readonly occupancy: number; readonly rate: number; readonly rateLower: number | null; readonly rateUpper: number | null;
  readonly occupancyLower: number | null; readonly occupancyUpper: number | null;
  /** `ratio 2.5`; empty: the settings as given. */
  readonly setting: string;
}

/** What was estimated, with its bounds; null: nothing was. */
export interface FrontierFigure { readonly estimate: number | null; readonly lower: number | null; readonly upper: number | null }

export interface FrontierCurve { readonly strategy: string; readonly points: readonly FrontierPoint[] }

export interface FrontierMarks {
  readonly limit: number | null;
  readonly optimumOccupancy: number | null;
}

/** Curves beyond the seventh are left out, and the subtitle says so. */
export function frontier(curves: readonly FrontierCurve[], { limit, optimumOccupancy }: FrontierMarks, size: ChartSize = WIDE): TopLevelSpec {
  const known = curves.filter(({ points }) => points.length > 0);
  const shown = known.slice(0, CURVES_MAX);
  const highest = limit === null ? Infinity : RATE_SHOWN * limit;
  const values = shown.flatMap(({ strategy, points }) => cut(points, highest).map((point, index) => ({
    strategy, ...point, index, rateLower: Math.max(0, point.rateLower ?? point.rate), rateUpper: point.rateUpper ?? point.rate,
    occupancyLower: point.occupancyLower ?? point.occupancy, occupancyUpper: point.occupancyUpper ?? point.occupancy,
    text: `${strategy}${point.setting === '' ? '' : `, ${point.setting}`}\noccupancy ${formatPercent(point.occupancy)}\nabandon rate ${formatPercent(point.rate)}`,
  })));
  const lines = values.filter((value) => shown.find(({ strategy }) => strategy === value.strategy)!.points.length > 1);
  const scales = curveScales(shown.map(({ strategy }) => strategy));
  const all = [...values.filter(({ rate }) => rate <= highest).flatMap(({ occupancyLower, occupancyUpper }) => [occupancyLower, occupancyUpper]), ...(optimumOccupancy === null ? [] : [optimumOccupancy])];
  const lowest = Math.max(0, Math.floor(Math.min(0.95, ...all) * 20) / 20);
  const most = Math.min(1, Math.ceil(Math.max(0.5, lowest + 0.05, ...all) * 50 + 0.25) / 50);
  const top = Math.min(highest, Math.max((limit ?? 0.02) * 1.3, ...values.map(({ rateUpper }) => rateUpper)));
  const inside = values.filter(({ rate }) => rate <= top);
  const x = { field: 'occupancy', type: 'quantitative' as const, title: 'occupancy (%)', scale: { domain: [lowest, most], nice: false }, axis: { format: '.3~p', tickCount: isNarrow(size) ? 4 : 8, grid: true } };
  const y = { field: 'rate', type: 'quantitative' as const, title: 'abandon rate (%)', scale: { domain: [0, top], nice: false }, axis: { format: '.2~p', tickCount: 6 } };
  const legend = { columns: isNarrow(size) ? 1 : 3, symbolOpacity: 1 };
  const colour = { field: 'strategy', type: 'nominal' as const, sort: null, title: null, scale: scales.colour, legend };
  const shape = { field: 'strategy', type: 'nominal' as const, sort: null, title: null, scale: scales.shape, legend };
  const one = { values: [{}] };
  const left = known.length - shown.length;
  return {
    ...frame(size, 'What occupancy costs in abandoned calls', 'Further right is busier agents, further down fewer abandoned calls. Bands and bars are 95 % intervals.'
      + (left > 0 ? ` The ${shown.length} strategies with the highest occupancy are shown; ${left} more are in the table.` : '')),
    width: plotWidth(size), height: isNarrow(size) ? 280 : 420,
    layer: [
      {
        data: { values: lines }, mark: { type: 'area', opacity: 0.16, clip: true },
        encoding: { x, y: { ...y, field: 'rateLower' }, y2: { field: 'rateUpper' }, color: colour, detail: { field: 'strategy' } },
      },
      { data: { values: lines }, mark: { type: 'line', strokeWidth: 2, clip: true }, encoding: { x, y, color: colour, order: { field: 'index', type: 'quantitative' } } },
      { data: { values: inside }, mark: { type: 'rule', strokeWidth: 1, opacity: 0.7, clip: true }, encoding: { x, y: { ...y, field: 'rateLower' }, y2: { field: 'rateUpper' }, color: colour } },
      { data: { values: inside }, mark: { type: 'rule', strokeWidth: 1, opacity: 0.7, clip: true }, encoding: { x: { ...x, field: 'occupancyLower' }, x2: { field: 'occupancyUpper' }, y, color: colour } },
      {
        data: { values: inside }, mark: { type: 'point', filled: true, size: isNarrow(size) ? 40 : 60, opacity: 1, aria: true, tooltip: true },
        encoding: { x, y, color: colour, shape, description: { field: 'text' }, tooltip: { field: 'text' } },
      },
      ...(limit === null ? [] : [
        { data: one, mark: { type: 'rule' as const, strokeDash: [6, 4], strokeWidth: 1.5, color: INK }, encoding: { y: { datum: limit, type: 'quantitative' as const } } },
        {
          data: one, mark: { type: 'text' as const, align: 'left' as const, baseline: 'bottom' as const, dx: 4, dy: -4, fontWeight: 600 as const, color: INK },
          encoding: { x: { value: 0 }, y: { datum: limit, type: 'quantitative' as const }, text: { value: `limit ${formatLimit(limit)}` } },
        },
      ]),
      ...(optimumOccupancy === null || limit === null ? [] : [
        {
          data: one, mark: { type: 'point' as const, shape: 'M0,-1L0.3,-0.3L1,-0.3L0.45,0.15L0.6,1L0,0.5L-0.6,1L-0.45,0.15L-1,-0.3L-0.3,-0.3Z', filled: true, size: 260, color: INK, opacity: 1 },
          encoding: { x: { datum: optimumOccupancy, type: 'quantitative' as const }, y: { datum: limit, type: 'quantitative' as const } },
        },
        {
          data: one, mark: { type: 'text' as const, align: 'right' as const, dx: 6, dy: -16, fontWeight: 600 as const, color: INK },
          encoding: { x: { datum: optimumOccupancy, type: 'quantitative' as const }, y: { datum: limit, type: 'quantitative' as const }, text: { value: `optimum ${formatPercent(optimumOccupancy)}` } },
        },
      ]),
    ],
  };
}

/** One point, or none where occupancy or rate is not known. */
export function frontierPoint(occupancy: FrontierFigure, rate: FrontierFigure, setting: string): FrontierPoint[] {
  if (occupancy.estimate === null || rate.estimate === null) return [];
  return [{ occupancy: occupancy.estimate, occupancyLower: occupancy.lower, occupancyUpper: occupancy.upper, rate: rate.estimate, rateLower: rate.lower, rateUpper: rate.upper, setting }];
}

/** Without the points that are far over the limit but the first of them, so that the curve goes on to the edge; in the order of the setting. */
function cut(points: readonly FrontierPoint[], highest: number): FrontierPoint[] {
  const first = points.findIndex(({ rate }) => rate > highest);
  return points.filter(({ rate }, index) => rate <= highest || index === first);
}

/** In limits. */
const RATE_SHOWN = 2;
