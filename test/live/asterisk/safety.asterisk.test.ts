/** What must not happen, with a real Asterisk: calls in, hostile texts, carriers that are not who they say, wrong passwords. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSocket } from 'node:dgram';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAsteriskDriver } from '../../../src/live/telephony/asterisk/asteriskDriver.ts';
import { startBaresip, startPhone, type TestBaresip } from './support/baresip.ts';
import { makeCertificates } from './support/certificates.ts';
import { describeWithAsterisk } from './support/describeWithAsterisk.ts';
import { freeUdpPort } from './support/asterisk.ts';
import { startRig, type Rig } from './support/rig.ts';
import { startSipp, type TestSipp } from './support/sipp.ts';

const NUMBER = '+442079460001';

describeWithAsterisk('safety with a real Asterisk', (root) => {
  let rig: Rig;
  let called: TestSipp;
  let carrier: TestBaresip;
  beforeAll(async () => {
    const certificates = makeCertificates();
    const port = await freeUdpPort() + 1;
    // Asterisk sees its own root only.
    for (const name of ['authority', 'strangeAuthority'] as const) copyFileSync(certificates[name], join(root, `instances/${name}.pem`));
    const tls = { host: '127.0.0.1', port, transport: 'tls' as const, qualifySeconds: 0 };
    rig = await startRig(root, {
      trunkNames: ['person'], phones: [{ phone: 'desk', password: 'phone-secret' }],
      moreTrunks: [{ ...tls, name: 'secure', caFile: '/instances/authority.pem' }, { ...tls, name: 'strange', caFile: '/instances/strangeAuthority.pem' }],
    });
    called = await startSipp(rig.ports['person']!, [{ send: 100 }, { send: 180 }, { pause: 50 }, { send: 200 }, { receive: 'ACK' }, { receive: 'BYE' }]);
    carrier = await startBaresip({ account: `<sip:${NUMBER}@127.0.0.1:${port};transport=tls>;regint=0;answermode=auto;mediaenc=srtp-mand;audio_codecs=PCMU`, tls: { certificate: certificates.server, port } });
  });
  afterAll(async () => {
    await called.stop();
    await carrier.stop();
    await rig.close();
  });

  it('a TLS trunk with a certificate that we trust carries the call, encrypted', async () => {
    expect(await rig.dial('secure', 'secure', NUMBER)).toEqual({ ok: true });
    await rig.until('answered', () => rig.kinds('secure').includes('answered'));
    expect(rig.asterisk.console('pjsip show channelstats')).toContain('secure');
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    const { rxcount } = (await rig.ari('GET', '/channels/od-test-secure/rtp_statistics')).body as { rxcount: number };
    expect(rxcount).toBeGreaterThan(10);
    expect(carrier.output()).toMatch(/srtp/i);
    await rig.driver.execute({ kind: 'hangup', attempt: 'secure' });
    await rig.ended('secure');
  });

  it('a TLS trunk with a certificate that we do not trust carries nothing', async () => {
    await rig.dial('strange', 'strange', NUMBER);
    expect(await rig.ended('strange')).toMatchObject({ outcome: 'congestion', by: 'network', raw: { sip: 503, cause: 34 } });
    expect(rig.kinds('strange')).toEqual(['ended']);
  });

  it.each([
    '"Evil" <sip:1@evil>', '+44207946\r\nX-Header: 1', '', '+44 20 7946', '0', '+44207946000100000', 'sip:1@evil', '+4420794600é', '+442079460001;rtp=1', '*21#',
  ])('a number or caller id such as %j never leaves the driver', async (hostile) => {
    const before = called.invites();
    expect(await rig.dial(`number-${hostile.length}`, 'person', hostile)).toMatchObject({ ok: false, why: 'refused' });
    expect(await rig.dial(`caller-${hostile.length}`, 'person', NUMBER, { callerId: hostile })).toMatchObject({ ok: false, why: 'refused' });
    expect(called.invites()).toBe(before);
  });

  it.each(['Local/s@overdial-out', '../person', 'person@evil', 'person/../x', 'unknown', ''])('a trunk such as %j is no endpoint', async (trunk) => {
    expect(await rig.dial('endpoint', trunk, NUMBER)).toMatchObject({ ok: false, why: 'refused' });
    expect(rig.of('endpoint')).toEqual([]);
  });

  it('ids that Asterisk itself would take are refused', async () => {
    for (const attempt of ['../x', 'a b', 'a/b', '', 'a'.repeat(65), 'a%2fb']) expect(await rig.dial(attempt, 'person', NUMBER)).toMatchObject({ ok: false, why: 'refused' });
  });

  it('an INVITE from outside is refused, also for known names', async () => {
    for (const user of ['s', 'trunk-person', 'agent-desk', NUMBER, 'overdial-out']) {
      expect(await inviteStatus(rig.asterisk.settings.sip.port, user), user).toBeGreaterThanOrEqual(400);
    }
    expect(rig.asterisk.console('core show channels concise').trim()).toBe('');
  });

  it('an agent\'s telephone, though it knows its password, may call nobody', async () => {
    const { sip } = rig.asterisk.settings;
    const before = called.invites();
    const phone = await startPhone(sip.port, 'desk', 'phone-secret', [`/dial sip:${NUMBER}@127.0.0.1:${sip.port}`]);
    await rig.until('the call is refused', () => /session closed|call: .*(4\d\d|6\d\d)|: (403|404|603)/i.test(phone.output()), 8_000);
    expect(called.invites()).toBe(before);
    expect(rig.asterisk.console('core show channels concise').trim()).toBe('');
    await phone.stop();
  });

  it('a wrong ARI password ends the start with words, without showing the password', async () => {
    const driver = createAsteriskDriver({
      url: rig.asterisk.url, username: 'overdial', password: 'not-the-password', campaign: 'test', trunks: [], phones: [], sounds: [], maxCallSeconds: 60,
    });
    const fault: unknown = await driver.start(() => {}).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Error);
    expect((fault as Error).message).toMatch(/refuses the user overdial/);
    expect((fault as Error).message).not.toContain('not-the-password');
  });

  it('a trunk that Asterisk does not know stops the start', async () => {
    const { driver } = rig.another({ trunks: [{ name: 'nowhere' }] });
    await expect(driver.start(() => {})).rejects.toThrow(/does not know trunk-nowhere/);
  });
});

/** The final status that a stranger's INVITE gets. */
function inviteStatus(port: number, user: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const timer = setTimeout(() => { socket.close(); reject(new Error('no answer')); }, 3_000);
    socket.on('message', (data) => {
      const status = Number(/^SIP\/2\.0 (\d+)/.exec(data.toString())?.[1] ?? 0);
      if (status < 200) return;
      clearTimeout(timer);
      socket.close();
      resolve(status);
    });
    socket.bind(0, '127.0.0.1', () => {
      const own = socket.address().port;
      const body = `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n`;
      socket.send([
        `INVITE sip:${user}@127.0.0.1:${port} SIP/2.0`, `Via: SIP/2.0/UDP 127.0.0.1:${own};branch=z9hG4bK${own}`, `From: <sip:agent-desk@127.0.0.1>;tag=1`, `To: <sip:${user}@127.0.0.1>`,
        `Call-ID: ${own}@127.0.0.1`, 'CSeq: 1 INVITE', `Contact: <sip:a@127.0.0.1:${own}>`, 'Max-Forwards: 70', 'Content-Type: application/sdp', `Content-Length: ${body.length}`, '', body,
      ].join('\r\n'), port, '127.0.0.1');
    });
  });
}
