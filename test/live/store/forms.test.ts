/** The forms of a record type: read from a file, kept in the store, and what they make of a list's values. */
import { describe, expect, it } from 'vitest';
import { findRecordType, readForms, recordTypeOf, setForms } from '../../../src/live/store/forms.ts';
import type { ImportReport } from '../../../src/live/store/importRecords.ts';
import { desk, NOW, type Desk } from './support.ts';

const FORMS = `
forms:
  - id: order
    fields:
      - { id: amount, label: Amount, type: number, mandatory: true }
      - { id: plan, type: choice, choices: [basic, full] }
      - { id: since, type: date }
      - { id: note }
`;

function withForms(settings: object = {}): Desk {
  const d = desk('daktela', 'progressive', { settings });
  setForms(d.store, d.campaign.recordType, readForms('forms.yaml', FORMS), NOW);
  return d;
}

const told = (report: ImportReport): string[] => report.problems.map((one) => `${one.line}:${one.column} ${one.path}: ${one.message}`);

describe('the forms of a record type', () => {
  it('are kept with label, type, choices and whether they are mandatory', () => {
    const d = withForms();
    expect(recordTypeOf(d.store, d.campaign.recordType)).toMatchObject({
      id: 'customer', databases: [{ id: 'spring', active: true }, { id: 'autumn', active: true }],
      forms: [{ id: 'order', fields: [
        { id: 'amount', label: 'Amount', type: 'number', mandatory: true }, { id: 'plan', label: 'plan', type: 'choice', choices: ['basic', 'full'], mandatory: false },
        { id: 'since', type: 'date' }, { id: 'note', type: 'text' },
      ] }],
    });
    expect(d.store.db.prepare(`SELECT count(*) AS n FROM audit WHERE what = 'forms'`).get()).toMatchObject({ n: 1 });
  });

  it('are refused with the place of everything that is wrong', () => {
    expect(() => readForms('f.yaml', 'forms:\n  - id: a\n    fields:\n      - { id: b, type: money }\n      - { id: c, hat: 1 }\n'))
      .toThrow(/^f\.yaml:4:24 forms\[0\]\.fields\[0\]\.type: is "money"; must be one of text, number, choice, date\nf\.yaml:5:18 .*hat: is an unknown key/);
    expect(() => readForms('f.yaml', 'forms: [{ id: a, fields: [{ id: b }, { id: b, type: choice }] }]')).toThrow('f.yaml:1:1 forms: has the field b twice\nf.yaml:1:1 forms: has the choice b without choices');
    expect(() => readForms('f.yaml', 'forms: [')).toThrow(/^f\.yaml:1:\d+ is not valid YAML/);
  });

  it('belong to a record type that there is', () => {
    const d = desk();
    expect(findRecordType(d.store, 'customer')).toBe(d.campaign.recordType);
    expect(() => findRecordType(d.store, 'patient')).toThrow('there is no record type \'patient\'; there are: customer');
  });
});

describe('an import of form values', () => {
  it('turns texts into what their fields are', async () => {
    const d = withForms();
    expect(await d.load('phone,form.amount,form.plan,form.since,form.note\n442079460018,-12.5,full,2026-01-31,  7 \n442079460019,,,,\n')).toMatchObject({ loaded: 2, refused: 0 });
    expect(d.record(1)!.form).toEqual({ amount: -12.5, plan: 'full', since: Date.UTC(2026, 0, 31), note: '7' });
    expect(d.record(2)!.form).toEqual({});
  });

  it('refuses a value of a wrong type, a choice that is none, and a field that no form has, with line, column and value', async () => {
    const d = withForms();
    const report = await d.load('phone,form.amount,form.plan,form.since,form.colour\n442079460018,much,gold,soon,red\n442079460019,"1,5",basic,31.1.2026,\n442079460020,0,basic,,\n');
    expect(report).toMatchObject({ rows: 3, loaded: 1, refused: 2 });
    expect(told(report)).toEqual([
      '2:14 form.amount: is "much"; must be a number, as in 12.5',
      '2:19 form.plan: is "gold"; must be one of basic, full',
      '2:24 form.since: is "soon"; must be a date, as in 2025-03-03 or 2025-03-03T09:30',
      '2:29 form.colour: is "red"; no form of customer has this field; must be one of amount, plan, since, note',
      '3:14 form.amount: is "1,5"; must be a number, as in 12.5',
      '3:26 form.since: is "31.1.2026"; must be a date, as in 2025-03-03 or 2025-03-03T09:30',
    ]);
  });

  it('wants mandatory fields filled where the row has a status with validation, as a save does', async () => {
    const d = withForms({ statuses: [{ id: 'sale', name: 'Sale', validation: true }] });
    const report = await d.load('phone,status,form.amount\n442079460018,sale,\n442079460019,sale,10\n442079460020,callAgain,\n442079460021,,\n');
    expect(report).toMatchObject({ loaded: 3, refused: 1 });
    expect(told(report)).toEqual(['2:19 form.amount: is ""; the status needs the form\'s field amount to be filled']);
    expect(told(await d.load('phone,status\n442079460022,sale\n'))).toEqual(['2:14 status: is "sale"; the status needs the form\'s field amount to be filled']);
  });

  it('judges NDJSON values as they are typed', async () => {
    const d = withForms();
    const report = await d.load('{"phone":"442079460018","form":{"amount":3,"since":0}}\n{"phone":"442079460019","form":{"amount":true,"note":5}}\n', { format: 'ndjson' });
    expect(told(report)).toEqual(['2:33 form.amount: is "true"; must be a number, as in 12.5', '2:47 form.note: is "5"; must be a text']);
    expect(d.record(1)!.form).toEqual({ amount: 3, since: 0 });
  });

  it('takes any value where the record type has no forms', async () => {
    const d = desk();
    expect(await d.load('phone,form.colour\n442079460018,red\n')).toMatchObject({ loaded: 1, refused: 0 });
    expect(d.record(1)!.form).toEqual({ colour: 'red' });
  });

  it('reads back what export wrote, dates included', async () => {
    const d = withForms();
    await d.load('phone,form.amount,form.since\n442079460018,2,2026-01-31T10:00\n');
    const text = d.export();
    expect(text).toMatch(/2026-01-31T10:00:00\.000Z/);
    const other = withForms();
    expect(await other.load(text)).toMatchObject({ loaded: 1, refused: 0 });
    expect(other.record(1)!.form).toEqual(d.record(1)!.form);
  });
});
