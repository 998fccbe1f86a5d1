/** `validate`, `schema`, `strategies`, `scenarios`: what there is and whether it is right, for people and for programs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SIMULATED_STRATEGIES } from '../../src/simulation/strategies.ts';
import type { ParameterSpec } from '../../src/engine/pacing/strategy.ts';
import type { Problem } from '../../src/scenario/problem.ts';
import { overdialEach, REPOSITORY, temporaryFolder, TINY, type Ended } from '../support/cli.ts';

const folder = temporaryFolder({
  'tiny.yaml': TINY, 'tiny.json': JSON.stringify(parse(TINY)), 'bad.yaml': TINY.replace('agents: 4', 'agents: 0').replace('ratio: 2', 'ratio: -2'),
});
const RUNS: Readonly<Record<string, readonly string[]>> = {
  good: ['validate', 'tiny.yaml', 'tiny.json', 'opb-1/markov-5'],
  mixed: ['validate', 'tiny.yaml', 'bad.yaml', 'nowhere.yaml'],
  mixedJson: ['validate', 'tiny.yaml', 'bad.yaml', 'nowhere.yaml', '--json'],
  schema: ['schema'],
  schemaJson: ['schema', '--json'],
  strategies: ['strategies'],
  strategiesJson: ['strategies', '--json'],
  scenarios: ['scenarios'],
  scenariosJson: ['scenarios', '--json'],
  help: ['--help'],
  version: ['--version'],
};
const ended: Record<string, Ended> = {};

beforeAll(async () => {
  const names = Object.keys(RUNS);
  const results = await overdialEach(names.map((name) => RUNS[name]!), { folder });
  names.forEach((name, index) => { ended[name] = results[index]!; });
}, 120_000);

describe('validate', () => {
  it('says of each good file what it describes, YAML and JSON alike', () => {
    const { code, stdout, stderr } = ended['good']!;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^tiny\.yaml: ok \(tiny: 4 agents, predictive, fixed-ratio-idle, digest [0-9a-f]{16}\)$/);
    expect(lines[1]!.replace('.json', '.yaml')).toBe(lines[0]);
    expect(lines[2]).toMatch(/^opb-1\/markov-5: ok /);
  });

  it('reports every problem of every file, with its place, and ends with 2', () => {
    const { code, stdout, stderr } = ended['mixed']!;
    expect(code).toBe(2);
    expect(stdout).toMatch(/^tiny\.yaml: ok [^\n]*\n$/);
    expect(stderr.split('\n')).toEqual([
      'bad.yaml:8:9 agents: is 0; must be at least 1',
      expect.stringMatching(/^bad\.yaml:11:44 campaign\.strategy\.ratio: fixed-ratio-idle: 'ratio' is -2; allowed: numbers from 0 to 100/),
      expect.stringMatching(/^nowhere\.yaml:1:1 is missing: there is no such scenario; allowed: /),
      '',
    ]);
  });

  it('says the same as one JSON document', () => {
    const { code, stdout, stderr } = ended['mixedJson']!;
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    const files = JSON.parse(stdout) as { file: string; ok: boolean; problems: Problem[] }[];
    expect(files.map(({ file, ok }) => [file, ok])).toEqual([['tiny.yaml', true], ['bad.yaml', false], ['nowhere.yaml', false]]);
    expect(files[1]!.problems).toMatchObject([{ file: 'bad.yaml', line: 8, column: 9, path: 'agents' }, { line: 11, column: 44, path: 'campaign.strategy.ratio' }]);
  });
});

describe('schema', () => {
  it('prints a JSON Schema that accepts every shipped file and refuses what is wrong', () => {
    const { code, stdout } = ended['schema']!;
    expect(code).toBe(0);
    const schema = JSON.parse(stdout) as object;
    expect(schema).toHaveProperty('$schema', 'https://json-schema.org/draft/2020-12/schema');
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema);
    const shipped = (readdirSync(join(REPOSITORY, 'scenarios'), { recursive: true }) as string[]).filter((name) => name.endsWith('.yaml'));
    expect(shipped.length).toBeGreaterThan(8);
    for (const name of shipped) {
      validate(parse(readFileSync(join(REPOSITORY, 'scenarios', name), 'utf8')));
      expect([name, validate.errors]).toEqual([name, null]);
    }
    expect(validate(parse(TINY))).toBe(true);
    expect(validate(parse(TINY.replace('agents: 4', 'agents: -4')))).toBe(false);
  });

  it('is JSON in any case', () => {
    expect(ended['schemaJson']!.stdout).toBe(ended['schema']!.stdout);
  });
});

describe('strategies', () => {
  it('lists every strategy with its parameters, their defaults, ranges and units', () => {
    const { code, stdout } = ended['strategies']!;
    expect(code).toBe(0);
    for (const { id, description, parameters } of SIMULATED_STRATEGIES) {
      expect(stdout).toContain(`${id}\n    ${description}\n`);
      for (const { name, unit } of parameters) expect(stdout).toMatch(new RegExp(`^ +${name} \\(.*in ${unit}\\): `, 'm'));
    }
  });

  it('lists the same as JSON', () => {
    const listed = JSON.parse(ended['strategiesJson']!.stdout) as { id: string; description: string; parameters: ParameterSpec[] }[];
    expect(listed.map(({ id }) => id)).toEqual(SIMULATED_STRATEGIES.map(({ id }) => id));
    expect(listed).toEqual(SIMULATED_STRATEGIES);
  });
});

describe('scenarios', () => {
  it('lists every scenario that can be run, and no base', () => {
    const listed = JSON.parse(ended['scenariosJson']!.stdout) as { name: string; title: string; agents: number; digest: string }[];
    const names = listed.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['telesales-20', 'opb-1/markov-10', 'opb-1/steady-20', 'examples/csv-list', 'examples/shift-1m-500']));
    expect(names).not.toContain('opb-1/common');
    expect(listed.every(({ title, agents, digest }) => title !== '' && agents > 0 && /^[0-9a-f]{16}$/.test(digest))).toBe(true);
    for (const { name, title } of listed) expect(ended['scenarios']!.stdout).toContain(`${name}\n    ${title} (`);
  });
});

describe('help', () => {
  it('names every command, and the version is the package’s', () => {
    for (const command of ['run', 'validate', 'schema', 'strategies', 'scenarios', 'replay']) expect(ended['help']!.stdout).toContain(`overdial ${command}`);
    const { version } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as { version: string };
    expect(ended['version']).toMatchObject({ code: 0, stdout: `${version}\n` });
  });
});
