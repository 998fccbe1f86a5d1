import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, UNSET } from '../../src/base/time.ts';
import { checkForm, mayBeSaved, recordTypeProblems, type RecordType } from '../../src/engine/records/forms.ts';
import { cloneRecord } from '../../src/engine/records/recordView.ts';
import { NONE } from '../../src/engine/vocabulary.ts';
import { only } from '../support/engineDesk.ts';
import { DICTIONARIES } from '../../src/engine/records/dictionaries.ts';
import { ownStatus } from '../support/engineOptions.ts';
import { ANN, BOB, promised, retried, Scene, type SceneInput } from './scene.ts';

const STATUSES = [...DICTIONARIES.daktela, ownStatus('sale', { validation: true })];
const daktela = (mode: 'preview' | 'progressive' | 'predictive', more: Partial<SceneInput> = {}): Scene =>
  new Scene({ bundle: 'daktela', mode, statuses: STATUSES, ...more });

const TYPE: RecordType = {
  id: 'loan', databases: [{ id: 'spring', active: true }, { id: 'autumn', active: false }],
  forms: [{ id: 'main', fields: [
    { id: 'amount', label: 'Amount', type: 'number', mandatory: true }, { id: 'note', label: 'Note', type: 'text', mandatory: false },
    { id: 'term', label: 'Term', type: 'choice', choices: ['short', 'long'], mandatory: false },
  ] }],
};

describe('Daktela: records', () => {
  it('D01 a record is worked in preview, progressive and predictive campaigns', () => {
    for (const mode of ['preview', 'progressive', 'predictive'] as const) {
      const scene = daktela(mode).signIn(ANN);
      const record = scene.record();
      if (mode === 'preview') scene.request(ANN).dial(ANN);
      scene.talk().save(ANN);
      expect([mode, scene.dialled, scene.view(record).action]).toEqual([mode, [record], 'done']);
    }
  });

  it('D02 a record is created from scratch, with any action but ready and rescheduled by dialer', () => {
    const scene = daktela('progressive').at(1_000);
    scene.record();
    scene.record({ action: 'callImmediately' });
    scene.record(promised(HOUR_MS, ANN));
    scene.record({ action: 'done', nextCallAt: HOUR_MS, hardOwner: ANN });
    expect([0, 1, 2, 3].map((record) => scene.view(record)).map(({ action, nextCallAt, attempts }) => [action, nextCallAt, attempts])).toEqual([
      ['notAssigned', UNSET, 0], ['callImmediately', 1_000, 0], ['rescheduledByAgent', HOUR_MS, 0], ['done', UNSET, 0],
    ]);
  });

  it('D03 a record is created as a clone: type, database, numbers, zone, priority, hard owner, and nothing else', () => {
    const scene = daktela('progressive', { databases: [true, true] });
    const source = scene.record({ database: 1, priority: 4, hardOwner: BOB, phones: [5, 6], ...retried(HOUR_MS) });
    scene.at(500);
    scene.handle(cloneRecord(scene.view(source), 1, 500));
    const before = scene.view(source);
    expect(scene.view(1)).toEqual({ ...before, record: 1, createdAt: 500, action: 'notAssigned', nextCallAt: UNSET });
    expect(scene.view(source)).toEqual(before);
  });

  it('D04 an existing record is opened and edited', () => {
    const scene = daktela('progressive');
    const record = scene.record({ phones: [5, 6] });
    scene.send('recordEdited', { record, priority: 9, zone: 0, phones: [7, 6] });
    expect(scene.view(record)).toMatchObject({ priority: 9, numberIndex: 0 });
    expect(scene.view(record).phones.map((phone) => phone.number)).toEqual([7, 6]);
    expect(only('activity', scene.commands)).toHaveLength(1);
  });

  it('D07 every record carries database, user, status and action', () => {
    const scene = daktela('progressive', { databases: [true, true] });
    const record = scene.record({ database: 1, hardOwner: BOB, status: 3, ...promised(HOUR_MS) });
    expect(scene.view(record)).toMatchObject({ database: 1, hardOwner: BOB, status: 3, action: 'rescheduledByAgent' });
  });

  it('D08 a record without a user may go to any free agent', () => {
    for (const agent of [ANN, BOB]) {
      const scene = daktela('progressive').signIn(agent);
      scene.record();
      expect(scene.dials[0]).toMatchObject({ agent });
    }
  });

  it('D09 a record with a user goes to that user only', () => {
    const scene = daktela('progressive').signIn(ANN);
    const record = scene.record({ hardOwner: BOB });
    expect(scene.go(24 * HOUR_MS).dials).toEqual([]);
    expect(scene.signIn(BOB).dials).toEqual([{ attempt: 0, record, phone: 0, agent: BOB }]);
  });

  it('D10 a status is set in the detail only if the record has an activity', () => {
    const scene = daktela('progressive');
    const record = scene.record();
    scene.send('statusSet', { record, status: 3 });
    expect([scene.refusals, scene.view(record).status]).toEqual([['noActivity'], NONE]);
    scene.signIn(ANN).talk().save(ANN);
    scene.send('statusSet', { record, status: 3 });
    expect([scene.refusals, scene.view(record).status]).toEqual([['noActivity'], 3]);
  });

  it('D12 a Not assigned record is available for agents to take', () => {
    const scene = daktela('preview').signIn(ANN);
    const record = scene.record();
    scene.request(ANN);
    expect(only('showRecord', scene.commands)).toEqual([`showRecord agent=0 record=${record}`]);
  });

  it('D13 Done is reached by success or at the maximum, and no further call is made', () => {
    const scene = daktela('progressive', { settings: { maxRepeatAttempts: 0 } }).signIn(ANN);
    scene.record();
    scene.talk().save(ANN);
    scene.record();
    scene.end('noAnswer');
    const reasons = only('activity', scene.commands).map((text) => / reason=(\S+)/.exec(text)![1]);
    expect(reasons).toEqual(['saved', 'maxRepeatAttempts']);
    expect(scene.go(48 * HOUR_MS).dials).toHaveLength(2);
  });

  it('D14 after an unanswered call the dialler, or in preview the agent, reschedules the record', () => {
    const automatic = daktela('progressive').signIn(ANN);
    automatic.record();
    expect(automatic.end('noAnswer').view(0).action).toBe('rescheduledByDialer');
    const preview = daktela('preview').signIn(ANN);
    preview.record();
    preview.request(ANN).dial(ANN).end('noAnswer').save(ANN, null, { nextCallAt: HOUR_MS });
    expect(preview.view(0)).toMatchObject({ action: 'rescheduledByAgent', nextCallAt: HOUR_MS });
  });

  it('D15 after an answered call the agent reschedules the record to the customer’s time', () => {
    const scene = daktela('progressive').signIn(ANN);
    scene.record();
    scene.talk().save(ANN, 'callAgain', { nextCallAt: HOUR_MS });
    expect(scene.view(0)).toMatchObject({ action: 'rescheduledByAgent', nextCallAt: HOUR_MS });
  });

  it('D16 Call immediately behaves like a record rescheduled for this instant', () => {
    const scene = daktela('progressive');
    scene.record({ action: 'callImmediately' });
    scene.record(promised(0));
    const explained = [0, 1].map((record) => scene.dialer.explain(record)).map(({ bucket, rule }) => [bucket, rule]);
    expect(explained).toEqual([['agentCallback', null], ['agentCallback', null]]);
  });

  it('D17 Ready means that the record has been loaded to the user', () => {
    const scene = daktela('preview').signIn(ANN, BOB);
    const record = scene.record();
    scene.request(ANN);
    expect(scene.view(record)).toMatchObject({ action: 'ready', inTurn: true });
    scene.request(BOB, record);
    expect(scene.refusals).toEqual(['recordInUse']);
  });

  it('D18 a record without a phone number becomes Done when the dialler loads it', () => {
    const scene = daktela('progressive').signIn(ANN);
    const record = scene.record({ phones: [] });
    expect([scene.view(record).action, scene.dials]).toEqual(['done', []]);
    expect(only('activity', scene.commands)[0]).toContain('reason=noNumber');
  });

  it('D19 a record shows its activities', () => {
    const scene = daktela('progressive').signIn(ANN);
    const record = scene.record();
    scene.end('noAnswer');
    scene.setAction(record, 'done');
    const kinds = only('activity', scene.commands).map((text) => /kind=(\S+)/.exec(text)![1]);
    expect(kinds).toEqual(['call', 'change']);
  });
});

describe('Daktela: databases and forms', () => {
  it('D20 records are grouped in databases', () => {
    const scene = daktela('progressive', { databases: [true, true] });
    expect([1, 0, 1].map((database) => scene.view(scene.record({ database })).database)).toEqual([1, 0, 1]);
  });

  it('D21 only records of active databases are called', () => {
    const scene = daktela('progressive', { databases: [true, false] }).signIn(ANN);
    const record = scene.record({ database: 1 });
    expect(scene.dials).toEqual([]);
    scene.send('databaseSwitched', { database: 1, active: true });
    expect(scene.dialled).toEqual([record]);
  });

  it('D22 a record belongs to the one database in its field', () => {
    const scene = daktela('progressive', { databases: [true, false] });
    const record = scene.record();
    scene.send('recordMoved', { record, recordType: 0, database: 1 });
    expect(scene.view(record).database).toBe(1);
    expect(scene.signIn(ANN).dials).toEqual([]);
    scene.send('recordMoved', { record, recordType: 0, database: 2 });
    expect(scene.refusals).toEqual(['databaseMismatch']);
  });

  it('D23 databases are set up in the record type', () => {
    expect(recordTypeProblems({ ...TYPE, databases: [{ id: 'a', active: true }, { id: 'a', active: true }] })).toEqual(['has the database a twice']);
  });

  it('D24 a record type has one or more forms with fields', () => {
    expect([recordTypeProblems(TYPE), recordTypeProblems({ ...TYPE, forms: [] })]).toEqual([[], ['has no form; it needs one or more']]);
  });

  it('D25 a record type can have several databases', () => {
    expect([TYPE.databases.length, recordTypeProblems(TYPE)]).toEqual([2, []]);
  });

  it('D26 the form of the record’s type is filled with the record and checked when it is saved', () => {
    expect(checkForm(TYPE, { amount: 5, note: 'x', term: 'long' })).toEqual({ wrong: [], missing: [] });
    expect(checkForm(TYPE, { amount: 'five', term: 'ever', foreign: 1 })).toEqual({ wrong: ['amount', 'term', 'foreign'], missing: ['amount'] });
    expect(mayBeSaved(checkForm(TYPE, { amount: 'five' }), false)).toBe(false);
  });

  it('D27 a campaign calls records of its record type only', () => {
    const scene = daktela('progressive').signIn(ANN);
    scene.record({ recordType: 1 });
    expect(scene.dials).toEqual([]);
    scene.send('recordMoved', { record: 0, recordType: 0, database: 0 });
    expect(scene.dialled).toEqual([0]);
  });

  it('D28 the same records run unchanged in any mode', () => {
    const events = (['preview', 'progressive', 'predictive'] as const).map((mode) => {
      const scene = daktela(mode);
      [scene.record(), scene.record(promised(HOUR_MS, ANN)), scene.record(retried(MINUTE_MS))].forEach((record) => scene.view(record));
      return [0, 1, 2].map((record) => scene.view(record));
    });
    expect(events[1]).toEqual(events[0]);
    expect(events[2]).toEqual(events[0]);
  });

  it('D29 with Validation on, a save with an empty mandatory field is refused', () => {
    const scene = daktela('progressive').signIn(ANN);
    scene.record();
    scene.talk().save(ANN, 'sale', { formComplete: mayBeSaved(checkForm(TYPE, {}), true) });
    expect([scene.refusals, scene.view(0).action]).toEqual([['fieldsMissing'], 'ready']);
  });

  it('D30 a status can make Next call mandatory', () => {
    const scene = daktela('progressive').signIn(ANN);
    scene.record();
    scene.talk().save(ANN, 'callAgain');
    expect([scene.refusals, scene.view(0).action]).toEqual([['nextCallRequired'], 'ready']);
  });

  it('D31 campaigns are switched on and off, and only active ones dial', () => {
    const scene = daktela('progressive').signIn(ANN);
    scene.send('campaignStopped', {});
    scene.record();
    expect(scene.dials).toEqual([]);
    scene.send('campaignStarted', {});
    expect(scene.dials).toHaveLength(1);
  });

  it('D32 Validation is a switch of the status', () => {
    const scene = daktela('progressive').signIn(ANN);
    scene.record();
    const report = checkForm(TYPE, {});
    expect([mayBeSaved(report, true), mayBeSaved(report, false)]).toEqual([false, true]);
    scene.talk().save(ANN, null, { formComplete: false });
    expect([scene.refusals, scene.view(0).action]).toEqual([[], 'done']);
  });
});

describe('Daktela: statuses of the dialler', () => {
  const failing = (mode: 'progressive' | 'predictive', cause: 'noAnswer' | 'busy'): Scene => {
    const scene = daktela(mode).signIn(ANN);
    scene.record();
    return scene.end(cause);
  };

  it('D33 rang and not answered sets the Dialler hangup status, where the slot is filled', () => {
    expect((['progressive', 'predictive'] as const).map((mode) => failing(mode, 'noAnswer').statusOf(0))).toEqual(['diallerHangup', 'diallerHangup']);
    const empty = daktela('progressive', { settings: { automaticStatus: { noAnswer: null } } }).signIn(ANN);
    empty.record();
    expect(empty.end('noAnswer').statusOf(0)).toBeNull();
  });

  it('D34 busy sets the Busy status', () => {
    expect((['progressive', 'predictive'] as const).map((mode) => failing(mode, 'busy').statusOf(0))).toEqual(['busy', 'busy']);
  });

  it('D35 predictive: answered and hung up before an agent sets the Customer hangup status', () => {
    const scene = daktela('predictive').signIn(ANN);
    scene.record();
    expect(scene.pause(ANN).answer().end('customerHangup').statusOf(0)).toBe('customerHangup');
  });

  it('D36 a customer hang-up before an agent counts as an attempt', () => {
    const scene = daktela('predictive').signIn(ANN).pause(ANN);
    const record = scene.record(retried(0));
    scene.answer().end('customerHangup');
    expect(scene.view(record).attempts).toBe(1);
  });
});
