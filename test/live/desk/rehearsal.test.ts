/** The desk with everything behind it: the loop, its store and a rehearsed telephone system, at a hundred times the clock's pace. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRehearsedCampaign, type OpenedCampaign } from '../../../src/cli/live/openCampaign.ts';
import { startDesk, type DeskServer } from '../../../src/live/desk/startDesk.ts';
import { createTokenStore } from '../../../src/live/desk/tokens.ts';
import type { Role } from '../../../src/live/desk/roles.ts';
import { openLiveCampaign, type LiveCampaign } from '../../../src/live/loop/liveCampaign.ts';
import { createPrometheusMetrics } from '../../../src/live/metrics/prometheus.ts';
import { launchChromium, openPage } from '../../support/chromium.ts';
import { describeWithTool } from '../../support/systemTools.ts';

interface Rehearsed { readonly live: LiveCampaign; readonly opened: OpenedCampaign; readonly server: DeskServer; readonly secrets: Readonly<Record<'agent' | 'leader' | 'metrics', string>>; close(): Promise<void> }

/** telesales-20 with statuses and a form, and one person among the bots: the last agent. */
async function rehearse(folder: string, speed: number, shipped: 'telesales-20' | 'examples/preview-10' = 'telesales-20'): Promise<Rehearsed> {
  const scenario = readFileSync(new URL('../../../scenarios/telesales-20.yaml', import.meta.url), 'utf8');
  const own = join(folder, 'campaign.yaml');
  if (shipped === 'telesales-20') writeFileSync(own, `${scenario.replace('  mode: predictive\n', `  mode: predictive\n${STATUSES}`)}\n${FIELDS}`);
  const name = shipped === 'telesales-20' ? own : shipped;
  const opened = await openRehearsedCampaign({
    name, driver: 'rehearsal', store: join(folder, 'telesales.db'), seed: undefined, speed, asLive: false, bots: shipped === 'telesales-20' ? 19 : 9,
  });
  const metrics = createPrometheusMetrics(opened.setup.campaign);
  const live = openLiveCampaign({ store: opened.store, setup: opened.setup, telephony: opened.telephony, clock: opened.clock, metrics });
  await live.start();
  const tokens = createTokenStore(opened.store);
  const make = (role: Role, agent: string | null): string => tokens.create({ roles: [role], agent, label: null, expiresAt: Date.now() + 3_600_000 }, Date.now()).secret;
  const secrets = { agent: make('agent', live.agents().at(-1)!.agent), leader: make('teamLeader', null), metrics: make('metrics', null) };
  const server = await startDesk({ desk: live, tokens, metrics, listen: { host: '127.0.0.1', port: 0 } });
  await opened.begin(live);
  return {
    live, opened, server, secrets,
    close: async () => {
      opened.end();
      await server.close();
      await live.stop('now');
    },
  };
}

const STATUSES = '  statuses:\n    - { id: sale, name: Sale, validation: true }\n    - { id: later, name: Call again, nextCallRequired: true }\n    - { id: no, name: No interest }\n';
const FIELDS = 'live:\n  fields:\n    - { id: city, label: City, type: text, mandatory: true }\n';

describe('the desk over a rehearsal', () => {
  let folder: string;
  let one: Rehearsed;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'overdial-rehearsal-'));
    one = await rehearse(folder, 100);
  });
  afterEach(async () => {
    await one.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (who: 'agent' | 'leader', method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<{ status: number; body: any }> => {
    const response = await fetch(one.server.url + path, {
      method, headers: { authorization: `Bearer ${one.secrets[who]}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  };
  const waitFor = (state: string): Promise<void> => expect.poll(async () => (await ask('agent', 'GET', '/v1/agent')).body.agent.state, { timeout: 30_000, interval: 5 }).toBe(state);

  it('a person works among rehearsed agents: calls come, what he saves is in the store once, the leader sees it', async () => {
    expect((await ask('agent', 'POST', '/v1/agent/sign-in', { phone: '201' })).status).toBe(202);
    await expect.poll(async () => (await ask('agent', 'GET', '/v1/agent')).body.agent.legUp, { timeout: 30_000, interval: 5 }).toBe(true);
    const attempts: string[] = [];
    for (let calls = 0; calls < 3; calls += 1) {
      await waitFor('talking');
      const { body: call } = await ask('agent', 'GET', '/v1/agent/call');
      expect((await ask('agent', 'POST', '/v1/agent/ready')).status).toBeLessThan(500);
      await waitFor('wrapping');
      const key = { 'idempotency-key': `call-${calls}` };
      const body = { attempt: call.attempt, statusId: 'sale', form: { city: `Town ${calls}` } };
      expect(await ask('agent', 'PUT', '/v1/agent/call/disposition', { ...body, statusId: 'none such' })).toMatchObject({ status: 422, body: { error: { allowed: expect.arrayContaining(['sale', 'no']) } } });
      for (const wrong of [{ form: {} }, { statusId: 'later' }, { statusId: 'later', nextCallAt: '2020-01-01T10:00' }, { passTo: 'nobody' }]) {
        expect([wrong, (await ask('agent', 'PUT', '/v1/agent/call/disposition', { ...body, ...wrong })).status]).toEqual([wrong, 422]);
      }
      const outside = await ask('agent', 'PUT', '/v1/agent/call/disposition', { ...body, statusId: 'later', nextCallAt: '2025-03-05T03:00' });
      expect(outside).toMatchObject({ status: 422, body: { error: { message: 'the time is outside the hours in which this customer may be called' } } });
      expect(outside.body.error.allowed[1]).toBe('2025-03-04T09:00 to 2025-03-04T17:00 (UTC)');
      const saved = await ask('agent', 'PUT', '/v1/agent/call/disposition', body, key);
      expect(saved.status).toBe(200);
      expect(await ask('agent', 'PUT', '/v1/agent/call/disposition', body, key)).toEqual(saved);
      attempts.push(call.attempt as string);
    }
    expect(new Set(attempts).size).toBe(3);
    const { count } = one.opened.store.db.prepare(`SELECT count(*) AS count FROM disposition WHERE attempt IN (${attempts.map(() => '?').join(', ')})`).get(...attempts) as { count: number };
    expect(count).toBe(3);
    const { body: { campaigns: [campaign] } } = await ask('leader', 'GET', '/v1/campaigns');
    expect(campaign).toMatchObject({ campaign: 'telesales-20', driver: 'rehearsal', telephony: 'ready' });
    expect(campaign.answered).toBeGreaterThan(3);
    expect(campaign.windows.length).toBeGreaterThan(0);
    expect((await ask('leader', 'GET', '/v1/agents')).body.agents.length).toBe(20);
    const metrics = await (await fetch(`${one.server.url}/metrics`, { headers: { authorization: `Bearer ${one.secrets.metrics}` } })).text();
    expect(metrics).toMatch(/overdial_attempts_total\{campaign="telesales-20",trunk="rehearsal",outcome="answered"\} [1-9]/);
    expect(metrics).toMatch(/overdial_agents\{state="talking"\} [1-9]/);
    expect(metrics).toMatch(/overdial_driver_state\{state="ready"\} 1/);
  });

  it('a team leader\'s level is in force and in the journal, and after stop-all nothing more is dialled', async () => {
    await expect.poll(() => one.live.campaign().dials, { timeout: 30_000 }).toBeGreaterThan(50);
    expect((await ask('leader', 'POST', '/v1/campaigns/telesales-20/level', { override: 1.5 })).status).toBe(200);
    expect((await ask('leader', 'GET', '/v1/campaigns')).body.campaigns[0].level).toBe(1.5);
    expect((await ask('leader', 'POST', '/v1/campaigns/telesales-20/level', { override: 900 })).status).toBe(422);
    const { body: { seq } } = await ask('leader', 'POST', '/v1/stop-all');
    const dials = one.live.campaign().dials;
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    expect(one.live.campaign().dials).toBe(dials);
    expect(one.live.campaign().dialling).toBe('stopped');
    const rows = one.opened.store.db.prepare('SELECT count(*) AS count FROM outbox WHERE seq > ? AND command LIKE \'%"dial"%\'').get(seq) as { count: number };
    expect(rows.count).toBe(0);
  });

  it('bad lines of an import are told by number, the others are records of the campaign', async () => {
    const lines = ['{"phones":["+442079460018"],"contact":"Eva"}', '{"phones":["+442079460018"]}', 'x', '{"phones":["call me"]}', '{"phones":["+442079460019"],"timeZone":"Mars/Base"}'];
    const send = async (query: string): Promise<any> => (await fetch(`${one.server.url}/v1/records${query}`, {
      method: 'POST', body: lines.join('\n'), headers: { authorization: `Bearer ${one.secrets.leader}`, 'content-type': 'application/x-ndjson' },
    })).json();
    expect(await send('?all-or-nothing=1')).toMatchObject({ loaded: 0 });
    const report = await send('');
    expect(report).toMatchObject({ lines: 5, loaded: 1, refused: 4 });
    expect(report.problems.map(({ line }: { line: number }) => line).toSorted()).toEqual([2, 3, 4, 5]);
    expect(await send('?all-or-nothing=1')).toMatchObject({ loaded: 0 });
    const { count } = one.opened.store.db.prepare('SELECT count(*) AS count FROM record WHERE contact = \'Eva\'').get() as { count: number };
    expect(count).toBe(1);
  });
});

describe('the desk over a rehearsal in preview', () => {
  it('a person takes records, skips one, chooses a number, dials and saves', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'overdial-rehearsal-'));
    const one = await rehearse(folder, 100, 'examples/preview-10');
    const ask = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: any }> => {
      const response = await fetch(one.server.url + path, {
        method, headers: { authorization: `Bearer ${one.secrets.agent}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : JSON.parse(text) };
    };
    const phase = async (): Promise<string | undefined> => (await ask('GET', '/v1/agent/call')).body?.phase;
    try {
      await ask('POST', '/v1/agent/sign-in', { phone: '201' });
      await expect.poll(async () => (await ask('GET', '/v1/agent')).body.agent.state, { timeout: 20_000, interval: 5 }).toBe('ready');
      expect((await ask('POST', '/v1/agent/dial')).status).toBe(409);
      expect((await ask('POST', '/v1/agent/record/load', {})).status).toBe(200);
      await expect.poll(phase, { timeout: 15_000, interval: 5 }).toBe('loaded');
      const first = (await ask('GET', '/v1/agent/call')).body.record.record;
      expect((await ask('POST', '/v1/agent/skip')).status).toBe(200);
      expect((await ask('GET', '/v1/agent/call')).status).toBe(204);
      expect((await ask('POST', '/v1/agent/record/load', { record: first })).status).toBe(200);
      expect((await ask('POST', '/v1/agent/call/number', { index: 0 })).status).toBe(200);
      expect((await ask('POST', '/v1/agent/call/number', { index: 7 })).status).toBe(422);
      expect((await ask('POST', '/v1/agent/dial')).status).toBe(200);
      await expect.poll(phase, { timeout: 30_000, interval: 5 }).toBe('wrapUp');
      const { body: call } = await ask('GET', '/v1/agent/call');
      expect(await ask('PUT', '/v1/agent/call/disposition', { attempt: call.attempt, statusId: null })).toMatchObject({ status: 200 });
      const { count } = one.opened.store.db.prepare('SELECT count(*) AS count FROM disposition WHERE attempt = ?').get(call.attempt) as { count: number };
      expect(count).toBe(1);
    } finally {
      await one.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describeWithTool(['chromium', 'chromium-browser', 'google-chrome'], 'the agent\'s page over a rehearsal', (path) => {
  it('a person signs in, gets a rehearsed call, and saves it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'overdial-rehearsal-'));
    const browser = await launchChromium(path);
    const one = await rehearse(folder, 60);
    try {
      const { page, faults } = await openPage(browser, `${one.server.url}/agent`);
      page.setDefaultTimeout(40_000);
      await page.getByLabel('Your token').fill(one.secrets.agent);
      await page.keyboard.press('Enter');
      await page.getByLabel('Your telephone').fill('201');
      await page.getByRole('button', { name: 'Start the shift' }).click();
      await page.locator('#call').waitFor();
      expect(await page.locator('#customer-time').textContent()).toMatch(/^Mon,? 3 Mar,? (09|1\d):\d\d \(UTC\)$/);
      await page.getByLabel('Sale').check();
      await page.getByLabel('City').fill('Town 7');
      const { attempt } = one.live.agents().at(-1)!.call!;
      await page.locator('#save:enabled').click();
      await expect.poll(() => one.opened.store.db.prepare('SELECT count(*) AS count FROM disposition WHERE attempt = ?').get(attempt!), { timeout: 20_000 }).toMatchObject({ count: 1 });
      expect(faults).toEqual([]);
    } finally {
      await browser.close();
      await one.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
