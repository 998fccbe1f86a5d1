import { describe, expect, it } from 'vitest';
import { NONE } from '../../../src/engine/vocabulary.ts';
import { UNSET } from '../../../src/base/time.ts';
import { activitiesOf } from '../../../src/live/store/activities.ts';
import { blockNumber, unblockNumber } from '../../../src/live/store/blocks.ts';
import { changeRecords, recycleRecords, type ChangeReport } from '../../../src/live/store/changeRecords.ts';
import { explainStored } from '../../../src/live/store/explainStored.ts';
import { switchDatabase } from '../../../src/live/store/names.ts';
import type { AssignMethod } from '../../../src/engine/vocabulary.ts';
import { called, desk, HOUR, NOW, type Desk } from './support.ts';

const LIST = 'phone,owner,action,database\n442079460018,Ann,,spring\n442079460019,,,spring\n442079460020,,done,autumn\n442079460021,,callImmediately,autumn\n';

function assign(d: Desk, agents: readonly string[], method: AssignMethod, ids?: readonly number[]): ChangeReport {
  return changeRecords(d.store, d.campaign, {
    load: {}, now: NOW,
    events: (loaded) => [{
      kind: 'recordsAssigned', at: NOW, agents: agents.map((name) => loaded.agents.of(name)), method, statuses: [], databases: [], actions: [], owners: [],
      records: ids === undefined ? [] : ids.map((id) => loaded.ids.indexOf(id)),
    }],
  });
}

describe('a change of records in the store', () => {
  it('of the action is decided by the engine, written with its activity, and resets the counter', async () => {
    const d = desk();
    await d.load(LIST);
    d.store.db.exec('UPDATE record SET attempts = 2 WHERE id = 2');
    const report = d.change({ ids: [2] }, (record) => ({ kind: 'actionSet', at: NOW, record, action: 'rescheduledByAgent', nextCallAt: NOW + HOUR, softOwner: NONE }));
    expect(report).toMatchObject({ changed: 1, refused: [] });
    expect(d.record(2)).toMatchObject({ action: 'rescheduledByAgent', nextCallAt: NOW + HOUR, attempts: 0 });
    expect(activitiesOf(d.store, 2)).toMatchObject([{ kind: 'import' }, { kind: 'change', reason: 'user', actionAtStart: 'notAssigned', actionAfter: 'rescheduledByAgent' }]);
  });

  it('that is illegal is refused with its reason, record by record, and changes nothing', async () => {
    const d = desk();
    await d.load(LIST);
    const before = d.records();
    const reasons = (report: ChangeReport): string[] => report.refused.map((one) => `${one.id} ${one.reason}`);
    expect(reasons(d.change({}, (record) => ({ kind: 'actionSet', at: NOW, record, action: 'rescheduledByDialer', nextCallAt: UNSET, softOwner: NONE })))).toEqual(
      ['1 actionNotSettable', '2 actionNotSettable', '3 actionNotSettable', '4 actionNotSettable']);
    expect(reasons(d.change({ ids: [1] }, (record) => ({ kind: 'actionSet', at: NOW, record, action: 'rescheduledByAgent', nextCallAt: NOW - 1, softOwner: NONE })))).toEqual(['1 timeInPast']);
    expect(reasons(d.change({ ids: [1] }, (record, { statuses }) => ({ kind: 'statusSet', at: NOW, record, status: statuses.of('callAgain') })))).toEqual(['1 noActivity']);
    called(d.store, [1], null, 'notAssigned');
    expect(reasons(d.change({ ids: [1] }, (record, { statuses }) => ({ kind: 'statusSet', at: NOW, record, status: statuses.of('sold') })))).toEqual(['1 statusNotInCampaign']);
    expect(d.change({ ids: [1] }, (record, { statuses }) => ({ kind: 'statusSet', at: NOW, record, status: statuses.of('callAgain') })).changed).toBe(1);
    expect(d.record(1)!.status).toBe('callAgain');
    expect(d.records().slice(1)).toEqual(before.slice(1));
  });

  it('outside the calling window of the record’s own zone is refused', async () => {
    const d = desk('daktela', 'progressive', { settings: { callingWindows: [{ from: '09:00', to: '20:00' }] } });
    await d.load('phone,timeZone\n442079460018,America/New_York\n442079460019,\n');
    const report = d.change({}, (record) => ({ kind: 'actionSet', at: NOW, record, action: 'rescheduledByAgent', nextCallAt: NOW + 2 * HOUR, softOwner: NONE }));
    expect(report).toMatchObject({ changed: 1, refused: [{ id: 1, reason: 'outsideWindow' }] });
    const row = await d.load('phone,action,nextCallAt\n442079460030,rescheduledByAgent,2026-03-03T08:59\n442079460031,rescheduledByAgent,2026-03-03T09:00\n');
    expect(row).toMatchObject({ loaded: 1, problems: [{ line: 2, message: 'is "2026-03-03T08:59"; outsideWindow' }] });
  });

  it('of the owner gives the record to one agent, and to nobody again', async () => {
    const d = desk();
    await d.load(LIST);
    d.change({ ids: [2] }, (record, { agents }) => ({ kind: 'ownerSet', at: NOW, record, agent: agents.of('Bob') }));
    expect(d.record(2)!.owner).toBe('Bob');
    d.change({ owners: ['Ann', 'Bob'] }, (record) => ({ kind: 'ownerCleared', at: NOW, record }));
    expect(d.records().map((record) => record.owner)).toEqual([null, null, null, null]);
  });

  it('assigns in turn, goes on with the next agent the next time, and to whoever owns least', async () => {
    const d = desk();
    await d.load(`phone\n${Array.from({ length: 5 }, (_, index) => `44207946001${index}`).join('\n')}\n`);
    expect(assign(d, ['Ann', 'Bob', 'Cid'], 'roundRobin', [1, 2]).changed).toBe(2);
    expect(assign(d, ['Ann', 'Bob', 'Cid'], 'roundRobin', [3]).changed).toBe(1);
    expect(d.records().map((record) => record.owner)).toEqual(['Ann', 'Bob', 'Cid', null, null]);
    assign(d, ['Ann', 'Bob'], 'manual', [3]);
    assign(d, ['Bob', 'Cid'], 'leastLoaded', [4, 5]);
    expect(d.records().map((record) => record.owner)).toEqual(['Ann', 'Bob', 'Ann', 'Cid', 'Bob']);
  });

  it('obtains as many records as the campaign allows, and says when the limit is reached', async () => {
    const d = desk('astercc', 'auto', { settings: { maxEachTime: 2, maxOwned: 3 } });
    await d.load(`phone\n${Array.from({ length: 5 }, (_, index) => `44207946001${index}`).join('\n')}\n`);
    const obtain = (): ChangeReport => changeRecords(d.store, d.campaign, {
      load: {}, now: NOW, events: ({ agents }) => [{ kind: 'recordsObtained', at: NOW, agent: agents.of('Ann') }],
    });
    expect(obtain()).toMatchObject({ changed: 2, limitReached: false });
    expect(obtain()).toMatchObject({ changed: 1 });
    expect(obtain()).toMatchObject({ changed: 0, limitReached: true });
    const other = desk();
    expect(changeRecords(other.store, other.campaign, { load: {}, now: NOW, events: () => [{ kind: 'recordsObtained', at: NOW, agent: 0 }] }).refusedAll).toBe('obtainNotAllowed');
  });

  it('recycles what the filters name, keeps activities, skips blocked records, and asks for a filter', async () => {
    const d = desk('kavkom', 'predictive');
    await d.load(`phone\n${Array.from({ length: 4 }, (_, index) => `44207946001${index}`).join('\n')}\n`);
    called(d.store, [1, 2, 4], 'noAnswer');
    d.change({ ids: [2] }, (record) => ({ kind: 'recordBlocked', at: NOW, record, blocked: true }));
    expect(recycleRecords(d.store, d.campaign, {}, false, NOW).refusedAll).toBe('filterRequired');
    expect(recycleRecords(d.store, d.campaign, { statuses: ['noAnswer'], databases: ['spring'] }, false, NOW)).toMatchObject({ changed: 2, refused: [{ id: 2, reason: 'recordBlocked' }] });
    expect(d.record(1)).toMatchObject({ action: 'notAssigned', status: null, attempts: 0, totalAttempts: 0, dials: 1 });
    expect(activitiesOf(d.store, 1).map((one) => one.kind)).toEqual(['import', 'recycle']);
    d.change({ ids: [2] }, (record) => ({ kind: 'recordBlocked', at: NOW, record, blocked: false }));
    expect(recycleRecords(d.store, d.campaign, { actions: ['done'] }, false, NOW)).toMatchObject({ changed: 1, refused: [] });
  });

  it('deletes, and never gives the id again', async () => {
    const d = desk();
    await d.load(LIST);
    expect(d.change({ ids: [4, 3] }, (record) => ({ kind: 'recordDeleted', at: NOW, record })).changed).toBe(2);
    await d.load('phone\n442079460021\n');
    expect(d.records().map((record) => record.id)).toEqual([1, 2, 5]);
    expect(activitiesOf(d.store, 4)).toEqual([]);
  });

  it('leaves records in use alone', async () => {
    const d = desk();
    await d.load(LIST);
    d.store.db.exec(`UPDATE record SET action = 'ready' WHERE id = 1`);
    expect(d.change({ ids: [1, 2] }, (record) => ({ kind: 'recordDeleted', at: NOW, record }))).toMatchObject({ changed: 1, refused: [{ id: 1, reason: 'recordInUse' }] });
  });
});

describe('why a stored record can be called or not', () => {
  const why = (d: Desk, id: number, at = NOW, agent: string | null = null): unknown => explainStored(d.store, d.campaign, id, at, agent);

  it('is the engine’s answer, with names', async () => {
    const d = desk('daktela', 'progressive', { settings: { callingWindows: [{ from: '09:00', to: '20:00' }] } });
    await d.load(`${LIST}442079460022,,,spring\n`);
    expect(why(d, 1)).toMatchObject({ by: 'agent', agent: 'Ann', bucket: 'ownNew', rule: null });
    expect(why(d, 1, NOW, 'Bob')).toMatchObject({ by: 'nobody', rule: 'ownedByOther' });
    expect(why(d, 2)).toMatchObject({ by: 'everyAgent', rule: null });
    expect(why(d, 2, NOW + 11 * HOUR)).toMatchObject({ rule: 'outsideWindow', until: NOW + 23 * HOUR });
    expect(why(d, 3)).toMatchObject({ rule: 'recordDone', until: null });
    expect(why(d, 99)).toBeNull();
    switchDatabase(d.store, 'autumn', false);
    expect(why(d, 4)).toMatchObject({ rule: 'databaseInactive' });
    expect(() => why(d, 1, NOW, 'Zoe')).toThrow(/no agent 'Zoe'/);
  });

  it('knows the block list: a number blocked everywhere or for this campaign is not dialled until it is lifted', async () => {
    const d = desk();
    await d.load(LIST);
    expect(blockNumber(d.store, '442079460019', d.campaign, NOW)).toBe(true);
    expect(blockNumber(d.store, '442079460019', null, NOW)).toBe(true);
    expect(blockNumber(d.store, '442079460019', null, NOW)).toBe(false);
    expect(why(d, 2)).toMatchObject({ rule: 'noNumber' });
    unblockNumber(d.store, '442079460019', null);
    expect(why(d, 2)).toMatchObject({ rule: 'noNumber' });
    unblockNumber(d.store, '442079460019', d.campaign);
    expect(why(d, 2)).toMatchObject({ rule: null });
  });
});
