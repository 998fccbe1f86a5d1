/** The connection to a real Asterisk is cut, taken over, frozen, killed; ids are used twice. Each test has a telephone system of its own. */
import { afterEach, expect, it } from 'vitest';
import { openEar } from './support/audio.ts';
import { startPhone, type TestBaresip } from './support/baresip.ts';
import { describeWithAsterisk } from './support/describeWithAsterisk.ts';
import { startProxy } from './support/proxy.ts';
import { CALLER_ID, startRig, until, type Rig, type RigOptions } from './support/rig.ts';
import { startSipp, type TestSipp } from './support/sipp.ts';
import type { Step } from './support/sippScenario.ts';

const NUMBER = '+442079460001';
const picksUpAfter = (ms: number): readonly Step[] => [{ send: 100 }, { send: 180 }, { pause: ms }, { send: 200 }, { receive: 'ACK' }, { receive: 'BYE' }];

describeWithAsterisk('trouble with a real Asterisk', (root) => {
  const closing: (() => Promise<void> | void)[] = [];
  afterEach(async () => { for (const close of closing.splice(0).toReversed()) await close(); });

  async function start(options: Partial<RigOptions> = {}): Promise<Rig> {
    const rig = await startRig(root, { trunkNames: ['person', 'rings'], ...options });
    closing.push(() => rig.close());
    return rig;
  }
  async function sipp(rig: Rig, trunk: string, ...rest: Parameters<typeof startSipp> extends [number, ...infer R] ? R : never): Promise<TestSipp> {
    const started = await startSipp(rig.ports[trunk]!, ...rest);
    closing.push(() => started.stop());
    return started;
  }
  async function withPhone(rig: Rig): Promise<TestBaresip> {
    const phone = await startPhone(rig.asterisk.settings.sip.port, 'desk', 'phone-secret');
    closing.push(() => phone.stop());
    await rig.until('the telephone is registered', () => rig.asterisk.console('pjsip show contacts').includes('agent-desk/sip:'));
    return phone;
  }
  /** A second driver by a way that can be cut; the rig's own stops. */
  async function cuttable(rig: Rig) {
    await rig.driver.stop('now');
    const proxy = await startProxy(rig.asterisk.url);
    closing.push(() => { proxy.close(); });
    const other = rig.another({ url: proxy.url });
    await other.driver.start((event) => { other.events.push(event); });
    await until('ready', () => other.events.some((event) => event.kind === 'driver' && event.state === 'ready'), 5_000, () => other.events);
    return { ...other, proxy };
  }

  it('while events are missed, what rings is withdrawn and nothing is dialled; then all is well again', async () => {
    const rig = await start();
    const called = await sipp(rig, 'rings', [{ send: 100 }, { send: 180 }, { pause: 20_000 }], { mayCancel: true });
    const { driver, events, proxy } = await cuttable(rig);
    const dial = (attempt: string) => driver.execute({ kind: 'dial', attempt, trunk: 'rings', number: NUMBER, callerId: CALLER_ID, ringMs: 15_000, amd: 'off' });
    expect(await dial('rings')).toEqual({ ok: true });
    await until('ringing', () => events.some((event) => event.kind === 'ringing'), 5_000, () => events);
    proxy.cutEvents();
    await until('blind', () => events.some((event) => event.kind === 'driver' && event.state === 'blind'), 5_000, () => events);
    expect(await dial('refused')).toMatchObject({ ok: false, why: 'refused' });
    await until('the end', () => events.some((event) => event.kind === 'ended'), 5_000, () => events);
    expect(events.find((event) => event.kind === 'ended')).toMatchObject({ attempt: 'rings', outcome: 'cancelled', by: 'us' });
    expect(called.messages()).toContain('\nCANCEL sip:');
    proxy.mend();
    await until('ready again', () => events.at(-1)?.kind === 'driver' && (events.at(-1) as { state: string }).state === 'ready', 8_000, () => events);
    expect(await dial('again')).toEqual({ ok: true });
    await until('ringing again', () => events.some((event) => event.kind === 'ringing' && event.attempt === 'again'), 5_000, () => events);
  });

  it('a customer who answers when no driver is there hears the message', async () => {
    const rig = await start();
    const ear = await openEar();
    closing.push(() => { ear.close(); });
    await sipp(rig, 'person', picksUpAfter(600), { rtpPort: ear.port });
    await rig.dial('alone', 'person', NUMBER);
    await rig.until('ringing', () => rig.kinds('alone').includes('ringing'));
    await rig.driver.stop('now');
    await until('the message', () => ear.loud() > 10, 8_000, () => ear.count());
    await until('the call is over', () => !rig.asterisk.console('core show channels concise').includes('trunk-person'), 10_000, () => rig.asterisk.console('core show channels concise'));
  });

  it('a cut event socket leaves a conversation alone; its end meanwhile is told afterwards', async () => {
    const rig = await start({ phones: [{ phone: 'desk', password: 'phone-secret' }] });
    await sipp(rig, 'person', picksUpAfter(50));
    await withPhone(rig);
    const { driver, events, proxy } = await cuttable(rig);
    await driver.execute({ kind: 'agentLeg.open', leg: 'L1', agent: 'a', phone: 'desk' });
    await until('the leg', () => events.some((event) => event.kind === 'leg.up'), 5_000, () => events);
    for (const attempt of ['stays', 'ends']) {
      await driver.execute({ kind: 'dial', attempt, trunk: 'person', number: NUMBER, callerId: CALLER_ID, ringMs: 15_000, amd: 'off' });
      await until('an answer', () => events.some((event) => event.kind === 'answered' && event.attempt === attempt), 5_000, () => events);
    }
    await driver.execute({ kind: 'bridge', attempt: 'stays', leg: 'L1' });
    await until('bridged', () => events.some((event) => event.kind === 'bridged'), 5_000, () => events);
    proxy.cutEvents();
    await until('blind', () => events.some((event) => event.kind === 'driver' && event.state === 'blind'), 5_000, () => events);
    await rig.ari('DELETE', '/channels/od-test-ends');
    await until('the end', () => events.some((event) => event.kind === 'ended'), 5_000, () => events);
    expect(events.find((event) => event.kind === 'ended')).toMatchObject({ attempt: 'ends', outcome: 'answered', by: 'unknown' });
    proxy.mend();
    await until('ready again', () => events.at(-1)?.kind === 'driver' && (events.at(-1) as { state: string }).state === 'ready', 8_000, () => events);
    expect(await driver.snapshot()).toMatchObject({ attempts: [{ id: 'stays', up: true, bridgedTo: 'L1' }], legs: ['L1'] });
    expect(events.filter((event) => event.kind === 'leg.down')).toEqual([]);
    await driver.execute({ kind: 'hangup', attempt: 'stays' });
    await until('its end', () => events.some((event) => event.kind === 'ended' && event.attempt === 'stays'), 5_000, () => events);
  });

  it('a second driver takes over: the first stops at once, the second adopts the calls', async () => {
    const rig = await start({ phones: [{ phone: 'desk', password: 'phone-secret' }] });
    await sipp(rig, 'person', picksUpAfter(50));
    await withPhone(rig);
    await rig.leg('L1', 'desk');
    await rig.dial('talks', 'person', NUMBER);
    await rig.until('answered', () => rig.kinds('talks').includes('answered'));
    await rig.driver.execute({ kind: 'bridge', attempt: 'talks', leg: 'L1' });
    await rig.until('bridged', () => rig.kinds('talks').includes('bridged'));
    const second = rig.another();
    await second.driver.start((event) => { second.events.push(event); });
    await rig.until('the first is told', () => rig.fatal.length > 0);
    expect(rig.fatal).toEqual(['replaced']);
    expect(await rig.driver.execute({ kind: 'hangup', attempt: 'talks' })).toMatchObject({ ok: false, why: 'refused' });
    expect(await second.driver.snapshot()).toMatchObject({ attempts: [{ id: 'talks', up: true, bridgedTo: 'L1' }], legs: ['L1'] });
    await second.driver.execute({ kind: 'hangup', attempt: 'talks' });
    await until('the end', () => second.events.some((event) => event.kind === 'ended' && event.attempt === 'talks'), 5_000, () => second.events);
  });

  it('an Asterisk that hangs: acknowledgements are unknown, the call is adopted and never placed twice', async () => {
    const rig = await start();
    const called = await sipp(rig, 'person', picksUpAfter(200));
    rig.asterisk.freeze();
    const ack = await rig.dial('frozen', 'person', NUMBER);
    expect(ack).toMatchObject({ ok: false, why: 'unknown' });
    rig.asterisk.thaw();
    await rig.until('the call came about', () => rig.kinds('frozen').includes('answered'), 15_000);
    expect((await rig.driver.snapshot()).attempts).toEqual([{ id: 'frozen', up: true }]);
    await rig.driver.execute({ kind: 'hangup', attempt: 'frozen' });
    await rig.ended('frozen');
    expect(called.invites()).toBe(1);
    expect(rig.kinds('frozen').filter((kind) => kind === 'ended')).toEqual(['ended']);
  });

  it('a killed Asterisk: its calls and legs are lost, the epoch is new, and dialling goes on', async () => {
    const rig = await start({ phones: [{ phone: 'desk', password: 'phone-secret' }] });
    await sipp(rig, 'person', picksUpAfter(50));
    await withPhone(rig);
    await rig.leg('L1', 'desk');
    await rig.dial('lost', 'person', NUMBER);
    await rig.until('answered', () => rig.kinds('lost').includes('answered'));
    const { epoch } = await rig.driver.snapshot();
    await rig.asterisk.kill();
    await rig.until('noticed', () => rig.events.some((event) => event.kind === 'driver' && event.state !== 'ready'));
    await rig.until('down', () => rig.events.some((event) => event.kind === 'driver' && event.state === 'down'));
    await rig.asterisk.start();
    await rig.until('a new epoch', () => rig.events.some((event) => event.kind === 'driver' && event.state === 'ready' && event.epoch !== epoch));
    expect(await rig.ended('lost')).toMatchObject({ outcome: 'unknown', by: 'unknown' });
    expect(rig.events.find((event) => event.kind === 'leg.down')).toMatchObject({ leg: 'L1' });
    expect(await rig.driver.snapshot()).toMatchObject({ attempts: [], legs: [] });
    expect(await rig.dial('after', 'person', NUMBER)).toEqual({ ok: true });
    await rig.until('answered', () => rig.kinds('after').includes('answered'));
  });

  it('one id, twice at once: one call; after the end, and after a restart of Asterisk, only the driver\'s own memory refuses it', async () => {
    const rig = await start();
    const called = await sipp(rig, 'person', picksUpAfter(100));
    const path = `/channels/od-test-raw?endpoint=${encodeURIComponent(`PJSIP/${NUMBER}@trunk-person`)}&context=overdial-out&extension=s&priority=1`;
    const statuses = (await Promise.all([rig.ari('POST', path), rig.ari('POST', path)])).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 409]);
    const acks = await Promise.all([rig.dial('twice', 'person', NUMBER), rig.dial('twice', 'person', NUMBER)]);
    expect(acks.filter((ack) => ack.ok)).toHaveLength(1);
    await rig.until('answered', () => rig.kinds('twice').includes('answered'));
    await rig.driver.execute({ kind: 'hangup', attempt: 'twice' });
    await rig.ended('twice');
    expect(await rig.dial('twice', 'person', NUMBER)).toEqual({ ok: false, why: 'duplicate' });
    const placed = called.invites();
    // Asterisk itself takes the id again: the journal is the guard, not its 409.
    await rig.ari('DELETE', '/channels/od-test-raw');
    await rig.until('it is gone', () => !rig.asterisk.console('core show channels concise').includes('trunk-person'));
    expect((await rig.ari('POST', path)).status).toBe(200);
    await until('one more', () => called.invites() === placed + 1, 5_000);
    // And so it does when it has been started again; the driver still knows its own.
    const { epoch } = await rig.driver.snapshot();
    await rig.asterisk.kill();
    await rig.until('down', () => rig.events.some((event) => event.kind === 'driver' && event.state === 'down'));
    await rig.asterisk.start();
    await rig.until('a new epoch', () => rig.events.some((event) => event.kind === 'driver' && event.state === 'ready' && event.epoch !== epoch));
    expect(await rig.dial('twice', 'person', NUMBER)).toEqual({ ok: false, why: 'duplicate' });
    expect((await rig.ari('POST', path)).status).toBe(200);
    await until('one more after the restart', () => called.invites() === placed + 2, 5_000);
  });

  it('a call that nobody knows but that carries our mark is hung up and counted', async () => {
    const rig = await start();
    await sipp(rig, 'person', picksUpAfter(100));
    const path = `/channels/od-test-orphan?endpoint=${encodeURIComponent(`PJSIP/${NUMBER}@trunk-person`)}&context=overdial-out&extension=s&priority=1`;
    expect((await rig.ari('POST', path)).status).toBe(200);
    await rig.until('counted', () => rig.driver.counts.orphans > 0);
    await rig.until('it is gone', () => !rig.asterisk.console('core show channels concise').includes('trunk-person'));
    expect(rig.of('orphan')).toEqual([]);
  });
});
