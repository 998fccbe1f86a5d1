import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordRestored } from '../../../src/engine/events.ts';
import type { RunObserver } from '../../../src/measure/observer.ts';
import { campaignNamed } from '../../../src/live/store/campaigns.ts';
import { activitiesOf } from '../../../src/live/store/activities.ts';
import { blockNumber } from '../../../src/live/store/blocks.ts';
import { openStore } from '../../../src/live/store/openStore.ts';
import { scenarioOnStore } from '../../../src/live/store/simulatedList.ts';
import { SILENT } from '../../../src/live/store/storeDialer.ts';
import { readRecords } from '../../../src/live/store/storedRecord.ts';
import { openWriteBack } from '../../../src/live/store/writeBack.ts';
import { parseScenario, type ResolvedScenario } from '../../../src/scenario/parse.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { TINY } from '../../support/cli.ts';
import { called, desk, type Desk } from './support.ts';

const PHONES = Array.from({ length: 40 }, (_, index) => `4420794600${String(index + 10)}`);

function tiny(change: (text: string) => string = (text) => text): ResolvedScenario {
  const parsed = parseScenario('tiny.yaml', () => change(TINY));
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

/** What is dialled in a run, by the store's ids. */
function run(d: Desk, scenario = tiny()): { dialled: number[]; restored: RecordRestored[]; digest: string } {
  const list = scenarioOnStore(d.store, d.campaign, scenario);
  const dialled: number[] = [];
  const restored: RecordRestored[] = [];
  const spy: RunObserver = {
    ...SILENT, dial: (_attempt, record) => { dialled.push(list.ids[record]!); },
    event: (event) => { if (event.kind === 'recordRestored') restored.push({ ...event }); },
  };
  const { replication } = simulate({ scenario: list.scenario, seed: '1', replication: 0, observers: () => [spy] });
  return { dialled, restored, digest: replication.digest };
}

describe('a run on the records of a store', () => {
  it('takes them as they stand: done, blocked, owned by an absent agent and not yet due are not called', async () => {
    const d = desk('default', 'predictive', { agents: [] });
    await d.load(`phone,owner,action,nextCallAt\n${PHONES.map((phone) => `${phone},,,`).join('\n')}\n`, { now: Date.UTC(2025, 2, 1) });
    called(d.store, [1, 2], null);
    blockNumber(d.store, PHONES[2]!, null, 0);
    d.store.db.exec(`INSERT INTO agent (name) VALUES ('Away'); UPDATE record SET hard_owner = (SELECT id FROM agent WHERE name = 'Away') WHERE id = 4`);
    d.store.db.prepare('UPDATE record SET blocked_until = ? WHERE id = 5').run(Number.MAX_SAFE_INTEGER);
    d.store.db.prepare(`UPDATE record SET action = 'rescheduledByAgent', next_call_at = ? WHERE id = 6`).run(Date.UTC(2025, 2, 4));
    d.store.db.prepare(`UPDATE phone SET invalid = 1 WHERE record = 7`).run();
    d.store.db.prepare(`UPDATE record SET attempts = 2, dials = 5, total_attempts = 0, has_call = 1, last_called_at = ? WHERE id = 8`).run(Date.UTC(2025, 2, 2));
    const { dialled, restored } = run(d);
    expect([...new Set(dialled)].sort((a, b) => a - b)).toEqual(Array.from({ length: 33 }, (_, index) => index + 8));
    expect(restored[7]).toMatchObject({ attempts: 2, dials: 5, hasCallActivity: true, lastCalledAt: -24 * 3_600_000 });
  });

  it('calls in the order of a field of the form where the policy says so, records without it last', async () => {
    const d = desk('vicidial', 'predictive', { agents: [], settings: { leadOrder: { by: 'lastName', direction: 'DOWN' } } });
    const names = ['Žák', 'Abel', '', 'Čapek', 'zeman', 'Dvořák'];
    await d.load(`phone,form.lastName\n${names.map((name, index) => `${PHONES[index]!},${name}`).join('\n')}\n`, { now: Date.UTC(2025, 2, 1) });
    const scenario = tiny((text) => text.replace('campaign:', 'campaign:\n  bundle: vicidial\n  leadOrder: { by: lastName, direction: DOWN }'));
    expect([...new Set(run(d, scenario).dialled)]).toEqual([2, 4, 6, 1, 5, 3]);
  });

  it('is a function of the store: the same twice, another when a record has changed', async () => {
    const d = desk('default', 'predictive');
    await d.load(`phone\n${PHONES.join('\n')}\n`, { now: Date.UTC(2025, 2, 1) });
    const first = run(d);
    expect(run(d).digest).toBe(first.digest);
    const before = scenarioOnStore(d.store, d.campaign, tiny()).scenario.digest;
    d.store.db.exec('UPDATE record SET priority = 9 WHERE id = 3');
    expect(scenarioOnStore(d.store, d.campaign, tiny()).scenario.digest).not.toBe(before);
    expect(run(d).digest).not.toBe(first.digest);
  });

  it('writes back to a new copy only: activities, attempts, counters; the store stays as it is', async () => {
    const d = desk('default', 'predictive');
    await d.load(`phone\n${PHONES.join('\n')}\n`, { now: Date.UTC(2025, 2, 1) });
    d.store.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const bytes = readFileSync(d.store.path);
    const before = d.records();
    const list = scenarioOnStore(d.store, d.campaign, tiny());
    const path = join(d.folder, 'copy.db');
    const back = openWriteBack(d.store, d.campaign, list, path);
    expect(existsSync(path)).toBe(false);
    const { dials } = simulate({ scenario: list.scenario, seed: '1', replication: 0, observers: (options) => [back.observe(options)] });
    back.commit();
    back.abandon();
    expect(d.records()).toEqual(before);
    expect(readFileSync(d.store.path).equals(bytes)).toBe(true);
    expect(() => openWriteBack(d.store, d.campaign, list, path)).toThrow(/exists already; --write-back makes a new file only/);

    const copy = openStore(path);
    const after = [...readRecords(copy, campaignNamed(copy, 'North'))];
    const { attempts } = copy.db.prepare('SELECT count(*) AS attempts FROM attempt').get() as { attempts: number };
    expect(attempts).toBe(dials);
    expect(after.reduce((sum, record) => sum + record.dials, 0)).toBe(dials);
    const [record] = after.filter((one) => one.dials > 0);
    expect(record).toMatchObject({ action: 'done', hasCall: true });
    expect(record!.lastCalledAt).toBeGreaterThanOrEqual(Date.UTC(2025, 2, 3, 9));
    expect(activitiesOf(copy, record!.id).at(-1)).toMatchObject({ kind: 'call', mode: 'predictive', dials: 1, actionAtStart: 'notAssigned', actionAfter: 'done' });
    const again = scenarioOnStore(copy, campaignNamed(copy, 'North'), tiny());
    expect(simulate({ scenario: again.scenario, seed: '1', replication: 0 }).dials).toBe(0);
    copy.close();
  });

  it('that is given up leaves no copy behind', async () => {
    const d = desk('default', 'predictive');
    await d.load('phone\n442079460018\n');
    const path = join(d.folder, 'copy.db');
    openWriteBack(d.store, d.campaign, scenarioOnStore(d.store, d.campaign, tiny()), path).abandon();
    expect(existsSync(path)).toBe(false);
  });
});
