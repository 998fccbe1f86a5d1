import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDeskUnderTest, type DeskUnderTest } from '../../support/deskServer.ts';

const AGENT = ['anna'] as const;
const LEADER = ['leader'] as const;
const ADMINISTRATOR = ['administrator'] as const;
const EVERYBODY = ['anna', 'leader', 'administrator', 'metrics'] as const;

type Who = (typeof EVERYBODY)[number];

/** Every route that needs a token, with a body that is well formed, and who may. */
const ROUTES: readonly [method: string, path: string, body: unknown, may: readonly Who[]][] = [
  ['POST', '/v1/agent/sign-in', { phone: '201' }, AGENT],
  ['POST', '/v1/agent/ready', {}, AGENT],
  ['POST', '/v1/agent/pause', { reason: 'break' }, AGENT],
  ['POST', '/v1/agent/leaving', { leaving: true }, AGENT],
  ['GET', '/v1/agent', undefined, AGENT],
  ['GET', '/v1/agent/call', undefined, AGENT],
  ['POST', '/v1/agent/call/hangup', {}, AGENT],
  ['PUT', '/v1/agent/call/disposition', { statusId: 'sold', form: {} }, AGENT],
  ['POST', '/v1/agent/record/load', {}, AGENT],
  ['POST', '/v1/agent/record/dial', {}, AGENT],
  ['POST', '/v1/agent/dial', {}, AGENT],
  ['POST', '/v1/agent/record/skip', {}, AGENT],
  ['POST', '/v1/agent/skip', {}, AGENT],
  ['POST', '/v1/agent/call/number', { index: 1 }, AGENT],
  ['POST', '/v1/agent/obtain', {}, AGENT],
  ['POST', '/v1/agent/auto-dial', { on: true }, AGENT],
  ['POST', '/v1/agent/sign-out', {}, AGENT],
  ['GET', '/v1/campaigns', undefined, LEADER],
  ['GET', '/v1/campaigns/telesales-20/history', undefined, LEADER],
  ['GET', '/v1/agents', undefined, LEADER],
  ['POST', '/v1/campaigns/telesales-20/drain', {}, LEADER],
  ['POST', '/v1/campaigns/telesales-20/stop', {}, LEADER],
  ['POST', '/v1/campaigns/telesales-20/start', {}, LEADER],
  ['POST', '/v1/campaigns/telesales-20/level', { override: 1.5 }, LEADER],
  ['POST', '/v1/stop-all', {}, LEADER],
  ['POST', '/v1/blocks', { numbers: ['+442079460018'] }, LEADER],
  ['POST', '/v1/blocks', { numbers: ['+442079460018'], blocked: false }, ADMINISTRATOR],
  ['POST', '/v1/tokens', { roles: ['teamLeader'], expiresInSeconds: 600 }, ADMINISTRATOR],
  ['GET', '/v1/tokens', undefined, ADMINISTRATOR],
  ['DELETE', '/v1/tokens/999', undefined, ADMINISTRATOR],
  ['GET', '/metrics', undefined, ['metrics']],
];

describe('who may do what', () => {
  let under: DeskUnderTest;
  beforeAll(async () => { under = await startDeskUnderTest({ wrongTokensPerMinute: 1_000 }); });
  afterAll(async () => { await under.close(); });

  it.each(ROUTES)('%s %s: only with a token, and only for whom it is', async (method, path, body, may) => {
    const headers = { 'content-type': 'application/json' };
    const asked = body === undefined ? {} : { body, headers };
    const nobody = await under.ask(method, path, asked);
    expect(nobody.status).toBe(401);
    expect(nobody.headers.get('www-authenticate')).toBe('Bearer');
    expect((await under.ask(method, path, { ...asked, headers: { ...headers, authorization: `Bearer od_${'x'.repeat(43)}` } })).status).toBe(401);
    for (const who of EVERYBODY.filter((one) => !may.includes(one))) {
      const { status, body: refused } = await under.ask(method, path, { ...asked, as: who });
      expect([who, status, refused.error.code]).toEqual([who, 403, 'notPermitted']);
    }
    for (const who of may) expect([200, 201, 202, 204, 404, 409]).toContain((await under.ask(method, path, { ...asked, as: who })).status);
    expect(under.errors).toEqual([]);
  });

  it('records are imported by team leaders only', async () => {
    const headers = { 'content-type': 'application/x-ndjson' };
    const body = '{"phones":["+442079460018"]}';
    expect((await under.ask('POST', '/v1/records', { body, headers })).status).toBe(401);
    for (const as of ['anna', 'administrator', 'metrics'] as const) expect((await under.ask('POST', '/v1/records', { body, headers, as })).status).toBe(403);
    expect((await under.ask('POST', '/v1/records', { body, headers, as: 'leader' })).body).toMatchObject({ lines: 1, loaded: 1, refused: 0 });
  });

  it('the stream of changes is for agents and team leaders', async () => {
    expect((await under.ask('GET', '/v1/events')).status).toBe(401);
    for (const as of ['administrator', 'metrics'] as const) expect((await under.ask('GET', '/v1/events', { as })).status).toBe(403);
  });

  it('health is for everybody, and readiness says what the telephone does', async () => {
    expect((await under.ask('GET', '/healthz')).body).toEqual({ status: 'ok' });
    expect((await under.ask('GET', '/readyz')).status).toBe(200);
    under.desk.figures.telephony = 'blind';
    expect(await under.ask('GET', '/readyz')).toMatchObject({ status: 503, body: { status: 'notReady', telephony: 'blind' } });
    under.desk.figures.telephony = 'ready';
  });

  it('the metrics are what the registry prints', async () => {
    const { text, headers } = await under.ask('GET', '/metrics', { as: 'metrics' });
    expect(text).toBe('overdial_inbox_depth 0\n');
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  });

  it('capabilities are data: with other sets, others may', async () => {
    const none = { agent: [], teamLeader: [], administrator: [], metrics: ['metrics.read', 'reports.read'] } as const;
    const other = await startDeskUnderTest({ roles: none });
    try {
      expect((await other.ask('GET', '/v1/campaigns', { as: 'leader' })).status).toBe(403);
      expect((await other.ask('GET', '/v1/campaigns', { as: 'metrics' })).status).toBe(200);
      expect((await other.ask('POST', '/v1/agent/ready', { as: 'anna' })).status).toBe(403);
    } finally {
      await other.close();
    }
  });
});
