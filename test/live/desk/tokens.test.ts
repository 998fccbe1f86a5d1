import { readFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTokenStore, tokenFault, type TokenSpec, type TokenStore } from '../../../src/live/desk/tokens.ts';
import { createStore, openStore, type Store } from '../../../src/live/store/openStore.ts';
import { startDeskUnderTest } from '../../support/deskServer.ts';

const NOW = Date.UTC(2026, 10, 23);
const HOUR = 3_600_000;
const SPEC: TokenSpec = { roles: ['agent'], agent: 'anna', label: 'desk 4', expiresAt: NOW + HOUR };

describe('a token', () => {
  let folder: string;
  let store: Store;
  let tokens: TokenStore;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'overdial-tokens-'));
    store = createStore(join(folder, 'a.db'));
    tokens = createTokenStore(store);
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is 256 random bits, and only its hash is stored', () => {
    const { secret, info } = tokens.create(SPEC, NOW);
    expect(secret).toMatch(/^od_[A-Za-z0-9_-]{43}$/);
    expect(tokens.create(SPEC, NOW).secret).not.toBe(secret);
    const session = tokens.openSession(info, NOW + HOUR, NOW);
    store.close();
    const bytes = readFileSync(join(folder, 'a.db')).toString('latin1');
    expect(bytes).not.toContain(secret);
    expect(bytes).not.toContain(session);
    store = openStore(join(folder, 'a.db'));
    expect(createTokenStore(store).find(secret, NOW)).toMatchObject({ agent: 'anna', roles: ['agent'], label: 'desk 4' });
    expect(createTokenStore(store).findSession(session, NOW)).toMatchObject({ agent: 'anna' });
  });

  it('is valid until it expires or is revoked, and its sessions with it', () => {
    const { secret, info } = tokens.create(SPEC, NOW);
    const session = tokens.openSession(info, NOW + 2 * HOUR, NOW);
    expect(tokens.find(secret, NOW + HOUR - 1)?.id).toBe(info.id);
    expect(tokens.find(secret, NOW + HOUR)).toBeNull();
    expect(tokens.findSession(session, NOW + HOUR)).toBeNull();
    expect(tokens.isValid(info.id, NOW)).toBe(true);
    expect(tokens.revoke(info.id, NOW + 1)).toBe(true);
    expect(tokens.revoke(info.id, NOW + 2)).toBe(true);
    expect(tokens.list().map(({ revokedAt }) => revokedAt)).toEqual([NOW + 1]);
    expect([tokens.find(secret, NOW + 3), tokens.findSession(session, NOW + 3), tokens.isValid(info.id, NOW + 3)]).toEqual([null, null, false]);
    expect(tokens.revoke(999, NOW)).toBe(false);
  });

  it('a session is none of the tokens, and is forgotten when it is over', () => {
    const { info } = tokens.create(SPEC, NOW);
    const session = tokens.openSession(info, NOW + 10, NOW);
    expect(tokens.list().length).toBe(1);
    expect(tokens.find(session, NOW)).toBeNull();
    expect(tokens.findSession(session, NOW + 10)).toBeNull();
    tokens.openSession(info, NOW + HOUR, NOW + 20);
    expect(store.db.prepare('SELECT count(*) AS n FROM token').get()).toMatchObject({ n: 2 });
  });

  it('made or revoked stands in the audit, without the secret', () => {
    const { secret, info } = tokens.create(SPEC, NOW);
    tokens.revoke(info.id, NOW + 5);
    const rows = store.db.prepare('SELECT at, what, body FROM audit ORDER BY id').all() as { at: number; what: string; body: string }[];
    expect(rows.map(({ at, what }) => [at, what])).toEqual([[NOW, 'tokenCreated'], [NOW + 5, 'tokenRevoked']]);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it.each([
    [{ roles: [] }, /needs a role/], [{ agent: null }, /needs the agent's name/], [{ roles: ['metrics'] }, /only a token with the role agent/],
    [{ agent: 'a\nb' }, /1 to 80 letters/], [{ expiresAt: NOW }, /later than now/], [{ expiresAt: Number.NaN }, /later than now/], [{ expiresAt: NOW + 400 * 24 * HOUR }, /366 days/],
  ] satisfies [Partial<TokenSpec>, RegExp][])('with %j is refused', (part, message) => {
    const spec = { ...SPEC, ...part };
    expect(tokenFault(spec, NOW)).toMatch(message);
    expect(() => tokens.create(spec, NOW)).toThrow(RangeError);
    expect(tokens.list()).toEqual([]);
  });
});

describe('tokens by the API', () => {
  it('an administrator makes, lists and revokes them; the secret is told once', async () => {
    const under = await startDeskUnderTest();
    try {
      const as = 'administrator';
      const made = await under.ask('POST', '/v1/tokens', { as, body: { roles: ['agent', 'teamLeader'], agent: 'bob', expiresInSeconds: 600 } });
      expect(made.status).toBe(201);
      const headers = { authorization: `Bearer ${made.body.token}` };
      expect((await under.ask('GET', '/v1/agent', { headers })).body.agent.agent).toBe('bob');
      expect((await under.ask('GET', '/v1/campaigns', { headers })).status).toBe(200);
      const list = await under.ask('GET', '/v1/tokens', { as });
      expect(list.text).not.toContain(made.body.token);
      expect(list.body.tokens.length).toBe(6);
      expect((await under.ask('DELETE', `/v1/tokens/${made.body.id}`, { as })).status).toBe(204);
      expect((await under.ask('GET', '/v1/agent', { headers })).status).toBe(401);
      expect(await under.ask('POST', '/v1/tokens', { as, body: { roles: ['agent'], agent: 'zoe', expiresInSeconds: 600 } })).toMatchObject({ status: 422, body: { error: { allowed: ['anna', 'bob'] } } });
      expect((await under.ask('POST', '/v1/tokens', { as, body: { roles: ['agent'], expiresInSeconds: 600 } })).status).toBe(422);
      expect((await under.ask('POST', '/v1/tokens', { as, body: { roles: ['boss'], expiresInSeconds: 600 } })).status).toBe(400);
    } finally {
      await under.close();
    }
  });
});
