import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDeskUnderTest, type DeskUnderTest } from '../../support/deskServer.ts';
import { FAKE_NOW } from '../../support/fakeDesk.ts';

describe('bad input is refused, and nothing is done', () => {
  let under: DeskUnderTest;
  beforeEach(async () => { under = await startDeskUnderTest(); });
  afterEach(async () => {
    expect(under.errors).toEqual([]);
    await under.close();
  });

  const wrapping = async (): Promise<void> => {
    await talking();
    under.desk.customerHangsUp('anna');
  };
  const talking = async (): Promise<void> => {
    await under.ask('POST', '/v1/agent/sign-in', { as: 'anna', body: { phone: '201' } });
    under.desk.giveCall('anna');
    under.desk.done.length = 0;
  };

  it.each(['{', '{"phone":', 'phone=1', '[1', '"', '\u0000', '{"phone":"1"} x'])('what is no JSON: %j gives 400', async (body) => {
    expect(await under.ask('POST', '/v1/agent/sign-in', { as: 'anna', body })).toMatchObject({ status: 400, body: { error: { code: 'badRequest' } } });
    expect(under.desk.done).toEqual([]);
  });

  it('keys that would change objects themselves give 400', async () => {
    for (const body of ['{"__proto__":{"phone":"1"}}', '{"phone":"201","form":{"constructor":{"prototype":{}}}}']) {
      expect((await under.ask('POST', '/v1/agent/sign-in', { as: 'anna', body })).status).toBe(400);
    }
  });

  it('an unknown field and wrong types give 400 with a list of all of them', async () => {
    const { status, body } = await under.ask('PUT', '/v1/agent/call/disposition', { as: 'anna', body: { statusId: 5, form: [], color: 'red', nextCallAt: true } });
    expect(status).toBe(400);
    expect(body.error.problems.map(({ path }: { path: string }) => path).toSorted()).toEqual(['color', 'form', 'nextCallAt', 'statusId']);
    expect(body.error.problems.find(({ path }: { path: string }) => path === 'color').message).toMatch(/is unknown; allowed: attempt, statusId, form, nextCallAt, passTo/);
  });

  it.each([
    ['/v1/agent/pause', {}], ['/v1/agent/pause', { reason: '' }], ['/v1/agent/pause', { reason: 'a\nb' }], ['/v1/agent/pause', { reason: 'x'.repeat(81) }],
    ['/v1/agent/pause', null], ['/v1/agent/pause', []], ['/v1/agent/ready', { now: true }], ['/v1/agent/call/number', { index: -1 }], ['/v1/agent/call/number', { index: 1.5 }],
    ['/v1/agent/auto-dial', { on: 'yes' }], ['/v1/agent/record/load', { record: '17' }], ['/v1/agent/sign-in', { phone: '201', agent: 'bob' }],
  ])('%s with %j gives 400', async (path, body) => {
    expect((await under.ask('POST', path, { as: 'anna', body })).status).toBe(400);
    expect(under.desk.done).toEqual([]);
  });

  it.each([
    ['/v1/campaigns/telesales-20/level', { override: '2' }], ['/v1/campaigns/telesales-20/level', { override: -1 }], ['/v1/campaigns/telesales-20/level', {}],
    ['/v1/blocks', { numbers: [] }], ['/v1/blocks', { numbers: ['1'], scope: 'world' }], ['/v1/blocks', { numbers: Array.from({ length: 1_001 }, () => '+442079460018') }],
  ])('%s of a team leader with %j gives 400', async (path, body) => {
    expect((await under.ask('POST', path, { as: 'leader', body })).status).toBe(400);
    expect(under.desk.done).toEqual([]);
  });

  it('more than 64 KiB gives 413', async () => {
    const body = { statusId: 'sold', form: { city: 'x'.repeat(66_000) } };
    expect(await under.ask('PUT', '/v1/agent/call/disposition', { as: 'anna', body })).toMatchObject({ status: 413, body: { error: { code: 'tooLarge' } } });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/x-ndjson', 'text/html'])('a body of the kind %s gives 415', async (kind) => {
    expect((await under.ask('POST', '/v1/agent/ready', { as: 'anna', body: '{}', headers: { 'content-type': kind } })).status).toBe(415);
  });

  it('a status that the campaign does not have gives 422 with those that it has', async () => {
    await wrapping();
    const { status, body } = await under.ask('PUT', '/v1/agent/call/disposition', { as: 'anna', body: { statusId: 'gold' } });
    expect([status, body.error.code, body.error.allowed]).toEqual([422, 'invalid', ['sold', 'callback', 'refused']]);
    expect(under.desk.done).toEqual([]);
  });

  it('a next call in the past, or at no time at all, gives 422 with what is allowed', async () => {
    await wrapping();
    for (const nextCallAt of [FAKE_NOW - 60_000, '2026-11-23T10:00', 'tomorrow', '2026-13-40T10:00', '2027-03-28T02:30', '2026-11-24', '']) {
      const { status, body } = await under.ask('PUT', '/v1/agent/call/disposition', { as: 'anna', body: { statusId: 'callback', nextCallAt } });
      expect([nextCallAt, status]).toEqual([nextCallAt, nextCallAt === '' ? 400 : 422]);
      if (status === 422) expect(body.error.allowed.length).toBeGreaterThan(0);
    }
    expect(under.desk.done).toEqual([]);
  });

  it('a form value of the wrong kind, or for no field, gives 422 with what is allowed', async () => {
    await wrapping();
    const save = (form: unknown): ReturnType<DeskUnderTest['ask']> => under.ask('PUT', '/v1/agent/call/disposition', { as: 'anna', body: { statusId: 'refused', form } });
    expect(await save({ colour: 'red' })).toMatchObject({ status: 422, body: { error: { allowed: ['city', 'seats', 'plan', 'moveIn'] } } });
    expect(await save({ plan: 'Gold' })).toMatchObject({ status: 422, body: { error: { problems: [{ path: 'form.plan', message: 'must be one of Basic, Plus' }] } } });
    for (const form of [{ seats: '4' }, { city: 4 }, { moveIn: 'soon' }, { moveIn: '2026-02-30' }, { plan: true }]) expect((await save(form)).status).toBe(422);
    expect((await save({ seats: 4, city: '<b>', plan: null, moveIn: '2026-12-01' })).status).toBe(200);
  });

  it('what is not allowed in this state gives 409 with the present state', async () => {
    await talking();
    expect(await under.ask('POST', '/v1/agent/ready', { as: 'anna' })).toMatchObject({ status: 409, body: { error: { code: 'conflict', state: 'talking' } } });
    expect(await under.ask('POST', '/v1/agent/ready', { as: 'bob' })).toMatchObject({ status: 409, body: { error: { state: 'signedOut' } } });
  });

  it('a second result with other content gives 409, with the same content it is the same', async () => {
    await wrapping();
    const save = (city: string): Promise<{ status: number }> => under.ask('PUT', '/v1/agent/call/disposition', { as: 'anna', body: { statusId: 'sold', form: { city } } });
    expect((await save('Brno')).status).toBe(200);
    expect((await save('Brno')).status).toBe(200);
    expect((await save('Praha')).status).toBe(409);
  });

  it('somebody else\'s call gives 404', async () => {
    await talking();
    const { attempt } = under.desk.agent('anna')!.call!;
    await under.ask('POST', '/v1/agent/sign-in', { as: 'bob', body: { phone: '202' } });
    under.desk.giveCall('bob');
    expect((await under.ask('PUT', '/v1/agent/call/disposition', { as: 'bob', body: { attempt, statusId: 'sold' } })).status).toBe(404);
    expect(under.desk.agent('anna')!.call).not.toBeNull();
  });

  it('another campaign gives 404 and says which there is', async () => {
    expect(await under.ask('POST', '/v1/campaigns/other/stop', { as: 'leader' })).toMatchObject({ status: 404, body: { error: { allowed: ['telesales-20'] } } });
  });

  it.each(['', 'two words', 'x'.repeat(129), 'á'])('the key %j gives 400', async (key) => {
    const answer = await under.ask('POST', '/v1/agent/obtain', { as: 'anna', headers: { 'idempotency-key': encodeURIComponent(key) === key ? key : key === 'á' ? '\u00e1' : key } });
    expect(answer.status).toBe(400);
    expect(under.desk.done).toEqual([]);
  });

  it('a bug of ours gives 500 without a word of the inside, and is reported', async () => {
    under.desk.breakNext();
    const { status, text } = await under.ask('POST', '/v1/agent/obtain', { as: 'anna' });
    expect(status).toBe(500);
    expect(text).not.toMatch(/secret of the inside/);
    expect(under.errors.map(String)).toEqual(['Error: a secret of the inside']);
    under.errors.length = 0;
  });

  it.each([
    '/../etc/passwd', '/desk/../../package.json', '/desk/%2e%2e/%2e%2e/package.json', '/desk/..%2f..%2fpackage.json', '/desk//desk.css', '/desk/desk.css/', '/desk/',
    '/desk/agent.html', '/desk/startDesk.ts', '//v1/agent', '/v1//agent', '/v1/agent/', '/V1/agent', '/v1/agent%00', '/v1/agent/..', '/v1/%', '/v1/agent;x=1', '/.git/config',
    '/v1/campaigns/%2e%2e/stop', '/v1/campaigns/..%2f..%2fx/stop', '\\v1\\agent', '/v1/tokens/1e3', `/${'a'.repeat(9_000)}`,
  ])('the path %s leads nowhere', async (path) => {
    const { port } = new URL(under.server.url);
    const status = await new Promise<number>((resolve, reject) => {
      // `fetch` would tidy the path up before it sends it.
      const asked = request({ host: '127.0.0.1', port, path, method: path.endsWith('stop') ? 'POST' : 'GET', headers: { authorization: `Bearer ${under.secrets.leader}` } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      asked.on('error', reject);
      asked.end();
    });
    expect([400, 403, 404, 414]).toContain(status);
    expect(under.desk.done).toEqual([]);
  });

  it('refusals are counted by their code, everyday ones are not', async () => {
    const counted: string[] = [];
    const metrics = { text: async () => '', refused: (reason: string) => { counted.push(reason); } };
    const other = await startDeskUnderTest({ metrics });
    try {
      await other.ask('GET', '/../etc/passwd');
      await other.ask('GET', '/v1/agent', { headers: { authorization: 'Bearer wrong' } });
      await other.ask('GET', '/v1/campaigns', { as: 'anna' });
      await other.ask('POST', '/v1/agent/pause', { as: 'anna', body: '{' });
      await other.ask('POST', '/v1/agent/ready', { as: 'anna' });
      await other.ask('POST', '/v1/session', { body: { token: 'x' }, headers: { origin: 'https://evil.example' } });
      await other.ask('POST', '/v1/agent/pause', { as: 'anna', body: { reason: 'x'.repeat(70_000) } });
    } finally {
      await other.close();
    }
    expect(counted).toEqual(['api.notFound', 'api.unauthorized', 'api.notPermitted', 'api.badRequest', 'api.foreignOrigin', 'api.tooLarge']);
  });

  it('other methods lead nowhere', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']) expect((await under.ask(method, '/v1/agent/ready', { as: 'anna' })).status).toBe(404);
    expect(under.desk.done).toEqual([]);
  });
});
