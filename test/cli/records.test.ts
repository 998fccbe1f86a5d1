import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf, overdial, startOverdial, temporaryFolder, TINY, type Ended } from '../support/cli.ts';

const LIST = 'phone,owner,priority\n+44 20 7946 0018,Ann,5\n442079460019,,\nabc,,\n442079460020,,x\n';

/** A folder with a store of three agents, and a way to say `overdial records …` in it. */
async function place(...init: string[]): Promise<{ folder: string; say: (text: string, ...more: string[]) => Promise<Ended> }> {
  const folder = temporaryFolder({ 'list.csv': LIST, 'tiny.yaml': TINY });
  const say = (text: string, ...more: string[]): Promise<Ended> => overdial(['records', ...text.split(' '), '--store', 's.db', ...more], { folder });
  const made = await say('init', ...(init.length > 0 ? init : ['--bundle', 'daktela', '--mode', 'progressive', '--zone', 'Europe/Prague', '--agents', 'Ann,Bob']));
  expect([made.code, made.stderr]).toEqual([0, '']);
  return { folder, say };
}

const json = (ended: Ended): unknown => JSON.parse(ended.stdout);

/** How many statuses the campaign, the dictionary and the draft have. */
function counts(ended: Ended): (number | null)[] {
  const { statuses, dictionary, draft } = json(ended) as { statuses: unknown[]; dictionary: unknown[]; draft: unknown[] | null };
  return [statuses.length, dictionary.length, draft?.length ?? null];
}

describe.concurrent('overdial records', { timeout: 120_000 }, () => {
  it('imports good rows, tells bad ones with file, line, column and value, and ends with 1', async () => {
    const { say } = await place();
    const imported = await say('import list.csv');
    expect(imported).toMatchObject({ code: 1, stdout: 'list.csv: 2 of 4 rows loaded; 2 were refused\n' });
    expect(imported.stderr).toMatch(/^list\.csv:4:1 phone: is "abc"; must be digits.*\nlist\.csv:5:15 priority: is "x"; must be a whole number\n$/);
    expect(await say('import list.csv --all-or-nothing')).toMatchObject({ code: 2, stdout: 'list.csv: 0 of 4 rows loaded; 4 were refused, so nothing was loaded (--all-or-nothing)\n' });
    expect(json(await say('list --json'))).toMatchObject({ matching: 2, records: [{ id: 1, phones: ['442079460018'], owner: 'Ann', priority: 5 }, { id: 2 }] });
    const list = await say('list --owner none --limit 1');
    expect(list.stdout).toMatch(/442079460019/);
    expect(list.stdout).not.toMatch(/442079460018/);
  });

  it('exports what it imported, to a file and to standard output', async () => {
    const { folder, say } = await place();
    await say('import list.csv');
    const out = await say('export --owner Ann');
    expect(out.stdout).toMatch(/^id,phone,.*\n1,442079460018,list,,,5,[^\n]*\n$/);
    expect(await say('export out.ndjson --json')).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'out.ndjson'), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { id: number }).id)).toEqual([1, 2]);
    expect(await say('import out.ndjson --duplicates')).toMatchObject({ code: 0, stdout: 'out.ndjson: 2 of 2 rows loaded\n' });
  });

  it('keeps the forms of a record type, and refuses what does not fit them', async () => {
    const { folder, say } = await place();
    writeFileSync(join(folder, 'forms.yaml'), 'forms: [{ id: order, fields: [{ id: amount, label: Amount, type: number, mandatory: true }, { id: plan, type: choice, choices: [basic] }] }]\n');
    writeFileSync(join(folder, 'filled.csv'), 'phone,form.amount\n442079460018,much\n');
    expect(await say('forms set forms.yaml')).toMatchObject({
      code: 0, stdout: expect.stringMatching(/^record type .*\n {2}order\n {4}amount: Amount \(number, mandatory\)\n {4}plan: plan \(choice of basic\)\n$/) as string,
    });
    expect(await say('import filled.csv')).toMatchObject({ code: 1, stderr: 'filled.csv:2:14 form.amount: is "much"; must be a number, as in 12.5\n' });
    expect(json(await say('forms list --json'))).toMatchObject({ forms: [{ id: 'order' }] });
    expect(await say('forms set')).toMatchObject({ code: 2, stderr: 'forms set: needs a file\n' });
    expect(await say('forms list --type patient')).toMatchObject({ code: 2, stderr: expect.stringMatching(/there is no record type 'patient'/) as string });
  });

  it('edits, moves and clones records', async () => {
    const { folder, say } = await place('--bundle', 'daktela', '--mode', 'progressive', '--zone', 'Europe/Prague', '--agents', 'Ann', '--databases', 'spring,autumn');
    await say('import list.csv');
    writeFileSync(join(folder, 'forms.yaml'), 'forms: [{ id: order, fields: [{ id: amount, type: number }] }]\n');
    await say('forms set forms.yaml');
    expect(await say('edit --id 1 --phones +442079460050,442079460051 --priority 9 --time-zone Europe/London --form amount=2.5')).toMatchObject({ code: 0, stdout: '1 record edited\n' });
    expect(json(await say('clone 1 --json'))).toEqual({ source: 1, clone: 3 });
    expect(await say('move autumn --id 3')).toMatchObject({ code: 0, stdout: '1 record moved\n' });
    expect(json(await say('show 3 --json'))).toMatchObject({
      database: 'autumn', phones: ['442079460050', '442079460051'], priority: 9, timeZone: 'Europe/London', owner: 'Ann', form: { amount: 2.5 },
    });
    expect(await say('edit --id 1')).toMatchObject({ code: 2, stderr: 'edit: nothing is to be changed; allowed: --phones, --priority, --time-zone, --contact, --form\n' });
    expect(await say('edit --id 1 --form amount=much')).toMatchObject({ code: 2, stderr: '--form amount: is "much"; must be a number, as in 12.5\n' });
    expect(await say('move winter --id 1')).toMatchObject({ code: 2, stderr: 'there is no database \'winter\'; there are: spring, autumn\n' });
  });

  it('changes records, tells refusals with their reasons, and never a whole list by mistake', async () => {
    const { say } = await place();
    await say('import list.csv');
    expect(await say('set-action callImmediately')).toMatchObject({ code: 2, stderr: expect.stringMatching(/no filter is given/) as string });
    expect(await say('set-action callImmediately --all')).toMatchObject({ code: 0, stdout: '2 records changed\n' });
    expect(await say('set-action rescheduledByAgent --id 1 --at 2020-01-01T10:00')).toMatchObject({ code: 1, stdout: '0 records changed, 1 refused\n', stderr: 'record 1: timeInPast\n' });
    expect(await say('set-status callAgain --id 1')).toMatchObject({ code: 1, stderr: 'record 1: noActivity\n' });
    expect(await say('set-owner none --id 1')).toMatchObject({ code: 0 });
    expect(await say('set-owner Zoe --id 2')).toMatchObject({ code: 0, stderr: '\'Zoe\' is a new agent of this store\n' });
    expect(await say('block --id 1')).toMatchObject({ code: 0, stdout: '1 record blocked\n' });
    expect(await say('recycle')).toMatchObject({ code: 2, stderr: 'refused: filterRequired; nothing was changed\n' });
    expect(json(await say('recycle --database list --json'))).toMatchObject({ recycled: 0, refused: [{ id: 1, reason: 'recordBlocked' }] });
    expect(await say('unblock --id 1')).toMatchObject({ code: 0 });
    expect(await say('recycle --database list')).toMatchObject({ code: 0, stdout: '1 record recycled\n' });
    const shown = await say('show 1');
    expect(shown.stdout.match(/^ {2}\S+ (\w+):/gm)?.map((line) => line.trim().split(' ')[1])).toEqual(['import:', 'change:', 'assign:', 'change:', 'change:', 'recycle:']);
    expect(await say('delete --owner Zoe')).toMatchObject({ code: 0, stdout: '1 record deleted\n' });
  });

  it('assigns and obtains', async () => {
    const { say } = await place('--bundle', 'astercc', '--agents', 'Ann,Bob');
    await say('import list.csv');
    expect(await say('assign Ann,Bob --all --method manual')).toMatchObject({ code: 2 });
    expect(await say('assign Ann,Bob --all')).toMatchObject({ code: 0, stdout: '2 records assigned\n' });
    await say('set-owner none --all');
    expect(await say('obtain Bob')).toMatchObject({ code: 0, stdout: '2 records obtained\n' });
    expect(json(await say('list --owner Bob --json'))).toMatchObject({ matching: 2 });
  });

  it('explains, blocks numbers and switches databases', async () => {
    const { say } = await place();
    await say('import list.csv');
    expect((await say('explain 1')).stdout).toBe('record 1 can be called by Ann from bucket ownNew\n');
    expect((await say('explain 1 --agent Bob')).stdout).toMatch(/^record 1 cannot be called: ownedByOther/);
    expect((await say('block --number +442079460018')).stdout).toBe('442079460018 is blocked (global)\n');
    expect(json(await say('explain 1 --at 2030-01-01T10:00 --json'))).toMatchObject({ record: 1, rule: 'noNumber', until: null });
    expect((await say('unblock --number 442079460018')).stdout).toBe('442079460018 is unblocked (global)\n');
    expect((await say('databases deactivate list')).stdout).toBe('list: inactive, 2 records\n');
    expect((await say('explain 2')).stdout).toMatch(/databaseInactive/);
    expect(await say('databases activate nope')).toMatchObject({ code: 2, stderr: 'there is no database \'nope\'; there are: list\n' });
    expect(await say('explain 99')).toMatchObject({ code: 2 });
  });

  it('keeps changes of statuses as a draft until they are saved', async () => {
    const { say } = await place();
    expect((await say('statuses', 'add', 'Moved away')).stdout).toMatch(/\+ movedAway: Moved away/);
    expect(counts(await say('statuses list --json'))).toEqual([4, 4, 5]);
    expect((await say('statuses save')).stdout).toMatch(/dictionary only\n {2}movedAway: Moved away/);
    expect((await say('statuses use movedAway')).stdout).toMatch(/^campaign campaign\n(.*\n)* {2}movedAway: Moved away \(contact\), 0 records\n$/);
    expect((await say('statuses remove movedAway')).stderr).toMatch(/is used by campaign: its removal distorts/);
    expect(await say('statuses save')).toMatchObject({ code: 2, stderr: 'refused: statusInUse: campaign; nothing was changed\n' });
    expect(await say('statuses save --force')).toMatchObject({ code: 0 });
    expect(counts(await say('statuses list --json'))).toEqual([4, 4, null]);
  });

  it('runs on the records without changing them, and writes back to a new copy only', async () => {
    const { folder, say } = await place('--scenario', 'tiny.yaml');
    writeFileSync(join(folder, 'many.csv'), `phone,createdAt\n${Array.from({ length: 50 }, (_, index) => `4420794600${10 + index},2025-03-01`).join('\n')}\n`);
    await say('import many.csv');
    const before = readFileSync(join(folder, 's.db'));
    const run = (...more: string[]): Promise<Ended> => overdial(['run', 'tiny.yaml', '--records', 's.db', '--json', ...more], { folder });
    const first = await run('--write-back', 'copy.db');
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(readFileSync(join(folder, 's.db')).equals(before)).toBe(true);
    expect(Object.keys(filesOf(folder)).sort()).toEqual(['copy.db', 'list.csv', 'many.csv', 's.db', 'tiny.yaml']);
    const copied = await overdial(['records', 'list', '--store', 'copy.db', '--action', 'done', '--json'], { folder });
    expect((json(copied) as { matching: number }).matching).toBeGreaterThan(20);
    expect(await run('--write-back', 'copy.db')).toMatchObject({ code: 2, stdout: '', stderr: 'copy.db exists already; --write-back makes a new file only\n' });
    expect(await run('--write-back', 'other.db', '--replications', '2')).toMatchObject({ code: 2 });
    expect(await overdial(['run', 'tiny.yaml', '--write-back', 'other.db'], { folder })).toMatchObject({ code: 2 });
    const plain = await run('--replications', '1');
    expect((json(plain) as { digest: string }).digest).toBe((json(first) as { digest: string }).digest);
  });

  it('refuses stores that are missing, foreign or named wrongly, and touches nothing', async () => {
    const { folder, say } = await place();
    const list = (store: string): Promise<Ended> => overdial(['records', 'list', '--store', store], { folder });
    expect(await list('none.db')).toMatchObject({ code: 2, stdout: '', stderr: 'none.db: there is no such store; overdial records init makes one\n' });
    expect(await list('list.csv')).toMatchObject({ code: 2, stderr: 'list.csv is damaged or no SQLite database\n' });
    expect(readFileSync(join(folder, 'list.csv'), 'utf8')).toBe(LIST);
    expect(await say('list --campaign South')).toMatchObject({ code: 2, stderr: 'there is no campaign \'South\'; there are: campaign\n' });
    expect(await say('import list.csv --country XX')).toMatchObject({ code: 2, stderr: expect.stringMatching(/numbering of 'XX' is not known/) as string });
    expect(await say('import list.csv --map hat=phone')).toMatchObject({ code: 2, stderr: expect.stringMatching(/--map: 'hat=phone'/) as string });
    expect(await say('list --action sleeping')).toMatchObject({ code: 2, stderr: expect.stringMatching(/is no action; allowed: notAssigned/) as string });
    expect(await overdial(['records'], { folder })).toMatchObject({ code: 2 });
  });

  it('an import that is killed leaves the store as it was', async () => {
    const { folder, say } = await place();
    await say('import list.csv');
    writeFileSync(join(folder, 'many.csv'), `phone,form.name\n${Array.from({ length: 150_000 }, (_, index) => `49${301_000_000 + index * 7},${'x'.repeat(40)}`).join('\n')}\n`);
    const before = json(await say('list --json'));
    const { child, ended } = startOverdial(['records', 'import', 'many.csv', '--store', 's.db'], { folder });
    // The side file appears when the store is opened; the transaction begins right after, and takes seconds.
    let openedAt = 0;
    const isUnderWay = (): boolean => {
      if (openedAt === 0 && existsSync(join(folder, 's.db-shm'))) openedAt = Date.now();
      return openedAt > 0 && Date.now() - openedAt > 1_000;
    };
    while (!isUnderWay() && child.exitCode === null) await new Promise((resolve) => { setTimeout(resolve, 20); });
    child.kill('SIGKILL');
    expect(await ended).toMatchObject({ signal: 'SIGKILL', stdout: '' });
    expect(json(await say('list --json'))).toEqual(before);
    expect(await say('import list.csv')).toMatchObject({ code: 1, stdout: 'list.csv: 0 of 4 rows loaded; 4 were refused\n' });
  });
});
