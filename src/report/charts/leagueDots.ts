/**
 * The league table as a dot plot: occupancy and abandon rate of every strategy with their intervals, the limit a line.
 *
 * Rule: best first; who does not comply has an open circle. On a telephone the panels stand one under the other, with the
 * names over their dots, where there is room for them.
 */
import type { TopLevelSpec } from 'vega-lite';
import { formatInterval, formatLimit, formatPercent } from '../format.ts';
import { frame, INK, isNarrow, OKABE_ITO, WIDE, type ChartSize } from './theme.ts';

interface Estimate { readonly estimate: number | null; readonly lower: number | null; readonly upper: number | null }

export interface LeagueDot { readonly strategy: string; readonly compliant: boolean; readonly occupancy: Estimate; readonly rate: Estimate }

/** @param dots best first */
export function leagueDots(dots: readonly LeagueDot[], limit: number | null, size: ChartSize = WIDE): TopLevelSpec {
  const values = dots.flatMap(({ strategy, compliant, occupancy, rate }) => (occupancy.estimate === null ? [] : [{
    strategy, complies: compliant ? COMPLIES : OVER,
    occupancy: occupancy.estimate, occupancyLower: occupancy.lower ?? occupancy.estimate, occupancyUpper: occupancy.upper ?? occupancy.estimate,
    rate: rate.estimate, rateLower: Math.max(0, rate.lower ?? rate.estimate ?? 0), rateUpper: rate.upper ?? rate.estimate,
    text: `${strategy}\noccupancy ${formatPercent(occupancy.estimate)} ${formatInterval('percent', occupancy)}\nabandon rate ${formatPercent(rate.estimate)} ${formatInterval('percent', rate)}\n${compliant ? COMPLIES : OVER}`,
  }]));
  const beyond = limit === null ? [] : values.filter(({ rate }) => rate !== null && rate > RATE_SHOWN * limit).map(({ strategy }) => strategy);
  const names = values.map(({ strategy }) => strategy);
  const narrow = isNarrow(size);
  const longest = Math.max(8, ...names.map((name) => name.length));
  const labels = narrow ? 0 : Math.min(300, longest * 8 + 16);
  const width = narrow ? size.width - 50 : Math.floor((size.width - labels - 150) / 2);
  const step = narrow ? 36 : 24;
  const panel = (figure: 'occupancy' | 'rate', title: string, colour: string, isFirst: boolean): object => {
    const ends = values.flatMap((value) => (figure === 'occupancy' ? [value.occupancyLower, value.occupancyUpper] : [value.rateUpper ?? 0]));
    const domain = figure === 'occupancy' ? [Math.max(0, Math.floor(Math.min(0.95, ...ends) * 20) / 20), Math.min(1, Math.ceil(Math.max(0.5, ...ends) * 50) / 50)] : [0, Math.min(limit === null ? 1 : RATE_SHOWN * limit, Math.max((limit ?? 0.02) * 1.3, ...ends))];
    const x = { type: 'quantitative' as const, title, scale: { domain, nice: figure === 'rate', zero: false }, axis: { format: figure === 'occupancy' ? '.0%' : '.2~p', tickCount: 5 } };
    const axis = isFirst && !narrow ? { title: null, labelLimit: 0, minExtent: labels, maxExtent: labels, grid: true, ticks: false, domain: false, labelPadding: 8 }
      : { title: null, labels: false, minExtent: 0, maxExtent: 0, grid: !narrow, ticks: false, domain: false };
    const y = { field: 'strategy', type: 'nominal' as const, sort: names, axis, scale: { paddingInner: 0, paddingOuter: narrow ? 0.3 : 0 } };
    return {
      width, height: Math.max(1, names.length) * step,
      layer: [
        { mark: { type: 'rule', strokeWidth: 2, color: colour, clip: true }, encoding: { y, x: { ...x, field: `${figure}Lower` }, x2: { field: `${figure}Upper` } } },
        {
          ...(figure === 'rate' && limit !== null ? { transform: [{ filter: `datum.rate <= ${RATE_SHOWN * limit}` }] } : {}), mark: { type: 'point', size: 70, strokeWidth: 2, color: colour, opacity: 1, aria: true, tooltip: true },
          encoding: {
            y, x: { ...x, field: figure }, description: { field: 'text' }, tooltip: { field: 'text' },
            fill: { field: 'complies', type: 'nominal', title: null, scale: { domain: [COMPLIES, OVER], range: [colour, 'transparent'] }, legend: null },
          },
        },
        ...(narrow ? [{
          mark: { type: 'text', align: 'left', baseline: 'middle', dy: -13, color: INK, fontSize: 11 }, encoding: { y, x: { value: 0 }, text: { field: 'strategy' } },
        }] : []),
        ...(figure === 'rate' && limit !== null ? [
          narrow
            // A stroke beside each dot: a line through the panel would cross the names.
            ? { mark: { type: 'tick', size: 14, thickness: 1.5, color: INK, opacity: 1 }, encoding: { y, x: { datum: limit, type: 'quantitative' } } }
            : { data: { values: [{}] }, mark: { type: 'rule', strokeDash: [6, 4], strokeWidth: 1.5, color: INK }, encoding: { x: { datum: limit, type: 'quantitative' } } },
        ] : []),
      ],
    };
  };
  const panels = [panel('occupancy', 'occupancy (%)', OKABE_ITO.blue, true), panel('rate', `abandon rate (%)${limit === null ? '' : `, limit ${formatLimit(limit)} ${narrow ? 'marked' : 'dashed'}`}`, OKABE_ITO.vermilion, false)];
  return {
    ...frame(size, 'Occupancy and abandon rate of each strategy', 'Dots with 95 % intervals. A filled dot keeps the limit, an open one does not.'
      + (beyond.length === 0 ? '' : ` Off the scale of the abandon rate: ${beyond.join(', ')}.`)),
    data: { values }, spacing: narrow ? 24 : 28, resolve: { scale: { x: 'independent', fill: 'independent' } },
    ...(narrow ? { vconcat: panels } : { hconcat: panels }),
  } as unknown as TopLevelSpec;
}

/** In limits. */
const RATE_SHOWN = 3;
const COMPLIES = 'keeps the limit';
const OVER = 'over the limit';
