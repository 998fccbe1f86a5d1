import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { TopLevelSpec } from 'vega-lite';
import { HOUR_MS, MINUTE_MS } from '../../src/base/time.ts';
import type { DaySeries } from '../../src/measure/results.ts';
import { agentStates } from '../../src/report/charts/agentStates.ts';
import { agentWaits } from '../../src/report/charts/agentWaits.ts';
import { compileChart } from '../../src/report/charts/compileChart.ts';
import { dayRows, rowLengthWords } from '../../src/report/charts/dayRows.ts';
import { occupancyAndAbandon } from '../../src/report/charts/occupancyAndAbandon.ts';
import { NARROW, WIDE } from '../../src/report/charts/theme.ts';
import { sampleSeries } from '../support/sampleRun.ts';

const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('vega-lite/vega-lite-schema.json'), 'utf8')) as object;
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

const NOTHING: DaySeries = { binMs: 5 * MINUTE_MS, bins: [], waits: [] };
const charts: Record<string, (series: DaySeries, size: typeof WIDE) => TopLevelSpec> = {
  occupancyAndAbandon: (series, size) => occupancyAndAbandon(series, 0.03, size),
  agentStates: (series, size) => agentStates(series, size),
  agentWaits: (series, size) => agentWaits(series, { meanMs: 18_300, p95Ms: 48_900 }, size),
};

const labels = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '');

describe.each(Object.entries(charts))('chart %s', (_, chart) => {
  test.each([['desk', WIDE], ['telephone', NARROW]] as const)('for a %s is a valid Vega-Lite specification', (_device, size) => {
    expect(validate(chart(sampleSeries(), size)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  });

  test('is plain data', () => {
    const spec = chart(sampleSeries(), WIDE);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  });

  test('of a run in which nothing happened is still drawn', async () => {
    expect(validate(chart(NOTHING, WIDE))).toBe(true);
    expect(await compileChart(chart(NOTHING, WIDE), WIDE.width)).not.toMatch(/NaN|Infinity/);
  });

  test('has no identifiers, no references and no numbers that are none', async () => {
    const svg = await compileChart(chart(sampleSeries(), WIDE), WIDE.width);
    expect(svg).not.toMatch(/ id="|url\(|href|NaN|Infinity|undefined/);
  });

  test('of a real day leaves Vega without a doubt', async () => {
    const doubts: string[] = [];
    for (const size of [WIDE, NARROW]) await compileChart(chart(sampleSeries(), size), size.width, doubts);
    expect(doubts).toEqual([]);
  });

  test('takes ink from the page and is as wide as asked', async () => {
    const svg = await compileChart(chart(sampleSeries(), NARROW), NARROW.width);
    expect(svg).toMatch(/^<svg role="img" aria-label="[^"]+"/);
    expect(svg).toContain(`viewBox="0 0 ${NARROW.width} `);
    expect(svg).toContain('fill="currentColor"');
    expect(svg).not.toMatch(/(?:fill|stroke)="(?:black|#000|#000000|white|#fff)"/);
  });
});

describe('the charts of a run', () => {
  test('occupancy and abandon rate share the local time of day, and the limit is named once', async () => {
    const svg = await compileChart(occupancyAndAbandon(sampleSeries(), 0.03));
    const texts = labels(svg);
    for (const text of ['Occupancy and abandon rate over the day', 'occupancy (%)', 'abandon rate (%)', 'local time of day (HH:MM)', '09:00', '17:00', 'each 10 minutes']) {
      expect(texts).toContain(text);
    }
    expect(texts.filter((text) => text === 'limit 3 %')).toHaveLength(1);
  });

  test('no limit is drawn where the rule has none', async () => {
    const svg = await compileChart(occupancyAndAbandon(sampleSeries(), null));
    expect(labels(svg).filter((text) => text.startsWith('limit'))).toEqual([]);
  });

  test('tooltips are titles inside the bars', async () => {
    const svg = await compileChart(occupancyAndAbandon(sampleSeries(), 0.03));
    expect(svg).toMatch(/<title>09:00 to 09:10&#xA;occupancy 62\.0 %/);
    expect(await compileChart(agentStates(sampleSeries()))).toMatch(/<title>09:00 to 09:10&#xA;talking [\d.]+ %/);
  });

  test('agents by state name every state', async () => {
    const texts = labels(await compileChart(agentStates(sampleSeries())));
    for (const state of ['talking', 'wrapping', 'reserved', 'ready', 'paused', 'share of signed-in time (%)']) expect(texts).toContain(state);
  });

  test('waits mark the mean and the 95th percentile and own up to what is not shown', async () => {
    const texts = labels(await compileChart(agentWaits(sampleSeries(), { meanMs: 18_300, p95Ms: 48_900 })));
    expect(texts).toContain('mean 18.3 s');
    expect(texts).toContain('95 % within 48.9 s');
    expect(texts.join(' ')).toMatch(/0\.47 % were longer than 76 s and are not shown/);
  });

  test('bins of unequal width are drawn by their density', () => {
    const series: DaySeries = { ...NOTHING, waits: [{ upToSeconds: 1, count: 10 }, { upToSeconds: 2, count: 10 }, { upToSeconds: 4, count: 20 }] };
    const spec = agentWaits(series, { meanMs: null, p95Ms: null }) as unknown as { layer: { data: { values: { share: number }[] } }[] };
    expect(spec.layer[0]?.data.values.map((bar) => bar.share)).toEqual([0.25, 0.25, 0.25]);
  });

  test('those who waited not at all belong to the first bar, and are not counted as waits that are too long to be shown', () => {
    const series: DaySeries = { ...NOTHING, waits: [{ upToSeconds: 0, count: 5 }, { upToSeconds: 1, count: 5 }, { upToSeconds: 2, count: 10 }] };
    const spec = agentWaits(series, { meanMs: null, p95Ms: null }) as unknown as { description: string; layer: { data: { values: { share: number }[] } }[] };
    expect(spec.layer[0]!.data.values.map(({ share }) => share)).toEqual([0.5, 0.5]);
    expect(spec.description).not.toContain('not shown');
  });

  test('an open last bin counts among the waits but has no bar', () => {
    const series: DaySeries = { ...NOTHING, waits: [{ upToSeconds: 1, count: 1 }, { upToSeconds: Number.POSITIVE_INFINITY, count: 3 }] };
    const spec = agentWaits(series, { meanMs: null, p95Ms: null }) as unknown as { description: string; layer: { data: { values: { share: number }[] } }[] };
    expect(spec.layer[0]?.data.values.map((bar) => bar.share)).toEqual([0.25]);
    expect(spec.description).toContain('75.0 % were longer than 1 s');
  });
});

describe('the rows of the day', () => {
  test('cut off the empty ends, keep the gap and lose no call', () => {
    const series = sampleSeries();
    const rows = dayRows(series);
    expect(rows[0]?.from).toBe(9 * HOUR_MS);
    expect(rows.at(-1)?.to).toBe(17 * HOUR_MS);
    expect(rowLengthWords(rows)).toBe('10 minutes');
    const sum = (bins: readonly { dials: number }[]): number => bins.reduce((total, bin) => total + bin.dials, 0);
    expect(sum(rows)).toBe(sum(series.bins));
    expect(rows.find((row) => row.from === 12.5 * HOUR_MS)).toMatchObject({ dials: 0, occupancy: null, abandonRate: null });
  });

  test('a bin is merged by its sums, not by its rates', () => {
    const bin = (at: number, talkMs: number, readyMs: number) => ({ at, dials: 0, liveAnswers: 0, abandoned: 0, connects: 0, talkMs, wrapMs: 0, readyMs, reservedMs: 0, pausedMs: 0 });
    const bins = Array.from({ length: 120 }, (_, index) => (index % 2 === 0 ? bin(index * MINUTE_MS, 9, 1) : bin(index * MINUTE_MS, 0, 90)));
    const rows = dayRows({ binMs: MINUTE_MS, bins, waits: [] });
    expect(rows).toHaveLength(60);
    expect(rows[0]?.occupancy).toBe(0.09);
  });
});
