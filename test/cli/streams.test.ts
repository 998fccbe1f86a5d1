/** What surrounds a run: Ctrl-C keeps what is finished, and a reader who stops is no fault. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/measure/results.ts';
import { filesOf, overdial, startOverdial, temporaryFolder, TINY, type Started } from '../support/cli.ts';

const ENDLESS = TINY.replace('id: tiny', 'id: endless').replace('{ from: 09:00, to: 10:00 }', '{ from: 00:00, hours: 20000 }');

/** A run has begun when the place of its report is taken. */
async function begun(folder: string): Promise<void> {
  const reports = join(folder, 'reports');
  while (!existsSync(reports) || readdirSync(reports).length === 0) await wait(20);
}

/** Lets the run go on for a while and then presses Ctrl-C. */
async function interrupted({ child, ended }: Started, folder: string, afterMs: number): Promise<Awaited<Started['ended']>> {
  await Promise.race([begun(folder), ended]);
  await wait(afterMs);
  child.kill('SIGINT');
  return ended;
}

describe('Ctrl-C', () => {
  it('ends a long run with 130 and reports the replications that were finished', async () => {
    const folder = temporaryFolder({ 'tiny.yaml': TINY });
    const run = startOverdial(['run', 'tiny.yaml', '--replications', '1000000', '--json', '--report', 'reports'], { folder });
    const { code, stdout, stderr } = await interrupted(run, folder, 1_000);
    expect(code).toBe(130);
    const { replications, summary } = JSON.parse(stdout) as RunResult;
    expect(replications.length).toBeGreaterThan(0);
    expect(summary['agents.occupancy']!.replications).toBe(replications.length);
    expect(stderr).toBe(`interrupted: ${replications.length} of 1000000 replications were complete and are reported\n`);
    expect(Object.keys(filesOf(folder))).toEqual(expect.arrayContaining(['reports/tiny.html', 'reports/tiny/results.json', 'tiny.yaml']));
  });

  it('before the first replication is finished leaves nothing: no report, no journal, no piece of either', async () => {
    const folder = temporaryFolder({ 'endless.yaml': ENDLESS });
    const run = startOverdial(['run', 'endless.yaml', '--journal', 'endless.journal', '--report', 'reports'], { folder });
    const { code, stdout, stderr } = await interrupted(run, folder, 300);
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toContain('interrupted before the first replication was complete');
    expect(Object.keys(filesOf(folder))).toEqual(['endless.yaml']);
  });
});

describe('a reader who stops reading', () => {
  it('is no fault', async () => {
    const { child, ended } = startOverdial(['schema']);
    child.stdout.destroy();
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('may be a pipe by name, which is written to and not replaced', async () => {
    const folder = temporaryFolder({ 'tiny.yaml': TINY });
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [{ code }, journal] = await Promise.all([overdial(['run', 'tiny.yaml', '--journal', 'pipe', '--json'], { folder }), readFile(pipe, 'utf8')]);
    expect(code).toBe(0);
    expect(statSync(pipe).isFIFO()).toBe(true);
    expect(journal.startsWith('{"journal":"overdial-journal/1"')).toBe(true);
    expect(journal.trimEnd().split('\n').at(-1)).toMatch(/^end events=\d+ commands=\d+ digest=/);
  });
});
