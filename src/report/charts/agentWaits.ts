/**
 * How long agents wait between calls: a histogram with the mean and the 95th percentile marked.
 *
 * Rules: where bins differ in width the height is the share per unit of width, so that areas compare; the longest waits, under
 * half a percent in all, are left off the picture and named in the subtitle.
 */
import type { TopLevelSpec } from 'vega-lite';
import type { DaySeries } from '../../measure/results.ts';
import { formatCount, formatPercent, formatSeconds } from '../format.ts';
import { frame, HOVER_MARK, HOVER_NAME, INK, isNarrow, OKABE_ITO, plotWidth, WIDE, type ChartSize } from './theme.ts';

/** Of all agents, in ms, as measured; null where unknown. */
export interface WaitMarks { readonly meanMs: number | null; readonly p95Ms: number | null }

interface WaitBar { from: number; to: number; count: number }

const MOST_BARS = 60;
const SHOWN_SHARE = 0.995;
/** About, in pixels, at the size of the labels. */
const LABEL_LETTER_WIDTH = 8;

export function agentWaits(series: DaySeries, marks: WaitMarks, size: ChartSize = WIDE): TopLevelSpec {
  const all = barsOf(series.waits);
  const total = series.waits.reduce((sum, bin) => sum + bin.count, 0);
  const bars = merged(shownOf(all, total, (marks.p95Ms ?? 0) / 1000));
  const shown = bars.reduce((sum, bar) => sum + bar.count, 0);
  const unit = Math.min(...bars.map((bar) => bar.to - bar.from), Number.MAX_VALUE);
  const end = bars.at(-1)?.to ?? 0;
  const values = bars.map((bar) => ({
    from: bar.from, to: bar.to, share: ((bar.count / total) * unit) / (bar.to - bar.from),
    text: `${tidy(bar.from)} to ${tidy(bar.to)} s\n${formatPercent(bar.count / total)} of waits (${formatCount(bar.count)})`,
  }));
  const highest = Math.max(0.001, ...values.map((bar) => bar.share));
  const lines = [
    { at: marks.meanMs, label: `mean ${formatSeconds(marks.meanMs)}`, dy: 8 },
    { at: marks.p95Ms, label: `${isNarrow(size) ? 'P95' : '95 % within'} ${formatSeconds(marks.p95Ms)}`, dy: 26 },
  ].flatMap(({ at, label, dy }) => (at === null || at / 1000 > end ? [] : [{ seconds: at / 1000, label, dy }]));
  const one = { values: [{}] };
  const left = total - shown;
  return {
    ...frame(size, 'How long agents wait between calls', `${formatCount(total)} waits between ready and the next connected call.`
      + (left > 0 ? ` ${formatPercent(left / total)} were longer than ${tidy(end)} s and are not shown.` : '')),
    width: plotWidth(size), height: isNarrow(size) ? 200 : 240,
    layer: [
      {
        data: { values }, mark: { type: 'rect', color: OKABE_ITO.blue, opacity: 0.85 },
        encoding: {
          x: { field: 'from', type: 'quantitative', title: 'wait (s)', scale: { domain: [0, Math.max(end, 1)], nice: false }, axis: { grid: false, tickCount: isNarrow(size) ? 6 : 12 } },
          x2: { field: 'to' },
          y: { field: 'share', type: 'quantitative', scale: { domain: [0, highest], nice: true }, title: `share of waits (% per ${tidy(bars.length === 0 ? 1 : unit)} s)`, axis: { format: '.2~p', tickCount: 5 } },
          y2: { datum: 0 },
        },
      },
      ...lines.flatMap(({ seconds, label, dy }) => {
        const onRight = (seconds / end) * plotWidth(size) + label.length * LABEL_LETTER_WIDTH <= plotWidth(size);
        const x = { datum: seconds, type: 'quantitative' as const };
        return [
          { data: one, mark: { type: 'rule' as const, color: INK, strokeWidth: 1.5, strokeDash: [6, 4] }, encoding: { x } },
          {
            data: one, mark: { type: 'text' as const, color: INK, fontWeight: 600 as const, align: onRight ? 'left' as const : 'right' as const, dx: onRight ? 6 : -6 },
            encoding: { x, y: { value: dy }, text: { value: label } },
          },
        ];
      }),
      {
        name: HOVER_NAME, data: { values }, mark: HOVER_MARK,
        encoding: {
          x: { field: 'from', type: 'quantitative' }, x2: { field: 'to' }, y: { value: 0 }, y2: { value: 'height' },
          description: { field: 'text' }, tooltip: { field: 'text' },
        },
      },
    ],
  };
}

/** Bins with both bounds; those who waited not at all belong to the first, and an open last one is left out, as it has no width. */
function barsOf(waits: DaySeries['waits']): WaitBar[] {
  let from = 0;
  let none = 0;
  const bars: WaitBar[] = [];
  for (const { upToSeconds, count } of waits) {
    if (typeof upToSeconds !== 'number' || !Number.isFinite(upToSeconds)) continue;
    if (upToSeconds <= from) {
      none += count;
      continue;
    }
    bars.push({ from, to: upToSeconds, count: count + none });
    from = upToSeconds;
    none = 0;
  }
  return bars;
}

/** Bars from the left until nearly all waits are shown, and the 95th percentile with them. */
function shownOf(bars: readonly WaitBar[], total: number, p95Seconds: number): WaitBar[] {
  let count = 0;
  const cut = bars.findIndex((bar) => {
    count += bar.count;
    return count >= SHOWN_SHARE * total && bar.to > p95Seconds;
  });
  return cut < 0 ? [...bars] : bars.slice(0, cut + 1);
}

function merged(bars: readonly WaitBar[]): WaitBar[] {
  const together = Math.ceil(bars.length / MOST_BARS);
  const result: WaitBar[] = [];
  for (let index = 0; index < bars.length; index += together) {
    const part = bars.slice(index, index + together);
    const first = part[0];
    const last = part.at(-1);
    if (first === undefined || last === undefined) continue;
    result.push({ from: first.from, to: last.to, count: part.reduce((sum, bar) => sum + bar.count, 0) });
  }
  return result;
}

function tidy(seconds: number): string {
  return String(Number(seconds.toPrecision(4)));
}
