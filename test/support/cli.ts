/**
 * The command line as its users meet it: a child process with arguments, a folder, two streams and an exit code.
 *
 * Rule: children get a plain environment (no colour switches of whoever runs the tests); no child and no temporary folder
 * outlives its test file.
 */
import { spawn, type ChildProcess, type ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const MAIN = join(REPOSITORY, 'src', 'cli', 'main.ts');

export interface Surroundings {
  /** Default: the repository. */
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Code that runs in the child before the program. */
  readonly before?: string;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly ended: Promise<Ended>;
}

/** Runs `overdial` with these arguments to its end. */
export function overdial(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  return startProgram(MAIN, args, surroundings).ended;
}

/** Runs `overdial` once for each of these argument lists, all in one child process, one after the other. */
export async function overdialEach(lines: readonly (readonly string[])[], surroundings: Surroundings = {}): Promise<Ended[]> {
  const driver = join(REPOSITORY, 'test', 'support', 'eachCommand.ts');
  const { code, signal, stdout, stderr } = await startProgram(driver, [pathToFileURL(MAIN).href, JSON.stringify(lines)], surroundings).ended;
  if (code !== 0) throw new Error(`the commands broke off with ${code ?? signal}: ${stderr}`);
  return (JSON.parse(stdout) as Omit<Ended, 'signal'>[]).map((each) => ({ ...each, signal: null }));
}

/** Starts `overdial` and does not wait. */
export function startOverdial(args: readonly string[], surroundings: Surroundings = {}): Started {
  return startProgram(MAIN, args, surroundings);
}

/** Starts a TypeScript program in a child process. */
export function startProgram(file: string, args: readonly string[], { folder = REPOSITORY, env = {}, before }: Surroundings = {}): Started {
  const preload = before === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(before)}`];
  const child = spawn(process.execPath, [...preload, '--import', TSX, file, ...args], {
    cwd: folder, env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = new Promise<Ended>((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal, stdout, stderr });
    });
  });
  return { child, ended };
}

/** Works through jobs, a few at a time; results in the order of the jobs. */
export async function together<Job, Result>(jobs: readonly Job[], work: (job: Job) => Promise<Result>, atOnce = 4): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < jobs.length; index = next++) results[index] = await work(jobs[index]!);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

const running = new Set<ChildProcess>();
const folders: string[] = [];
afterAll(() => {
  // Only a test that ran out of time leaves one.
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files, gone when the test file is over. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'overdial-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Every file of a folder with its text, by its path within. */
export function filesOf(folder: string): Record<string, string> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length + 1).replaceAll('\\', '/'), entry.isFile() ? readFileSync(path, 'utf8') : 'a folder'] as const;
  });
  return Object.fromEntries(found.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** One hour of four agents: a run of a few milliseconds. */
export const TINY = `id: tiny
title: Four agents for an hour
calendar:
  zone: UTC
  firstDay: 2025-03-03
  days: 1
  shift: { from: 09:00, to: 10:00 }
agents: 4
campaign:
  mode: predictive
  strategy: { id: fixed-ratio-idle, ratio: 2 }
  callingWindows: shift
  maxTotalAttempts: 1
  enforcedRules: [us]
customers:
  shares: { person: 30, noAnswer: 60, busy: 10 }
  ring: { person: { distribution: exponential, mean: 8 }, busy: 1 }
  patience: { distribution: exponential, mean: 6 }
  handle: [{ id: talk, share: 100, talk: { distribution: lognormal, mean: 90, cv: 0.8 }, wrap: 10 }]
`;
