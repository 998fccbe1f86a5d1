import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { loadOpb } from '../../bench/foresight/run.ts';
import { foresightPage } from '../../reports/explain/foresightPage.ts';
import { recordDay, sampled } from '../../reports/explain/recordHour.ts';
import { compileChart } from '../../src/report/charts/compileChart.ts';
import { NARROW, WIDE } from '../../src/report/charts/theme.ts';
import { renderPage } from '../../src/report/page.ts';
import { simulate } from '../../src/simulation/simulate.ts';

const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('vega-lite/vega-lite-schema.json'), 'utf8')) as object;
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
const scenario = loadOpb('steady-5', 'id: two-days\ncalendar: { days: 2 }\n');

describe('the page that explains foresight', () => {
  const page = foresightPage(scenario, 'page', 'a command');
  const figures = page.sections.flatMap(({ figures: all = [] }) => all);

  it.each([['desk', WIDE], ['telephone', NARROW]] as const)('has pictures for a %s that are valid, drawn and without a doubt', async (_device, size) => {
    expect(figures).toHaveLength(3);
    for (const { spec } of figures) {
      expect(validate(spec(size)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
      const doubts: string[] = [];
      const svg = await compileChart(spec(size), size.width, doubts);
      expect(doubts).toEqual([]);
      expect(svg).not.toMatch(/NaN|Infinity|undefined|height="0"/);
    }
  });

  it('needs nothing from elsewhere and tells all eight parts of the rule', async () => {
    const html = await renderPage(page);
    expect(html).not.toMatch(/<script(?! type="application\/json")|src=|href="http|@import|url\(/);
    for (let part = 1; part <= 8; part += 1) expect(html).toContain(`F${part} `);
  });

  it('shows the strategy as it runs: watching changes nothing', () => {
    const moments = recordDay(scenario, 'page');
    const { replication } = simulate({ scenario, seed: 'page', replication: 1, strategy: { id: 'foresight', parameters: {} } });
    expect(moments.at(-1)!.answered).toBeGreaterThan(replication.abandon['score']!.denominator - 10);
    expect(moments.at(-1)!.answered).toBeLessThan(replication.abandon['score']!.denominator + 10);
    expect(moments.reduce((sum, { dials }) => sum + dials, 0)).toBeGreaterThanOrEqual(replication.counts.dials);
    const tenSeconds = sampled(moments, moments[0]!.at, moments.at(-1)!.at, 10_000);
    expect(tenSeconds.every(({ ready, reserved, talking, wrapping }) => ready + reserved + talking + wrapping <= 5)).toBe(true);
  });
});
