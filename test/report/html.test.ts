import { beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html.ts';
import { sampleInput, sampleRun } from '../support/sampleRun.ts';

let page = '';
let hostile = '';
const ATTACK = '</title></script><script>alert(1)</script><img src=x onerror="alert(2)"> & \'more\'';

beforeAll(async () => {
  page = await renderHtml(sampleInput());
  const result = sampleRun();
  hostile = await renderHtml(sampleInput({
    title: ATTACK, description: ATTACK, command: `overdial run '${ATTACK}'`,
    result: { ...result, scenario: ATTACK, seed: ATTACK, strategy: { id: ATTACK, parameters: { [ATTACK]: ATTACK } } },
  }));
});

describe('the report page', () => {
  test('asks nothing of any host', () => {
    expect(page).not.toMatch(/(?:src|href|action)\s*=/i);
    expect(page).not.toMatch(/@import|url\(/i);
    const addresses = [...page.matchAll(/https?:\/\/[^\s"'<>)]+/g)].map((match) => match[0]);
    expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org/2000/svg']));
    expect(page).toContain(`content="default-src 'none';`);
  });

  test('runs no script: the only script elements hold data', () => {
    const scripts = [...page.matchAll(/<script\b[^>]*>/g)].map((match) => match[0]);
    expect(scripts).toHaveLength(2);
    for (const script of scripts) expect(script).toContain('type="application/json"');
  });

  test('shows hostile text as text', () => {
    const elements = (html: string): number => [...html.matchAll(/<(?:script|img|title)\b/g)].length;
    expect(elements(hostile)).toBe(elements(page));
    expect(hostile).toContain('<h1>&lt;/title&gt;&lt;/script&gt;&lt;script&gt;alert(1)');
    expect(hostile).not.toContain('<script>');
  });

  test('embeds the run so that its numbers can be recomputed', () => {
    const data = /<script type="application\/json" id="overdial-run">(.*?)<\/script>/s.exec(hostile)?.[1] ?? '';
    const run = JSON.parse(data) as { scenario: string; replications: unknown[] };
    expect(run.scenario).toBe(ATTACK);
    expect(run.replications).toHaveLength(10);
  });

  test('heads with occupancy, abandon rate, limit, throughput and waits', () => {
    for (const text of ['88.1 %', '2.79 %', 'Within the limit.', 'Limit 3 %; 2 of 10 windows over the limit.', '18.3 s', '95 % are within 48.9 s', '1,348', '387', '40.6 min']) {
      expect(page).toContain(text);
    }
  });

  test('names what reproduces it', () => {
    for (const text of ['--strategy holding:target=0.03 --seed 17', 'holding (target 0.03, smoothing true)', '9f86d081884c7d65', '5b1e0c9aa4f27d13', 'overdial 0.1.0']) {
      expect(page).toContain(text);
    }
  });

  test('shows each chart once for a desk and once for a telephone', () => {
    expect(page.match(/<svg role="img"/g)).toHaveLength(6);
    expect(page.match(/<figure>/g)).toHaveLength(3);
  });

  test('lists every rule, every metric and every replication', () => {
    const { result } = sampleInput();
    for (const words of ['US (FTC, FCC) <strong>(enforced)</strong>', 'UK without AMD', 'UK with AMD', 'of all dials', 'of calls offered']) expect(page).toContain(words);
    for (const path of Object.keys(result.summary)) expect(page).toContain(`<code>${path}</code>`);
    for (const replication of result.replications) expect(page).toContain(`<code>${replication.digest}</code>`);
  });

  test('of one replication says so and prints no interval', async () => {
    const single = await renderHtml(sampleInput({ result: sampleRun(1) }));
    expect(single).toContain('Fewer than 10 replications');
    expect(single).toContain('Within the limit in this one run.');
    expect(single).not.toContain('±');
  });

  test('of equal runs is equal, byte for byte', async () => {
    expect(await renderHtml(sampleInput())).toBe(page);
  });

  test('of a run without any replication is a page of dashes, not an error', async () => {
    const empty = await renderHtml(sampleInput({ result: { ...sampleRun(), replications: [], summary: {} }, series: { binMs: 300_000, bins: [], waits: [] } }));
    expect(empty).toContain('<div class="figure">– ');
    expect(empty).not.toMatch(/NaN|undefined|Infinity/);
  });
});
