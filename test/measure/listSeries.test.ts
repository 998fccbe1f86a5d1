/** How a list is worked off is seen in its series: every record counts once, the called grow, and runs add up. */
import { describe, expect, it } from 'vitest';
import { combineSeries } from '../../src/measure/combineSeries.ts';
import type { DaySeries, ListPoint } from '../../src/measure/results.ts';
import { ACTIONS } from '../../src/engine/vocabulary.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { scenarioFile, shortened, smallScenario } from '../support/simulation.ts';

const all = (point: ListPoint): number => ACTIONS.reduce((sum, action) => sum + point[action], 0);

describe('the series of a list', () => {
  const { series, dialer, replication } = simulate({
    scenario: smallScenario({
      list: { records: 300 }, campaign: { attemptDelayMs: [60_000], maxRepeatAttempts: 1, statuses: [{ id: 'tried', name: 'Tried', group: 'system', hidden: true, setBy: ['noAnswer', 'busy'] }] },
    }),
    seed: 'list', replication: 0,
  });
  const points = series.list!.points;

  it('counts every record once at every instant', () => {
    expect(points.length).toBeGreaterThan(7);
    expect(points.every((point) => all(point) === 300)).toBe(true);
  });

  it('never calls a record for the first time twice, and ends as the dialer does', () => {
    points.forEach((point, index) => { if (index > 0) expect(point.called).toBeGreaterThanOrEqual(points[index - 1]!.called); });
    const { byAction } = dialer.facts();
    for (const action of ACTIONS) expect(points.at(-1)![action]).toBe(byAction[action]);
    expect(points.at(-1)!.called).toBe(Math.round(replication.list.penetration! * 300));
  });

  it('goes with the statistics of each status, those that the dialler sets itself among them (K08)', () => {
    expect(series.statuses).toEqual([{ id: 'tried', name: 'Tried', group: 'system', ...dialer.statusCounts()[0]! }]);
    expect(series.statuses![0]!.setAutomatically).toBeGreaterThan(100);
    expect(series.statuses![0]!.setByAgents).toBe(0);
  });

  it('is none for a list that never ends', () => {
    const endless = simulate({ scenario: shortened(scenarioFile('scenarios/telesales-20.yaml'), 1), seed: 'list', replication: 0 });
    expect(endless.series.list).toBeUndefined();
  });
});

describe('the series of several runs', () => {
  const point = (at: number, notAssigned: number, done: number): ListPoint => ({ at, called: done, notAssigned, done, ready: 0, callImmediately: 0, rescheduledByDialer: 0, rescheduledByAgent: 0 });
  const run = (points: ListPoint[], setByAgents: number): DaySeries => ({
    binMs: 10, bins: [], waits: [], list: { binMs: 10, points }, statuses: [{ id: 's', name: 'S', group: 'contact', setAutomatically: 1, setByAgents, carriedNow: 2 }],
  });

  it('add up instant by instant; a run that is over stands as it ended', () => {
    const sum = combineSeries([run([point(10, 5, 0), point(20, 3, 2), point(25, 1, 4)], 3), run([point(10, 4, 1), point(20, 0, 5), point(30, 0, 5)], 4)]);
    expect(sum.list!.points.map(({ at, notAssigned, done, called }) => [at, notAssigned, done, called])).toEqual([[10, 9, 1, 1], [20, 3, 7, 7], [25, 1, 9, 9], [30, 1, 9, 9]]);
    expect(sum.statuses).toEqual([{ id: 's', name: 'S', group: 'contact', setAutomatically: 2, setByAgents: 7, carriedNow: 4 }]);
  });
});
