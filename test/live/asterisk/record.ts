/**
 * Records what a real Asterisk tells of each situation, for the fake one of the tests: `npm run live:record`.
 *
 * Rule: one entry a situation, its frames in their order; ids become placeholders, and what only repeats a variable or a caller's name is left out.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AriEvent } from '../../../src/live/telephony/asterisk/ariTypes.ts';
import { preparedRoot } from './support/asterisk.ts';
import { speechFile } from './support/audio.ts';
import { startPhone } from './support/baresip.ts';
import { startRig, type Rig } from './support/rig.ts';
import { startSipp } from './support/sipp.ts';
import type { Step } from './support/sippScenario.ts';

const FILE = fileURLToPath(new URL('../../support/recordedAri.json', import.meta.url));
const LEFT_OUT = new Set(['ChannelVarset', 'ChannelDialplan', 'ChannelCallerId', 'ChannelConnectedLine', 'EndpointStateChange', 'ChannelCreated', 'ApplicationRegistered', 'ContactStatusChange', 'PeerStatusChange', 'DeviceStateChanged']);
export const RECORDED_STATUSES = [302, 403, 404, 408, 410, 416, 480, 484, 485, 486, 488, 499, 500, 502, 503, 504, 600, 603, 604, 607, 608] as const;
const NUMBER = '+442079460001';

const root = preparedRoot();
if (root === null) throw new Error('no Asterisk: npm run live:prepare');
const pickUp: readonly Step[] = [{ send: 100 }, { send: 180 }, { pause: 400 }, { send: 200 }, { receive: 'ACK' }];
const rig = await startRig(root, {
  trunkNames: ['codes', 'silent', 'person', 'early', 'leaves', 'human', 'rings'], phones: [{ phone: 'p1', password: 'x1' }, { phone: 'p2', password: 'x2' }], keepFrames: true,
});
const recorded: Record<string, readonly unknown[]> = {};
const { ports } = rig;
const stops = [
  await startSipp(ports['codes']!, [{ send: 100 }, { send: 180 }, { pause: 400 }, { statuses: [...RECORDED_STATUSES] }]),
  await startSipp(ports['silent']!, [{ statuses: [408] }]),
  await startSipp(ports['person']!, [...pickUp, { receive: 'BYE' }]),
  await startSipp(ports['early']!, [{ send: 100 }, { send: 183, sdp: true }, { pause: 20_000 }], { mayCancel: true }),
  await startSipp(ports['leaves']!, [...pickUp, { pause: 700 }, { bye: true }]),
  await startSipp(ports['human']!, [...pickUp, { play: speechFile([900, 8_000]) }, { receive: 'BYE' }]),
  await startSipp(ports['rings']!, [{ send: 100 }, { send: 180 }, { pause: 20_000 }], { mayCancel: true }),
  await startPhone(rig.asterisk.settings.sip.port, 'p1', 'x1'), await startPhone(rig.asterisk.settings.sip.port, 'p2', 'x2'),
];
await rig.until('the telephones are registered', () => (rig.asterisk.console('pjsip show contacts').match(/agent-\w+\/sip:/g) ?? []).length === 2);

/** Everything that was told from now until `isOver`, and a moment longer. */
async function situation(name: string, attempt: string, isOver: (rig: Rig) => boolean, act?: () => Promise<unknown>): Promise<void> {
  const from = rig.frames.length;
  await act?.();
  await rig.until(name, () => isOver(rig));
  await new Promise((resolve) => { setTimeout(resolve, 120); });
  const events = rig.frames.slice(from).map(({ frame }) => frame.replaceAll(`od-test-${attempt}`, '{channel}').replaceAll('od-leg-L1', '{leg}').replaceAll(`od-br-${attempt}`, '{bridge}')
    .replaceAll(`od-pb-${attempt}`, '{playback}').replaceAll(`"${attempt}"`, '"{attempt}"')).map((frame) => JSON.parse(frame) as AriEvent);
  const kept = events.filter(({ type }) => !LEFT_OUT.has(type));
  if (kept.length === 0) throw new Error(`nothing was told of ${name}`);
  recorded[name] = kept;
}
const has = (attempt: string, kind: string) => (): boolean => rig.kinds(attempt).includes(kind);
const command = (kind: 'hangup' | 'drop' | 'bridge', attempt: string, message = 'vm-goodbye') => (): Promise<unknown> => rig.driver.execute(
  kind === 'hangup' ? { kind, attempt } : kind === 'drop' ? { kind, attempt, message } : { kind, attempt, leg: 'L1' });

await situation('legUp', '-', () => rig.events.some(({ kind }) => kind === 'leg.up'), () => rig.driver.execute({ kind: 'agentLeg.open', leg: 'L1', agent: 'a', phone: 'p1' }));
await situation('ringing', 'a', has('a', 'ringing'), () => rig.dial('a', 'person', NUMBER));
await situation('answered', 'a', has('a', 'answered'));
await situation('bridged', 'a', has('a', 'bridged'), command('bridge', 'a'));
await situation('hungUpInBridge', 'a', has('a', 'ended'), command('hangup', 'a'));
await rig.dial('b', 'person', NUMBER);
await rig.until('answered', has('b', 'answered'));
await situation('message', 'b', has('b', 'ended'), command('drop', 'b'));
await rig.dial('c', 'person', NUMBER);
await rig.until('answered', has('c', 'answered'));
await situation('messageFailed', 'c', has('c', 'ended'), command('drop', 'c', 'no/such/sound'));
await situation('early', 'd', has('d', 'ringing'), () => rig.dial('d', 'early', NUMBER));
await situation('cancelled', 'd', has('d', 'ended'), command('hangup', 'd'));
await rig.dial('e', 'leaves', NUMBER);
await rig.until('answered', has('e', 'answered'));
await situation('customerLeaves', 'e', has('e', 'ended'));
await rig.dial('f', 'human', NUMBER, { amd: 'first' });
await rig.until('answered', has('f', 'answered'));
await situation('detected', 'f', has('f', 'amd'));
await situation('hungUp', 'f', has('f', 'ended'), command('hangup', 'f'));
await rig.dial('g', 'leaves', NUMBER, { amd: 'first' });
await rig.until('answered', has('g', 'answered'));
await situation('customerLeavesDetector', 'g', has('g', 'ended'));
for (const status of RECORDED_STATUSES) {
  const attempt = `s${status}`;
  await rig.dial(attempt, 'codes', `+44207946${status}`);
  await rig.until('ringing', has(attempt, 'ringing'));
  await new Promise((resolve) => { setTimeout(resolve, 100); });
  await situation(`status ${status}`, attempt, has(attempt, 'ended'));
}
await situation('status 408 unheard', 'dead', has('dead', 'ended'), () => rig.dial('dead', 'silent', '+44207946408'));
await situation('legDown', '-', () => rig.events.some(({ kind }) => kind === 'leg.down'), () => rig.driver.execute({ kind: 'agentLeg.close', leg: 'L1' }));
const second = rig.another();
await situation('replaced', '-', () => rig.fatal.length > 0, () => second.driver.start(() => {}));
writeFileSync(FILE, `{\n${Object.entries(recorded).map(([name, events]) => `${JSON.stringify(name)}: [\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]`).join(',\n')}\n}\n`);
process.stdout.write(`${Object.keys(recorded).length} situations in ${FILE}\n`);
for (const each of stops) await each.stop();
await rig.close();
