/**
 * What the pacing strategy thought over the day: each of its readings in a panel of its own, because they have different units.
 *
 * Rule: one day of one replication, since an average over days would hide how the strategy moves. Readings that never move
 * are named in the subtitle and have no panel.
 */
import type { TopLevelSpec } from 'vega-lite';
import { frame, isNarrow, OKABE_ITO, plotWidth, timeAxis, WIDE, type ChartSize } from './theme.ts';

export interface ReadingPoint {
  /** Ms after local midnight. */
  readonly at: number;
  readonly name: string;
  readonly value: number;
}

/** @param points with at least one reading that moves */
export function strategyReadings(points: readonly ReadingPoint[], strategy: string, size: ChartSize = WIDE): TopLevelSpec {
  const { moving, still } = sortReadings(points);
  const of = (name: string): ReadingPoint[] => points.filter((point) => point.name === name && Number.isFinite(point.value));
  const shown = moving.slice(0, PANELS_MAX);
  const panels = shown.map((name, index, all) => ({
    data: { values: of(name).map(({ at, value }) => ({ at, value })) }, width: plotWidth(size), height: isNarrow(size) ? 80 : 90,
    title: { text: name, anchor: 'start' as const, fontSize: 12, offset: 4 },
    mark: { type: 'line' as const, color: OKABE_ITO.blue, strokeWidth: 1.5, interpolate: 'step-after' as const },
    encoding: {
      x: { field: 'at', type: 'temporal' as const, scale: { type: 'utc' as const }, axis: timeAxis(size, index === all.length - 1 ? 'local time of day (HH:MM)' : null) },
      y: { field: 'value', type: 'quantitative' as const, title: null, scale: { zero: false, nice: true }, axis: { tickCount: 3, format: Math.max(...of(name).map(({ value }) => Math.abs(value))) < PLAIN_BELOW ? ',.4~r' : '~s' } },
    },
  }));
  return {
    ...frame(size, `What ${strategy} reads over a day`, 'The first scored day of one replication.'
      + (still.length === 0 ? '' : ` Constant: ${still.join(', ')}.`) + (moving.length > shown.length ? ` Not shown: ${moving.slice(PANELS_MAX).join(', ')}.` : '')),
    spacing: 14, resolve: { scale: { x: 'shared' } }, vconcat: panels,
  } as unknown as TopLevelSpec;
}

/** Names of the readings that move, and `name value` of those that do not. */
export function sortReadings(points: readonly ReadingPoint[]): { readonly moving: readonly string[]; readonly still: readonly string[] } {
  const values = new Map<string, Set<number>>();
  for (const { name, value } of points) {
    if (Number.isFinite(value)) values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  const names = [...values.keys()];
  return {
    moving: names.filter((name) => values.get(name)!.size > 1),
    still: names.filter((name) => values.get(name)!.size === 1).map((name) => `${name} ${Number([...values.get(name)!][0]!.toPrecision(4))}`),
  };
}

const PANELS_MAX = 8;
/** Larger values are shortened, as in 12k; small ones never, because 250m for 0.25 is read by nobody. */
const PLAIN_BELOW = 10_000;
