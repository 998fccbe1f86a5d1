/**
 * `npm run check:live-load`: the numbers that live mode has to reach with a real Asterisk, measured here and printed beside their targets.
 * SIPp plays the public and the agents' telephones on the same machine. OVERDIAL_LOAD_SECONDS shortens the long run.
 */
import { VERSION } from '../../../../src/base/version.ts';
import { preparedRoot } from '../support/asterisk.ts';
import { startCampaignRig, type ChildReport } from '../support/campaign.ts';
import { quantile, runLoad } from '../load.ts';

const SECONDS = Number(process.env['OVERDIAL_LOAD_SECONDS'] ?? 60);
const root = preparedRoot();
if (root === null) throw new Error('no Asterisk: npm run live:prepare (as root)');

interface Row { readonly what: string; readonly measured: string; readonly target: string; readonly isReached: boolean }
const rows: Row[] = [];
const ms = (value: number): string => `${value.toFixed(0)} ms`;

process.stderr.write('driver alone, 20 calls/s\n');
const slow = await runLoad(root, { callsPerSecond: 20, seconds: Math.min(30, SECONDS), talkMs: 3_000, messageEvery: 10 });
rows.push(
  { what: 'driver, 20 calls/s: answer → both legs bridged, p50', measured: ms(quantile(slow.answerToBridged, 0.5)), target: '-', isReached: true },
  { what: 'driver, 20 calls/s: answer → both legs bridged, p99', measured: ms(quantile(slow.answerToBridged, 0.99)), target: '-', isReached: true },
  { what: 'driver, 20 calls/s: answer → message, p99', measured: ms(quantile(slow.answerToMessage, 0.99)), target: '-', isReached: true },
);
process.stderr.write(`driver alone, 50 calls/s for ${SECONDS} s\n`);
const fast = await runLoad(root, { callsPerSecond: 50, seconds: SECONDS, talkMs: 3_000, messageEvery: 20 });
rows.push({
  what: `driver, 50 calls/s for ${SECONDS} s: ${fast.dialled} calls, peak ${fast.peak}; lost, left over`, measured: `${fast.lost}, ${fast.leftOver}`, target: '0, 0',
  isReached: fast.lost === 0 && fast.leftOver === 0 && fast.ended === fast.dialled && fast.invites === fast.dialled,
});
process.stderr.write('whole campaign, an agent is free for each call\n');
const whole = await campaign(85, 1, 21);
const rate = whole.answered / (whole.wallMs / 1_000);
rows.push(
  { what: `campaign, ${rate.toFixed(1)} answered calls/s: answer → both legs bridged, p50`, measured: ms(quantile(whole.answerToBridge, 0.5)), target: '-', isReached: true },
  { what: `campaign, ${rate.toFixed(1)} answered calls/s: answer → both legs bridged, p99 (${whole.answerToBridge.length})`, measured: ms(quantile(whole.answerToBridge, 0.99)), target: '< 150 ms', isReached: quantile(whole.answerToBridge, 0.99) < 150 },
  { what: `campaign: commit with synchronous=FULL, p99 (${whole.commits.length})`, measured: ms(quantile(whole.commits, 0.99)), target: '< 20 ms', isReached: quantile(whole.commits, 0.99) < 20 },
  { what: `campaign: processor time of our process, share of one core`, measured: `${((100 * whole.cpuMs) / whole.wallMs).toFixed(0)} %`, target: '-', isReached: true },
  { what: 'campaign: driver event → taken by the loop, p99', measured: ms(quantile(whole.lags, 0.99)), target: '-', isReached: true },
);
process.stderr.write('whole campaign, more calls than agents\n');
const crowded = await campaign(20, 1.5, 1_000);
// A person who gets no agent is dropped at the drop limit of 1.5 s: the rest of the time is ours.
const afterDrop = crowded.answerToMessage.map((value) => value - 1_500);
rows.push(
  { what: `campaign: drop decided (1500 ms after the answer) → message, p99 (${afterDrop.length})`, measured: ms(quantile(afterDrop, 0.99)), target: '< 300 ms', isReached: quantile(afterDrop, 0.99) < 300 },
  { what: 'campaign: answer → message, longest', measured: ms(crowded.answerToMessage.at(-1) ?? Number.NaN), target: '< 2000 ms', isReached: (crowded.answerToMessage.at(-1) ?? Number.POSITIVE_INFINITY) < 2_000 },
);
const width = Math.max(...rows.map(({ what }) => what.length));
process.stdout.write(`overdial ${VERSION}, ${process.version}\n`);
for (const { what, measured, target, isReached } of rows) process.stdout.write(`${what.padEnd(width)}  ${measured.padStart(9)}  ${target.padStart(9)}  ${isReached ? '' : 'NOT REACHED'}\n`);
process.exitCode = rows.every(({ isReached }) => isReached) ? 0 : 1;

async function campaign(agents: number, ratio: number, maxCallsPerSecond: number): Promise<ChildReport> {
  const rig = await startCampaignRig(root!, { agents, ratio, maxCallsPerSecond, talkMs: 3_000, ringMs: 300, records: 50 * SECONDS + 2_000 });
  try {
    await rig.start();
    await new Promise((resolve) => { setTimeout(resolve, Math.min(30, SECONDS) * 1_000); });
    return await rig.drain();
  } finally {
    await rig.close();
  }
}
