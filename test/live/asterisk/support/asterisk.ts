/**
 * A real Asterisk of the test's own: from the prepared directory (prepare.sh), as an unprivileged user, on loopback and free ports, with
 * overdial's own configuration; gone when the test ends it, by its process id.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AsteriskSettings } from '../../../../src/live/asteriskConfig/settings.ts';
import { sha512Crypt } from '../../../../src/live/asteriskConfig/sha512Crypt.ts';
import { asteriskFiles } from '../../../../src/live/asteriskConfig/templates.ts';
import { writeFiles } from '../../../../src/live/asteriskConfig/writeFiles.ts';
import { freePort } from '../../../support/redis.ts';

export const PASSWORD = 'ari-secret-of-the-tests';

/** Where the prepared directory lies; null: not prepared, or this user cannot use it. */
export function preparedRoot(): string | null {
  if (process.getuid?.() !== 0) return null;
  const { status, stdout } = spawnSync('sh', [fileURLToPath(new URL('../prepare.sh', import.meta.url)), '--check'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

export interface TestAsterisk {
  readonly url: string; readonly settings: AsteriskSettings;
  /** The instance's own folder, and the same as Asterisk sees it. */
  readonly folder: string; readonly inside: string;
  readonly process: ChildProcess;
  /** Ends it at once, without a word to anybody. */
  kill(): Promise<void>;
  /** Starts it again with the same configuration, after `kill` or `stop`. */
  start(): Promise<void>;
  /** Freezes it, and lets it go on. */
  freeze(): void;
  thaw(): void;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
  log(): string;
  /** A command of Asterisk's own console. */
  console(command: string): string;
}

export type TestSettings = Partial<Pick<AsteriskSettings, 'trunks' | 'phones' | 'message' | 'maxCalls' | 'forgottenCallSeconds'>>;

export async function startAsterisk(root: string, given: TestSettings = {}): Promise<TestAsterisk> {
  const [, uid, gid] = /^asterisk:[^:]*:(\d+):(\d+):/m.exec(readFileSync(join(root, 'etc/passwd'), 'utf8'))!.map(Number) as [number, number, number];
  // Asterisk looks its own host's name up; nobody else is asked.
  writeFileSync(join(root, 'etc/hosts'), `127.0.0.1 localhost ${hostname()}\n`);
  mkdirSync(join(root, 'instances'), { recursive: true });
  const folder = mkdtempSync(join(root, 'instances/i-'));
  const inside = folder.slice(root.length);
  chownSync(folder, uid, gid);
  for (const name of ['etc', 'run', 'log', 'spool', 'db']) {
    mkdirSync(join(folder, name));
    chownSync(join(folder, name), uid, gid);
  }
  const ariPort = await freePort();
  const sipPort = await freeUdpPort();
  const rtpFirst = 20_000 + 2 * Math.floor(Math.random() * 8_000);
  const settings: AsteriskSettings = {
    ari: { bind: '127.0.0.1', port: ariPort, username: 'overdial', passwordCrypt: sha512Crypt(PASSWORD) },
    sip: { bind: '127.0.0.1', port: sipPort, tlsPort: sipPort + 1 },
    rtp: { first: rtpFirst, last: rtpFirst + 4_000 },
    trunks: [], phones: [], message: 'vm-goodbye', maxCalls: 2_000, forgottenCallSeconds: 10,
    directories: {
      astetcdir: `${inside}/etc`, astrundir: `${inside}/run`, astlogdir: `${inside}/log`, astspooldir: `${inside}/spool`, astdbdir: `${inside}/db`,
    },
    ...given,
  };
  writeFiles(join(folder, 'etc'), asteriskFiles(settings));
  for (const name of readdirSync(join(folder, 'etc'))) chownSync(join(folder, 'etc', name), uid, gid);
  const url = `http://127.0.0.1:${ariPort}`;
  let child = await launch(root, inside, url);
  const kill = async (): Promise<void> => { await ended(child, 'SIGKILL'); };
  return {
    url, settings, folder, inside,
    get process() { return child; },
    kill,
    start: async () => { child = await launch(root, inside, url); },
    freeze: () => { child.kill('SIGSTOP'); },
    thaw: () => { child.kill('SIGCONT'); },
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
    log: () => readFileSync(join(folder, 'log/messages.log'), 'utf8'),
    console: (command) => spawnSync('chroot', [root, 'asterisk', '-C', `${inside}/etc/asterisk.conf`, '-rx', command], { encoding: 'utf8' }).stdout,
  };
}

async function launch(root: string, inside: string, url: string): Promise<ChildProcess> {
  const child = spawn('chroot', [root, 'asterisk', '-f', '-U', 'asterisk', '-G', 'asterisk', '-C', `${inside}/etc/asterisk.conf`], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (data: Buffer) => { output += data.toString(); });
  child.stderr.on('data', (data: Buffer) => { output += data.toString(); });
  const headers = { authorization: `Basic ${Buffer.from(`overdial:${PASSWORD}`).toString('base64')}` };
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`Asterisk ended at once: ${output}`);
    const response = await fetch(`${url}/ari/asterisk/ping`, { headers }).catch(() => null);
    if (response?.status === 200) return child;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  child.kill('SIGKILL');
  throw new Error(`Asterisk does not answer: ${output}`);
}

/** Ends a process that we started, and waits until it is gone. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => { child.once('exit', () => { resolve(); }); });
  child.kill(signal);
  if (signal !== 'SIGKILL') child.kill('SIGCONT');
  await gone;
}

/** A UDP port (with the one after it) that nobody listens on, at least a moment ago. */
export async function freeUdpPort(): Promise<number> {
  for (;;) {
    const port = 10_000 + 2 * Math.floor(Math.random() * 4_900);
    if (await isFree(port) && await isFree(port + 1)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => { resolve(false); });
    socket.bind(port, '127.0.0.1', () => { socket.close(() => { resolve(true); }); });
  });
}
