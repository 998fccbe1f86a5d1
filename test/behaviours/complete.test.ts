import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BEHAVIOUR_IDS } from './ids.ts';

const TESTS = fileURLToPath(new URL('..', import.meta.url));

/** Ids with which the title of some test begins, with the files. */
function titledIds(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const entry of readdirSync(TESTS, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.test.ts')) continue;
    const file = join(entry.parentPath, entry.name);
    for (const [, id] of readFileSync(file, 'utf8').matchAll(/\bit\('([KTDC]\d\d) /g)) found.set(id!, [...(found.get(id!) ?? []), file]);
  }
  return found;
}

describe('the behaviours of the seeds', () => {
  const titled = titledIds();

  it('are 147, each named once', () => {
    expect(BEHAVIOUR_IDS).toHaveLength(147);
    expect(new Set(BEHAVIOUR_IDS).size).toBe(147);
  });

  it('each have a test whose title begins with the id', () => {
    expect(BEHAVIOUR_IDS.filter((id) => !titled.has(id))).toEqual([]);
  });

  it('are all that tests are named by', () => {
    expect([...titled.keys()].filter((id) => !BEHAVIOUR_IDS.includes(id))).toEqual([]);
  });
});
