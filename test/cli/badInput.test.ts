/**
 * Bad input: whatever is wrong is told in words, with its place and with what is allowed; the exit code is 2, standard
 * output is empty, and not a byte is written.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesOf, overdial, overdialEach, temporaryFolder, TINY, together, type Ended } from '../support/cli.ts';

/** Faulty scenarios: the line that replaces or follows another, and the message. */
const FILES: Readonly<Record<string, readonly [change: readonly [from: string, to: string], message: string]>> = {
  'an unknown key': [['agents: 4', 'agents: 4\nagent: 5'], 'bad.yaml:9:1 agent: is an unknown key; allowed: '],
  'a key misspelt within a part': [['maxTotalAttempts', 'maxTotalAttemps'], 'bad.yaml:13:3 campaign.maxTotalAttemps: is an unknown key; allowed: mode, '],
  'a negative count': [['agents: 4', 'agents: -4'], 'bad.yaml:8:9 agents: is -4; must be at least 1'],
  'shares that do not add up': [['busy: 10 }\n  ring', 'busy: 20 }\n  ring'], 'bad.yaml:16:3 customers.shares: shares add up to 110; must add up to 100'],
  'an unknown strategy': [['fixed-ratio-idle, ratio: 2', 'fixed-ratio-idol'], 'bad.yaml:11:19 campaign.strategy.id: is "fixed-ratio-idol"; must be one of progressive, '],
  'a parameter out of range': [['ratio: 2', 'ratio: 200'], "bad.yaml:11:44 campaign.strategy.ratio: fixed-ratio-idle: 'ratio' is 200; allowed: numbers from 0 to 100"],
  'a parameter that the strategy lacks': [['ratio: 2', 'level: 2'], 'bad.yaml:11:44 campaign.strategy.level: is no parameter of fixed-ratio-idle; allowed: ratio'],
  'broken YAML': [['agents: 4', 'agents: [4'], 'is not valid YAML: '],
  'a list that is not there': [['agents: 4', 'agents: 4\nlist: { csv: nowhere.csv }'], 'bad.yaml:9:14 list.csv: is "nowhere.csv"; there is no file nowhere.csv'],
  'a CSV with a bad line': [['agents: 4', 'agents: 4\nlist: { csv: list.csv }'], 'list.csv:3:1 phones: is "+44 20 7946"; must be digits with the country code'],
  'a base that is not there': [['id: tiny', 'extends: nowhere.yaml\nid: tiny'], 'bad.yaml:1:10 extends: is "nowhere.yaml"; there is no file nowhere.yaml'],
};

/** Faulty command lines: what stands after `overdial`, and the message. */
const LINES: Readonly<Record<string, readonly [args: readonly string[], message: string]>> = {
  'a missing file': [['run', 'nowhere.yaml'], 'nowhere.yaml:1:1 is missing: there is no such scenario; allowed: a YAML or JSON file, or one of bundles/astercc, '],
  'a folder in place of a file': [['run', 'folder'], 'folder:1:1 is missing: there is no such scenario; '],
  'a base scenario': [['run', 'base.yaml'], 'base.yaml:1:11 abstract: is true: this file is only a base; allowed here: a scenario'],
  'an unknown strategy': [['run', 'tiny.yaml', '--strategy', 'magic'], "--strategy: 'magic' must be one of progressive, "],
  'a parameter out of range': [
    ['run', 'tiny.yaml', '--strategy', 'fixed-ratio-idle:ratio=-1'], "--strategy: fixed-ratio-idle: 'ratio' is -1; allowed: numbers from 0 to 100, in calls per free agent",
  ],
  'a parameter of another strategy': [['run', 'tiny.yaml', '--strategy', 'fixed-ratio-idle:level=2'], "--strategy: 'level' is no parameter of fixed-ratio-idle; allowed: ratio"],
  'a parameter without a value': [['run', 'tiny.yaml', '--strategy', 'fixed-ratio-idle:ratio='], "--strategy: 'ratio=' is no setting; allowed: key=value"],
  'a value without a parameter': [['run', 'tiny.yaml', '--strategy', 'fixed-ratio-idle:2'], "--strategy: '2' is no setting; allowed: key=value"],
  'a parameter that is no number': [['run', 'tiny.yaml', '--strategy', 'fixed-ratio-idle:ratio=two'], "'ratio' is two; allowed: numbers from 0 to 100"],
  'a parameter given twice': [['run', 'tiny.yaml', '--strategy', 'fixed-ratio-idle:ratio=1,ratio=2'], "--strategy: 'ratio' is given twice; allowed: once"],
  'an unknown command': [['rum'], "'rum' is no command and no scenario; allowed: a command (see overdial --help)"],
  'an unknown option': [['run', 'tiny.yaml', '--colour'], 'Unknown argument: colour; see overdial --help'],
  'a word too many': [['run', 'tiny.yaml', 'tiny.yaml'], 'Unknown argument: tiny.yaml; see overdial --help'],
  'words after --': [['run', 'tiny.yaml', '--', '--json'], "--: '--json' after it is read by no command"],
  'an option without its value': [['run', 'tiny.yaml', '--seed'], 'seed: has no value; allowed: a value after it'],
  'an option given twice': [['run', 'tiny.yaml', '--seed', '1', '--seed', '2'], '--seed: is given 2 times; allowed: once'],
  'no replications': [['run', 'tiny.yaml', '--replications', '0'], "--replications: '0' is not allowed; allowed: whole numbers from 1"],
  'replications that are no number': [['run', 'tiny.yaml', '--replications', 'x'], "--replications: 'x' is not allowed; allowed: whole numbers from 1"],
  'a journal of two replications': [
    ['run', 'tiny.yaml', '--journal', 'other.journal', '--replications', '2'], '--journal: a journal holds one replication, --replications says 2; allowed: 1',
  ],
  'a journal where a folder stands': [['run', 'tiny.yaml', '--journal', 'folder'], 'cannot write folder: it is a folder'],
  'a report folder that cannot be made': [['run', 'tiny.yaml', '--report', 'tiny.yaml/reports', '--journal', 'new/a.journal'], 'cannot write tiny.yaml/reports/tiny.html: '],
  'a journal’s folder that cannot be made': [['run', 'tiny.yaml', '--report', 'new', '--journal', 'tiny.yaml/a.journal'], 'cannot write tiny.yaml/a.journal: '],
  'a replay of what is no journal': [['replay', 'tiny.yaml'], 'tiny.yaml:1:1 this is no journal; '],
  'a replay of an empty file': [['replay', 'empty'], 'empty:1:1 this is no journal; '],
  'a replay of a missing file': [['replay', 'nowhere.journal'], 'cannot read nowhere.journal: '],
  'a replay of a folder': [['replay', 'folder'], 'cannot read folder: '],
  'a replay of nothing': [['replay'], 'Not enough non-option arguments: got 0, need at least 1; see overdial --help'],
};

const KEPT = 'what stood here before\n';
const scenarios = Object.entries(FILES).map(([title, [[from, to], message]], index) => {
  if (!TINY.includes(from)) throw new Error(`the example has no "${from}"`);
  return { title, file: `bad${index}.yaml`, text: TINY.replace(from, to), message: message.replace('bad.yaml', `bad${index}.yaml`) };
});
const folder = temporaryFolder({
  'tiny.yaml': TINY, 'base.yaml': `abstract: true\n${TINY}`, 'list.csv': 'phone,priority\n442079460018,1\n+44 20 7946,2\n', 'kept.journal': KEPT, empty: '',
  ...Object.fromEntries(scenarios.map(({ file, text }) => [file, text])),
});
mkdirSync(join(folder, 'folder'));
writeFileSync(join(folder, 'folder', 'tiny.html'), KEPT);

const cases = [
  // With a journal and a report that exist already: neither may be touched.
  ...scenarios.map(({ title, file, message }) => ({ title: `${title} in the file`, args: ['run', file, '--journal', 'kept.journal', '--report', 'folder'], message })),
  ...Object.entries(LINES).map(([title, [args, message]]) => ({ title, args: [...args], message })),
];
const before = filesOf(folder);
const ended = new Map<string, Ended>();

/** Of these the program's own exit is seen: a fault in a file, and one in the command line. */
const ALONE = ['an unknown key in the file', 'a report folder that cannot be made'];

beforeAll(async () => {
  const alone = cases.filter(({ title }) => ALONE.includes(title));
  const others = cases.filter(({ title }) => !ALONE.includes(title));
  const [first, rest] = await Promise.all([together(alone, ({ args }) => overdial(args, { folder })), overdialEach(others.map(({ args }) => args), { folder })]);
  [...alone, ...others].forEach(({ title }, index) => ended.set(title, [...first, ...rest][index]!));
}, 120_000);

describe('bad input', () => {
  it.each(cases)('$title is refused with 2 and a clear message', ({ title, message }) => {
    const { code, stdout, stderr } = ended.get(title)!;
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('leaves the folder as it was: no report, no journal, no piece of a file, what was there unharmed', () => {
    expect(filesOf(folder)).toEqual(before);
  });
});
