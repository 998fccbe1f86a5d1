import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDeskUnderTest, type DeskUnderTest } from '../../support/deskServer.ts';

describe('the same key', () => {
  let under: DeskUnderTest;
  beforeEach(async () => { under = await startDeskUnderTest(); });
  afterEach(async () => { await under.close(); });

  const headers = { 'idempotency-key': 'k1' };

  it('gives the same answer and does nothing a second time', async () => {
    const first = await under.ask('POST', '/v1/agent/sign-in', { as: 'anna', body: { phone: '201' }, headers });
    const again = await under.ask('POST', '/v1/agent/sign-in', { as: 'anna', body: { phone: '201' }, headers });
    expect(first.status).toBe(202);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(under.desk.done).toEqual([{ kind: 'signIn', agent: 'anna', phone: '201' }]);
    expect((await under.ask('POST', '/v1/agent/sign-in', { as: 'anna', body: { phone: '201' } })).status).toBe(409);
  });

  it('sent many times at once does it once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => under.ask('POST', '/v1/agent/obtain', { as: 'anna', headers })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(under.desk.done.length).toBe(1);
  });

  it('of somebody else, or for something else, is another key', async () => {
    await under.ask('POST', '/v1/agent/obtain', { as: 'anna', headers });
    await under.ask('POST', '/v1/agent/obtain', { as: 'bob', headers });
    await under.ask('POST', '/v1/agent/auto-dial', { as: 'anna', body: { on: true }, headers });
    expect(under.desk.done.map(({ kind }) => kind)).toEqual(['obtain', 'obtain', 'autoDial']);
  });

  it('stays an agent\'s own when he gets a new token', async () => {
    await under.ask('POST', '/v1/agent/obtain', { as: 'anna', headers });
    const now = Date.now();
    const { secret } = under.tokens.create({ roles: ['agent'], agent: 'anna', label: null, expiresAt: now + 60_000 }, now);
    const again = await under.ask('POST', '/v1/agent/obtain', { headers: { ...headers, authorization: `Bearer ${secret}` } });
    expect(again.status).toBe(200);
    expect(under.desk.done.length).toBe(1);
  });
});
