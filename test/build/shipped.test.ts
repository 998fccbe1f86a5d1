/**
 * The program as it is shipped: built as for publishing, into `dist`, and run without any loader.
 *
 * Rule: what it finds is what the sources find, in the same words.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeDigest, wholeCodeDigest, type CodeDigests } from '../../src/experiment/codeDigest.ts';
import { SIMULATED_STRATEGIES } from '../../src/simulation/strategies.ts';
import { overdial, REPOSITORY, temporaryFolder, TINY } from '../support/cli.ts';

const ROLLDOWN = join(createRequire(import.meta.url).resolve('rolldown/package.json'), '..', 'bin', 'cli.mjs');
const MAIN = join(REPOSITORY, 'dist', 'cli', 'main.js');

beforeAll(() => {
  const { status, stderr } = node([ROLLDOWN, '--config'], REPOSITORY);
  expect({ status, stderr }).toMatchObject({ status: 0 });
}, 60_000);

describe('the built program', () => {
  it('says the same as the sources, in this process and in threads', async () => {
    const folder = temporaryFolder({ 'tiny.yaml': TINY });
    const lines = [
      ['run', 'tiny.yaml', '--seed', '7', '--json'],
      ['compare', 'tiny.yaml', '--strategies', 'progressive,fixed-ratio-idle:ratio=2', '--replications', '4', '--workers', '2', '--json'],
      ['run', 'nothing.yaml'],
    ];
    for (const line of lines) {
      const fromSources = await overdial(line, { folder });
      const { status, stdout, stderr } = node([MAIN, ...line], folder);
      expect({ code: status, stdout: untimed(stdout), stderr }).toEqual({ code: fromSources.code, stdout: untimed(fromSources.stdout), stderr: fromSources.stderr });
    }
  }, 60_000);

  it('names stored cells and the queue of workers as the sources do', () => {
    const { whole, common, strategies } = JSON.parse(readFileSync(join(REPOSITORY, 'dist', 'codeDigests.json'), 'utf8')) as CodeDigests;
    expect(whole).toBe(wholeCodeDigest());
    expect(common).toBe(codeDigest('one-of-a-user'));
    expect(strategies).toEqual(Object.fromEntries(SIMULATED_STRATEGIES.map(({ id }) => [id, codeDigest(id)])));
  });

  it('runs a campaign with its desk, whose pages are read at the start', () => {
    const store = join(temporaryFolder(), 'live.db');
    expect(node([MAIN, 'live', 'telesales-20', '--speed', '100', '--for', '2s', '--port', '0', '--store', store], REPOSITORY)).toMatchObject({ status: 0 });
  }, 60_000);
});

function node(args: readonly string[], cwd: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' } });
}

/** Without how long it took. */
function untimed(text: string): string {
  return text.replaceAll(/"(wallMs|dialsPerSecond)": \d+/g, '"$1"');
}
