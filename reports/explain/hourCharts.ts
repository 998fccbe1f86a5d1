/** The pictures of one hour of foresight's decisions. */
import type { TopLevelSpec } from 'vega-lite';
import { frame, isNarrow, OKABE_ITO, plotWidth, timeAxis, type ChartSize } from '../../src/report/charts/theme.ts';
import type { Moment } from './recordHour.ts';

const UTC = { type: 'utc' as const };

/** Agents by what they do, and the calls that ring, over the hour. */
export function floorChart(samples: readonly Moment[], size: ChartSize): TopLevelSpec {
  const states = [['talking', OKABE_ITO.blue], ['wrapping up', OKABE_ITO.skyBlue], ['ready', OKABE_ITO.orange]] as const;
  const agents = samples.flatMap(({ at, talking, reserved, wrapping, ready }) => [
    { at, state: 'talking', order: 0, agents: talking + reserved }, { at, state: 'wrapping up', order: 1, agents: wrapping }, { at, state: 'ready', order: 2, agents: ready },
  ]);
  return {
    ...frame(size, 'The floor: agents, and the calls that ring', 'Every ten seconds. The thinner the orange band, the less agents wait; below it, the calls in the air.'),
    spacing: 18, resolve: { scale: { x: 'shared' } },
    vconcat: [
      {
        data: { values: agents }, width: plotWidth(size), height: isNarrow(size) ? 180 : 220,
        mark: { type: 'area', interpolate: 'step-after', opacity: 0.9, line: false },
        encoding: {
          x: { field: 'at', type: 'temporal', scale: UTC, axis: timeAxis(size, null) },
          y: { field: 'agents', type: 'quantitative', title: 'agents', stack: 'zero', axis: { tickCount: 5 } },
          order: { field: 'order', type: 'quantitative' },
          color: { field: 'state', type: 'nominal', scale: { domain: states.map(([name]) => name), range: states.map(([, colour]) => colour) }, legend: { columns: 3 } },
        },
      },
      {
        data: { values: samples.map(({ at, ringing }) => ({ at, ringing })) }, width: plotWidth(size), height: isNarrow(size) ? 80 : 100,
        mark: { type: 'area', interpolate: 'step-after', color: OKABE_ITO.green, opacity: 0.8, line: false },
        encoding: {
          x: { field: 'at', type: 'temporal', scale: UTC, axis: timeAxis(size, 'local time of day (HH:MM)') },
          y: { field: 'ringing', type: 'quantitative', title: 'calls ringing', axis: { tickCount: 4 } },
        },
      },
    ],
  } as unknown as TopLevelSpec;
}

/** Some minutes, decision by decision: supply and demand, the risk beside what is allowed, and the calls placed. */
export function decisionsChart(moments: readonly Moment[], size: ChartSize): TopLevelSpec {
  const supply = 'agents ready or free soon';
  const demand = 'persons answering soon (expected)';
  const risk = 'chance that the next call is dropped';
  const allowed = 'allowed (threshold)';
  const x = (title: string | null): object => ({ field: 'at', type: 'temporal', scale: UTC, axis: { ...timeAxis(size, title), format: '%H:%M', tickCount: 5 } });
  const lines = (names: readonly [string, string], first: (moment: Moment) => number, second: (moment: Moment) => number): object[] => moments.flatMap((moment) => [
    { at: moment.at, line: names[0], value: first(moment) }, { at: moment.at, line: names[1], value: second(moment) },
  ]);
  const colour = (names: readonly [string, string], range: readonly [string, string]): object => ({
    field: 'line', type: 'nominal', scale: { domain: names, range }, legend: { columns: isNarrow(size) ? 1 : 2 },
  });
  const panel = { width: plotWidth(size) };
  return {
    ...frame(size, 'Five minutes, decision by decision', 'Above: who will be free and who will answer. Middle: the risk of the next call; below the threshold it is placed. Below: the calls placed.'),
    spacing: 18, resolve: { scale: { x: 'shared', color: 'independent' } },
    vconcat: [
      {
        ...panel, height: isNarrow(size) ? 130 : 150, data: { values: lines([supply, demand], (m) => m.ready + m.soonFree, (m) => m.soonAnswered) },
        mark: { type: 'line', interpolate: 'step-after', strokeWidth: 1.6 },
        encoding: { x: x(null), y: { field: 'value', type: 'quantitative', title: 'persons', axis: { tickCount: 4 } }, color: colour([supply, demand], [OKABE_ITO.orange, OKABE_ITO.green]) },
      },
      {
        ...panel, height: isNarrow(size) ? 140 : 170, data: { values: lines([risk, allowed], (m) => clipped(m.psi), (m) => clipped(m.threshold)) },
        mark: { type: 'line', interpolate: 'step-after', strokeWidth: 1.6 },
        encoding: {
          x: x(null), y: { field: 'value', type: 'quantitative', title: 'chance', scale: { type: 'log', domain: [RISK_MIN, RISK_MAX] }, axis: { format: '~%', values: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3] } },
          color: colour([risk, allowed], [OKABE_ITO.blue, OKABE_ITO.vermilion]),
        },
      },
      {
        ...panel, height: 46, data: { values: moments.filter(({ dials }) => dials > 0).map(({ at, dials }) => ({ at, dials })) },
        mark: { type: 'bar', width: 2, color: OKABE_ITO.purple },
        encoding: { x: x('local time of day (HH:MM)'), y: { field: 'dials', type: 'quantitative', title: 'calls', axis: { tickCount: 2, format: 'd' } } },
      },
    ],
  } as unknown as TopLevelSpec;
}

const RISK_MIN = 0.001;
const RISK_MAX = 0.5;
const clipped = (chance: number): number => Math.min(RISK_MAX, Math.max(RISK_MIN, chance));

/** The day's budget: earned by answers, spent by drops; and what is aimed at. The hour of the other pictures is shaded. */
export function budgetChart(samples: readonly Moment[], hour: readonly [number, number], limit: number, size: ChartSize): TopLevelSpec {
  const earned = 'earned: 3 drops for each 100 answers';
  const spent = 'spent: calls dropped';
  const aim = 'aimed at';
  const rate = 'rate so far';
  const panel = { width: plotWidth(size) };
  const shade = { data: { values: [{ from: hour[0], to: hour[1] }] }, mark: { type: 'rect', color: OKABE_ITO.grey, opacity: 0.18 }, encoding: { x: { field: 'from', type: 'temporal', scale: UTC }, x2: { field: 'to' } } };
  const colour = (names: readonly [string, string], range: readonly [string, string]): object => ({
    field: 'line', type: 'nominal', scale: { domain: names, range }, legend: { columns: isNarrow(size) ? 1 : 2 },
  });
  const x = (title: string | null): object => ({ field: 'at', type: 'temporal', scale: UTC, axis: timeAxis(size, title) });
  return {
    ...frame(size, 'The day’s budget of dropped calls', 'Each answered call earns a share of a drop; the rule spends it as it is earned and keeps a small reserve. Shaded: the hour above.'),
    spacing: 18, resolve: { scale: { x: 'shared', color: 'independent' } },
    vconcat: [
      {
        ...panel, height: isNarrow(size) ? 150 : 180,
        layer: [shade, {
          data: { values: samples.flatMap(({ at, answered, abandoned }) => [{ at, line: earned, value: limit * answered }, { at, line: spent, value: abandoned }]) },
          mark: { type: 'line', interpolate: 'step-after', strokeWidth: 2 },
          encoding: { x: x(null), y: { field: 'value', type: 'quantitative', title: 'dropped calls', axis: { tickCount: 5 } }, color: colour([earned, spent], [OKABE_ITO.green, OKABE_ITO.vermilion]) },
        }],
      },
      {
        ...panel, height: isNarrow(size) ? 130 : 150,
        layer: [
          { data: { values: [{ limit }] }, mark: { type: 'rule', strokeDash: [5, 4] }, encoding: { y: { field: 'limit', type: 'quantitative' } } },
          {
            data: { values: samples.flatMap(({ at, answered, abandoned, target }) => [...(answered < 100 ? [] : [{ at, line: rate, value: abandoned / answered }]), { at, line: aim, value: target }]) },
            mark: { type: 'line', interpolate: 'step-after', strokeWidth: 1.6 },
            encoding: {
              x: x('local time of day (HH:MM)'), y: { field: 'value', type: 'quantitative', title: 'share of answers', axis: { format: '.0%', tickCount: 5 } }, color: colour([rate, aim], [OKABE_ITO.vermilion, OKABE_ITO.blue]),
            },
          },
        ],
      },
    ],
  } as unknown as TopLevelSpec;
}
