/**
 * A thin client of Asterisk's REST interface.
 *
 * Rule: never throws for what the other side does; a request ends with a status, or with `null` when it is not known whether it was carried
 * out (time-out, reset). Credentials go in the Authorization header, never in the URL. Only loopback or https; at most 64 requests at a time,
 * because Asterisk serves a limited number of connections. Source: live, section 4.
 */

export interface AriReply { readonly status: number | null; readonly body: unknown; readonly detail: string }
export type AriQuery = Readonly<Record<string, string | number>>;

export interface AriClient {
  get(path: string, query?: AriQuery): Promise<AriReply>;
  post(path: string, query?: AriQuery, body?: unknown): Promise<AriReply>;
  del(path: string, query?: AriQuery): Promise<AriReply>;
  /** Address and header of the event socket. */
  readonly socket: { readonly url: string; readonly authorization: string };
}

export interface AriClientOptions {
  readonly url: string; readonly username: string; readonly password: string; readonly app: string; readonly limitMs: number;
  /** Told how long each request took. */
  readonly onTimed?: (method: string, path: string, ms: number) => void;
}

const AT_ONCE = 64;

export function createAriClient({ url, username, password, app, limitMs, onTimed }: AriClientOptions): AriClient {
  const base = checkedUrl(url);
  const authorization = `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
  const waiting: (() => void)[] = [];
  let running = 0;

  async function request(method: string, path: string, query: AriQuery = {}, body?: unknown): Promise<AriReply> {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => { waiting.push(resolve); });
    running += 1;
    const startedAt = performance.now();
    try {
      const response = await fetch(`${base}/ari${path}${queryText(query)}`, {
        method, redirect: 'error', signal: AbortSignal.timeout(limitMs),
        headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: parsed(text), detail: text.slice(0, 200) };
    } catch (error) {
      return { status: null, body: null, detail: error instanceof Error ? `${error.name}: ${error.message}` : 'failed' };
    } finally {
      running -= 1;
      waiting.shift()?.();
      onTimed?.(method, path, performance.now() - startedAt);
    }
  }

  return {
    get: (path, query) => request('GET', path, query),
    post: (path, query, body) => request('POST', path, query, body),
    del: (path, query) => request('DELETE', path, query),
    socket: { url: `${base.replace(/^http/, 'ws')}/ari/events?app=${encodeURIComponent(app)}&subscribeAll=false`, authorization },
  };
}

/** One step of a path, whatever it holds. */
export function step(id: string): string { return encodeURIComponent(id); }

function queryText(query: AriQuery): string {
  const entries = Object.entries(query);
  return entries.length === 0 ? '' : `?${entries.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`).join('&')}`;
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The password would travel in clear: only to this machine, or encrypted. */
function checkedUrl(url: string): string {
  const { protocol, hostname, username, password, search, hash } = new URL(url);
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback)) throw new RangeError(`Asterisk's address must be https, or http on this machine: ${protocol}//${hostname}`);
  if (username !== '' || password !== '' || search !== '' || hash !== '') throw new RangeError('Asterisk\'s address must be without user, password and query');
  return url.replace(/\/+$/, '');
}
