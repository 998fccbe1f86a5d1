/**
 * What a larger team buys: occupancy at the recommended setting, and that setting, by the number of agents.
 *
 * Rule: teams for which no setting keeps the limit have no point, and the subtitle names them.
 */
import type { TopLevelSpec } from 'vega-lite';
import { formatPercent } from '../format.ts';
import { frame, isNarrow, OKABE_ITO, plotWidth, WIDE, type ChartSize } from './theme.ts';

export interface TeamPoint {
  readonly agents: number;
  /** At the recommended setting; null: none keeps the limit. */
  readonly occupancy: { readonly estimate: number | null; readonly lower: number | null; readonly upper: number | null } | null;
  readonly setting: number | null;
}

/** @param settingName axis title of the lower panel, with its unit where it has one */
export function teamSizes(points: readonly TeamPoint[], settingName: string, size: ChartSize = WIDE): TopLevelSpec {
  const ordered = [...points].sort((left, right) => left.agents - right.agents);
  const values = ordered.flatMap(({ agents, occupancy, setting }) => (occupancy === null || occupancy.estimate === null ? [] : [{
    agents, occupancy: occupancy.estimate, lower: occupancy.lower ?? occupancy.estimate, upper: occupancy.upper ?? occupancy.estimate, setting,
    text: `${agents} agents\n${settingName} ${String(setting)}\noccupancy ${formatPercent(occupancy.estimate)}`,
  }]));
  const without = ordered.filter(({ occupancy }) => occupancy === null).map(({ agents }) => agents);
  const lowest = Math.max(0, Math.floor(Math.min(0.9, ...values.map(({ lower }) => lower)) * 20) / 20);
  const most = Math.max(1, ...ordered.map(({ agents }) => agents));
  const x = (title: string | null): object => ({
    field: 'agents', type: 'quantitative', title, scale: { domain: [0, most * 1.02], nice: false }, axis: { tickMinStep: 1, tickCount: isNarrow(size) ? 6 : 12, format: 'd', grid: false },
  });
  const panel = (field: 'occupancy' | 'setting', title: string, colour: string, isLast: boolean): object => {
    const y = field === 'occupancy' ? { field, type: 'quantitative', title, scale: { domain: [lowest, 1] }, axis: { format: '.0%', tickCount: 5 } }
      : { field, type: 'quantitative', title, scale: { zero: false, nice: true }, axis: { tickCount: 5, format: '.3~g' } };
    return {
      width: plotWidth(size), height: isNarrow(size) ? 160 : 200,
      layer: [
        { mark: { type: 'line', color: colour, strokeWidth: 2 }, encoding: { x: x(isLast ? 'agents in the team' : null), y } },
        ...(field === 'occupancy' ? [{ mark: { type: 'rule', color: colour, strokeWidth: 1.5 }, encoding: { x: x(null), y: { ...y, field: 'lower' }, y2: { field: 'upper' } } }] : []),
        {
          mark: { type: 'point', filled: true, color: colour, size: 55, opacity: 1, aria: true, tooltip: true },
          encoding: { x: x(isLast ? 'agents in the team' : null), y, description: { field: 'text' }, tooltip: { field: 'text' } },
        },
      ],
    };
  };
  return {
    ...frame(size, 'What a larger team buys', 'The boldest setting that keeps the limit in the long run, by team size. Bars are 95 % intervals.'
      + (without.length === 0 ? '' : ` No setting keeps it with ${without.join(', ')} agents.`)),
    data: { values }, spacing: 24, resolve: { scale: { x: 'shared' } },
    vconcat: [panel('occupancy', 'occupancy (%)', OKABE_ITO.blue, false), panel('setting', settingName, OKABE_ITO.green, true)],
  } as unknown as TopLevelSpec;
}
