/**
 * A whole campaign with a real Asterisk: a campaign file, and a process of its own with database, engine, loop, guard and driver (campaignChild.ts),
 * which may be killed. SIPp is the public and the agents' telephones; the agents press keys by the desk.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PASSWORD, ended, freeUdpPort, startAsterisk, type TestAsterisk } from './asterisk.ts';
import { startSipp, type TestSipp } from './sipp.ts';
import type { Step } from './sippScenario.ts';

export interface CampaignRigOptions {
  readonly agents: number;
  /** Calls at once for each free agent. */
  readonly ratio: number;
  readonly talkMs: number; readonly ringMs: number;
  readonly records: number;
  readonly maxCallsPerSecond?: number;
  /** SIPp's own record of messages: for counting INVITEs by number. */
  readonly isLogged?: boolean;
}

export interface ChildReport {
  readonly answerToBridge: readonly number[]; readonly answerToMessage: readonly number[]; readonly commits: readonly number[]; readonly lags: readonly number[];
  readonly dials: number; readonly answered: number; readonly dropped: number; readonly counts: Readonly<Record<string, number>>; readonly peakCalls: number; readonly cpuMs: number; readonly wallMs: number;
}

export interface CampaignRig {
  readonly asterisk: TestAsterisk; readonly customers: TestSipp; readonly store: string;
  /** Starts the process (again). Resolves when it is ready. */
  start(): Promise<ChildProcess>;
  kill(): Promise<void>;
  /** Ends it in an orderly way: calls are finished first. */
  drain(): Promise<ChildReport>;
  close(): Promise<void>;
}

export async function startCampaignRig(root: string, options: CampaignRigOptions): Promise<CampaignRig> {
  const { agents, talkMs, ringMs } = options;
  const folder = mkdtempSync(join(tmpdir(), 'overdial-campaign-'));
  const [publicPort, agentPort] = [await freeUdpPort(), await freeUdpPort()];
  const phones = Array.from({ length: agents }, (_, index) => ({ phone: `p${index}`, password: 'x', contact: `sip:agent@127.0.0.1:${agentPort}`, silentSeconds: 0 }));
  const asterisk = await startAsterisk(root, { trunks: [{ name: 'public', host: '127.0.0.1', port: publicPort, transport: 'udp', qualifySeconds: 0 }], phones });
  const talks: readonly Step[] = [{ send: 100 }, { send: 180 }, { pause: ringMs }, { send: 200 }, { receive: 'ACK' }];
  const customers = await startSipp(publicPort, [...talks, { hangUpAfter: talkMs }], { isQuiet: options.isLogged !== true, mayCancel: true });
  const agentPhones = await startSipp(agentPort, [{ send: 180 }, { send: 200 }, { receive: 'ACK' }, { receive: 'BYE' }], { isQuiet: true });
  writeFileSync(join(folder, 'ari.secret'), PASSWORD, { mode: 0o600 });
  writeFileSync(join(folder, 'campaign.yaml'), campaignFile(options, asterisk.url));
  const store = join(folder, 'campaign.live.db');
  let child: ChildProcess | null = null;
  return {
    asterisk, customers, store,
    start: () => {
      const begun = fork(fileURLToPath(new URL('./campaignChild.ts', import.meta.url)), [join(folder, 'campaign.yaml'), store, String(options.records)], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', process.env['CHILD_DEBUG'] ? 'inherit' : 'pipe', 'ipc'] });
      child = begun;
      let said = '';
      begun.stderr?.on('data', (data: Buffer) => { said += data.toString(); });
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => { reject(new Error(`the campaign is not ready: ${said}`)); }, 60_000);
        begun.on('message', (message) => {
          if (message !== 'ready') return;
          clearTimeout(timer);
          resolve(begun);
        });
        begun.on('exit', (code) => {
          clearTimeout(timer);
          reject(new Error(`the campaign ended with ${code}: ${said.slice(-2_000)}`));
        });
      });
    },
    kill: async () => { if (child !== null) await ended(child, 'SIGKILL'); },
    drain: () => new Promise((resolve, reject) => {
      const timer = setTimeout(() => { reject(new Error('the campaign does not end')); }, 60_000);
      child!.on('message', (message) => {
        if (typeof message !== 'object' || message === null) return;
        clearTimeout(timer);
        resolve(message as ChildReport);
      });
      child!.send('drain');
    }),
    close: async () => {
      if (child !== null) await ended(child, 'SIGKILL');
      await customers.stop();
      await agentPhones.stop();
      await asterisk.stop();
    },
  };
}

function campaignFile({ agents, ratio, maxCallsPerSecond = 1_000 }: CampaignRigOptions, url: string): string {
  return `id: check
title: Calls to SIPp
description: A check with a real Asterisk
seed: check
calendar:
  zone: UTC
  firstDay: 2025-03-03
  days: 5
  shift: { from: 00:00, to: 24:00 }
agents:
  count: ${agents}
campaign:
  mode: predictive
  strategy: { id: fixed-ratio-idle, ratio: ${ratio} }
  callingWindows:
    - { from: 00:00, to: 24:00 }
  maxTotalAttempts: 1
  ringLimitMs: 15000
  dropLimitMs: 1500
  formSaveMs: 60000
  enforcedRules: []
list: endless
carrier:
  channels: { perAgent: 10 }
  setUp: 1
detector: none
customers:
  shares: { person: 100 }
  ring: { person: 1 }
  greeting: { delay: 0, length: 1 }
  patience: 10
  handle:
    - { id: talk, share: 100, talk: 3, wrap: 1 }
live:
  trunks:
    - name: public
      host: 127.0.0.1
      callerIds: ['+442079460100']
      dryRun: false
      maxChannels: 2000
      maxCallsPerSecond: ${maxCallsPerSecond}
      maxMinutesPerDay: 100000
      maxAttemptsPerDay: 1000000
  total: { maxChannels: 2000, maxCallsPerSecond: ${maxCallsPerSecond}, maxMinutesPerDay: 100000, maxAttemptsPerDay: 1000000 }
  allow: ['+4420']
  message: vm-goodbye
  asterisk: { url: '${url}', passwordFile: ari.secret }
  agents:
${Array.from({ length: agents }, (_, index) => `    - { id: agent-${index}, phone: p${index} }`).join('\n')}
`;
}
