/** The process of a whole campaign with a real Asterisk: `campaignChild.ts FILE STORE RECORDS`. Its agents sign in, talk and save at once. */
import { openPhoneCampaign } from '../../../../src/cli/live/openPhones.ts';
import { openLiveCampaign } from '../../../../src/live/loop/liveCampaign.ts';
import type { DeskChange } from '../../../../src/live/loop/desk.ts';
import { NO_METRICS } from '../../../../src/live/metrics/liveMetrics.ts';
import type { ChildReport } from './campaign.ts';

const [file, store, records] = process.argv.slice(2) as [string, string, string];
const [answerToBridge, answerToMessage, commits, lags]: number[][] = [[], [], [], []];
const opened = openPhoneCampaign({ name: file, store, seed: undefined, live: true, confirmTrunk: 'public', onFatal: (failure) => { throw failure; } });
const live = openLiveCampaign({
  store: opened.store, setup: opened.setup, telephony: opened.telephony, clock: opened.clock,
  metrics: {
    ...NO_METRICS, answerToBridge: (seconds) => { answerToBridge!.push(seconds * 1_000); }, answerToMessage: (seconds) => { answerToMessage!.push(seconds * 1_000); },
    commit: (seconds) => { commits!.push(seconds * 1_000); }, eventLag: (seconds) => { lags!.push(seconds * 1_000); },
  },
  onFailure: (failure) => {
    process.stderr.write(`${failure.message}\n`);
    process.exit(failure.exitCode);
  },
  onRemark: (text) => { process.stderr.write(`${text}\n`); },
});
await live.start();
const isEmpty = Object.values(live.campaign().records).reduce((sum, count) => sum + count, 0) === 0;
if (isEmpty) {
  for (let first = 0; first < Number(records); first += 1_000) {
    const added = await live.addRecords(Array.from({ length: Math.min(1_000, Number(records) - first) }, (_, index) => ({
      phones: [`+4420${String(70_000_000 + first + index)}`], contact: null, timeZone: null, priority: 0, database: null, form: {},
    })));
    if (!added.ok || (added.detail?.['loaded'] ?? 0) === 0) throw new Error(`records were refused: ${JSON.stringify(added).slice(0, 500)}`);
  }
}
const busy = new Set<string>();
let isDraining = false;

/** What a person would press now; one thing at a time. */
async function press(agent: string): Promise<void> {
  if (busy.has(agent)) return;
  busy.add(agent);
  try {
    for (let turn = 0; turn < 4; turn += 1) {
      const shown = live.agent(agent);
      if (shown === null) return;
      if (shown.state === 'wrapping' && shown.call !== null && shown.call.attempt !== null) await live.submit({ kind: 'save', agent, attempt: shown.call.attempt, status: null, form: {}, nextCallAt: null, passTo: null });
      else if (isDraining && shown.state !== 'signedOut' && shown.state !== 'talking') await live.submit({ kind: 'signOut', agent });
      else if (!isDraining && shown.state === 'signedOut') await live.submit({ kind: 'signIn', agent, phone: `p${agent.slice('agent-'.length)}` });
      else if (!isDraining && shown.state === 'paused') await live.submit(shown.legUp ? { kind: 'ready', agent } : { kind: 'signIn', agent, phone: `p${agent.slice('agent-'.length)}` });
      else return;
    }
  } finally {
    busy.delete(agent);
  }
}
live.subscribe((change: DeskChange) => { if (change.agent !== null) void press(change.agent); });
await live.submit({ kind: 'start' });
for (const { agent } of live.agents()) void press(agent);
// As a person who looks at his screen from time to time.
const looking = setInterval(() => { for (const { agent } of live.agents()) void press(agent); }, 500);
const startedAt = performance.now();
const cpuBefore = process.cpuUsage();
let peakCalls = 0;
setInterval(() => {
  const { ringing, waiting, talking } = live.campaign();
  peakCalls = Math.max(peakCalls, ringing + waiting + talking);
}, 100).unref();
// The first seconds, in which everybody signs in at once, are not measured.
setTimeout(() => { for (const values of [answerToBridge!, answerToMessage!, commits!, lags!]) values.length = 0; }, 3_000).unref();
process.send!('ready');
process.on('message', (message) => {
  if (message !== 'drain') return;
  const cpu = process.cpuUsage(cpuBefore);
  const wallMs = performance.now() - startedAt;
  isDraining = true;
  void live.submit({ kind: 'drain' }).then(async () => {
    for (let turn = 0; turn < 200 && live.agents().some(({ state }) => state !== 'signedOut'); turn += 1) {
      for (const { agent } of live.agents()) void press(agent);
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    clearInterval(looking);
    const { dials, answered, dropped } = live.campaign();
    const report: ChildReport = {
      answerToBridge: sorted(answerToBridge!), answerToMessage: sorted(answerToMessage!), commits: sorted(commits!), lags: sorted(lags!), dials, answered, dropped,
      counts: { ...live.counts }, peakCalls, cpuMs: (cpu.user + cpu.system) / 1_000, wallMs,
    };
    await Promise.race([live.stop('drain'), new Promise((resolve) => { setTimeout(resolve, 10_000); })]);
    process.send!(report, () => { process.exit(0); });
  });
});

function sorted(values: number[]): number[] { return values.toSorted((a, b) => a - b); }
