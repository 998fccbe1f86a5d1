/** Every kind of bad input is told with its place, what is wrong and what is allowed. */
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { formatProblem } from '../../src/scenario/problem.ts';
import { problemsOf, texts } from './files.ts';

type Case = readonly [title: string, text: string, expected: string | readonly string[], files?: Record<string, string>];

const CASES: readonly Case[] = [
  ['an unknown key points at the key', 'priors:\n  answers: 3\n',
    'a.yaml:4:3 priors.answers: is an unknown key; allowed: answerPercent, resolution, talk, wrap'],
  ['a missing key points at what should hold it', 'detector:\n  kind: audio\n  personVerdictAfterGreeting: 1\n  machineVerdict: 2\n  missedVerdict: 1\n  falsePositivePercent: 2\n',
    'a.yaml:3:1 detector.falseNegativePercent: is missing; must be a number'],
  ['shares that do not add up', 'customers:\n  shares: { person: 25, noAnswer: 74 }\n',
    'a.yaml:4:3 customers.shares: shares add up to 99; must add up to 100'],
  ['shares of talk classes that do not add up', 'customers:\n  handle:\n    - { id: a, share: 99, talk: 3, wrap: 0 }\n',
    'a.yaml:4:3 customers.handle: shares of handle add up to 99; must add up to 100'],
  ['a negative count', 'agents: -5\n', 'a.yaml:3:9 agents: is -5; must be at least 1'],
  ['a fraction where a whole number must be', 'agents: { count: 2.5 }\n', 'a.yaml:3:18 agents.count: is 2.5; must be a whole number'],
  ['an unknown strategy', 'campaign:\n  strategy: { id: magic }\n',
    /^a\.yaml:4:19 campaign\.strategy\.id: is "magic"; must be one of progressive, fixed-ratio-idle, /.source],
  ['an unknown parameter', 'campaign:\n  strategy: { id: fixed-ratio-idle, speed: 3 }\n',
    'a.yaml:4:44 campaign.strategy.speed: is no parameter of fixed-ratio-idle; allowed: ratio'],
  ['a parameter out of range', 'campaign:\n  strategy: { id: fixed-ratio-idle, ratio: -1 }\n',
    /^a\.yaml:4:44 campaign\.strategy\.ratio: fixed-ratio-idle: 'ratio' is -1; allowed: numbers from 0 to /.source],
  ['a missing required parameter', 'campaign:\n  strategy: { id: open-loop }\n',
    /^a\.yaml:4:3 campaign\.strategy\.ratePerSecond: open-loop: 'ratePerSecond' is required /.source],
  ['a missing list', 'list: { csv: lists/none.csv }\n', 'a.yaml:3:14 list.csv: is "lists/none.csv"; there is no file lists/none.csv'],
  ['an unknown zone', 'calendar: { zone: Europe/Pragu }\n', 'a.yaml:3:19 calendar.zone: is "Europe/Pragu"; must be an IANA time zone, as in Europe/Prague or UTC'],
  ['a date that does not exist', 'calendar: { firstDay: 2025-02-30 }\n', 'a.yaml:3:23 calendar.firstDay: is "2025-02-30"; must be a date that exists'],
  ['from at or after to', 'campaign:\n  callingWindows: [{ from: 20:00, to: 20:00 }]\n',
    'a.yaml:4:39 campaign.callingWindows[0].to: is "20:00"; must be later than from, 20:00'],
  ['a time that is none', 'calendar:\n  shift: { from: 9:00, to: 17:00 }\n',
    'a.yaml:4:18 calendar.shift.from: is "9:00"; must be a time of day from 00:00 to 23:59, as in 09:00'],
  ['duplicate agents', 'agents: { count: 2, names: [Ann, Ann] }\n', 'a.yaml:3:34 agents.names[1]: is "Ann"; must not occur twice'],
  ['duplicate statuses', 'campaign:\n  statuses: [{ id: s }, { id: s }]\n', 'a.yaml:4:31 campaign.statuses[1].id: is "s", which stands in the list already'],
  ['duplicate databases', 'campaign:\n  databases: [a, { id: a, active: true }]\n', 'a.yaml:4:24 campaign.databases[1].id: is "a"; must not occur twice'],
  ['a rule named like a preset', 'measure:\n  rules: [{ id: us }]\n',
    'a.yaml:4:17 measure.rules[0].id: is "us"; must not be one of the presets, us, ukWithoutAmd, ukWithAmd, allDials, allAnswers'],
  ['an unknown enforced rule', 'campaign:\n  enforcedRules: [score]\n',
    'a.yaml:4:19 campaign.enforcedRules[0]: is "score"; must be one of us, ukWithoutAmd, ukWithAmd, allDials, allAnswers'],
  ['an unknown distribution', 'customers: { patience: { distribution: poisson, mean: 3 } }\n',
    'a.yaml:3:40 customers.patience.distribution: is "poisson"; must be one of constant, uniform, exponential, normal, lognormal, gamma, mixture, empirical'],
  ['a distribution half given', 'customers: { patience: { distribution: lognormal, mean: 3 } }\n',
    'a.yaml:3:14 customers.patience: is an object; must have either mean and cv, or mu and sigma'],
  ['an answered class without a time', 'customers: { shares: { person: 50, busy: 50 } }\n',
    'base.yaml:13:3 customers.ring.busy: is missing; must be a distribution of seconds, because the share of busy is not 0'],
  ['a call that rings for ever', 'campaign: { ringLimitMs: none }\ncustomers: { shares: { person: 50, noAnswer: 50 } }\n',
    'base.yaml:13:3 customers.ring.noAnswer: is none, and campaign.ringLimitMs is none: such a call would ring for ever; must be a distribution of seconds'],
  ['a mode that the bundle lacks', 'campaign: { bundle: kavkom, mode: progressive }\n', 'a.yaml:3:35 campaign.mode: is "progressive"; bundle kavkom has predictive'],
  ['a save with a status that the campaign has not', 'customers:\n  handle:\n    - { id: a, share: 100, talk: 3, wrap: 0, save: [{ share: 100, status: sold }] }\n',
    'a.yaml:5:75 customers.handle[0].save[0].status: is "sold"; must be a status of the campaign, which has none'],
  ['a save that needs a next call and has none',
    'campaign: { statuses: [{ id: s, systemStatus: myRecord }] }\ncustomers:\n  handle:\n    - { id: a, share: 100, talk: 3, wrap: 0, save: [{ share: 100, status: s }] }\n',
    'a.yaml:6:75 customers.handle[0].save[0].status: is "s", which needs a next call; must have nextCall with all of its saves'],
  ['a save with a next call that its status forbids',
    'campaign: { statuses: [{ id: s, systemStatus: toCall }] }\ncustomers:\n  handle:\n    - { id: a, share: 100, talk: 3, wrap: 0, save: [{ share: 100, status: s, nextCall: { after: 60 } }] }\n',
    'a.yaml:6:78 customers.handle[0].save[0].nextCall: stands beside status "s", which allows none; must be left out'],
  ['a save passed to a colleague where the campaign does not allow it',
    'customers:\n  handle:\n    - { id: a, share: 100, talk: 3, wrap: 0, save: [{ share: 100, nextCall: { after: 60, passPercent: 5 } }] }\n',
    'a.yaml:5:103 customers.handle[0].save[0].nextCall.passPercent: passes records to other agents, which campaign.changeUser does not allow; must be 0, or changeUser true'],
  ['agents who stop auto-dial where they may not', 'campaign: { mode: auto }\nagents: { count: 3, byHand: { stopAfter: 60, for: 60 } }\n',
    'a.yaml:4:21 agents.byHand: stops auto-dial, which this campaign does not allow; must be left out, or campaign must have mode auto and dialWay optional'],
  ['a save with a status that only the dialler sets', 'campaign: { statuses: [{ id: s, hidden: true }] }\nagents: { count: 3, unanswered: { save: [{ share: 100, status: s }] } }\n',
    'a.yaml:4:64 agents.unanswered.save[0].status: is "s", which agents cannot set: it is hidden; must be another'],
  ['results of a call that do not add up', 'customers:\n  handle:\n    - { id: a, share: 100, talk: 3, wrap: 0, save: [{ share: 60 }] }\n',
    'a.yaml:5:46 customers.handle[0].save: shares of save add up to 60; must add up to 100'],
  ['a policy of one\'s own without a bucket for the queue', 'campaign: { policy: astercc-auto }\n',
    'a.yaml:3:21 campaign.policy: is "astercc-auto", which has no bucket of scope queue, which mode predictive needs'],
  ['a status that needs a date is set by a trigger', 'campaign:\n  statuses: [{ id: s, systemStatus: myRecord, setBy: [busy] }]\n',
    'a.yaml:4:47 campaign.statuses[0].setBy: is given; no trigger can set the date that myRecord needs'],
  ['everything at once, in the order of the file', 'agents: 0\ncarrier: { channels: some }\nseed: []\n', [
    'a.yaml:3:9 agents: is 0; must be at least 1',
    'a.yaml:4:22 carrier.channels: is "some"; must be a number, or unlimited, or an object with keys',
    'a.yaml:5:1 seed: is a list; must be a text, or a number',
  ]],
  ['a base in which the fault stands is named itself', '', 'base.yaml:1:5 id: is "Ä"; must be small letters, digits and hyphens', { 'a.yaml': 'extends: base.yaml\n', 'base.yaml': 'id: Ä\n' }],
  ['a file that extends itself', '', 'b.yaml:1:10 extends: is "a.yaml", which extends this file in turn', { 'a.yaml': 'extends: b.yaml', 'b.yaml': 'extends: a.yaml' }],
  ['a missing base', '', 'a.yaml:1:10 extends: is "b.yaml"; there is no file b.yaml', { 'a.yaml': 'extends: b.yaml' }],
  ['a base run by itself', '', 'a.yaml:1:11 abstract: is true: this file is only a base; allowed here: a scenario, such as one that extends it', { 'a.yaml': 'abstract: true' }],
  ['broken YAML', '', 'a.yaml:1:4 is not valid YAML: Nested mappings are not allowed in compact mappings', { 'a.yaml': 'a: b: c' }],
  ['the same key twice', '', 'a.yaml:2:1 is not valid YAML: Map keys must be unique', { 'a.yaml': 'id: a\nid: b' }],
];

describe('a faulty scenario is refused with file, line, column and what is allowed', () => {
  it.each(CASES.map((one) => ({ title: one[0], one })))('$title', ({ one: [, text, expected, files] }) => {
    const problems = problemsOf(text, files);
    if (typeof expected === 'string' && expected.startsWith('^')) expect(problems[0]).toMatch(new RegExp(expected));
    else if (files?.['base.yaml'] !== undefined) expect(problems).toContain(expected);
    else expect(problems).toEqual(typeof expected === 'string' ? [expected] : expected);
  });

  it('says that a setting of the specification is not simulated, instead of ignoring it', () => {
    expect(problemsOf('campaign: { country: auto }\n')[0]).toMatch(/^a\.yaml:3:13 campaign\.country: is a setting that this version does not simulate; allowed: mode, /);
  });

  it('warns of what is allowed and probably not meant', () => {
    const warningsOf = (text: string): string[] => {
      const parsed = parseScenario('a.yaml', texts({ 'a.yaml': `extends: base.yaml\nid: a\n${text}` }));
      return 'problems' in parsed ? ['refused'] : parsed.warnings.map(formatProblem);
    };
    expect(warningsOf('')).toEqual([]);
    expect(warningsOf('campaign: { mode: progressive, statuses: [{ id: s, systemStatus: callProgressive }] }\n')).toEqual([
      'a.yaml:3:66 campaign.statuses[0].systemStatus: is callProgressive, which acts as toCall in mode progressive',
    ]);
    expect(warningsOf('campaign: { mode: auto }\n')[0]).toMatch(/campaign\.policy: astercc-auto: some records are never called: no bucket takes notAssigned, no hard owner/);
  });

  it('reads JSON with the same places', () => {
    const text = '{ "extends": "base.yaml",\n  "id": "a", "agents": -1 }';
    const parsed = parseScenario('a.json', texts({ 'a.json': text }));
    expect('problems' in parsed && parsed.problems.map(formatProblem)).toEqual(['a.json:2:24 agents: is -1; must be at least 1']);
  });

  it('says when the file itself is missing', () => {
    const parsed = parseScenario('nowhere.yaml', () => null);
    expect('problems' in parsed && parsed.problems.map(formatProblem)).toEqual(['nowhere.yaml:1:1 is missing: there is no such file']);
  });
});
