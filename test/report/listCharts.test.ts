/** The charts of a list: valid specifications, shares that add up, and a page that shows them with the statuses. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/base/time.ts';
import { ACTIONS } from '../../src/engine/vocabulary.ts';
import type { ListSeries, StatusLine } from '../../src/measure/results.ts';
import { compileChart } from '../../src/report/charts/compileChart.ts';
import { listBurnDown } from '../../src/report/charts/listBurnDown.ts';
import { listRows } from '../../src/report/charts/listRows.ts';
import { recordsByAction } from '../../src/report/charts/recordsByAction.ts';
import { NARROW, WIDE } from '../../src/report/charts/theme.ts';
import { renderHtml } from '../../src/report/html.ts';
import { traceText } from '../../src/report/traceText.ts';
import { sampleInput, sampleSeries } from '../support/sampleRun.ts';

const SERIES: ListSeries = {
  binMs: 15 * MINUTE_MS,
  points: Array.from({ length: 400 }, (_, index) => {
    const worked = Math.min(1_000, Math.max(0, (index - 36) * 4));
    const done = Math.floor(worked * 0.7);
    return { at: (index + 1) * 15 * MINUTE_MS, called: worked, notAssigned: 1_000 - worked, ready: 0, callImmediately: 0, rescheduledByDialer: worked - done - (worked > 10 ? 5 : 0), rescheduledByAgent: worked > 10 ? 5 : 0, done };
  }),
};
const STATUSES: StatusLine[] = [
  { id: 'noAnswer', name: 'No answer', group: 'system', setAutomatically: 12_340, setByAgents: 0, carriedNow: 9_000 },
  { id: 'sale', name: 'Sale & <more>', group: 'contact', setAutomatically: 0, setByAgents: 560, carriedNow: 560 },
];
const CHARTS = { listBurnDown, recordsByAction };
const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false })
  .compile(JSON.parse(readFileSync(createRequire(import.meta.url).resolve('vega-lite/vega-lite-schema.json'), 'utf8')) as object);

describe.each(Object.entries(CHARTS))('%s', (_name, chart) => {
  test.each([WIDE, NARROW])('is a valid Vega-Lite specification at width $width', (size) => {
    validate(chart(SERIES, size));
    expect(validate.errors).toBeNull();
  });

  test('is drawn without a doubt, with a tooltip for each row', async () => {
    const doubts: string[] = [];
    const svg = await compileChart(chart(SERIES), WIDE.width, doubts);
    expect(doubts).toEqual([]);
    expect(svg.match(/<title>hour /g)).toHaveLength(listRows(SERIES).length);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('of a list of nothing is an empty picture, not an error', async () => {
    const nothing = { at: HOUR_MS, called: 0, notAssigned: 0, ready: 0, callImmediately: 0, rescheduledByDialer: 0, rescheduledByAgent: 0, done: 0 };
    expect(await compileChart(chart({ binMs: HOUR_MS, points: [nothing] }))).not.toMatch(/NaN/);
  });
});

describe('rows of a list', () => {
  const rows = listRows(SERIES);

  test('begin just before the first call and are few enough to be seen', () => {
    expect(rows[0]!.toHours).toBeGreaterThan(9);
    expect(rows[0]!.toHours).toBeLessThan(10.5);
    expect(rows.length).toBeLessThanOrEqual(161);
    expect(rows.at(-1)!.toHours).toBe(100);
  });

  test('have shares of actions that add up to 1, one after the other without a gap', () => {
    rows.forEach((row, index) => {
      expect(ACTIONS.reduce((sum, action) => sum + row.byAction[action], 0)).toBeCloseTo(1, 9);
      if (index > 0) expect(row.fromHours).toBe(rows[index - 1]!.toHours);
    });
  });
});

describe('the page of a run on a list', () => {
  test('shows the list, its statuses and how many promises were kept', async () => {
    const page = await renderHtml(sampleInput({ series: { ...sampleSeries(), list: SERIES, statuses: STATUSES } }));
    expect(page.match(/<figure>/g)).toHaveLength(5);
    for (const text of ['How the list is worked off', 'Records by action', 'Sale &amp; &lt;more&gt;', '1,234', 'Promises kept', '97.5 %']) expect(page).toContain(text);
    expect(page).toMatch(/No answer<small>noAnswer<\/small><\/th><td>system<\/td><td class="number">1,234<\/td><td class="number">0<\/td><td class="number">900</);
  });
});

describe('a line of the trace', () => {
  test('names the agent, the bucket, what the order compared, and who was passed over', () => {
    const entry = {
      at: 9 * HOUR_MS, agent: 1, bucket: 'own', record: 7, keys: [{ by: 'nextCallAt' as const, value: 8 * HOUR_MS }, { by: 'priority' as const, value: 3 }],
      passedOver: [{ record: 4, reason: 'notDue' as const }], skipped: { notDue: 5, ownedByOther: 2 },
    };
    expect(traceText(entry, { agents: ['Ann', 'Bob'] })).toBe(
      '09:00:00.000 Bob: record 7 from bucket own (nextCallAt 08:00:00.000, priority 3); passed over: 4 notDue; not chosen: 5 notDue, 2 ownedByOther',
    );
    expect(traceText({ ...entry, agent: -1, bucket: null, record: -1, keys: [], passedOver: [], skipped: {} }, { agents: [] })).toBe('09:00:00.000 the queue: nothing');
    expect(traceText(entry, { agents: ['Ann', 'Bob'], record: (record) => `#${record + 100}` })).toContain('record #107 from bucket own');
  });
});
