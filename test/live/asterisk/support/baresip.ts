/**
 * A baresip of the test's own: a telephone that registers, answers by itself and sends a tone; or, with TLS, a carrier. Ended by its process id.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ended, freeUdpPort } from './asterisk.ts';
import { toneWav } from './audio.ts';

export interface TestBaresip {
  readonly port: number;
  output(): string;
  /** `SIGTERM`: hangs up and goes; `SIGKILL`: is silent from now on. */
  end(signal: NodeJS.Signals): Promise<void>;
  stop(): Promise<void>;
}

export interface BaresipOptions {
  /** As in baresip's accounts file. */
  readonly account: string;
  /** Commands of its menu. */
  readonly commands?: readonly string[];
  readonly tls?: { readonly certificate: string; readonly port: number };
}

const MODULES = ['account', 'g711', 'aufile', 'srtp', 'menu', 'stdio'] as const;

export async function startBaresip({ account, tls, commands = [] }: BaresipOptions): Promise<TestBaresip> {
  const folder = mkdtempSync(join(tmpdir(), 'overdial-baresip-'));
  const port = tls?.port ?? await freeUdpPort();
  writeFileSync(join(folder, 'config'), [
    // With TLS, baresip listens on the port after this one.
    `sip_listen\t\t127.0.0.1:${tls === undefined ? port : port - 1}`, ...(tls === undefined ? [] : [`sip_certificate\t\t${tls.certificate}`]),
    `audio_source\t\taufile,${join(folder, 'tone.wav')}`, `audio_player\t\taufile,${join(folder, 'heard.wav')}`, `audio_alert\t\taufile,${join(folder, 'alert.wav')}`, 'net_interface\t\t127.0.0.1', 'module_path\t\t/usr/lib/baresip/modules', 'audio_path\t\t/nowhere',
    'rtp_ports\t\t30000-32000', 'rtp_timeout\t\t0',
    ...MODULES.filter((name) => name !== 'account' && name !== 'menu' && name !== 'stdio').map((name) => `module\t\t${name}.so`), 'module_app\t\taccount.so', 'module_app\t\tmenu.so', '',
  ].join('\n'));
  writeFileSync(join(folder, 'accounts'), `${account}\n`);
  writeFileSync(join(folder, 'contacts'), '');
  writeFileSync(join(folder, 'tone.wav'), toneWav(300));
  const child = spawn('baresip', ['-f', folder, '-v', ...commands.flatMap((command) => ['-e', command])], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: folder } });
  let output = '';
  child.stdout.on('data', (data: Buffer) => { output += data.toString(); });
  child.stderr.on('data', (data: Buffer) => { output += data.toString(); });
  await new Promise((resolve) => { setTimeout(resolve, 400); });
  if (child.exitCode !== null) throw new Error(`baresip ended at once: ${output.slice(-2_000)}`);
  return {
    port,
    output: () => output,
    end: (signal) => ended(child, signal),
    stop: async () => {
      await ended(child, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An agent's telephone, registered. */
export async function startPhone(asteriskPort: number, phone: string, password: string, commands: readonly string[] = []): Promise<TestBaresip> {
  const user = `agent-${phone}`;
  return startBaresip({ account: `<sip:${user}@127.0.0.1:${asteriskPort};transport=udp>;auth_user=${user};auth_pass=${password};answermode=auto;regint=60;audio_codecs=PCMU`, commands });
}
