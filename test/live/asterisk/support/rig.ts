/** An Asterisk with trunks to called telephones, and the driver on it, with all that it said. */
import { createAsteriskDriver, type AsteriskDriver } from '../../../../src/live/telephony/asterisk/asteriskDriver.ts';
import type { AsteriskOptions } from '../../../../src/live/telephony/asterisk/driverContext.ts';
import type { Ack, TelephonyCommand, TelephonyEvent } from '../../../../src/live/telephony/port/port.ts';
import type { PhoneSettings, TrunkSettings } from '../../../../src/live/asteriskConfig/settings.ts';
import { PASSWORD, freeUdpPort, startAsterisk, type TestAsterisk, type TestSettings } from './asterisk.ts';

export const CALLER_ID = '+442079460100';

export interface Rig {
  readonly asterisk: TestAsterisk;
  readonly driver: AsteriskDriver;
  readonly events: readonly (TelephonyEvent & { readonly atMs: number })[];
  readonly frames: readonly { readonly atMs: number; readonly frame: string }[];
  readonly ports: Readonly<Record<string, number>>;
  readonly fatal: readonly string[];
  dial(attempt: string, trunk: string, number: string, more?: Partial<Extract<TelephonyCommand, { kind: 'dial' }>>): Promise<Ack>;
  of(attempt: string): TelephonyEvent[];
  kinds(attempt: string): string[];
  until(what: string, condition: () => boolean, limitMs?: number): Promise<void>;
  ended(attempt: string, limitMs?: number): Promise<Extract<TelephonyEvent, { kind: 'ended' }>>;
  leg(leg: string, phone: string): Promise<void>;
  /** Another driver in place of this one: as after a restart of our process. */
  another(more?: Partial<AsteriskOptions>): { readonly driver: AsteriskDriver; readonly events: TelephonyEvent[]; readonly fatal: string[] };
  ari(method: string, path: string): Promise<{ readonly status: number; readonly body: unknown }>;
  close(): Promise<void>;
}

export interface RigOptions extends TestSettings {
  /** Trunks to SIPp, by name; each gets a port. */
  readonly trunkNames: readonly string[];
  readonly moreTrunks?: readonly TrunkSettings[];
  readonly phones?: readonly PhoneSettings[];
  readonly options?: Partial<AsteriskOptions>;
  readonly keepFrames?: boolean;
}

export async function startRig(root: string, { trunkNames, moreTrunks = [], phones = [], options = {}, keepFrames = false, ...settings }: RigOptions): Promise<Rig> {
  const ports: Record<string, number> = {};
  for (const name of trunkNames) ports[name] = await freeUdpPort();
  const trunks = [...trunkNames.map((name) => ({ name, host: '127.0.0.1', port: ports[name]!, transport: 'udp' as const, qualifySeconds: 0 })), ...moreTrunks];
  const asterisk = await startAsterisk(root, { ...settings, trunks, phones });
  const events: (TelephonyEvent & { atMs: number })[] = [];
  const frames: { atMs: number; frame: string }[] = [];
  const fatal: string[] = [];
  const full: AsteriskOptions = {
    url: asterisk.url, username: 'overdial', password: PASSWORD, campaign: 'test', trunks: trunks.map(({ name }) => ({ name })), phones: phones.map(({ phone }) => phone),
    sounds: ['vm-goodbye'], maxCallSeconds: 600, ...options,
  };
  const driver = createAsteriskDriver({
    ...full, onFatal: (why) => { fatal.push(why); },
    ...(keepFrames ? { onFrame: (frame: string) => { frames.push({ atMs: performance.now(), frame }); } } : {}),
  });
  await driver.start((event) => { events.push({ ...event, atMs: performance.now() }); });
  const others: AsteriskDriver[] = [];
  const of = (attempt: string): TelephonyEvent[] => events.filter((event) => 'attempt' in event && event.attempt === attempt);
  const rig: Rig = {
    asterisk, driver, events, frames, ports, fatal, of,
    dial: (attempt, trunk, number, more = {}) => driver.execute({ kind: 'dial', attempt, trunk, number, callerId: CALLER_ID, ringMs: 15_000, amd: 'off', ...more }),
    kinds: (attempt) => of(attempt).map(({ kind }) => kind),
    until: (what, condition, limitMs = 15_000) => until(what, condition, limitMs, () => events),
    ended: async (attempt, limitMs) => {
      await rig.until(`the end of ${attempt}`, () => of(attempt).at(-1)?.kind === 'ended', limitMs);
      return of(attempt).at(-1) as Extract<TelephonyEvent, { kind: 'ended' }>;
    },
    leg: async (leg, phone) => {
      const ack = await driver.execute({ kind: 'agentLeg.open', leg, agent: 'a', phone });
      if (!ack.ok) throw new Error(`leg ${leg}: ${JSON.stringify(ack)}`);
      await rig.until(`leg ${leg} up`, () => events.some((event) => event.kind === 'leg.up' && event.leg === leg));
    },
    another: (more = {}) => {
      const heard: TelephonyEvent[] = [];
      const why: string[] = [];
      const other = createAsteriskDriver({ ...full, onFatal: (reason) => { why.push(reason); }, ...more });
      others.push(other);
      return { driver: other, events: heard, fatal: why };
    },
    ari: async (method, path) => {
      const response = await fetch(`${asterisk.url}/ari${path}`, { method, headers: { authorization: `Basic ${Buffer.from(`overdial:${PASSWORD}`).toString('base64')}` } });
      const body = await response.text();
      return { status: response.status, body: body === '' ? null : JSON.parse(body) as unknown };
    },
    close: async () => {
      for (const each of [driver, ...others]) await each.stop('now');
      await asterisk.stop();
    },
  };
  return rig;
}

export async function until(what: string, condition: () => boolean, limitMs: number, shown: () => unknown = () => ''): Promise<void> {
  const startedAt = performance.now();
  while (!condition()) {
    if (performance.now() - startedAt > limitMs) throw new Error(`waited ${limitMs} ms for ${what}; ${JSON.stringify(shown())}`);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}
