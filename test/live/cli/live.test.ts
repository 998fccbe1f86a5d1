import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/live/store/openStore.ts';
import { overdial, startOverdial } from '../../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'overdial-live-cli-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const SMALL = `
id: small
calendar: { zone: UTC, firstDay: 2025-03-03, days: 1, shift: { from: 09:00, to: 17:00 } }
agents: 3
campaign: { mode: predictive, strategy: { id: fixed-ratio-idle, ratio: 1.5 }, ringLimitMs: 25000, formSaveMs: 3600000 }
customers:
  shares: { person: 40, machine: 20, noAnswer: 40 }
  ring: { person: 5, machine: 8 }
  greeting: { delay: 0.4, length: 0.9 }
  handle: [{ id: talk, share: 100, talk: 30, wrap: 5 }]
`;
const campaign = join(folder, 'small.yaml');
writeFileSync(campaign, SMALL);
const store = (name: string): string => join(folder, `${name}.db`);
const base = (name: string): string[] => ['live', campaign, '--store', store(name), '--no-desk', '--json'];

describe('overdial live', () => {
  it('rehearses a campaign for the time that is given, drains it, and tells what it came to', async () => {
    const { code, stdout, stderr } = await overdial([...base('whole'), '--speed', '100', '--for', '10m']);
    expect(stderr).toMatch(/small: begins in .*whole\.db/);
    expect(code).toBe(0);
    const summary = JSON.parse(stdout) as { dials: number; answered: number; occupancy: number; records: Record<string, number>; campaignMs: number };
    expect(summary).toMatchObject({ schema: 'overdial-live/1', campaign: 'small', driver: 'rehearsal', start: { resumed: false } });
    expect(summary.dials).toBeGreaterThan(10);
    expect(summary.campaignMs).toBeGreaterThanOrEqual(600_000);
    expect(summary.records['ready']).toBe(0);
    const opened = openStore(store('whole'));
    expect(opened.db.prepare('SELECT COUNT(*) AS n FROM attempt WHERE ended_at IS NULL').get()).toMatchObject({ n: 0 });
    opened.close();

    const replayed = await overdial(['live', 'replay', store('whole'), '--json']);
    expect(JSON.parse(replayed.stdout)).toMatchObject({ schema: 'overdial-live-replay/1', same: true, difference: null });
    expect(replayed.code).toBe(0);
  }, 240_000);

  it('goes on with a store whose process was killed between a command\'s mark and its sending, and replays', async () => {
    const killed = await overdial([...base('killed'), '--speed', '20', '--crash-at', 'after-sent:30']);
    expect(killed.signal).toBe('SIGKILL');
    const { code, stdout, stderr } = await overdial([...base('killed'), '--speed', '100', '--for', '5m']);
    expect(stderr).toMatch(/small: goes on in/);
    expect(stderr).not.toMatch(/the campaign file has changed/);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ start: { resumed: true } });
    const replayed = await overdial(['live', 'replay', store('killed')]);
    expect(replayed.stdout).toMatch(/no difference/);
    const opened = openStore(store('killed'));
    opened.db.exec('UPDATE outbox SET line = line || \' altered\' WHERE line LIKE \'dial %\' AND seq = (SELECT MIN(seq) FROM outbox WHERE line LIKE \'dial %\')');
    const { seq } = opened.db.prepare('SELECT MIN(seq) AS seq FROM outbox WHERE line LIKE \'% altered\'').get() as { seq: number };
    opened.close();
    const altered = await overdial(['live', 'replay', store('killed'), '--json']);
    expect(altered.code).toBe(1);
    expect(JSON.parse(altered.stdout)).toMatchObject({ same: false, difference: { seq } });
  }, 360_000);

  it('refuses a second process with 75, record commands with 2, and drains on Ctrl-C with 0', async () => {
    const { child, ended } = startOverdial([...base('shared'), '--speed', '50']);
    await new Promise<void>((resolve) => { child.stderr.on('data', (text: Buffer) => { if (/begins in/.test(text.toString())) resolve(); }); });
    const [second, changed] = await Promise.all([
      overdial(base('shared')), overdial(['records', 'recycle', '--store', store('shared'), '--status', 'none']),
    ]);
    expect(second).toMatchObject({ code: 75, stdout: '' });
    expect(second.stderr).toMatch(/another process is live on/);
    expect(changed.code).toBe(2);
    expect(changed.stderr).toMatch(/a campaign is live on this store/);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, stderr: expect.stringMatching(/draining/) });
  }, 240_000);

  it('refuses what is wrong with 2, with file and line, and makes no store', async () => {
    const bad = join(folder, 'bad.yaml');
    writeFileSync(bad, `${SMALL}live:\n  trunks:\n    - { name: carrier, host: sip.example.com, callerIds: ['12'], maxChannels: 0 }\n  colour: red\n`);
    const { code, stderr } = await overdial(['live', bad, '--store', store('none')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/bad\.yaml:13:\d+ live\.trunks\[0\]\.callerIds\[0\]: is "12"; must be a number with its country's code/);
    expect(stderr).toMatch(/bad\.yaml:13:\d+ live\.trunks\[0\]\.maxChannels: is 0; must be at least 1/);
    expect(stderr).toMatch(/bad\.yaml:14:\d+ live\.colour: /);
    const asterisk = await overdial(['live', campaign, '--driver', 'asterisk', '--store', store('none')]);
    expect(asterisk.code).toBe(2);
    expect(asterisk.stderr).toMatch(/small\.yaml:\d+:\d+ live: is missing; must say trunks/);
    const speed = await overdial([...base('none'), '--speed', '1000']);
    expect(speed).toMatchObject({ code: 2, stderr: expect.stringMatching(/--speed: '1000' is not allowed; allowed: numbers from 0\.1 to 100/) });
    expect(() => openStore(store('none'))).toThrow(/no such store/);
  }, 240_000);
});
