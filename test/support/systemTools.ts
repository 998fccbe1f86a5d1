/**
 * Programs of the system that parts of the tests need, such as a Redis server.
 *
 * Rule: where one is missing its tests are left out, and one block at the end says what was not run (notRun.ts); with
 * OVERDIAL_REQUIRE_ALL=1 nothing may be left out, and a missing program is a failure.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Set by notRun.ts: the file that collects what was left out. */
export const NOT_RUN_FILE = 'OVERDIAL_NOT_RUN_FILE';

/** Where the first of these programs that is installed lies; null: none is. */
export function findTool(names: readonly string[]): string | null {
  for (const name of names) {
    const { status, stdout } = spawnSync('sh', ['-c', `command -v -- "$1"`, 'sh', name], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  return null;
}

/** A `describe` of tests that need a program. `tests` gets its path. */
export function describeWithTool(names: readonly string[], title: string, tests: (path: string) => void): void {
  const path = findTool(names);
  if (path !== null) {
    describe(title, () => { tests(path); });
    return;
  }
  const line = `${title}: needs ${names.join(' or ')}`;
  if (process.env['OVERDIAL_REQUIRE_ALL'] === '1') {
    describe(title, () => {
      it('has what it needs', () => { expect.fail(`${line}, and OVERDIAL_REQUIRE_ALL=1 lets nothing be left out`); });
    });
    return;
  }
  const file = process.env[NOT_RUN_FILE];
  if (file !== undefined) appendFileSync(file, `${line}\n`);
  describe.skip(title, () => { it(`needs ${names.join(' or ')}`, () => { expect.fail(line); }); });
}
