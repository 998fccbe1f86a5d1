/** How calls end, as a real Asterisk tells it: every row of the event and outcome tables. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OutcomeName } from '../../../src/engine/vocabulary.ts';
import { describeWithAsterisk } from './support/describeWithAsterisk.ts';
import { freeUdpPort } from './support/asterisk.ts';
import { startRig, until, type Rig } from './support/rig.ts';
import { startSipp, type TestSipp } from './support/sipp.ts';

/** SIP status → outcome, Asterisk's cause, reason. The number's last digits say which status SIPp answers. */
const ROWS: readonly (readonly [status: number, outcome: OutcomeName, cause: number, reason?: string])[] = [
  [486, 'busy', 17], [600, 'busy', 17],
  [404, 'invalidNumber', 1], [604, 'invalidNumber', 1], [410, 'invalidNumber', 22], [484, 'invalidNumber', 28], [416, 'invalidNumber', 0], [485, 'invalidNumber', 0],
  [480, 'noAnswer', 19], [408, 'noAnswer', 18],
  [403, 'rejected', 21], [603, 'rejected', 21], [607, 'rejected', 0], [608, 'rejected', 0],
  [500, 'congestion', 38], [502, 'congestion', 27], [503, 'congestion', 34], [504, 'congestion', 102],
  [302, 'congestion', 23, 'configError'], [488, 'congestion', 58, 'configError'],
  [499, 'unknown', 0],
];
const STATUSES = ROWS.map(([status]) => status);

describeWithAsterisk('outcomes with a real Asterisk', (root) => {
  let rig: Rig;
  const sipps: TestSipp[] = [];
  const wrongLogin = { name: 'login-wrong', host: '127.0.0.1', transport: 'udp' as const, qualifySeconds: 0, username: 'carrier', password: 'wrong' };
  beforeAll(async () => {
    const [loginPort, wrongPort, unreachablePort] = [await freeUdpPort(), await freeUdpPort(), await freeUdpPort()];
    rig = await startRig(root, {
      trunkNames: ['ringing', 'silent', 'early', 'hundred', 'direct', 'slow', 'mapped'],
      moreTrunks: [
        { ...wrongLogin, port: wrongPort }, { ...wrongLogin, name: 'login', password: 'right', port: loginPort },
        { name: 'unreachable', host: '127.0.0.1', port: unreachablePort, transport: 'udp', qualifySeconds: 1 },
        { name: 'dead', host: '127.0.0.1', port: unreachablePort, transport: 'udp', qualifySeconds: 0 },
      ],
      options: {
        times: { firstProvisionalMs: 1_500 },
        trunks: ['ringing', 'silent', 'early', 'hundred', 'direct', 'slow', 'login', 'login-wrong', 'unreachable', 'dead'].map((name) => ({ name }))
          .concat([{ name: 'mapped', outcomeMap: { 'sip:603': 'congestion', 'cause:17': 'rejected' } } as { name: string }]),
      },
    });
    const { ports } = rig;
    sipps.push(
      await startSipp(ports['ringing']!, [{ send: 100 }, { send: 180 }, { pause: 20 }, { statuses: STATUSES }]),
      await startSipp(ports['mapped']!, [{ send: 100 }, { send: 180 }, { pause: 20 }, { statuses: STATUSES }]),
      await startSipp(ports['silent']!, [{ statuses: STATUSES }]),
      await startSipp(ports['early']!, [{ send: 100 }, { send: 183, sdp: true }, { pause: 300 }, { send: 180 }, { pause: 100 }, { statuses: [486] }]),
      await startSipp(ports['hundred']!, [{ send: 100 }, { pause: 5_000 }], { mayCancel: true }),
      await startSipp(ports['direct']!, [{ send: 100 }, { send: 200 }, { receive: 'ACK' }, { receive: 'BYE' }]),
      await startSipp(ports['slow']!, [{ send: 100 }, { send: 180 }, { pause: 8_000 }], { mayCancel: true }),
      await startSipp(loginPort, loginScenario('right')), await startSipp(wrongPort, loginScenario('right')),
    );
  });
  afterAll(async () => {
    for (const sipp of sipps) await sipp.stop();
    await rig.close();
  });

  it.each(ROWS)('a carrier that says %i after ringing: %s', async (status, outcome, cause, reason) => {
    const attempt = `r${status}`;
    expect(await rig.dial(attempt, 'ringing', `+44207946${status}`)).toEqual({ ok: true });
    const ended = await rig.ended(attempt);
    expect(ended).toMatchObject({ outcome, by: 'network', raw: { sip: status, ...(cause === 0 ? {} : { cause }), ...(reason === undefined ? {} : { reason }) } });
    expect(rig.kinds(attempt)).toEqual(['ringing', 'ended']);
    expect(rig.of(attempt)[0]).toMatchObject({ early: false });
  });

  it('a carrier that says 408 without ringing is dead or overloaded, no customer who did not answer', async () => {
    await rig.dial('s408', 'silent', '+44207946408');
    expect(await rig.ended('s408')).toMatchObject({ outcome: 'congestion', raw: { sip: 408, reason: 'trunkTimeout' } });
    expect(rig.kinds('s408')).toEqual(['ended']);
  });

  it('a trunk may read the codes of its carrier in its own way', async () => {
    await rig.dial('m603', 'mapped', '+44207946603');
    expect(await rig.ended('m603')).toMatchObject({ outcome: 'congestion', raw: { sip: 603 } });
    await rig.dial('m486', 'mapped', '+44207946486');
    expect(await rig.ended('m486')).toMatchObject({ outcome: 'rejected', raw: { sip: 486, cause: 17 } });
  });

  it('183 with audio is ringing of the early kind, told once', async () => {
    await rig.dial('early', 'early', '+44207946486');
    await rig.ended('early');
    expect(rig.of('early')).toMatchObject([{ kind: 'ringing', early: true }, { kind: 'ended', outcome: 'busy' }]);
  });

  it('100 alone is no ringing: without more the call is withdrawn as a fault of the trunk', async () => {
    await rig.dial('hundred', 'hundred', '+442079460001');
    expect(await rig.ended('hundred')).toMatchObject({ outcome: 'congestion', by: 'us', raw: { reason: 'trunkTimeout' } });
    expect(rig.kinds('hundred')).toEqual(['ended']);
    expect(sipps[4]!.messages()).toContain('\nCANCEL sip:');
  });

  it('an answer without ringing is an answer', async () => {
    await rig.dial('direct', 'direct', '+442079460001');
    await rig.until('the answer', () => rig.kinds('direct').includes('answered'));
    await rig.driver.execute({ kind: 'hangup', attempt: 'direct' });
    expect(await rig.ended('direct')).toMatchObject({ outcome: 'answered', by: 'us', raw: { cause: 16 } });
    expect(rig.kinds('direct')).toEqual(['answered', 'ended']);
  });

  it('a call withdrawn by the engine while it rings ends as cancelled within a moment', async () => {
    await rig.dial('asked', 'slow', '+442079460001');
    await rig.until('ringing', () => rig.kinds('asked').includes('ringing'));
    const before = performance.now();
    await rig.driver.execute({ kind: 'hangup', attempt: 'asked' });
    expect(await rig.ended('asked')).toMatchObject({ outcome: 'cancelled', by: 'us', raw: { cause: 16 } });
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  it('the right password satisfies a carrier that asks for one', async () => {
    await rig.dial('login', 'login', '+442079460001');
    expect(await rig.ended('login')).toMatchObject({ outcome: 'busy', raw: { sip: 486 } });
  });

  it('the wrong password is a fault of the configuration', async () => {
    await rig.dial('wrong', 'login-wrong', '+442079460001');
    expect(await rig.ended('wrong')).toMatchObject({ outcome: 'congestion', raw: { sip: 401, reason: 'configError' } });
  });

  it('a trunk whose carrier does not answer probes fails at once', async () => {
    await rig.until('the contact is found unreachable', () => /trunk-unreachable\S*\s+\S+\s+Unavail/.test(rig.asterisk.console('pjsip show contacts')), 10_000);
    await rig.dial('unreachable', 'unreachable', '+442079460001');
    expect(await rig.ended('unreachable', 3_000)).toMatchObject({ outcome: 'congestion', raw: { reason: 'configError' } });
  });

  it('a dead carrier that is not probed is given up by the timer for a first sign of life', async () => {
    await rig.dial('dead', 'dead', '+442079460001');
    expect(await rig.ended('dead', 5_000)).toMatchObject({ outcome: 'congestion', by: 'us', raw: { reason: 'trunkTimeout' } });
  });

  it('and if it is not withdrawn, Asterisk reports 408 after half a minute', async () => {
    await rig.driver.stop('now');
    const { driver, events } = rig.another({ times: { firstProvisionalMs: 60_000 } });
    await driver.start((event) => { events.push(event); });
    const ack = await driver.execute({ kind: 'dial', attempt: 'timer-b', trunk: 'dead', number: '+442079460001', callerId: '+442079460100', ringMs: 15_000, amd: 'off' });
    expect(ack).toEqual({ ok: true });
    await until('timer B', () => events.some((event) => event.kind === 'ended'), 40_000, () => events);
    expect(events.filter((event) => 'attempt' in event)).toMatchObject([{ kind: 'ended', outcome: 'congestion', by: 'network', raw: { sip: 408, cause: 18, reason: 'trunkTimeout' } }]);
  });
});

/** A carrier that wants a password, and says busy to whoever knows it. */
function loginScenario(password: string): string {
  const head = `[last_Via:]
[last_From:]
[last_To:];tag=[pid]S[call_number]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0`;
  const challenge = `<send next="again"><![CDATA[
SIP/2.0 401 Unauthorized
${head.replace('Content-Length', 'WWW-Authenticate: Digest realm="carrier", nonce="4a7f", algorithm=MD5\nContent-Length')}

]]></send>`;
  return `<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="login">
  <recv request="INVITE" crlf="true"/>
  <send><![CDATA[
SIP/2.0 401 Unauthorized
${head.replace('Content-Length', 'WWW-Authenticate: Digest realm="carrier", nonce="4a7f", algorithm=MD5\nContent-Length')}

]]></send>
  <recv request="ACK" crlf="true"/>
  <recv request="INVITE" crlf="true">
    <action><verifyauth assign_to="isRight" username="carrier" password="${password}"/></action>
  </recv>
  <nop test="isRight" next="right"/>
  ${challenge}
  <label id="right"/>
  <send next="again"><![CDATA[
SIP/2.0 486 Busy Here
${head}

]]></send>
  <label id="again"/>
  <recv request="ACK" crlf="true"/>
</scenario>
`;
}
