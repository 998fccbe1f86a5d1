/** `run --journal` and `replay`: the journal gives the same commands again, and a line that was altered is found. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/measure/results.ts';
import { filesOf, overdial, temporaryFolder, TINY, together, type Ended } from '../support/cli.ts';

interface Replayed {
  journal: string; scenario: string; seed: string; events: number; commands: number; digest: string; same: boolean;
  difference: { kind: string; line: number; message: string } | null; cutShort: { line: number } | null;
}

const PROGRESSIVE = TINY.replace('id: tiny', 'id: shown').replace('mode: predictive', 'mode: progressive').replace('{ id: fixed-ratio-idle, ratio: 2 }', '{ id: progressive }');

const folder = temporaryFolder({ 'tiny.yaml': TINY, 'shown.yaml': PROGRESSIVE });
let ran: Ended;
let lines: string[];

beforeAll(async () => {
  [ran] = await Promise.all([
    overdial(['run', 'tiny.yaml', '--seed', '7', '--json', '--journal', 'tiny.journal'], { folder }),
    overdial(['run', 'shown.yaml', '--json', '--journal', 'new/folder/shown.journal'], { folder }),
  ]);
  lines = readFileSync(join(folder, 'tiny.journal'), 'utf8').split('\n');
}, 120_000);

/** The number, from 1, of the first line from `from` on that has this text. */
function lineWith(text: string, from = 1): number {
  return lines.findIndex((line, index) => index + 1 >= from && line.includes(text)) + 1;
}

/** A copy of the journal in which one line is another. */
function altered(name: string, line: number, change: (text: string) => string | null): string {
  const text = change(lines[line - 1]!);
  writeFileSync(join(folder, name), lines.flatMap((each, index) => (index + 1 !== line ? [each] : text === null ? [] : [text])).join('\n'));
  return name;
}

describe('run --journal', () => {
  it('makes one replication and writes its journal, header first and end last, nothing else', () => {
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect((JSON.parse(ran.stdout) as RunResult).replications).toHaveLength(1);
    expect(JSON.parse(lines[0]!.slice(0, lines[0]!.lastIndexOf('}') + 1))).toMatchObject({ journal: 'overdial-journal/1', scenario: 'tiny', seed: '7/0' });
    expect(lines.at(-2)).toMatch(/^end events=\d+ commands=\d+ digest=/);
    expect(Object.keys(filesOf(folder)).filter((name) => !name.endsWith('.yaml') && !name.endsWith('changed.journal'))).toEqual([
      'new', 'new/folder', 'new/folder/shown.journal', 'tiny.journal',
    ]);
  });
});

describe('replay of a journal as it was written', () => {
  it('finds no difference, in either mode', async () => {
    const [tiny, shown] = await Promise.all([overdial(['replay', 'tiny.journal'], { folder }), overdial(['replay', 'new/folder/shown.journal'], { folder })]);
    expect(tiny).toMatchObject({ code: 0, stderr: '' });
    expect(tiny.stdout).toMatch(/^tiny\.journal: no difference \(\d+ events, \d+ commands, scenario tiny, seed 7\/0, digest [0-9a-f]{16}\)\n$/);
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(shown.stdout).toContain('no difference');
  });

  it('prints one JSON document with --json, with the digest of the run', async () => {
    const { code, stdout } = await overdial(['replay', 'tiny.journal', '--json'], { folder });
    const replayed = JSON.parse(stdout) as Replayed;
    expect(code).toBe(0);
    expect(replayed).toMatchObject({ journal: 'tiny.journal', scenario: 'tiny', seed: '7/0', same: true, difference: null, cutShort: null });
    expect(replayed.digest).toBe((JSON.parse(ran.stdout) as RunResult).replications[0]!.digest);
  });
});

describe('replay of a journal that is not as it was written', () => {
  it('names the altered line and ends with 1', async () => {
    const middle = Math.floor(lines.length / 2);
    const dial = lineWith('> dial ', middle);
    const answer = lineWith('attemptAnswered', middle);
    const cases: [line: number, file: string][] = [
      [dial, altered('a-changed.journal', dial, (line) => line.replace(/record=(\d+)/, (_all, record: string) => `record=${Number(record) + 1}`))],
      [answer, altered('b-changed.journal', answer, (line) => line.replace(/^( *)(\d+)/, (_all, space: string, at: string) => `${space}${Number(at) + 1}`))],
      [dial, altered('c-changed.journal', dial, () => null)],
      [2, altered('d-changed.journal', 2, (line) => line.replace(/ {2}#\w+$/, ''))],
    ];
    expect(cases.every(([line]) => line > 1)).toBe(true);
    const ended = await together(cases, ([, file]) => overdial(['replay', file], { folder }));
    cases.forEach(([line, file], index) => {
      expect(ended[index]).toMatchObject({ code: 1, stderr: '' });
      expect(ended[index]!.stdout.startsWith(`${file}:${line}: line ${line}: `)).toBe(true);
    });
  });

  it('says the same in JSON', async () => {
    const line = lineWith('> dial ');
    const { code, stdout } = await overdial(['replay', altered('e-changed.journal', line, (text) => text.replace('dial', 'drop')), '--json'], { folder });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ same: false, difference: { kind: 'altered', line }, cutShort: null });
  });

  it('says where a journal was cut short', async () => {
    const half = Math.floor(lines.length / 2);
    writeFileSync(join(folder, 'f-changed.journal'), `${lines.slice(0, half).join('\n')}\n`);
    const { code, stdout } = await overdial(['replay', 'f-changed.journal'], { folder });
    expect(code).toBe(1);
    expect(stdout).toContain(`f-changed.journal:${half + 1}:1 `);
    expect(stdout).toContain('cut short');
  });
});
