/** The charts of experiments: valid specifications that Vega draws without a doubt, with labels, units and limits. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { TopLevelSpec } from 'vega-lite';
import { HOUR_MS, MINUTE_MS } from '../../src/base/time.ts';
import { compileChart } from '../../src/report/charts/compileChart.ts';
import { customerWaits } from '../../src/report/charts/customerWaits.ts';
import { frontier, type FrontierCurve } from '../../src/report/charts/frontier.ts';
import { leagueDots, type LeagueDot } from '../../src/report/charts/leagueDots.ts';
import { sortReadings, strategyReadings, type ReadingPoint } from '../../src/report/charts/strategyReadings.ts';
import { teamSizes, type TeamPoint } from '../../src/report/charts/teamSizes.ts';
import { NARROW, WIDE, type ChartSize } from '../../src/report/charts/theme.ts';

const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('vega-lite/vega-lite-schema.json'), 'utf8')) as object;
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

const around = (estimate: number, half: number) => ({ estimate, lower: estimate - half, upper: estimate + half });

const curves: FrontierCurve[] = Array.from({ length: 9 }, (_, strategy) => ({
  strategy: `strategy-${strategy}`,
  points: Array.from({ length: strategy === 8 ? 1 : 6 }, (_point, index) => {
    const rate = 0.008 * index;
    const occupancy = 0.8 + 0.02 * index - 0.004 * strategy;
    return { occupancy, occupancyLower: occupancy - 0.004, occupancyUpper: occupancy + 0.004, rate, rateLower: rate - 0.003, rateUpper: rate + 0.003, setting: `ratio ${index}` };
  }),
}));
const dots: LeagueDot[] = ['foresight', 'vicidial-hard-limit, free agents only', 'progressive'].map((strategy, index) => ({
  strategy, compliant: index !== 1, occupancy: around(0.9 - 0.03 * index, 0.005), rate: around([0.028, 0.041, 0][index]!, 0.003),
}));
const teams: TeamPoint[] = [5, 10, 20, 40].map((agents) => ({ agents, occupancy: agents === 5 ? null : around(0.8 + agents / 400, 0.01), setting: agents === 5 ? null : 1 + agents / 20 }));
const waits = [{ upToSeconds: 0, count: 800 }, { upToSeconds: 0.1, count: 40 }, { upToSeconds: 0.5, count: 100 }, { upToSeconds: 1, count: 30 }, { upToSeconds: 2, count: 29 }, { upToSeconds: 86_400, count: 1 }];
const readings: ReadingPoint[] = Array.from({ length: 480 }, (_, minute) => minute).flatMap((minute) => [
  { at: 9 * HOUR_MS + minute * MINUTE_MS, name: 'level', value: 1.5 + Math.sin(minute / 40) }, { at: 9 * HOUR_MS + minute * MINUTE_MS, name: 'target', value: 0.03 },
]);

const charts: Record<string, { full: (size: ChartSize) => TopLevelSpec; empty: (size: ChartSize) => TopLevelSpec; says: readonly (string | RegExp)[] }> = {
  frontier: {
    full: (size) => frontier(curves, { limit: 0.03, optimumOccupancy: 0.91 }, size), empty: (size) => frontier([], { limit: null, optimumOccupancy: null }, size),
    says: ['occupancy (%)', 'abandon rate (%)', 'limit 3 %', 'optimum 91.0 %', 'strategy-0'],
  },
  leagueDots: { full: (size) => leagueDots(dots, 0.03, size), empty: (size) => leagueDots([], null, size), says: ['occupancy (%)', /^abandon rate \(%\), limit 3 % (dashed|marked)$/, 'progressive'] },
  teamSizes: { full: (size) => teamSizes(teams, 'calls per free agent', size), empty: (size) => teamSizes([], 'ratio', size), says: ['agents in the team', 'occupancy (%)', 'calls per free agent'] },
  customerWaits: { full: (size) => customerWaits(waits, size), empty: (size) => customerWaits([], size), says: ['wait after the answer (s)', 'share (% per 0.1 s)'] },
  strategyReadings: { full: (size) => strategyReadings(readings, 'fractile', size), empty: (size) => strategyReadings([], 'progressive', size), says: ['level', 'local time of day (HH:MM)'] },
};

const labels = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '');

describe.each(Object.entries(charts))('chart %s', (_, { full, empty, says }) => {
  test.each([['desk', WIDE], ['telephone', NARROW]] as const)('for a %s is a valid Vega-Lite specification, with and without values', (_device, size) => {
    expect(validate(full(size)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(validate(empty(size)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  });

  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(full(WIDE)))).toEqual(full(WIDE));
  });

  test.each([['desk', WIDE], ['telephone', NARROW]] as const)('is drawn for a %s without a doubt, with its labels', async (_device, size) => {
    const doubts: string[] = [];
    const svg = await compileChart(full(size), size.width, doubts);
    expect(doubts).toEqual([]);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|href/);
    for (const text of says) expect(labels(svg)).toContainEqual(typeof text === 'string' ? text : expect.stringMatching(text));
    expect(await compileChart(empty(size), size.width)).not.toMatch(/NaN|undefined/);
  });
});

describe('what charts leave out they say', () => {
  const words = (spec: TopLevelSpec): string => String(spec.description);

  test('the frontier shows seven curves at most', () => {
    expect(words(frontier(curves, { limit: 0.03, optimumOccupancy: null }))).toContain('2 more are in the table');
  });

  test('teams without a setting that keeps the limit are named', () => {
    expect(words(teamSizes(teams, 'ratio'))).toContain('No setting keeps it with 5 agents.');
  });

  test('customers who wait not at all are counted in words, very long waits too', () => {
    expect(words(customerWaits(waits))).toContain('80.0 % of 1,000 connected customers have an agent at once');
    expect(words(customerWaits(waits))).toContain('0.10 % waited longer than 2 s');
  });

  test('readings are told apart by whether they move', () => {
    expect(sortReadings(readings)).toEqual({ moving: ['level'], still: ['target 0.03'] });
    expect(sortReadings([{ at: 0, name: 'level', value: Number.NaN }])).toEqual({ moving: [], still: [] });
  });

  test('on a telephone the limit is marked beside each dot, so that it crosses no name', async () => {
    const rules = (svg: string): number => svg.split('mark-rule').length;
    expect(rules(await compileChart(leagueDots(dots, 0.03, NARROW), NARROW.width))).toBeLessThan(rules(await compileChart(leagueDots(dots, 0.03, WIDE), WIDE.width)));
  });

  test('readings that never move are named', () => {
    expect(words(strategyReadings(readings, 'fractile'))).toContain('Constant: target 0.03.');
  });
});
