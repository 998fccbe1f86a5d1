/**
 * An Asterisk of paper: its REST interface and event socket in this process, on loopback, telling what a real Asterisk 22 was recorded to tell
 * (recordedAri.json; `npm run live:record`). What a call does is said by the called number.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { WebSocketServer, type WebSocket } from 'ws';

export const FAKE_PASSWORD = 'fake-secret';
export type Situation = string;
/** What becomes of a call: told one after the other, with the ms before each; later commands tell their own. */
export type Plan = readonly (readonly [afterMs: number, situation: Situation])[];

const RECORDED = JSON.parse(readFileSync(new URL('./recordedAri.json', import.meta.url), 'utf8')) as Readonly<Record<string, readonly { readonly type: string }[]>>;
export const SITUATIONS: readonly string[] = Object.keys(RECORDED);

interface FakeChannel { readonly id: string; state: 'Down' | 'Ringing' | 'Up'; isInStasis: boolean; readonly timers: NodeJS.Timeout[] }

export interface FakeOptions {
  /** By called number. */
  readonly plans: Readonly<Record<string, Plan>>;
  readonly version?: string;
  readonly messageMs?: number; readonly detectorMs?: number;
}

export class FakeAri {
  /** What was asked, as `POST /channels/x?endpoint=…`. */
  readonly requests: string[] = [];
  readonly channels = new Map<string, FakeChannel>();
  readonly bridges = new Map<string, Set<string>>();
  /** The next request whose text fits is answered so; `hang`: never, but carried out. */
  readonly faults: { readonly on: RegExp; readonly answer: number | 'hang' }[] = [];
  private readonly options: FakeOptions;
  private readonly server = createServer((request, response) => {
    void this.answer(request).then(({ status, body }) => {
      if (status === 'hang') return;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  private readonly sockets = new WebSocketServer({ noServer: true });
  private events: WebSocket | null = null;
  private startedAt = new Date(1_795_000_000_000).toISOString();
  private restarts = 0;
  isDown = false;

  constructor(options: FakeOptions) {
    this.options = options;
    this.server.on('upgrade', (request, socket, head) => {
      if (this.isDown || !this.isAllowed(request)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
        return;
      }
      this.sockets.handleUpgrade(request, socket, head, (opened) => {
        if (this.events !== null) this.tell(this.events, RECORDED['replaced']!, {});
        this.events = opened;
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => { this.server.listen(0, '127.0.0.1', resolve); });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.lose();
    this.sockets.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => { this.server.close(resolve); });
  }

  /** As kill -9 and a start: all calls are lost, the socket is cut. */
  restart(): void {
    this.lose();
    this.restarts += 1;
    this.startedAt = new Date(1_795_000_000_000 + this.restarts * 1_000).toISOString();
  }

  cutEvents(): void { this.events?.terminate(); this.events = null; }

  /** Sends any text as a frame. */
  send(frame: string): void { this.events?.send(frame); }

  /** Something befalls a call now. */
  befall(channel: string, situation: Situation): void {
    const found = this.channels.get(channel);
    if (found === undefined) return;
    const attempt = channel.replace(/^od-[^-]+-/, '');
    if (situation === 'answered' || situation === 'legUp') {
      found.state = 'Up';
      found.isInStasis = true;
    } else if (situation === 'ringing') {
      found.state = 'Ringing';
    } else if (situation === 'detected') {
      found.isInStasis = true;
    } else if (situation.startsWith('status') || situation === 'cancelled' || situation.startsWith('hungUp') || situation.startsWith('customer') || situation === 'legDown') {
      this.remove(found);
    }
    this.tell(this.events, RECORDED[situation]!, { channel, leg: channel, attempt, bridge: `od-br-${attempt}`, playback: `od-pb-${attempt}` });
  }

  private lose(): void {
    for (const channel of this.channels.values()) for (const timer of channel.timers) clearTimeout(timer);
    this.channels.clear();
    this.bridges.clear();
    this.cutEvents();
  }

  private remove(channel: FakeChannel): void {
    for (const timer of channel.timers) clearTimeout(timer);
    this.channels.delete(channel.id);
    for (const members of this.bridges.values()) members.delete(channel.id);
  }

  private tell(to: WebSocket | null, events: readonly { readonly type: string }[], names: Readonly<Record<string, string>>): void {
    for (const event of events) {
      let frame = JSON.stringify(event);
      for (const [name, value] of Object.entries(names)) frame = frame.replaceAll(`{${name}}`, value);
      to?.send(frame);
    }
  }

  private isAllowed(request: IncomingMessage): boolean {
    return request.headers.authorization === `Basic ${Buffer.from(`overdial:${FAKE_PASSWORD}`).toString('base64')}`;
  }

  private async answer(request: IncomingMessage): Promise<{ readonly status: number | 'hang'; readonly body?: unknown }> {
    const text = `${request.method} ${request.url!.replace('/ari', '')}`;
    this.requests.push(text);
    if (this.isDown) {
      request.socket.destroy();
      return { status: 'hang' };
    }
    if (!this.isAllowed(request)) return { status: 401, body: { message: 'Authentication required' } };
    await new Promise((resolve) => { request.resume().on('end', resolve); });
    const fault = this.faults.findIndex(({ on }) => on.test(text));
    const { answer = null } = fault < 0 ? {} : this.faults.splice(fault, 1)[0]!;
    if (typeof answer === 'number') return { status: answer, body: { error: 'as the test wants it' } };
    const given = this.carryOut(request.method!, new URL(request.url!.replace('/ari', ''), 'http://x'));
    return answer === 'hang' ? { status: 'hang' } : given;
  }

  private carryOut(method: string, { pathname, searchParams }: URL): { readonly status: number; readonly body?: unknown } {
    const [, kind, id = '', act = '', last = ''] = pathname.split('/').map(decodeURIComponent);
    if (pathname === '/asterisk/info') return { status: 200, body: { system: { version: this.options.version ?? '22.10.1' }, status: { startup_time: this.startedAt } } };
    if (pathname === '/asterisk/ping') return { status: 200, body: { ping: 'pong', timestamp: new Date().toISOString() } };
    if (kind === 'endpoints') return { status: 200, body: { resource: act, state: 'online' } };
    if (kind === 'sounds') return id.startsWith('no/') ? { status: 404 } : { status: 200, body: { id } };
    if (kind === 'applications') return { status: 200, body: {} };
    if (kind === 'bridges') return this.onBridge(method, id, act, searchParams);
    if (kind === 'channels' && id === '') return { status: 200, body: [...this.channels.values()].map((channel) => ({ id: channel.id, state: channel.state })) };
    if (kind === 'channels') return this.onChannel(method, id, act, last, searchParams);
    return { status: 404 };
  }

  private onBridge(method: string, id: string, act: string, query: URLSearchParams): { readonly status: number; readonly body?: unknown } {
    if (id === '') return { status: 200, body: [...this.bridges].map(([bridge, members]) => ({ id: bridge, channels: [...members] })) };
    const members = this.bridges.get(id);
    if (method === 'POST' && act === '') {
      if (members !== undefined) return { status: 500, body: { error: 'exists' } };
      this.bridges.set(id, new Set());
      return { status: 200, body: { id } };
    }
    if (members === undefined) return { status: 404 };
    if (method === 'DELETE') {
      this.bridges.delete(id);
      return { status: 204 };
    }
    if (method === 'GET') return { status: 200, body: { id, channels: [...members] } };
    const asked = (query.get('channel') ?? '').split(',');
    for (const channel of asked) {
      const found = this.channels.get(channel);
      if (found === undefined) return { status: 400, body: { message: 'Channel not found' } };
      if (!found.isInStasis) return { status: 409, body: { message: 'Channel not in Stasis application' } };
    }
    for (const channel of asked) {
      for (const others of this.bridges.values()) others.delete(channel);
      if (act === 'addChannel') members.add(channel);
    }
    if (act === 'addChannel') for (const channel of asked) this.send(JSON.stringify({ type: 'ChannelEnteredBridge', bridge: { id }, channel: { id: channel, state: 'Up' } }));
    return { status: 204 };
  }

  private onChannel(method: string, id: string, act: string, last: string, query: URLSearchParams): { readonly status: number; readonly body?: unknown } {
    const found = this.channels.get(id);
    if (method === 'POST' && act === '') {
      if (found !== undefined) return { status: 409, body: { error: 'in use' } };
      const endpoint = query.get('endpoint')!;
      const plan = this.options.plans[/^PJSIP\/([^@]+)/.exec(endpoint)![1]!];
      if (plan === undefined) return { status: 500, body: { error: 'Allocation failed' } };
      this.originate(id, plan);
      return { status: 200, body: { id, state: 'Down' } };
    }
    if (found === undefined) return { status: 404, body: { message: 'Channel not found' } };
    if (method === 'GET') return { status: 200, body: { id, state: found.state } };
    if (method === 'DELETE') {
      setImmediate(() => { this.befall(id, id.startsWith('od-leg-') ? 'legDown' : found.state === 'Up' ? 'hungUp' : 'cancelled'); });
      return { status: 204 };
    }
    if (act === 'variable') return { status: 204 };
    if (!found.isInStasis) return { status: 409, body: { message: 'Channel not in Stasis application' } };
    if (act === 'continue') {
      found.isInStasis = false;
      found.timers.push(setTimeout(() => { this.befall(id, 'detected'); }, this.options.detectorMs ?? 20));
      return { status: 204 };
    }
    if (act === 'play') {
      const isMissing = query.get('media')!.startsWith('sound:no/');
      // The end of the call is told when the driver asks for it.
      const told = RECORDED[isMissing ? 'messageFailed' : 'message']!.filter(({ type }) => type.startsWith('Playback'));
      const names = { channel: id, playback: last };
      this.tell(this.events, told.filter(({ type }) => type === 'PlaybackStarted'), names);
      found.timers.push(setTimeout(() => { this.tell(this.events, told.filter(({ type }) => type === 'PlaybackFinished'), names); }, isMissing ? 0 : this.options.messageMs ?? 30));
      return { status: 201, body: { id: last } };
    }
    return { status: 404 };
  }

  private originate(id: string, plan: Plan): void {
    const channel: FakeChannel = { id, state: 'Down', isInStasis: false, timers: [] };
    this.channels.set(id, channel);
    let at = 0;
    for (const [afterMs, situation] of plan) {
      at += afterMs;
      channel.timers.push(setTimeout(() => { this.befall(id, situation); }, at));
    }
  }
}
