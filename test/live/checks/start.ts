/**
 * `npm run check:live-start`: how long does a process take from its start until it is ready, where its journal has 100,000 rows?
 * (live, section 11: under 3 s)
 *
 * The journal is made by the loop's own state machine with a telephone system that is played here; the process is the real one.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCampaignFile } from '../../../src/live/config/campaignFile.ts';
import { rehearsalSetup } from '../../../src/live/config/liveSetups.ts';
import { beginSession, campaignFor } from '../../../src/live/loop/beginSession.ts';
import type { InboxItem } from '../../../src/live/loop/inboxItem.ts';
import { isSnapshotDue } from '../../../src/live/loop/liveLoop.ts';
import { createJournalTables } from '../../../src/live/loop/journalTables.ts';
import { createProjection } from '../../../src/live/loop/projection.ts';
import { createPreparer } from '../../../src/live/loop/prepareRecords.ts';
import { createStore, inTransaction } from '../../../src/live/store/openStore.ts';
import type { TelephonyCommand } from '../../../src/live/telephony/port/port.ts';
import { compileScenario } from '../../../src/scenario/compile.ts';
import { readTextOrNull } from '../../../src/cli/files.ts';
import { findScenario } from '../../../src/cli/loadScenario.ts';

const ROWS = Number(process.argv[2] ?? 100_000);
const LIMIT_MS = 3_000;
/** What people have is the built program; without a build the sources are compiled on the way, which takes seconds of its own. */
const BUILT = 'dist/cli/main.js';
const PROGRAM = existsSync(BUILT) ? [BUILT] : ['--import', 'tsx', 'src/cli/main.ts'];

const folder = mkdtempSync(join(tmpdir(), 'overdial-start-'));
try {
  const asLeft = await measure('as the loop leaves it', true);
  await measure('with the first snapshot alone', false);
  process.exitCode = asLeft < LIMIT_MS ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Starts a process on a journal of so many rows, and ends it when it is ready. Returns ms from the start of the process. */
async function measure(name: string, hasSnapshots: boolean): Promise<number> {
  const path = join(folder, `${String(hasSnapshots)}.db`);
  fill(path, ROWS, hasSnapshots);
  const began = performance.now();
  const child = spawn(process.execPath, [...PROGRAM, 'live', 'telesales-20', '--store', path, '--no-desk', '--json', '--speed', '1'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  let readyAfterMs = Number.NaN;
  child.stdout.on('data', (text: Buffer) => { stdout += text.toString(); });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
    if (!Number.isNaN(readyAfterMs) || !/ready after/.test(stderr)) return;
    readyAfterMs = performance.now() - began;
    child.kill('SIGINT');
    setTimeout(() => { child.kill('SIGINT'); }, 500);
  });
  await new Promise((resolve) => { child.once('close', resolve); });
  const summary = JSON.parse(stdout || '{}') as { readyMs?: number; readyCpuMs?: number; start?: { replayed: number; records: number } };
  if (summary.start === undefined) throw new Error(`the campaign did not start: ${stderr}`);
  const { readyMs = Number.NaN, readyCpuMs = Number.NaN, start } = summary;
  process.stdout.write(`${ROWS} rows, ${name}: ${start.replayed} replayed, ${start.records} records; ready ${Math.round(readyAfterMs)} ms after the process was started `
    + `(${PROGRAM[0] === BUILT ? 'built' : 'with tsx'}), ${readyMs} ms of them the campaign's; ${readyCpuMs} ms of processor time in all\n`);
  return readyAfterMs;
}

/** Plays a campaign of 20 agents until the journal has so many rows. */
function fill(storePath: string, wanted: number, hasSnapshots: boolean): void {
  const file = readCampaignFile(findScenario('telesales-20')!, readTextOrNull, 'rehearsal');
  if ('problems' in file) throw new Error('telesales-20 does not parse');
  const compiled = compileScenario(file.scenario);
  const originMs = 1_772_409_600_000;
  const setup = rehearsalSetup(compiled, file.scenario, null, { seed: '1/0', originMs, asLive: false });
  const store = createStore(storePath);
  const tables = createJournalTables(store);
  const random = mulberry(1);
  let now = originMs + 9 * 3_600_000;
  let snapshotSeq = 1;
  inTransaction(store, () => {
    const campaign = campaignFor(store, setup);
    const core = beginSession(store, campaign, setup, 'fill', { seq: 1, now }, null);
    tables.append(1, now, { kind: 'session', session: core.state.session });
    tables.putSnapshot(1, true, core.save());
    store.db.prepare('INSERT INTO meta (key, value) VALUES (\'run\', \'fill\'), (\'rehearsal_origin\', ?)').run(String(originMs));
    const projection = createProjection(store, campaign, core);
    const prepare = createPreparer(store, campaign, core.state.session);
    const due: { readonly at: number; readonly item: InboxItem }[] = [];
    const later = (ms: number, item: InboxItem): void => { due.push({ at: now + ms, item }); };
    const play = (command: TelephonyCommand): void => {
      if (command.kind === 'agentLeg.open') later(10, { kind: 'heard', event: { kind: 'leg.up', leg: command.leg } });
      if (command.kind === 'dial') {
        const isAnswered = random() < 0.25;
        later(1_000, { kind: 'heard', event: { kind: 'ringing', attempt: command.attempt, early: false } });
        if (!isAnswered) later(15_000, { kind: 'heard', event: { kind: 'ended', attempt: command.attempt, outcome: 'noAnswer', by: 'network', raw: {} } });
        else {
          later(8_000, { kind: 'heard', event: { kind: 'answered', attempt: command.attempt } });
          later(8_001, { kind: 'heard', event: { kind: 'amd', attempt: command.attempt, verdict: 'human', cause: 'played' } });
          later(60_000 + 60_000 * random(), { kind: 'heard', event: { kind: 'ended', attempt: command.attempt, outcome: 'answered', by: 'customer', raw: {} } });
        }
      }
      if (command.kind === 'drop' || command.kind === 'hangup') later(20, { kind: 'heard', event: { kind: 'ended', attempt: command.attempt, outcome: 'answered', by: 'us', raw: {} } });
    };
    const take = (item: InboxItem): void => {
      const seq = core.state.seq + 1;
      const at = Math.max(core.state.at, Math.floor(now));
      const effects = core.apply(item, seq, at, tables.commandAt);
      tables.append(seq, at, item);
      tables.putOut(seq, effects.rows);
      effects.rows.forEach((row, n) => { if (row.command !== null) tables.markAcked({ seq, n }, { ok: true }); });
      projection.write(effects, at, seq);
      projection.writeRecords(effects.touched);
      if (hasSnapshots && isSnapshotDue(seq - snapshotSeq, core.state.ids.length)) {
        snapshotSeq = seq;
        tables.putSnapshot(seq, false, core.save());
      }
      for (const { command } of effects.rows) if (command !== null) play(command);
      for (const agent of effects.agents) {
        const name = setup.dialer.agents[agent]!;
        if (core.state.agents[agent]!.screen?.phase === 'wrapUp') {
          later(5_000, { kind: 'asked', request: { kind: 'save', agent: name, status: null, form: {}, nextCallAt: null, passTo: null } });
        }
      }
    };
    const bring = (from: number): void => {
      const records = Array.from({ length: 500 }, (_, index) => ({
        phones: [String(420_700_000_000 + from + index)], contact: null, timeZone: null, priority: 0, database: null, form: {},
      }));
      take({ kind: 'asked', request: { kind: 'importRecords', records: [] }, prepared: prepare(records) });
    };
    take({ kind: 'heard', event: { kind: 'driver', state: 'ready', epoch: 'played' } });
    take({ kind: 'looked', snapshot: { epoch: 'played', attempts: [], legs: [] }, gone: [], unsent: [], unanswered: [] });
    bring(0);
    for (const agent of setup.dialer.agents) take({ kind: 'asked', request: { kind: 'signIn', agent, phone: `phone-${agent.replaceAll(/\W/g, '')}` } });
    while (core.state.seq < wanted) {
      if (core.state.ids.length - core.state.dials < 100) bring(core.state.ids.length);
      due.sort((left, right) => left.at - right.at);
      const wakeAt = core.nextWakeAt();
      const next = due[0];
      if (next === undefined || wakeAt < next.at) {
        now = Math.max(now, wakeAt);
        take({ kind: 'wake' });
      } else {
        due.shift();
        now = Math.max(now, next.at);
        if (next.item.kind !== 'asked' || next.item.request.kind !== 'save' || isWriting(core, next.item.request.agent)) take(next.item);
      }
    }
  });
  store.close();
}

function isWriting(core: ReturnType<typeof beginSession>, agent: string): boolean {
  return core.state.agents[core.state.session.dialer.agents.indexOf(agent)]!.state === 'wrapping';
}

/** A small generator with a seed (mulberry32): the journal is the same each time. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
