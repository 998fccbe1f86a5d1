/** Prints once, at the end of a test run, which tests were left out because a program of the system is missing. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Called by vitest before the first test file; what it gives back is called after the last one. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'overdial-not-run-'));
  const file = join(folder, 'lines');
  writeFileSync(file, '');
  process.env['OVERDIAL_NOT_RUN_FILE'] = file;
  return () => {
    const lines = [...new Set(readFileSync(file, 'utf8').split('\n').filter((line) => line !== ''))];
    if (lines.length > 0) process.stdout.write(`\nNOT RUN (OVERDIAL_REQUIRE_ALL=1 makes this a failure):\n${lines.map((line) => `  ${line}\n`).join('')}`);
    rmSync(folder, { recursive: true, force: true });
  };
}
