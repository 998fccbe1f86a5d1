import { describe, expect, it } from 'vitest';
import { activitiesOf } from '../../src/live/store/activities.ts';
import { changeRecords, recycleRecords } from '../../src/live/store/changeRecords.ts';
import { explainStored } from '../../src/live/store/explainStored.ts';
import { valuesOf } from '../../src/live/store/exportRecords.ts';
import { editRecords } from '../../src/live/store/editRecords.ts';
import { addDatabase, databasesOf, switchDatabase } from '../../src/live/store/names.ts';
import { draftRemoval, draftStatus, saveDraft } from '../../src/live/store/statusChanges.ts';
import { campaignStatuses, dictionaryOf, statusIdsEver } from '../../src/live/store/statuses.ts';
import { called, desk, HOUR, NOW, type Desk } from '../live/store/support.ts';

const THREE = 'phone\n442079460018\n442079460019\n442079460020\n';
const ids = (d: Desk, statuses: readonly string[]): number[] => d.records({ statuses }).map((record) => record.id);

/** Three called records: 1 not answered, 2 not to be called back, 3 sold. */
async function kavkom(): Promise<Desk> {
  const d = desk('kavkom', 'predictive');
  await d.load(THREE);
  called(d.store, [1], 'noAnswer');
  called(d.store, [2], 'doNotCallBack');
  called(d.store, [3], 'sales');
  return d;
}

describe('Kavkom: statuses in the store', () => {
  it('K01 a record shows its status wherever it is shown, by id and by name', async () => {
    const d = await kavkom();
    expect(valuesOf(d.record(3)!, statusIdsEver(d.store))).toMatchObject({ status: 'sales', statusName: 'Sales/RDV' });
    expect(d.export({ ids: [3] })).toContain(',sales,Sales/RDV,');
    expect(JSON.parse(d.export({ ids: [3] }, 'ndjson'))).toMatchObject({ status: 'sales', statusName: 'Sales/RDV' });
  });

  it('K02 records are retrieved by status', async () => {
    const d = await kavkom();
    expect(ids(d, ['noAnswer', 'sales'])).toEqual([1, 3]);
    expect(ids(d, ['none'])).toEqual([]);
  });

  it('K03 records are exported by status', async () => {
    const d = await kavkom();
    expect(d.export({ statuses: ['doNotCallBack'] }).trim().split('\n').slice(1).map((line) => line.split(',')[1])).toEqual(['442079460019']);
  });

  it('K04 records are deleted by status', async () => {
    const d = await kavkom();
    expect(d.change({ statuses: ['noAnswer', 'doNotCallBack'] }, (record) => ({ kind: 'recordDeleted', at: NOW, record })).changed).toBe(2);
    expect(d.records().map((record) => record.id)).toEqual([3]);
  });

  it('K05 a new campaign uses the default statuses', () => {
    const d = desk('kavkom', 'predictive');
    expect(campaignStatuses(d.store, d.campaign.id).map((status) => status.name)).toEqual(expect.arrayContaining(['Abort', 'Sales/RDV', 'Radio silence']));
  });

  it('K17 K18 K20 a custom status needs only a name, can be removed, and nothing has an effect before it is saved', () => {
    const d = desk('kavkom', 'predictive');
    draftStatus(d.store, d.campaign, { name: 'Moved away' });
    draftStatus(d.store, d.campaign, { name: 'Wrong person' });
    expect(dictionaryOf(d.store)).toHaveLength(14);
    saveDraft(d.store, false);
    expect(dictionaryOf(d.store).slice(14).map((status) => status.name)).toEqual(['Moved away', 'Wrong person']);
    draftRemoval(d.store, 'movedAway', false);
    expect(dictionaryOf(d.store)).toHaveLength(16);
    saveDraft(d.store, false);
    expect(dictionaryOf(d.store).slice(14).map((status) => status.name)).toEqual(['Wrong person']);
  });

  it('K19 removing a status that an active campaign uses warns, and is refused unless it is forced', () => {
    const d = desk('kavkom', 'predictive');
    expect(draftRemoval(d.store, 'sales', false)).toEqual(['North']);
    expect(saveDraft(d.store, false)).toMatchObject({ ok: false, message: 'statusInUse: North' });
    expect(saveDraft(d.store, true)).toMatchObject({ ok: true, warnings: [expect.stringMatching(/sales was removed from North: .*distorted/)] });
  });

  it('K25 records are recycled by status', async () => {
    const d = await kavkom();
    expect(recycleRecords(d.store, d.campaign, { statuses: ['noAnswer', 'doNotCallBack'] }, false, NOW)).toMatchObject({ changed: 2 });
    expect(d.records().map((record) => [record.action, record.status])).toEqual([['notAssigned', null], ['notAssigned', null], ['done', 'sales']]);
  });
});

describe('Daktela: records in the store', () => {
  it('D02 a record is created from scratch', async () => {
    const d = desk();
    await d.load(`phone,action,nextCallAt\n442079460018,,\n442079460019,callImmediately,\n442079460020,rescheduledByAgent,${new Date(NOW + HOUR).toISOString()}\n442079460021,done,\n`);
    expect(d.records().map((record) => [record.action, record.nextCallAt])).toEqual([
      ['notAssigned', null], ['callImmediately', NOW], ['rescheduledByAgent', NOW + HOUR], ['done', null],
    ]);
  });

  it('D05 records are imported in bulk', async () => {
    const d = desk();
    const phones = Array.from({ length: 3_000 }, (_, index) => `4420${79_460_000 + index}`);
    expect(await d.load(`phone\n${phones.join('\n')}\n`)).toMatchObject({ rows: 3_000, loaded: 3_000 });
    expect(d.records().map((record) => record.phones[0]!.number)).toEqual(phones);
  });

  it('D06 D11 CRM contacts become records, with their numbers and form values', async () => {
    const d = desk();
    await d.load('{"contactId":"crm-17","phones":["+44 20 7946 0018","442079460019"],"form":{"lastName":"Smith"}}\n', { format: 'ndjson' });
    expect(d.record(1)).toMatchObject({ contactId: 'crm-17', phones: [{ number: '442079460018' }, { number: '442079460019' }], form: { lastName: 'Smith' } });
  });

  it('D11 a record is linked to a new or an existing CRM contact, by create or edit', async () => {
    const d = desk();
    await d.load('phone,contactId\n442079460018,crm-17\n442079460019,\n442079460020,\n');
    expect(editRecords(d.store, d.campaign, { ids: [2] }, { contactId: 'crm-17' }, NOW + 1)).toMatchObject({ changed: 1, refused: [] });
    expect(editRecords(d.store, d.campaign, { ids: [3] }, { contactId: 'crm-18' }, NOW + 1)).toMatchObject({ changed: 1, refused: [] });
    expect(d.records().map((record) => record.contactId)).toEqual(['crm-17', 'crm-17', 'crm-18']);
    expect(editRecords(d.store, d.campaign, { ids: [1] }, { contactId: null }, NOW + 2)).toMatchObject({ changed: 1 });
    expect(d.record(1)).toMatchObject({ contactId: null, action: 'notAssigned', phones: [{ number: '442079460018' }] });
    expect(activitiesOf(d.store, 1).map(({ kind, startedAt }) => [kind, startedAt])).toEqual([['import', NOW], ['change', NOW + 2]]);
  });

  it('D07 every record carries database, user, status, CRM contact and action', async () => {
    const d = desk();
    await d.load('phone,database,owner,status,contactId\n442079460018,autumn,Ann,callAgain,crm-17\n');
    expect(d.record(1)).toMatchObject({ database: 'autumn', owner: 'Ann', status: 'callAgain', contactId: 'crm-17', action: 'notAssigned' });
  });

  it('D19 a record shows its activities', async () => {
    const d = desk();
    await d.load(THREE);
    d.change({ ids: [1] }, (record) => ({ kind: 'ownerSet', at: NOW + 1, record, agent: 0 }));
    d.change({ ids: [1] }, (record) => ({ kind: 'recordBlocked', at: NOW + 2, record, blocked: true }));
    expect(activitiesOf(d.store, 1).map(({ kind, startedAt, actionAfter }) => [kind, startedAt, actionAfter])).toEqual([
      ['import', NOW, 'notAssigned'], ['assign', NOW + 1, 'notAssigned'], ['change', NOW + 2, 'done'],
    ]);
  });

  it('D20 D22 D23 D25 records are grouped in the several databases of their record type, each in one', async () => {
    const d = desk();
    addDatabase(d.store, d.campaign.recordType, 'winter');
    await d.load('phone,database\n442079460018,spring\n442079460019,winter\n442079460020,winter\n');
    expect(databasesOf(d.store, d.campaign.recordType).map((one) => one.name)).toEqual(['spring', 'autumn', 'winter']);
    expect(d.records({ databases: ['winter'] }).map((record) => record.id)).toEqual([2, 3]);
    expect(d.records({ databases: ['spring'] }).map((record) => record.id)).toEqual([1]);
  });

  it('D21 D96 only records of active databases are called', async () => {
    const d = desk();
    await d.load(THREE);
    const why = (): unknown => explainStored(d.store, d.campaign, 1, NOW, null)!.rule;
    expect(why()).toBeNull();
    switchDatabase(d.store, 'spring', false);
    expect(why()).toBe('databaseInactive');
    switchDatabase(d.store, 'spring', true);
    expect(why()).toBeNull();
  });

  it('D93 removing the user makes the record available to any agent', async () => {
    const d = desk();
    await d.load('phone,owner\n442079460018,Ann\n');
    expect(explainStored(d.store, d.campaign, 1, NOW, 'Bob')).toMatchObject({ rule: 'ownedByOther' });
    d.change({ ids: [1] }, (record) => ({ kind: 'ownerCleared', at: NOW, record }));
    expect(explainStored(d.store, d.campaign, 1, NOW, 'Bob')).toMatchObject({ rule: null });
  });
});

describe('asterCC: obtaining and assigning in the store', () => {
  it('C14 C15 one Get customers gives at most Maximum each time, and none at Maximum owned', async () => {
    const d = desk('astercc', 'auto', { settings: { maxEachTime: 2, maxOwned: 2 } });
    await d.load(THREE);
    const obtain = (): unknown => changeRecords(d.store, d.campaign, { load: {}, now: NOW, events: () => [{ kind: 'recordsObtained', at: NOW, agent: 0 }] });
    expect(obtain()).toMatchObject({ changed: 2 });
    expect(obtain()).toMatchObject({ changed: 0, limitReached: true });
    expect(d.records({ owners: ['Ann'] })).toHaveLength(2);
  });
});
