/** Agents' telephones that go away, and the answering machine detector, with a real Asterisk. The voices are synthetic: this shows timing, not accuracy. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { speechFile } from './support/audio.ts';
import { startPhone, type TestBaresip } from './support/baresip.ts';
import { describeWithAsterisk } from './support/describeWithAsterisk.ts';
import { startRig, type Rig } from './support/rig.ts';
import { startSipp, type TestSipp } from './support/sipp.ts';

const NUMBER = '+442079460001';
/** What is said after the answer: sound and silence by turns, ms. */
const VOICES: Readonly<Record<string, readonly number[]>> = {
  human: [900, 8_000], longGreeting: [5_000, 3_000], manyWords: [200, 120, 200, 120, 200, 120, 200, 120, 200, 8_000], silence: [0, 8_000],
  clicks: Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 60 : 300)),
};

describeWithAsterisk('telephones and the detector with a real Asterisk', (root) => {
  let rig: Rig;
  const sipps: TestSipp[] = [];
  const phones: TestBaresip[] = [];
  beforeAll(async () => {
    rig = await startRig(root, {
      trunkNames: ['person', ...Object.keys(VOICES)],
      phones: ['ends', 'dies', 'absent'].map((phone) => ({ phone, password: `secret-${phone}`, silentSeconds: 2 })),
    });
    const picksUp = [{ send: 100 }, { send: 180 }, { pause: 50 }, { send: 200 }, { receive: 'ACK' }] as const;
    sipps.push(await startSipp(rig.ports['person']!, [...picksUp, { receive: 'BYE' }]));
    for (const [name, pattern] of Object.entries(VOICES)) sipps.push(await startSipp(rig.ports[name]!, [...picksUp, { play: speechFile(pattern) }, { receive: 'BYE' }]));
    for (const phone of ['ends', 'dies']) phones.push(await startPhone(rig.asterisk.settings.sip.port, phone, `secret-${phone}`));
    await rig.until('both telephones are registered', () => (rig.asterisk.console('pjsip show contacts').match(/agent-\w+\/sip:/g) ?? []).length === 2);
  });
  afterAll(async () => {
    for (const sipp of sipps) await sipp.stop();
    for (const phone of phones) await phone.stop();
    await rig.close();
  });
  const down = (leg: string) => rig.events.find((event) => event.kind === 'leg.down' && event.leg === leg);

  it('a telephone that is not registered gives a leg that is down', async () => {
    expect(await rig.driver.execute({ kind: 'agentLeg.open', leg: 'absent', agent: 'a', phone: 'absent' })).toEqual({ ok: true });
    await rig.until('leg.down', () => down('absent') !== undefined);
    expect(down('absent')).toMatchObject({ why: 'unreachable' });
  });

  it.each([['ends', 'SIGTERM', 'hung up'], ['dies', 'SIGKILL', 'silent']] as const)('a telephone that %s in a call: the leg is down, the customer stays and can be given the message', async (phone, signal, why) => {
    await rig.leg(phone, phone);
    const attempt = `with-${phone}`;
    await rig.dial(attempt, 'person', NUMBER);
    await rig.until('answered', () => rig.kinds(attempt).includes('answered'));
    await rig.driver.execute({ kind: 'bridge', attempt, leg: phone });
    await rig.until('bridged', () => rig.kinds(attempt).includes('bridged'));
    // Long enough for the first packets: only a telephone that has spoken can fall silent.
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    await phones[phone === 'ends' ? 0 : 1]!.end(signal);
    await rig.until('leg.down', () => down(phone) !== undefined, 10_000);
    expect(down(phone)).toMatchObject({ why });
    expect((await rig.driver.snapshot()).attempts).toEqual([{ id: attempt, up: true }]);
    expect(await rig.driver.execute({ kind: 'bridge', attempt, leg: phone })).toEqual({ ok: false, why: 'gone' });
    expect(await rig.driver.execute({ kind: 'drop', attempt, message: 'vm-goodbye' })).toEqual({ ok: true });
    expect(await rig.ended(attempt)).toMatchObject({ outcome: 'answered', by: 'us' });
    expect(rig.kinds(attempt)).toEqual(['ringing', 'answered', 'bridged', 'message', 'message', 'ended']);
  });

  it.each([['human', 'human'], ['longGreeting', 'machine'], ['manyWords', 'machine'], ['silence', 'machine'], ['clicks', 'notsure']] as const)('the detector takes %s for %s', async (voice, verdict) => {
    await rig.dial(voice, voice, NUMBER, { amd: 'first' });
    await rig.until('a verdict', () => rig.kinds(voice).includes('amd'), 10_000);
    expect(rig.of(voice).find((event) => event.kind === 'amd')).toMatchObject({ verdict });
    expect(await rig.driver.execute({ kind: 'drop', attempt: voice, message: 'vm-goodbye' })).toEqual({ ok: true });
    await rig.ended(voice);
    expect(rig.kinds(voice)).toEqual(['ringing', 'answered', 'amd', 'message', 'message', 'ended']);
  });

  it('a person who must be dropped while the detector listens hears the message right after its verdict', async () => {
    await rig.dial('impatient', 'human', NUMBER, { amd: 'first' });
    await rig.until('answered', () => rig.kinds('impatient').includes('answered'));
    expect(await rig.driver.execute({ kind: 'drop', attempt: 'impatient', message: 'vm-goodbye' })).toEqual({ ok: true });
    await rig.ended('impatient');
    expect(rig.kinds('impatient')).toEqual(['ringing', 'answered', 'amd', 'message', 'message', 'ended']);
  });
});
