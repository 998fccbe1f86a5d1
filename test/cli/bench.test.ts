/** `overdial bench` on the command line: exit codes and what is refused. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { benchSchema } from '../../src/experiment/bench/benchSchema.ts';
import { overdialEach, REPOSITORY, temporaryFolder } from '../support/cli.ts';

const committed = readFileSync(`${REPOSITORY}/bench/baseline.json`, 'utf8');

describe('overdial bench', () => {
  it('ends with 0 by a baseline that holds, with 1 by one that was better, with 2 by one that answers another question', async () => {
    const better = JSON.parse(committed) as { quality: Record<string, Record<string, { digest: string; busyMs: number[] }>> };
    const cell = better.quality['steady-5']!['progressive']!;
    cell.digest = '0';
    cell.busyMs = cell.busyMs.map((value) => 1.1 * value);
    const folder = temporaryFolder({ 'better.json': JSON.stringify(better), 'old.json': committed.replace(/"overdial": "[^"]*"/, '"overdial": "0.0.1"') });
    const words = ['bench', '--only', 'quality', '--strategies', 'progressive', '--workers', '1'];
    const [same, worse, old, unreasoned] = await overdialEach([[...words, '--json'], [...words, '--baseline', `${folder}/better.json`],
      [...words, '--baseline', `${folder}/old.json`], ['bench', '--update']]);
    expect(same!.code).toBe(0);
    expect(benchSchema.parse(JSON.parse(same!.stdout)).isRegression).toBe(false);
    expect(worse!.code).toBe(1);
    expect(worse!.stdout).toContain('REGRESSION');
    expect(old).toMatchObject({ code: 2, stdout: '' });
    expect(old!.stderr).toContain('overdial bench --update --reason');
    expect(unreasoned).toMatchObject({ code: 2, stdout: '' });
  }, 300_000);
});
