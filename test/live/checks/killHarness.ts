/**
 * Kills `overdial live` again and again, with its telephone exchange in this process, where calls go on; then looks at what is left.
 *
 * The exchange is the witness of what was dialled, and of what agents were told. After the last kill one run is drained, and then must hold:
 * no call placed twice, nobody called a second time, no answer to an agent that is not in the store, no attempt and no command without an
 * end, no call left at the exchange, and a journal that replays to the same commands.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSequentialStream, streamKey } from '../../../src/base/random.ts';
import { createRehearsalClock, wallMs } from '../../../src/live/loop/clock.ts';
import { CRASH_POINTS } from '../../../src/live/loop/liveHooks.ts';
import { replayStore } from '../../../src/live/loop/replayStore.ts';
import { openStore } from '../../../src/live/store/openStore.ts';
import type { Witness } from '../../../src/live/telephony/rehearsal/ipcMessages.ts';
import { createLocalLine } from '../../../src/live/telephony/rehearsal/localLine.ts';
import { exchangeOptions, firstShiftAt } from '../../../src/live/telephony/rehearsal/openRehearsal.ts';
import { RehearsalExchange } from '../../../src/live/telephony/rehearsal/rehearsalExchange.ts';
import { PARENT_EXCHANGE, serveExchange } from '../../../src/live/telephony/rehearsal/serveExchange.ts';
import { compileScenario } from '../../../src/scenario/compile.ts';
import { parseScenario } from '../../../src/scenario/parse.ts';

export interface KillInput {
  readonly kills: number;
  /** Decides when and where each process is killed. */
  readonly seed: string;
  readonly speed?: number;
  readonly onProgress?: (line: string) => void;
  /** For tests of this harness: spoils the store before it is looked at. */
  readonly tamper?: (store: string) => void;
  /** For tests of this harness: so many calls are taken to have been placed twice. */
  readonly replayCalls?: number;
}

export interface KillReport {
  readonly kills: number;
  /** Kills by a named point, and at a random instant. */
  readonly atPoints: number;
  readonly atRandom: number;
  readonly dials: number;
  readonly saves: number;
  readonly doubleDials: readonly string[];
  readonly lostDispositions: readonly string[];
  readonly unfinished: readonly string[];
  /** null: the journal replays to the same commands. */
  readonly replayDifference: string | null;
}

const SCENARIO = fileURLToPath(new URL('kill.yaml', import.meta.url));
const CHILD = fileURLToPath(new URL('liveChild.ts', import.meta.url));
/** How long a process lives that is killed at a random instant, ms of wall time after it is connected. */
const LIFE_MAX_MS = 2_500;
/** A crash point is passed between once and so many times before it kills. */
const POINT_COUNT_MAX = 250;
/** A process that has not ended by then is stuck. */
const STUCK_MS = 90_000;

export async function killAgainAndAgain({ kills, seed, speed = 30, onProgress = () => {}, tamper, replayCalls = 0 }: KillInput): Promise<KillReport> {
  const parsed = parseScenario(SCENARIO, (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null));
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const scenario = compileScenario(parsed.scenario);
  const folder = mkdtempSync(join(tmpdir(), 'overdial-kill-'));
  const store = join(folder, 'kill.db');
  const startsAt = Math.floor(wallMs());
  const wallAnchorMs = wallMs();
  const originMs = startsAt - firstShiftAt(scenario);
  const clock = createRehearsalClock({ startsAt, speed, wallAnchorMs, waits: false });
  const placed: { attempt: string; number: string }[] = [];
  const saved: Witness['saved'][] = [];
  const exchange = new RehearsalExchange({
    ...exchangeOptions(scenario, `${scenario.seed}/0`, originMs), onPlaced: (attempt, number) => { placed.push({ attempt, number }); },
  });
  const line = createLocalLine(exchange, clock);
  const luck = createSequentialStream(streamKey(seed, 'kill'));
  let atPoints = 0;
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const point = luck.next() < 0.6 ? CRASH_POINTS[Math.floor(luck.next() * CRASH_POINTS.length)]! : null;
      const count = 1 + Math.floor(luck.next() ** 2 * POINT_COUNT_MAX);
      const lifeMs = luck.next() * LIFE_MAX_MS;
      const run = startRun(store, speed, point === null ? [] : ['--crash-at', `${point}:${count}`]);
      serveExchange(run.child, { ...line, attach: (sink) => {
        if (point === null) setTimeout(() => { run.child.kill('SIGKILL'); }, lifeMs);
        return line.attach(sink);
      } }, { startsAt, wallAnchorMs, speed, originMs }, (witness) => { saved.push(witness.saved); });
      const end = await run.ended;
      if (end.signal !== 'SIGKILL') throw new Error(`run ${kill} (${point === null ? 'random' : `${point}:${count}`}, seed ${seed}) was not killed but ended with ${end.code ?? end.signal}: ${end.errors}`);
      if (point !== null) atPoints += 1;
      onProgress(`kill ${kill + 1} of ${kills}: ${point === null ? `after ${lifeMs.toFixed(0)} ms` : `${point}:${count}`}; ${placed.length} calls, ${saved.length} saves`);
    }
    const last = startRun(store, speed, ['--for', '2s']);
    serveExchange(last.child, line, { startsAt, wallAnchorMs, speed, originMs }, (witness) => { saved.push(witness.saved); });
    const end = await last.ended;
    if (end.code !== 0) throw new Error(`the last run (seed ${seed}) ended with ${end.code ?? end.signal}: ${end.errors}`);
    const left = exchange.snapshot();
    tamper?.(store);
    placed.push(...placed.slice(0, replayCalls));
    return {
      kills, atPoints, atRandom: kills - atPoints, dials: placed.length, saves: saved.length, doubleDials: doubles(placed),
      ...lookInto(store, placed, saved, [...left.attempts.map((attempt) => `exchange: ${attempt.id}`), ...left.legs.map((leg) => `exchange: leg ${leg}`)]),
    };
  } finally {
    clock.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Run { readonly child: ChildProcess; readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; errors: string }> }

function startRun(store: string, speed: number, more: readonly string[]): Run {
  const child = fork(CHILD, [SCENARIO, '--speed', String(speed), '--store', store, '--no-desk', '--json', ...more], {
    execArgv: ['--import', 'tsx'], env: { ...process.env, ...PARENT_EXCHANGE }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr!.on('data', (chunk: Buffer) => { errors = (errors + chunk.toString()).slice(-4_000); });
  const stuck = setTimeout(() => {
    errors += `\nstuck for ${STUCK_MS} ms`;
    child.kill('SIGTERM');
    setTimeout(() => { child.kill('SIGKILL'); }, 2_000).unref();
  }, STUCK_MS);
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null; errors: string }>((resolve) => {
    child.on('close', (code, signal) => {
      clearTimeout(stuck);
      resolve({ code: errors.includes('stuck for') ? -1 : code, signal: errors.includes('stuck for') ? null : signal, errors });
    });
  });
  return { child, ended };
}

/** Calls that were placed twice, and people who were called twice: in this scenario nobody may be. */
function doubles(placed: readonly { readonly attempt: string; readonly number: string }[]): string[] {
  const found: string[] = [];
  for (const key of ['attempt', 'number'] as const) {
    const seen = new Set<string>();
    for (const call of placed) {
      if (seen.has(call[key])) found.push(`${key} ${call[key]}`);
      seen.add(call[key]);
    }
  }
  return found;
}

function lookInto(
  path: string, placed: readonly { readonly attempt: string }[], saved: readonly Witness['saved'][], left: readonly string[],
): Pick<KillReport, 'lostDispositions' | 'unfinished' | 'replayDifference'> {
  const store = openStore(path);
  try {
    const { db } = store;
    const statusOf = db.prepare('SELECT status FROM disposition WHERE attempt = ?');
    const lostDispositions = saved.flatMap(({ attempt, status, agent }) => {
      const row = attempt === null ? undefined : statusOf.get(attempt) as { status: string | null } | undefined;
      return row !== undefined && row.status === status ? [] : [`${attempt} by ${agent}: told ${status}, stored ${row === undefined ? 'nothing' : row.status}`];
    });
    const serials = new Set((db.prepare('SELECT serial FROM attempt').all() as { serial: number }[]).map((row) => row.serial));
    const unfinished = [
      ...left,
      ...(db.prepare('SELECT serial FROM attempt WHERE ended_at IS NULL OR outcome IS NULL').all() as { serial: number }[]).map((row) => `attempt ${row.serial}`),
      ...(db.prepare(`SELECT seq, command FROM outbox WHERE state = 'new'`).all() as { seq: number; command: string }[]).map((row) => `outbox ${row.seq}: ${row.command}`),
      ...(db.prepare(`SELECT id FROM record WHERE action = 'ready'`).all() as { id: number }[]).map((row) => `record ${row.id}`),
      ...placed.filter(({ attempt }) => !serials.has(Number(attempt.slice(attempt.lastIndexOf('-') + 1)))).map(({ attempt }) => `call ${attempt} is in no table`),
    ];
    const { difference } = replayStore(store);
    return { lostDispositions, unfinished, replayDifference: difference === null ? null : JSON.stringify(difference) };
  } finally {
    store.close();
  }
}
