/** Records of a store are edited, moved and cloned by a person (R30, R34, R36). */
import { describe, expect, it } from 'vitest';
import { activitiesOf } from '../../../src/live/store/activities.ts';
import { addCampaign } from '../../../src/live/store/campaigns.ts';
import { cloneStored } from '../../../src/live/store/cloneStored.ts';
import { editRecords } from '../../../src/live/store/editRecords.ts';
import { moveRecords } from '../../../src/live/store/moveRecords.ts';
import { called, desk, HOUR, NOW, type Desk } from './support.ts';

async function filled(): Promise<Desk> {
  const d = desk();
  await d.load('phone,phone2,owner,contactId,form.lastName,form.note\n442079460018,442079460019,Ann,crm-1,Abel,x\n442079460020,,,,,\n');
  return d;
}

describe('an edit', () => {
  it('changes what is given and leaves the rest, and shows in the history', async () => {
    const d = await filled();
    expect(editRecords(d.store, d.campaign, { ids: [1] }, { priority: 7, timeZone: 'Europe/London', contactId: 'crm-9', form: { note: null, amount: 3 } }, NOW + HOUR))
      .toMatchObject({ changed: 1, refused: [] });
    expect(d.record(1)).toMatchObject({
      priority: 7, timeZone: 'Europe/London', contactId: 'crm-9', form: { lastName: 'Abel', amount: 3 }, owner: 'Ann', action: 'notAssigned',
      phones: [{ number: '442079460018' }, { number: '442079460019' }],
    });
    expect(activitiesOf(d.store, 1).map((one) => one.kind)).toEqual(['import', 'change']);
    editRecords(d.store, d.campaign, { ids: [1] }, { timeZone: null, contactId: null, form: { lastName: null, amount: null } }, NOW + HOUR);
    expect(d.record(1)).toMatchObject({ priority: 7, timeZone: null, contactId: null, form: {} });
  });

  it('of the numbers keeps the mark of a number that stays, and starts with the first number again', async () => {
    const d = await filled();
    d.store.db.exec('UPDATE phone SET invalid = 1 WHERE record = 1; UPDATE record SET number_index = 1 WHERE id = 1');
    editRecords(d.store, d.campaign, { ids: [1] }, { phones: ['442079460018', '442079460055', '442079460056'] }, NOW);
    expect(d.record(1)).toMatchObject({
      numberIndex: 0, phones: [{ number: '442079460018', invalid: true }, { number: '442079460055', invalid: false }, { number: '442079460056', invalid: false }],
    });
    editRecords(d.store, d.campaign, { ids: [1] }, { phones: [] }, NOW);
    expect(d.record(1)!.phones).toEqual([]);
  });

  it('of a record that an agent holds is refused, and changes nothing', async () => {
    const d = await filled();
    d.store.db.exec(`UPDATE record SET action = 'ready' WHERE id = 2`);
    const before = d.record(2);
    expect(editRecords(d.store, d.campaign, {}, { priority: 3 }, NOW)).toMatchObject({ changed: 1, refused: [{ id: 2, reason: 'recordInUse' }] });
    expect(d.record(2)).toEqual(before);
  });
});

describe('a move', () => {
  it('takes records into another database of their type', async () => {
    const d = await filled();
    expect(moveRecords(d.store, d.campaign, { ids: [2] }, 'autumn', d.campaign.recordType, NOW)).toMatchObject({ changed: 1 });
    expect(d.records().map((record) => record.database)).toEqual(['spring', 'autumn']);
    expect(() => moveRecords(d.store, d.campaign, {}, 'winter', d.campaign.recordType, NOW)).toThrow(/there is no database 'winter'; there are: spring, autumn/);
  });

  it('into a database of another record type needs that type, and takes them out of the campaign', async () => {
    const d = await filled();
    addCampaign(d.store, {
      name: 'South', recordType: 'patient', zone: 'UTC', country: null, databases: [{ name: 'clinic', active: true }], agents: [],
      definition: { mode: 'progressive', bundle: 'daktela', strategy: { id: 'progressive' } },
    });
    const { id } = d.store.db.prepare(`SELECT id FROM record_type WHERE name = 'patient'`).get() as { id: number };
    expect(() => moveRecords(d.store, d.campaign, { ids: [1] }, 'clinic', d.campaign.recordType, NOW)).toThrow(/databaseMismatch/);
    expect(moveRecords(d.store, d.campaign, { ids: [1] }, 'clinic', id, NOW)).toMatchObject({ changed: 1 });
    expect(d.records().map((record) => record.id)).toEqual([2]);
  });
});

describe('a clone', () => {
  it('has type, database, contact, numbers, zone, priority, owner and form of its source, and nothing else', async () => {
    const d = await filled();
    editRecords(d.store, d.campaign, { ids: [1] }, { priority: 4, timeZone: 'Europe/London' }, NOW);
    called(d.store, [1], 'callAgain', 'done');
    d.store.db.exec('UPDATE phone SET invalid = 1 WHERE record = 1; UPDATE record SET attempts = 2, blocked_until = 9007199254740991 WHERE id = 1');
    const source = d.record(1);
    expect(cloneStored(d.store, d.campaign, 1, NOW + HOUR)).toBe(3);
    expect(d.record(1)).toEqual(source);
    expect(d.record(3)).toEqual({
      ...source, id: 3, createdAt: NOW + HOUR, action: 'notAssigned', nextCallAt: null, status: null, attempts: 0, totalAttempts: 0, dials: 0, autoDials: 0, lastCalledAt: null,
      blockedUntil: null, numberIndex: 0, hasCall: false, phones: [{ number: '442079460018', invalid: false }, { number: '442079460019', invalid: false }],
    });
  });

  it('can be made of a record in use, and of none that is not there', async () => {
    const d = await filled();
    d.store.db.exec(`UPDATE record SET action = 'ready' WHERE id = 2`);
    expect(cloneStored(d.store, d.campaign, 2, NOW)).toBe(3);
    expect(d.record(3)).toMatchObject({ action: 'notAssigned', owner: null, form: {} });
    expect(() => cloneStored(d.store, d.campaign, 9, NOW)).toThrow('there is no record 9 in campaign North');
  });
});
