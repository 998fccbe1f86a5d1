import { readFileSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDeskUnderTest, type DeskUnderTest } from '../../support/deskServer.ts';

const FOLDER = new URL('../../../src/live/desk/pages/', import.meta.url);
const files = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), 'utf8') }));

describe('the pages', () => {
  let under: DeskUnderTest;
  beforeAll(async () => { under = await startDeskUnderTest(); });
  afterAll(async () => { await under.close(); });

  it.each(files.map(({ name }) => name))('%s is served, and nothing but it may run', async (name) => {
    const { status, headers, text } = await under.ask('GET', name.endsWith('.html') ? `/${name.replace('.html', '')}` : `/desk/${name}`);
    expect(status).toBe(200);
    expect(text).toBe(files.find((file) => file.name === name)!.text);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self'; style-src 'self'/);
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
    expect([headers.get('x-content-type-options'), headers.get('referrer-policy'), headers.get('x-frame-options')]).toEqual(['nosniff', 'no-referrer', 'DENY']);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('refusals carry the same headers', async () => {
    for (const path of ['/nowhere', '/v1/agent', '/v1/%']) expect((await under.ask('GET', path)).headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('name no other host, and never make HTML of a text', () => {
    for (const { name, text } of files) {
      expect([name, text.replaceAll('http://www.w3.org/2000/svg', '').match(/https?:\/\/|\/\/[a-z0-9-]+\.[a-z]/g)]).toEqual([name, null]);
      expect([name, text.match(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|\sstyle=|\son[a-z]+="/g)]).toEqual([name, null]);
    }
  });

  it('every element that a script asks for by id is on its page', () => {
    const shared = ['show.js', 'callForm.js', 'results.js'];
    for (const page of ['agent', 'leader']) {
      const html = files.find(({ name }) => name === `${page}.html`)!.text;
      const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]!));
      expect(ids.size).toBe([...html.matchAll(/ id="/g)].length);
      const scripts = [`${page}.js`, ...(page === 'agent' ? shared : ['show.js'])].map((name) => files.find((file) => file.name === name)!.text).join('\n');
      const asked = [...scripts.matchAll(/byId\('([^']+)'\)|^on\('([^']+)'/gm)].map((match) => match[1] ?? match[2]!);
      expect(asked.filter((id) => !ids.has(id))).toEqual([]);
      for (const match of html.matchAll(/(?:for|aria-labelledby|aria-describedby|list)="([^"]+)"/g)) expect(ids).toContain(match[1]!);
    }
  });
});
