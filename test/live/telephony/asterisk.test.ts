/** The Asterisk driver on an Asterisk of paper that repeats what a real one was recorded to tell: the port's rules, and every row of its tables. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { TelephonyEvent } from '../../../src/live/telephony/port/port.ts';
import { createAsteriskDriver, type AsteriskDriver } from '../../../src/live/telephony/asterisk/asteriskDriver.ts';
import type { AsteriskOptions } from '../../../src/live/telephony/asterisk/driverContext.ts';
import { FAKE_PASSWORD, FakeAri, SITUATIONS, type FakeOptions, type Plan } from '../../support/fakeAri.ts';
import { describeTelephony, type ConformanceDriver } from './conformance.ts';

const TIMES = { secondLookMs: 60, pollMs: 20, reconnectMs: [20, 50], requestMs: 300, firstProvisionalMs: 200 } as const;
const PERSON = '+442079460001';
const PLANS: Readonly<Record<string, Plan>> = {
  [PERSON]: [[3, 'ringing'], [20, 'answered']], '+442079460002': [[3, 'ringing']], '+442079460003': [[3, 'ringing'], [10, 'status 486']], '+442079460004': [[3, 'ringing'], [10, 'status 404']],
  '+442079460005': [[3, 'early']], '+442079460006': [], '+442079460007': [[3, 'answered']], 'agent-desk': [[3, 'legUp']],
};
const sleep = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

function optionsFor(url: string, more: Partial<AsteriskOptions> = {}): AsteriskOptions {
  return {
    url, username: 'overdial', password: FAKE_PASSWORD, campaign: 'c', trunks: [{ name: 't' }], phones: ['desk', 'absent'], sounds: ['vm-goodbye'], maxCallSeconds: 600, times: TIMES, ...more,
  };
}

async function conformant(): Promise<ConformanceDriver> {
  const ari = new FakeAri({ plans: PLANS });
  const telephony = createAsteriskDriver(optionsFor(await ari.start()));
  return {
    telephony, trunk: 't', callerId: '+442079460100', message: 'vm-goodbye', phone: 'desk', ringMs: 150, talkMs: 60_000, messageMs: 250,
    numbers: { person: PERSON, rings: '+442079460002', busy: '+442079460003', invalid: '+442079460004' },
    pass: (ms) => sleep(ms + 30),
    restart: () => Promise.resolve(ari.restart()),
    customerHangsUp: (attempt) => Promise.resolve(ari.befall(`od-c-${attempt}`, 'customerLeaves')),
    close: async () => {
      await telephony.stop('now');
      await ari.stop();
    },
  };
}

// It runs in real time, so that a failure is shown as it was found and not made smaller.
fc.configureGlobal({ endOnFailure: true });
describeTelephony('Asterisk', conformant, { runs: 6 });

describe('the Asterisk driver', () => {
  const open: (() => Promise<void>)[] = [];
  afterEach(async () => { for (const close of open.splice(0).toReversed()) await close(); });

  async function rig(more: Partial<AsteriskOptions> = {}, fake: Partial<FakeOptions> = {}): Promise<{ ari: FakeAri; driver: AsteriskDriver; events: TelephonyEvent[]; url: string }> {
    const ari = new FakeAri({ plans: PLANS, ...fake });
    const url = await ari.start();
    const driver = createAsteriskDriver(optionsFor(url, more));
    const events: TelephonyEvent[] = [];
    await driver.start((event) => { events.push(event); });
    open.push(() => ari.stop(), () => driver.stop('now'));
    return { ari, driver, events, url };
  }
  const dial = (driver: AsteriskDriver, attempt: string, number: string, more = {}) => driver.execute(
    { kind: 'dial', attempt, trunk: 't', number, callerId: '+442079460100', ringMs: 15_000, amd: 'off', ...more });
  const until = async (condition: () => boolean, shown: () => unknown): Promise<void> => {
    for (let turn = 0; turn < 400 && !condition(); turn += 1) await sleep(5);
    expect(condition(), JSON.stringify(shown())).toBe(true);
  };
  const endOf = async (events: readonly TelephonyEvent[], attempt: string) => {
    await until(() => events.some((event) => event.kind === 'ended' && event.attempt === attempt), () => events);
    return events.find((event) => event.kind === 'ended' && event.attempt === attempt)!;
  };

  it.each(SITUATIONS.filter((name) => name.startsWith('status')))('%s ends the call as the outcome table says', async (situation) => {
    const { driver, events } = await rig({}, { plans: { [PERSON]: situation.endsWith('unheard') ? [[2, situation]] : [[2, 'ringing'], [5, situation]] } });
    await dial(driver, 'x', PERSON);
    const sip = Number(/\d+/.exec(situation)![0]);
    const expected = situation.endsWith('unheard') ? ['congestion', 'trunkTimeout'] : EXPECTED[sip]!;
    expect(await endOf(events, 'x')).toMatchObject({ outcome: expected[0], by: 'network', raw: { sip, ...(expected[1] === undefined ? {} : { reason: expected[1] }) } });
  });

  it('a customer who leaves, also inside the detector, ends an answered call himself', async () => {
    for (const [amd, situation] of [['off', 'customerLeaves'], ['first', 'customerLeavesDetector']] as const) {
      const { driver, events, ari } = await rig({}, { detectorMs: 60_000 });
      await dial(driver, 'x', PERSON, { amd });
      await until(() => events.some(({ kind }) => kind === 'answered'), () => events);
      ari.befall('od-c-x', situation);
      expect(await endOf(events, 'x')).toMatchObject({ outcome: 'answered', by: 'customer' });
      await driver.stop('now');
    }
  });

  it('early media is ringing of the early kind; no sign of life in time is a fault of the trunk', async () => {
    const { driver, events } = await rig();
    await dial(driver, 'early', '+442079460005');
    await dial(driver, 'nothing', '+442079460006');
    expect(await endOf(events, 'nothing')).toMatchObject({ outcome: 'congestion', by: 'us', raw: { reason: 'trunkTimeout' } });
    expect(events).toContainEqual({ kind: 'ringing', attempt: 'early', early: true });
  });

  it('an answer before our withdrawal was carried out is an answer, and is hung up', async () => {
    const { driver, events, ari } = await rig({}, { plans: { [PERSON]: [[3, 'ringing'], [80, 'answered']] } });
    ari.faults.push({ on: /^DELETE \/channels\/od-c-x/, answer: 503 });
    await dial(driver, 'x', PERSON, { ringMs: 30 });
    expect(await endOf(events, 'x')).toMatchObject({ outcome: 'answered', by: 'us', raw: { reason: 'crossedCancel' } });
    expect(events.flatMap((event) => ('attempt' in event ? [event.kind] : []))).toEqual(['ringing', 'answered', 'ended']);
    expect(driver.counts.crossings).toBe(1);
  });

  it('a message that cannot be played is told, counted, and ends the call', async () => {
    const { driver, events } = await rig();
    await dial(driver, 'x', '+442079460007');
    await until(() => events.some(({ kind }) => kind === 'answered'), () => events);
    await driver.execute({ kind: 'drop', attempt: 'x', message: 'no/sound' });
    await endOf(events, 'x');
    expect(events.filter(({ kind }) => kind === 'message')).toMatchObject([{ phase: 'started' }, { phase: 'failed' }]);
    expect(driver.counts.messagesFailed).toBe(1);
  });

  it('the limit that ends a forgotten call is lifted when it is bridged and when the message plays, and not before', async () => {
    const { driver, events, ari } = await rig();
    await driver.execute({ kind: 'agentLeg.open', leg: 'L', agent: 'a', phone: 'desk' });
    await until(() => events.some(({ kind }) => kind === 'leg.up'), () => events);
    const lifted = (): string[] => ari.requests.filter((request) => request.includes('TIMEOUT'));
    for (const attempt of ['bridged', 'dropped']) {
      await dial(driver, attempt, '+442079460007');
      await until(() => events.some((event) => event.kind === 'answered' && event.attempt === attempt), () => events);
      expect(lifted().some((request) => request.includes(attempt))).toBe(false);
    }
    await driver.execute({ kind: 'bridge', attempt: 'bridged', leg: 'L' });
    await driver.execute({ kind: 'drop', attempt: 'dropped', message: 'vm-goodbye' });
    expect(lifted()).toEqual([
      'POST /channels/od-c-bridged/variable?variable=TIMEOUT(absolute)&value=600', 'POST /channels/od-c-dropped/variable?variable=TIMEOUT(absolute)&value=60',
    ]);
  });

  it('calls are placed into the dialplan, never into the application, to a configured trunk and checked digits', async () => {
    const { driver, ari } = await rig();
    await dial(driver, 'x', PERSON);
    const request = new URL(`http://x${ari.requests.find((text) => text.startsWith('POST /channels/od-c-x?'))!.slice('POST '.length)}`);
    expect(Object.fromEntries(request.searchParams)).toEqual({
      endpoint: `PJSIP/${PERSON}@trunk-t`, context: 'overdial-out', extension: 's', priority: '1', timeout: '-1', callerId: '+442079460100',
    });
  });

  it('an unknown answer to a dial is settled by looking: it came about, or after two looks it did not', async () => {
    const { driver, events, ari } = await rig();
    ari.faults.push({ on: /^POST \/channels\/od-c-there/, answer: 'hang' });
    expect(await dial(driver, 'there', PERSON)).toMatchObject({ ok: false, why: 'unknown' });
    await until(() => events.some((event) => event.kind === 'answered' && event.attempt === 'there'), () => events);
    ari.isDown = true;
    const ack = dial(driver, 'nowhere', PERSON);
    expect(await ack).toMatchObject({ ok: false, why: 'unknown' });
    ari.isDown = false;
    expect(await endOf(events, 'nowhere')).toMatchObject({ outcome: 'unknown', raw: { reason: 'dialUnknown' } });
    expect(ari.requests.filter((request) => request.startsWith('POST /channels/od-c-nowhere?'))).toHaveLength(1);
  });

  it('while events are missed, unanswered calls are withdrawn and nothing is dialled', async () => {
    const { driver, events, ari } = await rig({ times: { ...TIMES, reconnectMs: [400] } });
    await dial(driver, 'rings', '+442079460002');
    await until(() => events.some(({ kind }) => kind === 'ringing'), () => events);
    ari.cutEvents();
    await until(() => events.some((event) => event.kind === 'driver' && event.state === 'blind'), () => events);
    expect(await dial(driver, 'more', PERSON)).toMatchObject({ why: 'refused' });
    expect(await endOf(events, 'rings')).toMatchObject({ outcome: 'cancelled', by: 'us' });
  });

  it('a restart of our process adopts the calls that are there; a leg goes on waiting', async () => {
    const { driver, events, url } = await rig();
    await driver.execute({ kind: 'agentLeg.open', leg: 'L', agent: 'a', phone: 'desk' });
    await dial(driver, 'x', PERSON);
    await until(() => events.filter(({ kind }) => kind === 'answered' || kind === 'leg.up').length === 2, () => events);
    await driver.execute({ kind: 'bridge', attempt: 'x', leg: 'L' });
    await driver.stop('now');
    const next = createAsteriskDriver(optionsFor(url));
    const heard: TelephonyEvent[] = [];
    await next.start((event) => { heard.push(event); });
    open.push(() => next.stop('now'));
    expect(await next.snapshot()).toMatchObject({ attempts: [{ id: 'x', up: true, bridgedTo: 'L' }], legs: ['L'] });
    await next.execute({ kind: 'hangup', attempt: 'x' });
    expect(await endOf(heard, 'x')).toMatchObject({ outcome: 'answered', by: 'us' });
    expect(await next.snapshot()).toMatchObject({ attempts: [], legs: ['L'] });
  });

  it('when another client takes the events, the driver stops at once and says why', async () => {
    const why: string[] = [];
    const { driver, url, events } = await rig({ onFatal: (reason) => { why.push(reason); } });
    const second = createAsteriskDriver(optionsFor(url));
    await second.start(() => {});
    open.push(() => second.stop('now'));
    await until(() => why.length > 0, () => why);
    expect(why).toEqual(['replaced']);
    expect(events.at(-1)).toMatchObject({ kind: 'driver', state: 'down' });
    expect(await dial(driver, 'x', PERSON)).toMatchObject({ why: 'refused' });
  });

  it('a call with our mark that nobody knows is hung up and counted', async () => {
    const { driver, ari } = await rig();
    ari.channels.set('od-c-stray', { id: 'od-c-stray', state: 'Ringing', isInStasis: false, timers: [] });
    ari.befall('od-c-stray', 'ringing');
    await until(() => ari.requests.includes('DELETE /channels/od-c-stray'), () => ari.requests);
    expect(driver.counts.orphans).toBe(1);
  });

  it('frames that are not what they should be are counted, and the connection lives', async () => {
    const { driver, events, ari } = await rig();
    for (const frame of ['', 'nonsense', '[]', 'null', '{"type":7}', '{"type":"Dial","dialstatus":"RINGING"}', '{"type":"ChannelDestroyed","channel":{"id":"od-c-x"}}']) ari.send(frame);
    ari.send('{"type":"NeverHeardOf"}');
    await dial(driver, 'x', PERSON);
    await until(() => events.some(({ kind }) => kind === 'answered'), () => events);
    expect(driver.counts).toMatchObject({ malformedEvents: 7, unknownEvents: 1 });
  });

  it.each([
    ['an Asterisk that is too old', { version: '18.20.0' }, {}, /20 or later is needed, this is 18/], ['a wrong password', {}, { password: 'wrong' }, /refuses the user/],
    ['a missing sound', {}, { sounds: ['no/sound'] }, /no sound no\/sound/],
  ] as const)('%s is told at the start', async (_title, fake, more, message) => {
    const ari = new FakeAri({ plans: PLANS, ...fake });
    const driver = createAsteriskDriver(optionsFor(await ari.start(), more));
    open.push(() => ari.stop(), () => driver.stop('now'));
    await expect(driver.start(() => {})).rejects.toThrow(message);
  });

  it('plain HTTP to another machine, and credentials in the address, are refused', () => {
    for (const url of ['http://192.0.2.7:8088', 'http://user:secret@127.0.0.1:8088', 'ftp://127.0.0.1', 'http://127.0.0.1:8088/?api_key=x']) expect(() => createAsteriskDriver(optionsFor(url))).toThrow(RangeError);
    for (const url of ['https://asterisk.example:8089', 'http://127.0.0.1:8088', 'http://localhost:8088/']) expect(() => createAsteriskDriver(optionsFor(url))).not.toThrow();
  });

  it.each(['leg', 'br', 'pb', 'hold', 'a b', '', 'x'.repeat(65), '../x'])('a campaign cannot be called %j', (campaign) => {
    expect(() => createAsteriskDriver(optionsFor('http://127.0.0.1:1', { campaign }))).toThrow(RangeError);
  });
});

/** SIP status → outcome, reason. */
const EXPECTED: Readonly<Record<number, readonly [string, string?]>> = {
  302: ['congestion', 'configError'], 403: ['rejected'], 404: ['invalidNumber'], 408: ['noAnswer'], 410: ['invalidNumber'], 416: ['invalidNumber'], 480: ['noAnswer'], 484: ['invalidNumber'],
  485: ['invalidNumber'], 486: ['busy'], 488: ['congestion', 'configError'], 499: ['unknown'], 500: ['congestion'], 502: ['congestion'], 503: ['congestion'], 504: ['congestion'],
  600: ['busy'], 603: ['rejected'], 604: ['invalidNumber'], 607: ['rejected'], 608: ['rejected'],
};
