import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeskError, isLoopback, parseListen, tlsFor } from '../../../src/live/desk/listenAddress.ts';
import { createWrongTokens } from '../../../src/live/desk/wrongTokens.ts';
import { startDeskUnderTest, type Answer, type DeskUnderTest } from '../../support/deskServer.ts';

describe('a session of the pages', () => {
  let under: DeskUnderTest;
  let time: number;
  beforeEach(async () => {
    time = Date.now();
    under = await startDeskUnderTest({ now: () => time });
  });
  afterEach(async () => { await under.close(); });

  const signIn = (secret: string, headers: Readonly<Record<string, string>> = { origin: under.server.url }): Promise<Answer> => (
    under.ask('POST', '/v1/session', { body: { token: secret }, headers }));
  const cookieOf = (answer: Answer): string => answer.headers.get('set-cookie')!.split(';', 1)[0]!;
  const session = async (who: 'anna' | 'leader' = 'anna'): Promise<Readonly<Record<string, string>>> => ({ cookie: cookieOf(await signIn(under.secrets[who])), origin: under.server.url });

  it('begins with a token, in a cookie that no script and no other site can use', async () => {
    const answer = await signIn(under.secrets.anna);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ roles: ['agent'], agent: 'anna' });
    expect(answer.text).not.toContain(under.secrets.anna);
    expect(answer.headers.get('set-cookie')).toMatch(/^overdial[0-9]+=od_[A-Za-z0-9_-]{43}; Path=\/; Max-Age=[0-9]+; HttpOnly; SameSite=Strict$/);
    expect(answer.headers.get('set-cookie')).not.toContain(under.secrets.anna);
  });

  it('may read and, from the server\'s own pages, write', async () => {
    const headers = await session();
    expect((await under.ask('GET', '/v1/agent', { headers })).body.agent.agent).toBe('anna');
    expect((await under.ask('POST', '/v1/agent/sign-in', { headers, body: { phone: '201' } })).status).toBe(202);
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }], ['the same name on another port', { origin: 'http://127.0.0.1:1' }], ['a sandboxed page', { origin: 'null' }],
    ['nobody knows where', {}], ['TLS where there is none', { origin: 'https://HOST' }],
  ])('a write that comes from %s is refused', async (_title, { origin }: { origin?: string }) => {
    const { cookie } = await session();
    const headers = { cookie: cookie!, ...(origin === undefined ? {} : { origin: origin.replace('HOST', new URL(under.server.url).host) }) };
    expect(await under.ask('POST', '/v1/agent/sign-in', { headers, body: { phone: '201' } })).toMatchObject({ status: 403, body: { error: { code: 'foreignOrigin' } } });
    expect(await under.ask('DELETE', '/v1/session', { headers })).toMatchObject({ status: 403 });
    expect(under.desk.done).toEqual([]);
  });

  it('a browser that has never signed in is told so, and that is no error', async () => {
    expect((await under.ask('GET', '/v1/session')).status).toBe(204);
    expect((await under.ask('GET', '/v1/session', { as: 'leader' })).body).toMatchObject({ roles: ['teamLeader'], agent: null });
  });

  it('nobody is signed in by another site', async () => {
    expect((await signIn(under.secrets.anna, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await signIn(under.secrets.anna, {})).status).toBe(403);
  });

  it('ends when it is closed, with its token, and by itself', async () => {
    const closed = await session();
    expect((await under.ask('DELETE', '/v1/session', { headers: closed })).headers.get('set-cookie')).toMatch(/Max-Age=0/);
    expect((await under.ask('GET', '/v1/session', { headers: closed })).status).toBe(401);

    const revoked = await session('leader');
    under.tokens.revoke(under.tokens.list().find(({ roles }) => roles.includes('teamLeader'))!.id, time);
    expect((await under.ask('GET', '/v1/session', { headers: revoked })).status).toBe(401);

    const old = await session();
    time += 3_700_000;
    expect((await under.ask('GET', '/v1/session', { headers: old })).status).toBe(401);
  });

  it('is no bearer token, and a token is no session', async () => {
    const { cookie } = await session();
    const [name, secret] = cookie!.split('=') as [string, string];
    expect((await under.ask('GET', '/v1/agent', { headers: { authorization: `Bearer ${secret}` } })).status).toBe(401);
    expect((await under.ask('GET', '/v1/agent', { headers: { cookie: `${name}=${under.secrets.anna}` } })).status).toBe(401);
    expect((await signIn(secret)).status).toBe(401);
  });
});

describe('wrong tokens', () => {
  it('are told to wait after some, while right ones get in', async () => {
    const under = await startDeskUnderTest({ wrongTokensPerMinute: 3 });
    try {
      const wrong = (): Promise<Answer> => under.ask('GET', '/v1/agent', { headers: { authorization: 'Bearer od_wrong' } });
      for (const status of [401, 401, 401, 429, 429]) expect((await wrong()).status).toBe(status);
      expect(Number((await wrong()).headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await under.ask('GET', '/v1/agent', { as: 'anna' })).status).toBe(200);
    } finally {
      await under.close();
    }
  });

  it('are forgotten after a minute, and no more addresses are remembered than there is room for', () => {
    const wrong = createWrongTokens({ limit: 1 });
    expect([wrong.add('a', 0), wrong.add('a', 10), wrong.add('b', 10), wrong.add('a', 60_001)]).toEqual([0, 60, 0, 0]);
    for (let index = 0; index < 20_000; index += 1) wrong.add(`address ${index}`, 60_002);
    expect(wrong.add('a', 60_003)).toBe(0);
    expect(wrong.total).toBe(20_005);
  });
});

describe('where the desk listens', () => {
  it.each([
    ['8420', { host: '127.0.0.1', port: 8420 }], ['0.0.0.0:8420', { host: '0.0.0.0', port: 8420 }], ['[::1]:80', { host: '::1', port: 80 }], ['desk.example:443', { host: 'desk.example', port: 443 }],
  ])('%s is read', (text, address) => { expect(parseListen(text)).toEqual(address); });

  it.each(['', 'host', 'host:', '1.2.3.4:70000', '::1:80', 'a b:80', 'host:80:80', '-1'])('%j is refused', (text) => {
    expect(() => parseListen(text)).toThrow(DeskError);
  });

  it('an address that others can reach needs TLS', () => {
    expect(['localhost', '127.0.0.1', '127.1.2.3', '::1', '0.0.0.0', '192.168.1.1', '::', '127.evil.example'].map(isLoopback)).toEqual([true, true, true, true, false, false, false, false]);
    expect(() => tlsFor({ host: '0.0.0.0', port: 1 }, undefined)).toThrow(/needs TLS/);
    expect(tlsFor({ host: '127.0.0.1', port: 1 }, undefined)).toBeNull();
  });

  it('a key that others may read, or that is not there, is refused', () => {
    const folder = mkdtempSync(join(tmpdir(), 'overdial-tls-'));
    try {
      const files = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') };
      expect(() => tlsFor({ host: '0.0.0.0', port: 1 }, files)).toThrow(/--tls-key: .* cannot be read/);
      writeFileSync(files.certFile, 'cert');
      writeFileSync(files.keyFile, 'key');
      chmodSync(files.keyFile, 0o644);
      expect(() => tlsFor({ host: '0.0.0.0', port: 1 }, files)).toThrow(/must have mode 0600/);
      chmodSync(files.keyFile, 0o600);
      expect(tlsFor({ host: '0.0.0.0', port: 1 }, files)).toMatchObject({ cert: Buffer.from('cert') });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
