import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { rehearsalSetup } from '../../../src/live/config/liveSetups.ts';
import { openLiveCampaign } from '../../../src/live/loop/liveCampaign.ts';
import { replayStore } from '../../../src/live/loop/replayStore.ts';
import { createStore, openStore } from '../../../src/live/store/openStore.ts';
import { parseFaults, type RehearsalFaults } from '../../../src/live/telephony/rehearsal/faults.ts';
import { openRehearsal } from '../../../src/live/telephony/rehearsal/openRehearsal.ts';
import { compileScenario } from '../../../src/scenario/compile.ts';
import { parseScenario } from '../../../src/scenario/parse.ts';

const folders: string[] = [];
afterEach(() => { for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true }); });

/** Short calls, so that a few minutes of the campaign are enough. */
const BASE = `
id: short
calendar: { zone: UTC, firstDay: 2025-03-03, days: 1, shift: { from: 09:00, to: 17:00 } }
agents: { count: 6, signInDelay: { distribution: uniform, min: 0, max: 20 } }
campaign: { mode: predictive, strategy: { id: fixed-ratio-idle, ratio: 2 }, maxTotalAttempts: 1, formSaveMs: 36000000, statuses: [{ id: sold, name: Sold }, { id: later, name: Later, systemStatus: notEarlierThan }] }
list: { records: 2000 }
carrier: { setUp: { distribution: uniform, min: 0.2, max: 1 } }
detector: network
customers:
  shares: { person: 50, machine: 20, noAnswer: 20, busy: 5, invalidNumber: 5 }
  ring: { person: { distribution: uniform, min: 0.5, max: 6 }, machine: 4, busy: 1, invalidNumber: 1, noAnswer: 20 }
  patience: { distribution: exponential, mean: 8 }
  handle:
    - id: talk
      share: 100
      talk: { distribution: exponential, mean: 10 }
      wrap: { distribution: exponential, mean: 4 }
      save: [{ share: 60, status: sold }, { share: 40, status: later, nextCall: { after: 3600 } }]
`;

interface Rehearsed {
  readonly path: string;
  readonly dials: number;
  readonly saved: Readonly<Record<string, number>>;
  /** Attempts that are open in the store, and calls that are left at the exchange. */
  readonly open: number;
  readonly left: number;
  readonly maxDialsOfANumber: number;
  readonly states: ReadonlySet<string>;
  readonly counts: Readonly<Record<string, number>>;
}

/** Rehearses so many seconds of the campaign, drains it, and looks at what is in the store. */
async function rehearse(changes: string, seconds: number, faults?: RehearsalFaults): Promise<Rehearsed> {
  const files: Record<string, string> = { 'base.yaml': BASE, 'test.yaml': `extends: base.yaml\nid: test\n${changes}` };
  const parsed = parseScenario('test.yaml', (file) => files[file] ?? (existsSync(file) ? readFileSync(file, 'utf8') : null));
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const scenario = compileScenario(parsed.scenario);
  const folder = mkdtempSync(join(tmpdir(), 'overdial-rehearsed-'));
  folders.push(folder);
  const path = join(folder, 'test.db');
  const seed = '1/0';
  const rehearsal = await openRehearsal({ scenario, seed, speed: 100, ...(faults === undefined ? {} : { faults }) });
  const failures: unknown[] = [];
  const live = openLiveCampaign({
    store: createStore(path), setup: rehearsalSetup(scenario, parsed.scenario, null, { seed, originMs: rehearsal.originMs, asLive: false }), telephony: rehearsal.telephony,
    clock: rehearsal.clock, onFailure: (failure) => { failures.push(failure); },
  });
  await live.start();
  const states = new Set<string>();
  await rehearsal.begin(live);
  live.subscribe(() => { for (const agent of live.agents()) states.add(agent.state); });
  const { clock } = rehearsal;
  await new Promise<void>((resolve) => { clock.at(clock.now() + seconds * 1_000, resolve); });
  await live.stop('drain');
  rehearsal.end();
  expect(failures).toEqual([]);
  const left = (await rehearsal.telephony.snapshot()).attempts.length;
  const store = openStore(path);
  const rows = <T>(sql: string): T[] => store.db.prepare(sql).all() as T[];
  const [{ open } = { open: -1 }] = rows<{ open: number }>('SELECT COUNT(*) AS open FROM attempt WHERE ended_at IS NULL OR outcome IS NULL');
  const saved = Object.fromEntries(rows<{ status: string | null; n: number }>('SELECT status, COUNT(*) AS n FROM disposition GROUP BY status').map(({ status, n }) => [status ?? 'none', n]));
  const [{ most } = { most: -1 }] = rows<{ most: number }>('SELECT MAX(n) AS most FROM (SELECT COUNT(*) AS n FROM attempt WHERE outcome NOT IN (\'congestion\', \'cancelled\') GROUP BY number)');
  const [{ dials } = { dials: 0 }] = rows<{ dials: number }>('SELECT COUNT(*) AS dials FROM attempt');
  expect(replayStore(store).difference).toBeNull();
  store.close();
  return { path, dials, saved, open, left, maxDialsOfANumber: most, states, counts: { ...live.counts } };
}

describe('a rehearsed campaign', () => {
  it('predictive: agents talk, write and save by their shares; nothing is left open, and the journal replays', async () => {
    const { dials, saved, open, left, maxDialsOfANumber } = await rehearse('', 300);
    expect(dials).toBeGreaterThan(60);
    expect(Object.keys(saved).toSorted()).toEqual(['later', 'sold']);
    expect(saved['sold']! + saved['later']!).toBeGreaterThan(30);
    expect([open, left, maxDialsOfANumber]).toEqual([0, 0, 1]);
  });

  it('preview: agents ask for a record, read it, dial it, and save what nobody answered', async () => {
    const { dials, saved, open, states } = await rehearse(`
agents: { preview: { read: 3, skipPercent: 10 }, unanswered: { after: 2, save: [{ share: 100, status: later, nextCall: { after: 7200 } }] } }
campaign: { mode: preview, strategy: { id: progressive } }`, 300);
    expect(dials).toBeGreaterThan(40);
    expect(saved['later']! + saved['sold']!).toBeGreaterThan(30);
    expect(open).toBe(0);
    expect(states).toContain('reserved');
  });

  it('progressive: one call for each free agent', async () => {
    const { dials, open } = await rehearse('campaign: { mode: progressive, strategy: { id: progressive } }', 200);
    expect(dials).toBeGreaterThan(30);
    expect(open).toBe(0);
  });

  it('auto: the phone of an agent is called for every customer; who misses it presses Start again', async () => {
    const { dials, saved, open, left, states } = await rehearse(`
agents: { phone: { answer: 2, missedPercent: 20 }, unanswered: { after: 2 } }
campaign: { mode: auto, bundle: astercc, allowObtain: true, strategy: { id: progressive } }`, 400);
    expect(dials).toBeGreaterThan(30);
    expect(Object.values(saved).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(15);
    expect([open, left]).toEqual([0, 0]);
    expect(states).toContain('reserved');
  });

  it('breaks and pauses are taken, and agents come back from them', async () => {
    const { states, saved } = await rehearse(`
agents:
  breaks: [{ start: { between: [09:01, 09:02] }, length: 30, announced: 10 }]
  unannouncedPauses: { after: { distribution: exponential, mean: 60 }, length: 10 }`, 300);
    expect(states).toContain('paused');
    expect(saved['sold']!).toBeGreaterThan(15);
  });

  it.each(['eventDelay=500', 'blind=3/30', 'lostLeg=15', 'restart=60', 'unknownAck=0.05', 'eventDelay=300,blind=3/40,lostLeg=25,restart=90,unknownAck=0.03'])(
    'with %s nobody is called twice, nothing is left open, and the journal replays', async (text) => {
      const faults = parseFaults(text);
      if ('problem' in faults) throw new Error(faults.problem);
      const { dials, saved, open, left, maxDialsOfANumber } = await rehearse('', 240, faults);
      expect(dials).toBeGreaterThan(30);
      expect(Object.values(saved).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10);
      expect([open, left, maxDialsOfANumber]).toEqual([0, 0, 1]);
    });
});
