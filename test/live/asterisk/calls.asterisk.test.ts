/** Calls that are answered, with a real Asterisk, customers by SIPp and an agent's telephone by baresip. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openEar, type Ear } from './support/audio.ts';
import { startPhone, type TestBaresip } from './support/baresip.ts';
import { describeWithAsterisk } from './support/describeWithAsterisk.ts';
import { startRig, type Rig } from './support/rig.ts';
import { startSipp, type TestSipp } from './support/sipp.ts';
import type { Step } from './support/sippScenario.ts';

export const PICKS_UP: readonly Step[] = [{ send: 100 }, { send: 180 }, { pause: 100 }, { send: 200 }, { receive: 'ACK' }];
const NUMBER = '+442079460001';

describeWithAsterisk('answered calls with a real Asterisk', (root) => {
  let rig: Rig;
  let ear: Ear;
  let phone: TestBaresip;
  const sipps: TestSipp[] = [];
  beforeAll(async () => {
    rig = await startRig(root, { trunkNames: ['person', 'rings', 'leaves', 'crosses'], phones: [{ phone: 'desk-1', password: 'phone-secret' }], forgottenCallSeconds: 4 });
    ear = await openEar(true);
    const { ports } = rig;
    sipps.push(
      await startSipp(ports['person']!, [...PICKS_UP, { receive: 'BYE' }], { rtpPort: ear.port }),
      await startSipp(ports['rings']!, [{ send: 100 }, { send: 180 }, { pause: 20_000 }], { mayCancel: true }),
      await startSipp(ports['leaves']!, [...PICKS_UP, { pause: 300 }, { bye: true }]),
      // The answer is sent in the instant in which the CANCEL comes.
      await startSipp(ports['crosses']!, CROSSES),
    );
    phone = await startPhone(rig.asterisk.settings.sip.port, 'desk-1', 'phone-secret');
    await rig.until('the telephone is registered', () => rig.asterisk.console('pjsip show contacts').includes('agent-desk-1/sip:'));
    await rig.leg('L1', 'desk-1');
  });
  afterAll(async () => {
    for (const sipp of sipps) await sipp.stop();
    await phone.stop();
    ear.close();
    await rig.close();
  });
  const answered = async (attempt: string, trunk = 'person', more = {}): Promise<void> => {
    expect(await rig.dial(attempt, trunk, NUMBER, more)).toEqual({ ok: true });
    await rig.until(`${attempt} is answered`, () => rig.kinds(attempt).includes('answered'));
  };
  const heldLegs = async (): Promise<unknown> => ((await rig.ari('GET', '/bridges/od-hold')).body as { channels: unknown }).channels;

  it('a leg stays up between calls, and customer and agent hear each other', async () => {
    expect(await rig.driver.snapshot()).toMatchObject({ attempts: [], legs: ['L1'] });
    expect(await heldLegs()).toEqual(['od-leg-L1']);
    for (const attempt of ['first', 'second']) {
      const heard = ear.loud();
      await answered(attempt);
      expect(await rig.driver.execute({ kind: 'bridge', attempt, leg: 'L1' })).toEqual({ ok: true });
      await rig.until('bridged', () => rig.kinds(attempt).includes('bridged'));
      expect((await rig.driver.snapshot()).attempts).toEqual([{ id: attempt, up: true, bridgedTo: 'L1' }]);
      await rig.until('audio from the agent', () => ear.loud() > heard + 25);
      const toAgent = (await rig.ari('GET', '/channels/od-leg-L1/rtp_statistics')).body as { txcount: number; rxcount: number };
      const fromCustomer = (await rig.ari('GET', `/channels/od-test-${attempt}/rtp_statistics`)).body as { txcount: number; rxcount: number };
      for (const count of [toAgent.txcount, toAgent.rxcount, fromCustomer.txcount, fromCustomer.rxcount]) expect(count).toBeGreaterThan(20);
      await rig.driver.execute({ kind: 'hangup', attempt });
      expect(await rig.ended(attempt)).toMatchObject({ outcome: 'answered', by: 'us' });
      expect(rig.kinds(attempt)).toEqual(['ringing', 'answered', 'bridged', 'ended']);
      await new Promise((resolve) => { setTimeout(resolve, 200); });
      expect(await heldLegs()).toEqual(['od-leg-L1']);
    }
    expect(((await rig.ari('GET', '/bridges')).body as unknown[]).length).toBe(1);
  });

  it('a person without an agent hears the message, then the call ends', async () => {
    const heard = ear.loud();
    await answered('dropped');
    expect(await rig.driver.execute({ kind: 'drop', attempt: 'dropped', message: 'vm-goodbye' })).toEqual({ ok: true });
    expect(await rig.ended('dropped')).toMatchObject({ outcome: 'answered', by: 'us' });
    expect(rig.of('dropped').slice(2, 4)).toMatchObject([{ kind: 'message', phase: 'started' }, { kind: 'message', phase: 'finished' }]);
    expect(ear.loud()).toBeGreaterThan(heard + 10);
  });

  it('a missing sound is an alarm, and the call ends', async () => {
    await answered('missing');
    expect(await rig.driver.execute({ kind: 'drop', attempt: 'missing', message: 'no/such/sound' })).toEqual({ ok: true });
    await rig.ended('missing');
    // Asterisk says that it begins to play, and in the same millisecond that it cannot.
    expect(rig.of('missing').filter((event) => event.kind === 'message')).toMatchObject([{ phase: 'started' }, { phase: 'failed' }]);
    expect(rig.driver.counts.messagesFailed).toBe(1);
  });

  it('a missing sound is found before anything starts', async () => {
    const { driver } = rig.another({ sounds: ['no/such/sound'] });
    await expect(driver.start(() => {})).rejects.toThrow(/no sound no\/such\/sound/);
  });

  it('ringing ends at the ring limit by a CANCEL', async () => {
    await rig.dial('long', 'rings', NUMBER, { ringMs: 600 });
    expect(await rig.ended('long')).toMatchObject({ outcome: 'noAnswer', by: 'us', raw: { cause: 16 } });
    expect(sipps[1]!.messages()).toContain('\nCANCEL sip:');
    const [ringing, ended] = rig.events.filter((event) => 'attempt' in event && event.attempt === 'long');
    expect(ended!.atMs - ringing!.atMs).toBeGreaterThan(550);
  });

  it('an answer that crosses our CANCEL is an answer, and is hung up', async () => {
    await rig.dial('crosses', 'crosses', NUMBER, { ringMs: 600 });
    const ended = await rig.ended('crosses');
    expect(sipps[3]!.messages()).toContain('\nCANCEL sip:');
    // Asterisk may have let go of the call before the answer came: then it ended the answered call by itself, and nobody was told of an answer.
    if (rig.kinds('crosses').includes('answered')) expect(ended).toMatchObject({ outcome: 'answered', by: 'us', raw: { reason: 'crossedCancel' } });
    else expect(ended).toMatchObject({ outcome: 'noAnswer', by: 'us' });
    await rig.until('the call is over for the customer too', () => sipps[3]!.messages().includes('\nBYE sip:'));
  });

  it('a customer who leaves while he waits ends the call, and commands find him gone', async () => {
    await answered('leaves', 'leaves');
    expect(await rig.ended('leaves')).toMatchObject({ outcome: 'answered', by: 'customer', raw: { cause: 0 } });
    expect(await rig.driver.execute({ kind: 'bridge', attempt: 'leaves', leg: 'L1' })).toEqual({ ok: false, why: 'gone' });
    expect(await rig.driver.execute({ kind: 'drop', attempt: 'leaves', message: 'vm-goodbye' })).toEqual({ ok: false, why: 'gone' });
  });

  it('a customer may leave while the detector listens', async () => {
    await answered('listened', 'leaves', { amd: 'first' });
    expect(await rig.ended('listened')).toMatchObject({ outcome: 'answered', by: 'customer' });
    expect(rig.kinds('listened')).toEqual(['ringing', 'answered', 'ended']);
  });

  it('agent first: the call is placed while the agent waits, and connected at once when it is answered', async () => {
    await answered('agent-first');
    const before = performance.now();
    await rig.driver.execute({ kind: 'bridge', attempt: 'agent-first', leg: 'L1' });
    await rig.until('bridged', () => rig.kinds('agent-first').includes('bridged'));
    expect(performance.now() - before).toBeLessThan(1_000);
    await rig.driver.execute({ kind: 'hangup', attempt: 'agent-first' });
    await rig.ended('agent-first');
  });

  it('a forgotten call is ended by the dead man\'s switch, a connected one is not', async () => {
    await answered('forgotten');
    await answered('kept');
    await rig.driver.execute({ kind: 'bridge', attempt: 'kept', leg: 'L1' });
    const answeredAt = rig.events.find((event) => event.kind === 'answered' && event.attempt === 'forgotten')!.atMs;
    await rig.ended('forgotten', 8_000);
    expect(performance.now() - answeredAt).toBeGreaterThan(3_500);
    await new Promise((resolve) => { setTimeout(resolve, 1_500); });
    expect(rig.kinds('kept')).toEqual(['ringing', 'answered', 'bridged']);
    await rig.driver.execute({ kind: 'hangup', attempt: 'kept' });
    await rig.ended('kept');
  });

  it('a command for a leg or a telephone that is not there is refused or gone', async () => {
    expect(await rig.driver.execute({ kind: 'agentLeg.close', leg: 'nobody' })).toEqual({ ok: false, why: 'gone' });
    expect(await rig.driver.execute({ kind: 'agentLeg.open', leg: 'L9', agent: 'a', phone: 'unknown' })).toMatchObject({ ok: false, why: 'refused' });
    expect(await rig.driver.execute({ kind: 'agentLeg.open', leg: 'L1', agent: 'a', phone: 'desk-1' })).toEqual({ ok: false, why: 'duplicate' });
  });
});

/** Waits for the CANCEL, and answers the INVITE before it confirms the CANCEL. */
const CROSSES: readonly Step[] = [{ send: 100 }, { send: 180 }, { receive: 'CANCEL', crossing: true }, { receive: 'ACK' }, { receive: 'BYE' }];
