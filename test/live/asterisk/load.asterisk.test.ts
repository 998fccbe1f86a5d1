/** Load on a real Asterisk, and the committed types beside the Asterisk at hand. OVERDIAL_LOAD_SECONDS shortens the run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TYPES_FILE, generateAriTypes } from './generateAriTypes.ts';
import { runLoad } from './load.ts';
import { startAsterisk } from './support/asterisk.ts';
import { startCampaignRig } from './support/campaign.ts';
import { describeWithAsterisk } from './support/describeWithAsterisk.ts';

const SECONDS = Number(process.env['OVERDIAL_LOAD_SECONDS'] ?? 60);

describeWithAsterisk('load on a real Asterisk', (root) => {
  it(`50 calls a second for ${SECONDS} s: none is lost, and neither a channel nor a bridge is left over`, async () => {
    const { dialled, answered, ended, invites, lost, leftOver, bridged, messages } = await runLoad(root, { callsPerSecond: 50, seconds: SECONDS, talkMs: 3_000, messageEvery: 20 });
    expect({ answered, ended, invites, lost, leftOver }).toEqual({ answered: dialled, ended: dialled, invites: dialled, lost: 0, leftOver: 0 });
    expect(bridged).toBeGreaterThan(dialled * 0.9);
    expect(bridged + messages).toBe(dialled);
  }, 240_000);

  it('a whole campaign, with database, engine, loop and guard: customers talk to agents, nobody is called twice, nothing is left over', async () => {
    const rig = await startCampaignRig(root, { agents: 8, ratio: 1, talkMs: 800, ringMs: 200, records: 1_000, isLogged: true });
    try {
      await rig.start();
      await new Promise((resolve) => { setTimeout(resolve, 8_000); });
      const report = await rig.drain();
      const numbers = rig.customers.numbers();
      expect(report.answerToBridge.length).toBeGreaterThan(10);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(rig.asterisk.console('core show channels concise')).not.toContain('trunk-public');
    } finally {
      await rig.close();
    }
  }, 120_000);

  it('our process and Asterisk are killed in turn: no number is called twice', async () => {
    const rig = await startCampaignRig(root, { agents: 4, ratio: 1.5, talkMs: 800, ringMs: 300, records: 1_000, isLogged: true });
    try {
      await rig.start();
      for (let kill = 0; kill < 4; kill += 1) {
        await new Promise((resolve) => { setTimeout(resolve, 1_300 + kill * 170); });
        if (kill % 2 === 0) {
          await rig.kill();
          await rig.start();
        } else {
          await rig.asterisk.kill();
          await rig.asterisk.start();
        }
      }
      const before = rig.customers.invites();
      for (let turn = 0; turn < 100 && rig.customers.invites() === before; turn += 1) await new Promise((resolve) => { setTimeout(resolve, 100); });
      expect(rig.customers.invites(), 'dialling goes on after the last kill').toBeGreaterThan(before);
      await rig.drain();
      const numbers = rig.customers.numbers();
      expect(new Set(numbers).size).toBe(numbers.length);
    } finally {
      await rig.close();
    }
  }, 180_000);
});

describeWithAsterisk('the Asterisk at hand', (root) => {
  it('describes its interface as the committed types do (npm run live:types)', () => {
    expect(generateAriTypes(join(root, 'usr/share/asterisk/rest-api'))).toBe(readFileSync(TYPES_FILE, 'utf8'));
  });

  it('takes our configuration without a complaint about a file of ours', async () => {
    const asterisk = await startAsterisk(root, {
      trunks: [{ name: 'login', host: '192.0.2.1', port: 5060, transport: 'udp', username: 'me', password: 'trunk-secret', qualifySeconds: 0 }, { name: 'stream', host: '192.0.2.1', port: 5060, transport: 'tcp', qualifySeconds: 0 }],
      phones: [{ phone: 'desk', password: 'phone-secret' }],
    });
    try {
      const known = asterisk.console('pjsip show endpoints');
      for (const name of ['trunk-login', 'trunk-stream', 'agent-desk']) expect(known).toContain(name);
      expect(asterisk.console('manager show settings')).toMatch(/Manager \(AMI\):\s+No/);
      expect(asterisk.console('core show channeltypes')).not.toMatch(/IAX2|Console|WebSocket|AudioSocket|UnicastRTP/);
      expect(asterisk.log()).not.toMatch(/ERROR.*(pjsip\.conf|ari\.conf|http\.conf|extensions\.conf|amd\.conf|indications\.conf|rtp\.conf|Could not create an object)/);
      expect(asterisk.log()).not.toMatch(/trunk-secret|phone-secret/);
    } finally {
      await asterisk.stop();
    }
  });
});
