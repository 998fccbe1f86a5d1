/** A SIPp of the test's own that plays called telephones on one port; it counts the INVITEs; ended by its process id. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ended } from './asterisk.ts';
import { sippScenario, type Step } from './sippScenario.ts';

export interface TestSipp {
  readonly port: number;
  /** Calls that came: INVITEs without repetitions, by their Call-ID. */
  invites(): number;
  /** The called numbers, in order. */
  numbers(): string[];
  /** Everything that was sent and received. */
  messages(): string;
  stop(): Promise<void>;
}

export interface SippOptions {
  readonly mayCancel?: boolean;
  /** Where the audio goes; without: to a port of SIPp's own. */
  readonly rtpPort?: number;
  /** Without the file of messages: for load. */
  readonly isQuiet?: boolean;
  readonly extra?: readonly string[];
}

export async function startSipp(port: number, steps: readonly Step[] | string, { mayCancel = false, rtpPort, isQuiet = false, extra = [] }: SippOptions = {}): Promise<TestSipp> {
  const folder = mkdtempSync(join(tmpdir(), 'overdial-sipp-'));
  const scenario = join(folder, 'scenario.xml');
  writeFileSync(scenario, typeof steps === 'string' ? steps : sippScenario(steps, { mayCancel }));
  const messageFile = join(folder, 'messages.log');
  const child: ChildProcess = spawn('sipp', [
    '-sf', scenario, '-i', '127.0.0.1', '-p', String(port), '-mi', '127.0.0.1', '-key', 'rtp_port', String(rtpPort ?? 9), '-mp', String(port + 20_000), '-nostdin', '-nd', '-trace_stat', '-stf', join(folder, 'stat.csv'), '-fd', '1',
    ...(isQuiet ? [] : ['-trace_msg', '-message_file', messageFile]), '-trace_err', '-error_file', join(folder, 'errors.log'), ...extra,
  ], { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
  let output = '';
  child.stdout?.on('data', (data: Buffer) => { output = (output + data.toString()).slice(-20_000); });
  child.stderr?.on('data', (data: Buffer) => { output = (output + data.toString()).slice(-20_000); });
  await new Promise((resolve) => { setTimeout(resolve, 250); });
  if (child.exitCode !== null) throw new Error(`sipp ended at once: ${output.slice(-500)} ${readdirSync(folder).filter((name) => name.includes('error')).map((name) => readFileSync(join(folder, name), 'utf8')).join('')}`);
  const messages = (): string => (existsSync(messageFile) ? readFileSync(messageFile, 'utf8') : '');
  const invited = (): Map<string, string> => new Map([...messages().matchAll(/^INVITE sip:([^@]*)@[^]*?^Call-ID: *(\S+)/gim)].map((match) => [match[2]!, match[1]!] as const).filter(([, number]) => number !== ''));
  return {
    port, messages,
    invites: () => (isQuiet ? countOf(join(folder, 'stat.csv')) : invited().size),
    numbers: () => [...invited().values()],
    stop: async () => {
      await ended(child, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Incoming calls created, of SIPp's own statistics; they are written each second. */
function countOf(file: string): number {
  if (!existsSync(file)) return 0;
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const column = lines[0]!.split(';').indexOf('IncomingCall(C)');
  return Number(lines.at(-1)!.split(';')[column]);
}
