/** A desk's server on a free port of this machine, with a fake desk behind it, a store for its tokens, and a token of each kind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDesk, type DeskServer, type DeskServerOptions } from '../../src/live/desk/startDesk.ts';
import type { Role } from '../../src/live/desk/roles.ts';
import { createTokenStore, type TokenStore } from '../../src/live/desk/tokens.ts';
import { createStore } from '../../src/live/store/openStore.ts';
import { createFakeDesk, type FakeDesk } from './fakeDesk.ts';

export interface Answer { readonly status: number; readonly headers: Headers; readonly text: string; readonly body: any }

export interface DeskUnderTest {
  readonly desk: FakeDesk;
  readonly tokens: TokenStore;
  readonly server: DeskServer;
  /** Tokens: anna's and bob's, a team leader's, an administrator's, the metrics' one. */
  readonly secrets: Readonly<Record<'anna' | 'bob' | 'leader' | 'administrator' | 'metrics', string>>;
  /** Errors that the server calls its own. */
  readonly errors: unknown[];
  /** A request; `as`: whose token, null: none. A body that is no text is sent as JSON. */
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>;
  close(): Promise<void>;
}

export interface AskOptions { readonly as?: keyof DeskUnderTest['secrets'] | null; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }

export async function startDeskUnderTest(
  options: Partial<Omit<DeskServerOptions, 'desk'>> & { readonly desk?: FakeDesk } = {},
): Promise<DeskUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'overdial-desk-'));
  const store = createStore(join(folder, 'desk.db'));
  const tokens = createTokenStore(store);
  const desk = options.desk ?? createFakeDesk();
  const errors: unknown[] = [];
  const server = await startDesk({
    tokens, metrics: { text: async () => 'overdial_inbox_depth 0\n' }, listen: { host: '127.0.0.1', port: 0 }, onError: (error) => { errors.push(error); }, ...options, desk,
  });
  const now = Date.now();
  const make = (role: Role, agent: string | null = null): string => tokens.create({ roles: [role], agent, label: null, expiresAt: now + 3_600_000 }, now).secret;
  const secrets = { anna: make('agent', 'anna'), bob: make('agent', 'bob'), leader: make('teamLeader'), administrator: make('administrator'), metrics: make('metrics') };
  return {
    desk, tokens, server, secrets, errors,
    ask: async (method, path, { as = null, body, headers = {} } = {}) => {
      const response = await fetch(server.url + path, {
        method, redirect: 'manual',
        headers: {
          ...(as === null ? {} : { authorization: `Bearer ${secrets[as]}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
      return { status: response.status, headers: response.headers, text, body: isJson && text !== '' ? JSON.parse(text) : null };
    },
    close: async () => {
      await server.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
