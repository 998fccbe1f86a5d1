/**
 * How long customers wait for an agent after they answer: the share connected at once in words, the others as a histogram.
 *
 * Rule: heights are the share of all connected customers per tenth of a second, so that bars of different widths compare by area.
 */
import type { TopLevelSpec } from 'vega-lite';
import type { DaySeries } from '../../measure/results.ts';
import { formatCount, formatPercent } from '../format.ts';
import { frame, HOVER_MARK, HOVER_NAME, isNarrow, OKABE_ITO, plotWidth, WIDE, type ChartSize } from './theme.ts';

type Waits = NonNullable<DaySeries['customerWaits']>;

/** @param waits counts by upper bound in seconds, rising; the first bound is 0 */
export function customerWaits(waits: Waits, size: ChartSize = WIDE): TopLevelSpec {
  const total = waits.reduce((sum, { count }) => sum + count, 0);
  const atOnce = waits.filter(({ upToSeconds }) => upToSeconds === 0).reduce((sum, { count }) => sum + count, 0);
  const bars = waits.flatMap(({ upToSeconds, count }, index) => (upToSeconds === 0 ? [] : [{ from: waits[index - 1]?.upToSeconds ?? 0, to: upToSeconds, count }]));
  const shown = bars.slice(0, 1 + bars.findLastIndex(({ count, to }) => count > SHOWN_SHARE * total && to <= LONGEST_SECONDS));
  const beyond = bars.slice(shown.length).reduce((sum, { count }) => sum + count, 0);
  const end = shown.at(-1)?.to ?? 2;
  const values = shown.map(({ from, to, count }) => ({
    from, to, share: (count / total) * (UNIT_SECONDS / (to - from)), text: `${from} to ${to} s\n${formatPercent(count / total)} of connected customers (${formatCount(count)})`,
  }));
  const highest = Math.max(0.001, ...values.map(({ share }) => share));
  return {
    ...frame(size, 'How long customers wait for an agent', total === 0 ? 'Nobody was connected.'
      : `${formatPercent(atOnce / total)} of ${formatCount(total)} connected customers have an agent at once; the bars are the others.`
        + (beyond > 0 ? ` ${formatPercent(beyond / total)} waited longer than ${end} s and are not shown.` : '')),
    width: plotWidth(size), height: isNarrow(size) ? 180 : 220,
    layer: [
      {
        data: { values }, mark: { type: 'rect', color: OKABE_ITO.green, opacity: 0.85 },
        encoding: {
          x: { field: 'from', type: 'quantitative', title: 'wait after the answer (s)', scale: { domain: [0, end], nice: false }, axis: { grid: false, tickCount: isNarrow(size) ? 5 : 10 } }, x2: { field: 'to' },
          y: { field: 'share', type: 'quantitative', scale: { domain: [0, highest], nice: true }, title: `share (% per ${UNIT_SECONDS} s)`, axis: { format: '.2~p', tickCount: 5 } }, y2: { datum: 0 },
        },
      },
      {
        name: HOVER_NAME, data: { values }, mark: HOVER_MARK,
        encoding: { x: { field: 'from', type: 'quantitative' }, x2: { field: 'to' }, y: { value: 0 }, y2: { value: 'height' }, description: { field: 'text' }, tooltip: { field: 'text' } },
      },
    ],
  };
}

const UNIT_SECONDS = 0.1;
/** Bars with less at the far end are left off. */
const SHOWN_SHARE = 0.0002;
const LONGEST_SECONDS = 120;
