/** Every benchmark suite runs, if only for a moment, and every figure of its report is one. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SuiteReport } from '../../bench/suite.ts';
import { REPOSITORY, startProgram, type Ended } from '../support/cli.ts';

const MAIN = join(REPOSITORY, 'bench', 'main.ts');
let json: Ended;
let table: Ended;
let unknown: Ended;

beforeAll(async () => {
  [json, table, unknown] = await Promise.all([
    startProgram(MAIN, ['--quick', '--json']).ended, startProgram(MAIN, ['selection', '--quick']).ended, startProgram(MAIN, ['speeed', '--quick']).ended,
  ]);
}, 120_000);

describe('npm run bench', () => {
  it('runs every suite and prints one JSON document', () => {
    expect(json).toMatchObject({ code: 0, stderr: '' });
    const { schema, quick, suites } = JSON.parse(json.stdout) as { schema: string; quick: boolean; suites: Record<string, SuiteReport> };
    expect({ schema, quick }).toEqual({ schema: 'overdial-measurements/1', quick: true });
    expect(Object.keys(suites)).toEqual(expect.arrayContaining(['scenario', 'selection', 'pacing', 'speed', 'growth']));
    for (const { columns, rows } of Object.values(suites)) {
      expect(columns.map(({ key }) => key)).toContain('ratio');
      expect(rows.length).toBeGreaterThan(1);
      for (const { values } of rows) {
        expect(Object.keys(values).sort()).toEqual(columns.map(({ key }) => key).sort());
        expect(Object.values(values).every((value) => value === null || (Number.isFinite(value) && value >= 0))).toBe(true);
      }
    }
  });

  it('runs one suite by name and prints a table', () => {
    expect(table).toMatchObject({ code: 0, stderr: '' });
    expect(table.stdout).toMatch(/^selection: /);
    expect(table.stdout).toMatch(/daktela-predictive, 1,000 records +│ +[\d,]+ │/);
    expect(table.stdout).not.toContain('scenario: ');
  });

  it('refuses a suite that there is not, and names those that there are', () => {
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toMatch(/^there is no suite speeed; allowed: [^]*scenario [^]*selection /);
  });
});
