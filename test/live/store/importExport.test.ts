import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countryOf } from '../../../src/live/store/canonicalNumber.ts';
import { formatProblem } from '../../../src/scenario/problem.ts';
import { desk, NOW, type Desk } from './support.ts';

/** Problems without the folder in front. */
function told(report: { problems: readonly { file: string }[] }): string[] {
  return report.problems.map((problem) => formatProblem({ ...problem, file: 'list' } as Parameters<typeof formatProblem>[0]));
}

describe('an import', () => {
  it('loads good rows and tells of each bad one its file, line, column, value and reason', async () => {
    const d = desk();
    const report = await d.load([
      'phone,priority,timeZone,nextCallAt,action,database,status', '+44 20 7946 0018,5,Europe/London,,,autumn,', 'abc,,,,,,', '442079460019,high,Mars/X,,,,',
      '442079460018,,,,,,', '442079460020,,,2026-03-01T10:00,rescheduledByAgent,,', '442079460021,,,,rescheduledByAgent,,', '442079460022,,,,ready,,',
      '442079460023,,,,,,nope', '442079460024,,,,,winter,', '442079460025,,,soon,,,', '442079460026,too few',
    ].join('\n'));
    expect(report).toMatchObject({ rows: 11, loaded: 1, refused: 10 });
    expect(told(report)).toEqual([
      expect.stringMatching(/^list:3:1 phone: is "abc"; must be digits/),
      'list:4:14 priority: is "high"; must be a whole number',
      'list:4:19 timeZone: is "Mars/X"; must be an IANA time zone, as in Europe/London',
      'list:5:1 phone: is "442079460018"; the number belongs to record 1 already; must occur once, unless --duplicates is given',
      'list:6:16 nextCallAt: is "2026-03-01T10:00"; timeInPast',
      'list:7:17 action: is "rescheduledByAgent"; timeRequired',
      'list:8:17 action: is "ready"; actionNotSettable',
      expect.stringMatching(/^list:9:19 status: is "nope"; statusNotInCampaign; must be one of diallerHangup/),
      'list:10:18 database: is "winter"; must be one of spring, autumn',
      'list:11:16 nextCallAt: is "soon"; must be a date and time, as in 2025-03-03T09:30',
      'list:12:1 has 2 cells; must have 7, as many as there are headings',
    ]);
    expect(d.records()).toMatchObject([{ id: 1, database: 'autumn', priority: 5, timeZone: 'Europe/London', phones: [{ number: '442079460018', invalid: false }] }]);
  });

  it('with all or nothing loads nothing if any row is bad', async () => {
    const d = desk();
    expect(await d.load('phone,owner\n442079460018,Zoe\nabc,\n', { allOrNothing: true })).toMatchObject({ rows: 2, loaded: 0, refused: 1 });
    expect(d.records()).toEqual([]);
    expect(d.store.db.prepare(`SELECT count(*) AS n FROM agent WHERE name = 'Zoe'`).get()).toMatchObject({ n: 0 });
  });

  it('refuses a file whose headings are wrong, and loads nothing of it', async () => {
    const d = desk();
    await expect(d.load('phone,hat\n442079460018,red\n')).rejects.toThrow(/:1:7 hat: is an unknown column; allowed: phone/);
    await expect(d.load('phone,phone\n1,2\n')).rejects.toThrow(/occurs twice/);
    await expect(d.load('')).rejects.toThrow(/is empty/);
    await expect(d.load('phone\n"442079460018\n')).rejects.toThrow(/is not valid CSV/);
    expect(d.records()).toEqual([]);
  });

  it('takes columns by other names, several numbers, forms, and national numbers of a country', async () => {
    const d = desk();
    await d.load('Tel;Mobil;Name\n601 234 567;777 111 222;Nováková\n', {
      delimiter: ';', map: new Map([['Tel', 'phone'], ['Mobil', 'phone'], ['Name', 'form.lastName']]), country: countryOf('CZ')!,
    });
    expect(d.record(1)).toMatchObject({ phones: [{ number: '420601234567' }, { number: '420777111222' }], form: { lastName: 'Nováková' } });
  });

  it('with duplicates loads a number twice', async () => {
    const d = desk();
    expect(await d.load('phone\n442079460018\n442079460018\n', { duplicates: true })).toMatchObject({ loaded: 2 });
  });

  it('reads NDJSON, with the place of what is wrong', async () => {
    const d = desk();
    const report = await d.load('{"phones":["+442079460018","442079460019"],"form":{"age":41}}\n\n{"phones":\n[1]\n{"hat":1}\n{"phone":"442079460020","priority":"x"}\n', { format: 'ndjson' });
    expect(report).toMatchObject({ rows: 5, loaded: 1 });
    expect(told(report)).toEqual([
      expect.stringMatching(/^list:3:\d+ is not valid JSON/), expect.stringMatching(/^list:4:1 must be a JSON object/), expect.stringMatching(/^list:5:2 hat: is an unknown key/),
      'list:6:25 priority: is "x"; must be a whole number',
    ]);
    expect(d.record(1)).toMatchObject({ form: { age: 41 } });
  });

  it('that is interrupted leaves nothing behind', async () => {
    const d = desk();
    const text = `phone\n${Array.from({ length: 2_500 }, (_, index) => `4420${79_460_000 + index}`).join('\n')}\n`;
    await expect(d.load(text, { isInterrupted: () => true })).rejects.toThrow(/interrupted in line 1001 .*nothing was imported/);
    expect(d.records()).toEqual([]);
  });
});

const cell = fc.stringMatching(/^[A-Za-zÀ-ž0-9 ,"'=;\n-]{0,12}$/).map((text) => text.trim());
const row = fc.record({
  phones: fc.uniqueArray(fc.stringMatching(/^[1-9][0-9]{8,12}$/), { minLength: 0, maxLength: 3 }), priority: fc.integer({ min: -99, max: 99 }),
  database: fc.constantFrom('spring', 'autumn'), contactId: cell, owner: fc.constantFrom('', 'Ann', 'Ünal, Ö.'), softOwner: fc.constantFrom('', 'Bob'),
  timeZone: fc.constantFrom('', 'Europe/Prague', 'America/New_York'), status: fc.constantFrom('', 'callAgain'), form: fc.dictionary(fc.constantFrom('lastName', 'city'), cell, { maxKeys: 2 }),
  when: fc.oneof(
    fc.constant({ action: 'notAssigned' }), fc.constant({ action: 'done' }),
    fc.integer({ min: 1, max: 1_000_000 }).map((minutes) => ({ action: 'rescheduledByAgent', nextCallAt: new Date(NOW + minutes * 60_000).toISOString() })),
  ),
});

describe('what was imported', () => {
  it.each(['csv', 'ndjson'] as const)('comes out of an export as the same rows, and goes in again: %s', async (format) => {
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      const first = desk();
      const second = desk();
      const lines = rows.map(({ when, form, ...rest }) => JSON.stringify({ ...rest, ...when, form, createdAt: new Date(NOW).toISOString() }));
      const report = await first.load(lines.join('\n'), { format: 'ndjson', duplicates: true });
      expect(report.problems).toEqual([]);
      const out = first.export({}, format);
      expect((await second.load(out, { format, duplicates: true })).problems).toEqual([]);
      expect(second.export({}, format)).toBe(out);
      const facts = (d: Desk): unknown => d.records().map(({ form, ...record }) => ({ ...record, form: Object.entries(form).filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : 1)) }));
      expect(facts(second)).toEqual(facts(first));
      expect(first.records().map((record) => record.phones.map((phone) => phone.number))).toEqual(rows.map((given) => given.phones));
      first.store.close();
      second.store.close();
    }), { numRuns: 15 });
  });

  it('is exported by status, database, action and owner', async () => {
    const d = desk();
    await d.load('phone,status,database,action,owner\n442079460018,callAgain,spring,,Ann\n442079460019,,autumn,done,\n442079460020,,spring,,Bob\n');
    const ids = (filter: Parameters<typeof d.export>[0]): string[] => d.export(filter).trim().split('\n').slice(1).map((line) => line.split(',')[0]!);
    expect(ids({ statuses: ['callAgain'] })).toEqual(['1']);
    expect(ids({ statuses: ['none'] })).toEqual(['2', '3']);
    expect(ids({ databases: ['autumn'] })).toEqual(['2']);
    expect(ids({ actions: ['notAssigned'] })).toEqual(['1', '3']);
    expect(ids({ owners: ['Bob', 'none'] })).toEqual(['2', '3']);
    expect(() => ids({ owners: ['Zoe'] })).toThrow(/no agent 'Zoe'; there are: Ann, Bob, Cid/);
    expect(() => ids({ statuses: ['sold'] })).toThrow(/no status 'sold'/);
  });

  it('keeps a file that a spreadsheet wrote: byte order mark, CRLF, quotes over two lines', async () => {
    const d = desk();
    const file = join(d.folder, 'excel.csv');
    writeFileSync(file, '\uFEFFphone,contactId\r\n442079460018,"two\r\nlines"\r\nabc,x\r\n');
    const report = await d.load(readFileSync(file, 'utf8'));
    expect(told(report)).toEqual([expect.stringMatching(/^list:4:1 phone: is "abc"/)]);
    expect(d.record(1)!.contactId).toBe('two\r\nlines');
  });
});
