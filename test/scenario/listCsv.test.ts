/** Lists and measured distributions from CSV files. */
import { describe, expect, it } from 'vitest';
import { NEVER, UNSET } from '../../src/base/time.ts';
import { NONE } from '../../src/engine/vocabulary.ts';
import { compileText, problemsOf, recordsOf } from './files.ts';

const LIST = 'list: { csv: l.csv }\n';

describe('a list from a CSV file', () => {
  it('refuses each bad cell with its line, column and value', () => {
    const csv = [
      'phone,phone2,priority,owner,timeZone,nextCallAt',
      '447700900001,,1,Agent 1,UTC,',
      '0447700900002,,x,Zoe,Mars,soon',
      '"447700900001",12,,,,',
      '447700900004,,1',
      '',
    ].join('\n');
    expect(problemsOf(LIST, { 'l.csv': csv })).toEqual([
      'l.csv:3:1 phones: is "0447700900002"; must be digits with the country code, without plus, as in 442079460018',
      'l.csv:3:16 priority: is "x"; must be a whole number',
      'l.csv:3:18 owner: is "Zoe"; must be the name of an agent, as in Agent 1',
      'l.csv:3:22 timeZone: is "Mars"; must be an IANA time zone, as in Europe/London',
      'l.csv:3:27 nextCallAt: is "soon"; must be a date and time, as in 2025-03-03T09:30',
      'l.csv:4:1 phones: is "447700900001"; stands in line 2 already; must occur once, unless duplicates is true',
      'l.csv:4:16 phones: is "12"; must be digits with the country code, without plus, as in 442079460018',
      'l.csv:5:1 has 3 cells; must have 6, as many as there are headings',
    ]);
  });

  it('refuses unknown columns and a list without numbers', () => {
    expect(problemsOf(LIST, { 'l.csv': 'priority,colour\n1,red\n' })).toEqual([
      'l.csv:1:1 has no column of numbers; must have phone',
      'l.csv:1:10 colour: is an unknown column; allowed: phone, priority, owner, timeZone, database, createdAt, nextCallAt, form.NAME',
    ]);
  });

  it('refuses broken quoting', () => {
    expect(problemsOf(LIST, { 'l.csv': 'phone\n"447700900001\n' })[0]).toMatch(/^l\.csv:\d+:1 is not valid CSV: /);
  });

  it('knows the line of a fault in a long list, with line ends within quotes before it', () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `"Smith\r\n""Bob""",${447_700_900_000 + index},`);
    const head = 'form.lastName,phone,priority';
    const csv = [head, ...rows, '"Smith",12,'].join('\r\n');
    expect(csv.length).toBeGreaterThan(2 ** 20);
    expect(problemsOf(LIST, { 'l.csv': csv })).toEqual(['l.csv:120002:9 phones: is "12"; must be digits with the country code, without plus, as in 442079460018']);
    expect(problemsOf(LIST, { 'l.csv': `${csv}\r\n"open` }).at(-1)).toMatch(/^l\.csv:\d+:1 is not valid CSV: Quote Not Closed/);
    const { world } = compileText(LIST, { 'l.csv': [head, ...rows].join('\n') });
    expect(recordsOf(world).map((record) => record.phones[0])).toEqual(rows.map((_, index) => index));
  });

  it('ranks the fields of the form that the policy orders by, and passes others over', () => {
    const csv = 'phone,form.rank,form.note\n447700900001,10,x\n447700900002,9,y\n447700900003,,z\n447700900004,10,\n';
    const policy = `campaign:
  policy:
    id: ranked
    buckets:
      - { name: all, scope: queue, match: { actions: [notAssigned], owner: none }, honoursAffinity: true, blocks: never, order: [{ by: 'field:rank', direction: desc }] }
`;
    const { world } = compileText(`${policy}${LIST}`, { 'l.csv': csv });
    expect(recordsOf(world).map((record) => record.ranks)).toEqual([[1], [0], [UNSET], [1]]);
    expect(recordsOf(compileText(LIST, { 'l.csv': csv }).world).every((record) => record.ranks === undefined)).toBe(true);
  });

  it('tells faults of the list together with faults of the scenario', () => {
    expect(problemsOf(`agents: 0\n${LIST}`, { 'l.csv': 'phone\n12\n' })).toHaveLength(2);
  });

  it('turns names into indices, local times into instants, and equal numbers into one', () => {
    const csv = [
      'phone,phone2,priority,owner,timeZone,database,createdAt,nextCallAt',
      '447700900001,442079460000,7,Bob,Europe/Prague,b,2025-03-02T23:00,2025-03-03 09:30',
      '442079460000,,,,,,,',
      ',,-1,,,,,',
    ].join('\r\n');
    const { world, dialer } = compileText(`agents: { count: 2, names: [Ann, Bob] }\ncampaign: { databases: [a, b] }\n${LIST}`, { 'l.csv': csv });
    expect(dialer.zones.map((zone) => zone.name)).toEqual(['UTC', 'Europe/Prague']);
    expect(recordsOf(world)).toEqual(
      [
        {
          database: 1, zone: 1, priority: 7, createdAt: -3_600_000, hardOwner: 1, softOwner: NONE, action: 'notAssigned', nextCallAt: 34_200_000,
          status: NONE, phones: [0, 1],
        },
        { database: 0, zone: 0, priority: 0, createdAt: 0, hardOwner: NONE, softOwner: NONE, action: 'notAssigned', nextCallAt: UNSET, status: NONE, phones: [1] },
        { database: 0, zone: 0, priority: -1, createdAt: 0, hardOwner: NONE, softOwner: NONE, action: 'notAssigned', nextCallAt: UNSET, status: NONE, phones: [] },
      ],
    );
  });

  it('reads own headings, another delimiter and several numbers in one cell', () => {
    const csv = 'Tel;Prio\n447700900001|447700900002;3\n';
    const list = "list: { csv: l.csv, delimiter: ';', phoneSeparator: '|', columns: { phones: [Tel], priority: Prio } }\n";
    const { world } = compileText(list, { 'l.csv': csv });
    expect(recordsOf(world).map((record) => [record.priority, record.phones])).toEqual([[3, [0, 1]]]);
  });

  it('opens each record’s own zone at its own local time', () => {
    const csv = 'phone,timeZone\n12125550100,America/New_York\n';
    const { dialer } = compileText(`campaign: { callingWindows: [{ from: 09:00, to: 20:00 }] }\n${LIST}`, { 'l.csv': csv });
    expect(dialer.zones.map((zone) => zone.open?.[0])).toEqual([[9 * 3_600_000, 20 * 3_600_000], [0, 3_600_000]]);
    expect(dialer.zones[1]!.open![1]).toEqual([14 * 3_600_000, 25 * 3_600_000]);
    expect(dialer.zones[1]!.open!.every(([from, to]) => from < to && to < NEVER)).toBe(true);
  });
});

describe('a measured distribution', () => {
  it('takes the sorted values as quantiles', () => {
    const { world } = compileText('customers:\n  patience: { distribution: empirical, csv: data/t.csv, column: s }\n', { 'data/t.csv': 's,n\n30,1\n10,2\n20,3\n' });
    expect(world.customers.patience).toEqual({ distribution: 'empirical', quantiles: [[0, 10], [0.5, 20], [1, 30]] });
  });

  it('refuses values that are no seconds, and columns that are not there', () => {
    const text = 'customers:\n  patience: { distribution: empirical, csv: t.csv, column: s }\n';
    expect(problemsOf(text, { 't.csv': 'n,s\n1,-3\n' })).toEqual(['t.csv:2:3 s: is "-3"; must be a number of seconds, at least 0']);
    expect(problemsOf(text, { 't.csv': 'n\n1\n' })).toEqual(['a.yaml:4:60 customers.patience.column: is "s"; must be one of n']);
  });
});
