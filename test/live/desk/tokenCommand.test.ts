import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import yargs from 'yargs';
import { tokenCommand } from '../../../src/cli/live/token.ts';
import { createTokenStore } from '../../../src/live/desk/tokens.ts';
import { createStore, openStore } from '../../../src/live/store/openStore.ts';

describe('overdial live token', () => {
  let folder: string;
  let file: string;
  let out: string;
  let remarks: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'overdial-token-'));
    file = join(folder, 'a.db');
    createStore(file).close();
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => { out += String(text); return true; });
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => { remarks += String(text); return true; });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = async (...args: string[]): Promise<string> => {
    out = '';
    remarks = '';
    await yargs(['token', ...args, '--store', file]).command(tokenCommand).strict().exitProcess(false).fail((message, error) => { throw error ?? new Error(message); }).parseAsync();
    return out;
  };

  it('makes a token that is valid, and prints it alone and once', async () => {
    const secret = (await run('create', '--role', 'agent', '--agent', 'anna', '--expires', '12h')).trim();
    expect(secret).toMatch(/^od_[A-Za-z0-9_-]{43}$/);
    expect(remarks).toMatch(/^token 1: agent anna, until .*; it is shown this once only\n$/);
    const store = openStore(file);
    const found = createTokenStore(store).find(secret, Date.now());
    store.close();
    expect(found).toMatchObject({ id: 1, agent: 'anna', roles: ['agent'] });
    expect(Math.abs(found!.expiresAt - found!.createdAt)).toBe(12 * 3_600_000);
    const list = await run('list');
    expect(list).toMatch(/^1 {2}agent anna {2}until /);
    expect(list).not.toContain(secret);
  });

  it('revokes one, and says which there are', async () => {
    await run('create', '--role', 'teamLeader,administrator', '--label', 'office');
    await expect(run('revoke', '7')).rejects.toThrow('there is no token 7; there are: 1');
    await run('revoke', '1');
    expect(await run('list')).toMatch(/^1 {2}teamLeader, administrator {2}revoked .* {2}office\n$/);
    expect(JSON.parse(await run('list', '--json'))).toMatchObject({ tokens: [{ id: 1, roles: ['teamLeader', 'administrator'] }] });
  });

  it.each([
    [['create'], /--role: is missing; allowed: agent, teamLeader, administrator, metrics/], [['create', '--role', 'boss'], /'boss' is no role/],
    [['create', '--role', 'agent'], /needs the agent's name/], [['create', '--role', 'metrics', '--agent', 'anna'], /only a token with the role agent/],
    [['create', '--role', 'metrics', '--expires', 'soon'], /--expires: 'soon' is not allowed/], [['create', '--role', 'metrics', '--expires', '400d'], /366 days/],
    [['list', '--role', 'agent'], /--role: is not used by live token list/], [['list', '3'], /'3' is read by nobody/], [['revoke'], /which one\?/], [['make'], /Choices/],
  ])('%j is refused', async (args, message) => {
    await expect(run(...args)).rejects.toThrow(message);
    expect(out).toBe('');
  });
});
