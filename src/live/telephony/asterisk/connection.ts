/**
 * The connection to Asterisk: `ready`, `blind` (events are missed, requests work) or `down`.
 *
 * Rule: events first, then subscriptions, then one comparison of what there is with what we know; only then `ready`. Connecting is tried again
 * for ever, in growing steps. While blind, all unanswered calls are withdrawn (their answers would not be heard) and the list of channels is read
 * each `pollMs`. A new start time of Asterisk is a new epoch. Source: live, section 4.
 */
import { phoneEndpoint, trunkEndpoint } from '../../asteriskConfig/settings.ts';
import { step } from './ariClient.ts';
import { isObject } from './ariEvents.ts';
import { openAriSocket, type AriSocket } from './ariSocket.ts';
import type { DriverContext } from './driverContext.ts';
import { HOLDING_BRIDGE } from './ids.ts';
import { readInventory, type Inventory } from './inventory.ts';

export type ConnectionState = 'ready' | 'blind' | 'down';

export interface ConnectionEvents {
  readonly onFrame: (frame: string) => void;
  /** `isRestart`: Asterisk lost everything since the last time. Called before the state becomes `ready`. */
  readonly onInventory: (found: Inventory, isRestart: boolean) => void;
  /** Events are missed from now on. */
  readonly onBlind: () => void;
  readonly onState: (state: ConnectionState, epoch: string) => void;
}

export interface Connection {
  readonly state: ConnectionState; readonly epoch: string;
  /** Resolves when the first attempt is over, with or without success; rejects if Asterisk cannot be used as configured. */
  start(): Promise<void>;
  /** False: Asterisk was started anew since the last comparison, or does not answer. */
  isSameEpoch(): Promise<boolean>;
  stop(): void;
}

/** Asterisk cannot be used as configured; trying again does not help. */
export class ConfigurationFault extends Error { override readonly name = 'ConfigurationFault'; }

const OLDEST_VERSION = 20;

export function createConnection(context: DriverContext, { onFrame, onInventory, onBlind, onState }: ConnectionEvents): Connection {
  const { ari, options, times, counts } = context;
  let state: ConnectionState = 'down';
  let epoch = '';
  let socket: AriSocket | null = null;
  let isStopped = false;
  let tries = 0;
  let timer: NodeJS.Timeout | null = null;
  let polling: NodeJS.Timeout | null = null;

  const become = (next: ConnectionState): void => {
    if (isStopped) return;
    const isNews = state !== next;
    state = next;
    if (isNews) onState(next, epoch);
  };

  /** One attempt, up to `ready`. False: try again. */
  async function connect(): Promise<boolean> {
    const info = await ari.get('/asterisk/info');
    if (info.status === 401 || info.status === 403) throw new ConfigurationFault(`Asterisk refuses the user ${options.username} (HTTP ${info.status}): check the password file`);
    if (info.status !== 200) return false;
    checkVersion(info.body);
    const startedAt = startTimeOf(info.body);
    if (startedAt === '') return false;
    for (const sound of options.sounds) {
      const { status } = await ari.get(`/sounds/${step(sound)}`);
      if (status === 404) throw new ConfigurationFault(`Asterisk has no sound ${sound}: a person without an agent would hear nothing`);
      if (status !== 200) return false;
    }
    if (!await openSocket()) return false;
    const endpoints = [...options.trunks.map(({ name }) => trunkEndpoint(name)), ...options.phones.map(phoneEndpoint)];
    for (const endpoint of endpoints) {
      const { status } = await ari.post('/applications/overdial/subscription', { eventSource: `endpoint:PJSIP/${endpoint}` });
      if (status === 422) throw new ConfigurationFault(`Asterisk does not know ${endpoint}: its configuration is not that of this campaign (overdial live asterisk-config)`);
      if (status !== 200) return false;
    }
    // It outlives us, and is not made twice.
    if ((await ari.get(`/bridges/${HOLDING_BRIDGE}`)).status !== 200 && (await ari.post(`/bridges/${HOLDING_BRIDGE}`, { type: 'holding' })).status !== 200) return false;
    const found = await readInventory(ari, context.ids);
    if (found === null || socket === null) return false;
    const isRestart = epoch !== '' && epoch !== startedAt;
    epoch = startedAt;
    onInventory(found, isRestart);
    return true;
  }

  function openSocket(): Promise<boolean> {
    return new Promise((resolve) => {
      const opened = openAriSocket({
        ...ari.socket, pingMs: times.pingMs,
        onOpen: () => { resolve(true); },
        onFrame,
        onClosed: () => {
          resolve(false);
          if (socket !== opened) return;
          socket = null;
          if (state === 'ready') lostSight();
        },
      });
      socket = opened;
    });
  }

  function lostSight(): void {
    become('blind');
    onBlind();
    again();
    poll();
  }

  /** Connect again after the next step's time. */
  function again(): void {
    if (isStopped || timer !== null) return;
    const { reconnectMs } = times;
    timer = setTimeout(() => { void attempt().finally(() => { if (state !== 'ready') again(); }); }, reconnectMs[Math.min(tries, reconnectMs.length - 1)]);
    tries += 1;
  }

  async function attempt(): Promise<void> {
    try {
      const isReady = await connect();
      if (isStopped) return;
      if (isReady && socket !== null) {
        tries = 0;
        counts.reconnects += 1;
        if (polling !== null) clearTimeout(polling);
        polling = null;
        become('ready');
      } else {
        closeSocket();
      }
    } catch (error) {
      if (!(error instanceof ConfigurationFault)) throw error;
      self.stop();
      options.onFatal?.('configuration', error.message);
    } finally {
      timer = null;
    }
  }

  /** Blind: what can be seen by looking. */
  function poll(): void {
    if (isStopped || state === 'ready') return;
    polling = setTimeout(() => {
      void readInventory(ari, context.ids).then((found) => {
        if (isStopped || state === 'ready') return;
        become(found === null ? 'down' : 'blind');
        if (found !== null) onInventory(found, false);
        poll();
      });
    }, times.pollMs);
  }

  function closeSocket(): void {
    const old = socket;
    socket = null;
    old?.close();
  }

  const self: Connection = {
    get state() { return state; },
    get epoch() { return epoch; },
    start: async () => {
      let isReady = false;
      try {
        isReady = await connect();
      } catch (error) {
        self.stop();
        throw error;
      }
      if (isReady && socket !== null) {
        become('ready');
        return;
      }
      closeSocket();
      onState('down', epoch);
      again();
    },
    isSameEpoch: async () => {
      const { status, body } = await ari.get('/asterisk/info', { only: 'status' });
      return status === 200 && startTimeOf(body) === epoch;
    },
    stop: () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      if (polling !== null) clearTimeout(polling);
      closeSocket();
    },
  };
  return self;
}

function checkVersion(info: unknown): void {
  const version = isObject(info) && isObject(info['system']) ? info['system']['version'] : undefined;
  const major = typeof version === 'string' ? Number(/^(?:certified-|certified\/)?(\d+)/.exec(version)?.[1] ?? Number.NaN) : Number.NaN;
  if (!(major >= OLDEST_VERSION)) throw new ConfigurationFault(`Asterisk ${OLDEST_VERSION} or later is needed, this is ${typeof version === 'string' ? version.slice(0, 40) : 'of an unknown version'}`);
}

function startTimeOf(info: unknown): string {
  const startedAt = isObject(info) && isObject(info['status']) ? info['status']['startup_time'] : undefined;
  return typeof startedAt === 'string' ? startedAt : '';
}
