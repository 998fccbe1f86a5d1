/** `overdial run`: one JSON document or a table, the same seed the same digest, a report that stands by itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PRESET_RULE_IDS } from '../../src/engine/abandon/rule.ts';
import type { RunResult } from '../../src/measure/results.ts';
import { filesOf, overdial, temporaryFolder, TINY, together, type Ended, type Surroundings } from '../support/cli.ts';

/** What a terminal would be, for a child whose streams are pipes. */
const TERMINAL = 'for (const stream of [process.stdout, process.stderr]) Object.defineProperty(stream, "isTTY", { value: true });';
const ESCAPE = '\u001B';

const folder = temporaryFolder({ 'tiny.yaml': TINY });
const elsewhere = temporaryFolder({ 'tiny.yaml': TINY });
const named = temporaryFolder({ 'tiny.yaml': TINY });

const traced = temporaryFolder({ 'tiny.yaml': TINY });

const JSON_SEVEN = ['run', 'tiny.yaml', '--seed', '7', '--replications', '3', '--json'];
const TABLE = ['run', 'tiny.yaml', '--replications', '2'];
const RUNS: Readonly<Record<string, readonly [args: readonly string[], Surroundings]>> = {
  seven: [JSON_SEVEN, { folder }],
  sevenAgain: [JSON_SEVEN, { folder }],
  eight: [['run', 'tiny.yaml', '--seed', '8', '--replications', '3', '--json'], { folder }],
  once: [['run', 'tiny.yaml', '--seed', '7', '--replications', '1', '--json'], { folder, before: TERMINAL, env: { TERM: 'xterm' } }],
  strategy: [['run', 'tiny.yaml', '--seed', '7', '--replications', '1', '--json', '--strategy', 'fixed-ratio-all:level=1.5,countWaiting=false'], { folder }],
  table: [TABLE, { folder: elsewhere }],
  reported: [[...TABLE, '--report', 'here/reports', '--json'], { folder: named }],
  coloured: [TABLE, { folder: elsewhere, before: TERMINAL, env: { TERM: 'xterm' } }],
  plain: [TABLE, { folder: elsewhere, before: TERMINAL, env: { TERM: 'xterm', NO_COLOR: '1' } }],
  default: [['--replications', '1', '--json'], { folder }],
  traced: [['run', 'tiny.yaml', '--seed', '7', '--json', '--trace', 'choices.txt'], { folder: traced }],
  tracedAloud: [['run', 'tiny.yaml', '--seed', '7', '--json', '--trace'], { folder }],
};
const ended: Record<string, Ended> = {};

beforeAll(async () => {
  const names = Object.keys(RUNS);
  const results = await together(names, (name) => overdial(RUNS[name]![0], RUNS[name]![1]));
  names.forEach((name, index) => { ended[name] = results[index]!; });
}, 120_000);

function resultOf(name: string): RunResult {
  return JSON.parse(ended[name]!.stdout) as RunResult;
}

describe('every run', () => {
  it.each(Object.keys(RUNS))('%s ends well', (name) => {
    expect(ended[name]).toMatchObject({ code: 0, signal: null });
  });
});

describe('run --json', () => {
  it('prints one document of schema overdial-run/1 and nothing else', () => {
    const result = resultOf('seven');
    expect(Object.keys(result)).toEqual([
      'schema', 'overdial', 'scenario', 'scenarioDigest', 'strategy', 'seed', 'digest', 'wallMs', 'dialsPerSecond', 'summary', 'replications',
    ]);
    expect(result).toMatchObject({ schema: 'overdial-run/1', scenario: 'tiny', strategy: { id: 'fixed-ratio-idle', parameters: { ratio: 2 } }, seed: '7' });
    expect(result.digest).toMatch(/^[0-9a-f]{16}$/);
    expect(result.dialsPerSecond).toBeGreaterThan(0);
    expect(ended['seven']!.stderr).toBe('');
  });

  it('has every part of a replication, in canonical order', () => {
    const { replications } = resultOf('seven');
    expect(replications.map((each) => [each.replication, each.seed])).toEqual([[0, '7/0'], [1, '7/1'], [2, '7/2']]);
    for (const replication of replications) {
      expect(Object.keys(replication)).toEqual([
        'replication', 'seed', 'digest', 'interval', 'counts', 'abandon', 'agents', 'customers', 'list', 'callbacks', 'trunks', 'pacing', 'comparison',
      ]);
      expect(Object.keys(replication.abandon)).toEqual(expect.arrayContaining([...PRESET_RULE_IDS]));
      expect(replication.agents.byAgent).toHaveLength(4);
      expect(replication.counts.dials).toBeGreaterThan(100);
    }
  });

  it('summarises metrics by their paths, with an interval from two replications on', () => {
    const { summary } = resultOf('seven');
    const paths = ['agents.occupancy', 'abandon.us.rate', 'counts.dials', 'comparison.gapClosed', ...PRESET_RULE_IDS.map((rule) => `abandon.${rule}.windowViolationShare`)];
    expect(Object.keys(summary)).toEqual(expect.arrayContaining(paths));
    const occupancy = summary['agents.occupancy']!;
    expect(occupancy).toMatchObject({ level: 0.95, method: 'jackknife', replications: 3, fewReplications: true });
    expect(occupancy.lower!).toBeLessThan(occupancy.estimate!);
    expect(occupancy.upper! - occupancy.estimate!).toBeCloseTo(occupancy.halfWidth!, 10);
  });

  it('has no interval with one replication', () => {
    const { estimate, ...rest } = resultOf('once').summary['agents.occupancy']!;
    expect(estimate).toBe(resultOf('once').replications[0]!.agents.occupancy);
    expect(rest).toMatchObject({ lower: null, upper: null, halfWidth: null, replications: 1 });
  });

  it('gives the same digest for the same seed, and another for another', () => {
    expect(resultOf('sevenAgain').digest).toBe(resultOf('seven').digest);
    expect(resultOf('eight').digest).not.toBe(resultOf('seven').digest);
    expect(resultOf('once').replications[0]!.digest).toBe(resultOf('seven').replications[0]!.digest);
  });

  it('takes another strategy from the command line, with its parameters', () => {
    const result = resultOf('strategy');
    expect(result.strategy).toEqual({ id: 'fixed-ratio-all', parameters: { level: 1.5, countWaiting: false } });
    expect(result.digest).not.toBe(resultOf('once').digest);
  });

  it('keeps a terminal’s progress bar off standard output', () => {
    expect(ended['once']!.stderr).toContain('tiny');
    expect(ended['once']!.stdout.startsWith('{')).toBe(true);
  });

  it('writes nothing unless a report is asked for', () => {
    expect(Object.keys(filesOf(folder))).toEqual(['tiny.yaml']);
    const written = Object.keys(filesOf(named));
    expect(written.filter((file) => !file.startsWith('here/reports/tiny/'))).toEqual(['here', 'here/reports', 'here/reports/tiny', 'here/reports/tiny.html', 'tiny.yaml']);
    expect(written).toEqual(expect.arrayContaining(['charts/agent-waits.svg', 'charts/agent-waits.png', 'charts/agent-waits.csv', 'results.parquet', 'tables/metrics.tex'].map((file) => `here/reports/tiny/${file}`)));
  });

  it('runs the default scenario when none is named, wherever it is started', () => {
    expect(resultOf('default').scenario).toBe('telesales-20');
  });
});

describe('run --trace', () => {
  const CHOICE = /^\d\d:\d\d:\d\d\.\d{3} the queue: record \d+ from bucket fresh \(priority 0, createdAt .*\); passed over: \d+ laterInOrder.*; not chosen: .*\d+ laterInOrder/;

  it('explains each choice in a file, and changes none', () => {
    const lines = filesOf(traced)['choices.txt']!.trimEnd().split('\n');
    expect(lines.filter((line) => CHOICE.test(line)).length).toBe(resultOf('traced').replications[0]!.counts.dials);
    expect(resultOf('traced').replications).toHaveLength(1);
    expect(resultOf('traced').replications[0]!.digest).toBe(resultOf('seven').replications[0]!.digest);
  });

  it('explains on standard error when no file is named', () => {
    expect(ended['tracedAloud']!.stderr).toBe(filesOf(traced)['choices.txt']);
  });
});

describe('run for people', () => {
  it('prints occupancy, abandon rate and throughput with intervals, dials per second and where the report lies', () => {
    const { stdout, stderr } = ended['table']!;
    expect(stdout).toMatch(/^ {2}occupancy +\d+\.\d %/m);
    expect(stdout).toMatch(/^ {2}abandon rate +\d+\.\d+ % .*limit 3 %/m);
    expect(stdout).toMatch(/^ {2}dials per agent hour +\d/m);
    expect(stdout).toContain('95 % interval');
    expect(stdout).toMatch(/^[\d,]+ dials per second, [\d.]+ m?s, digest [0-9a-f]{16}$/m);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(`report:  ${join('reports', 'out', 'tiny.html')}`);
    expect(stderr).toBe('');
  });

  it.each([['by default', elsewhere, 'reports/out/tiny.html'], ['with --report', named, 'here/reports/tiny.html']])('writes a report %s that needs nothing else', (_when, where, file) => {
    const page = readFileSync(join(where, file), 'utf8');
    expect(page).toMatch(/^<!doctype html>/i);
    expect(page).toContain('Four agents for an hour');
    expect(page.match(/<figure>[^]*?<svg\b[^]*?<\/figure>/g)).toHaveLength(6);
    expect(page).not.toMatch(/<(link|iframe|object|embed|img)\b|@import|url\(\s*["']?(?!#|data:)|\bsrc\s*=|\bfetch\(/i);
    expect(page.match(/\bhref\s*=\s*["'](?!#|data:)[^"']*/g)).toBeNull();
  });

  it('prints no colour into a pipe, colour on a terminal, and none where NO_COLOR is set', () => {
    expect(ended['table']!.stdout).not.toContain(ESCAPE);
    expect(ended['coloured']!.stdout).toContain(`${ESCAPE}[`);
    expect(ended['plain']!.stdout).not.toContain(ESCAPE);
  });

  it('leaves no piece of a file behind', () => {
    expect(Object.keys(filesOf(elsewhere))).toEqual(['reports', 'reports/out', 'reports/out/tiny.html', 'tiny.yaml']);
  });
});
