import { describe, expect, it } from 'vitest';
import { readCampaignFile } from '../../../src/live/config/campaignFile.ts';
import { phoneSetup, rehearsalSetup } from '../../../src/live/config/liveSetups.ts';
import type { LiveSetup } from '../../../src/live/loop/liveSetup.ts';
import { changesOf } from '../../../src/live/loop/setupChanges.ts';
import { compileScenario } from '../../../src/scenario/compile.ts';
import { formatProblem } from '../../../src/scenario/problem.ts';

const SCENARIO = `id: small
calendar: { zone: Europe/Prague, firstDay: 2025-03-03, days: 1, shift: { from: 09:00, to: 17:00 } }
agents: 3
campaign: { mode: predictive, strategy: { id: progressive }, ringLimitMs: RING, callingWindows: shift, dropLimitMs: 2000 }
customers: { shares: { person: 100 }, ring: { person: 5 }, handle: [{ id: talk, share: 100, talk: 30, wrap: 5 }], greeting: { delay: 0, length: 1 } }
`;
const LIVE = `live:
  trunks:
    - { name: carrier, host: sip.example.com, callerIds: ['+442079460000'], maxChannels: 10, maxCallsPerSecond: 2, maxMinutesPerDay: 600, maxAttemptsPerDay: 500 }
  total: { maxChannels: 10, maxCallsPerSecond: 2, maxMinutesPerDay: 600, maxAttemptsPerDay: 500 }
  allow: ['+4420']
  agents: [{ id: anna, phone: phone-1 }, { id: ben, phone: PHONE }]
  asterisk: { passwordFile: ari.secret }
  fields: [{ id: interest, type: choice, choices: [low, high] }]
`;

function read(text: string, driver: 'rehearsal' | 'asterisk'): ReturnType<typeof readCampaignFile> {
  return readCampaignFile('c.yaml', () => text, driver);
}

function problems(text: string, driver: 'rehearsal' | 'asterisk'): string {
  const file = read(text, driver);
  return 'problems' in file ? file.problems.map(formatProblem).join('\n') : '';
}

const good = SCENARIO.replace('RING', '25000') + LIVE.replace('PHONE', 'phone-2');

describe('a campaign file', () => {
  it('is a scenario: without a part live it can be rehearsed, and nothing else', () => {
    const plain = SCENARIO.replace('RING', '25000');
    expect(problems(plain, 'rehearsal')).toBe('');
    expect(problems(plain, 'asterisk')).toMatch(/^c\.yaml:1:1 live: is missing; must say trunks/);
    expect(problems(good, 'asterisk')).toBe('');
  });

  it('is refused with all that is wrong at once, each with its place', () => {
    const text = SCENARIO.replace('RING', '5000') + LIVE.replace('PHONE', 'phone-1').replace(/ {2}total:.*\n/, '').replace("allow: ['+4420']", 'allow: []').replace(', choices: [low, high]', '');
    expect(problems(text, 'asterisk').split('\n').map((line) => line.replace(/:\d+ /, ' '))).toEqual([
      expect.stringMatching(/^c\.yaml:6 live\.total: is missing/),
      expect.stringMatching(/^c\.yaml:10 live\.agents\[1\]\.phone: is the phone of another agent/),
      expect.stringMatching(/^c\.yaml:12 live\.fields\[0\]\.choices: must be given for a choice/),
      expect.stringMatching(/^c\.yaml:9 live\.allow: is empty/),
      expect.stringMatching(/^c\.yaml:4 campaign\.ringLimitMs: is 5000; must be at least 15000/),
    ]);
  });

  it('keeps its settings in a rehearsal unless it is to be as live, and never with real telephones', () => {
    const file = read(good, 'asterisk');
    if ('problems' in file) throw new Error('the file is good');
    const compiled = compileScenario(file.scenario);
    const now = Date.UTC(2026, 2, 2, 10);
    const rehearsal = (asLive: boolean): number => rehearsalSetup(compiled, file.scenario, file.live, { seed: '1/0', originMs: now, asLive }).dialer.settings.dropLimitMs;
    expect([rehearsal(false), rehearsal(true)]).toEqual([2_000, 1_500]);
    const setup = phoneSetup(compiled, file.scenario, file.live!, { seed: '1/0', now, zones: ['Asia/Tokyo'] });
    expect(setup.dialer.settings).toMatchObject({ dropLimitMs: 1_500, guard: 'strict', ringLimitMs: 25_000 });
    expect(setup.dialer.agents).toEqual(['anna', 'ben']);
    expect(setup.phones).toEqual({ anna: 'phone-1', ben: 'phone-2' });
    expect(setup.dialer.zones.map((zone) => zone.name)).toEqual(['Europe/Prague', 'Asia/Tokyo']);
    // 09:00 in Prague, in winter.
    expect(setup.dialer.zones[0]!.open).toContainEqual([Date.UTC(2026, 2, 2, 8), Date.UTC(2026, 2, 2, 16)]);
    expect(setup.fields).toEqual([{ id: 'interest', label: 'interest', type: 'choice', mandatory: false, choices: ['low', 'high'] }]);
  });

  it('means the same on another day with other records, and other things where its words have changed', () => {
    const setupOf = (text: string, now: number, zones: string[]): LiveSetup => {
      const file = read(text, 'asterisk');
      if ('problems' in file) throw new Error('the file is good');
      return phoneSetup(compileScenario(file.scenario), file.scenario, file.live!, { seed: '1/0', now, zones });
    };
    const now = Date.UTC(2026, 2, 2, 10);
    const { dialer, ...setup } = setupOf(good, now, []);
    const session = { run: 'a', setup, dialer, staff: dialer.agents.length };
    expect(changesOf(session, setupOf(good, now + 40 * 86_400_000, ['Asia/Tokyo']))).toEqual([]);
    expect(changesOf(session, setupOf(good.replace('dropLimitMs: 2000', 'dropLimitMs: 1000').replace('id: ben', 'id: bea'), now, []))).toEqual(['phones', 'campaign.dropLimitMs', 'agents']);
  });

  it('has the scenario\'s hours in a rehearsal, wherever its time begins', () => {
    const file = read(good, 'rehearsal');
    if ('problems' in file) throw new Error('the file is good');
    const originMs = 1_000_000_000_123;
    const { dialer } = rehearsalSetup(compileScenario(file.scenario), file.scenario, null, { seed: '1/0', originMs, asLive: false });
    expect(dialer.zones[0]!.open![0]).toEqual([originMs + 9 * 3_600_000, originMs + 17 * 3_600_000]);
    expect(dialer.dayStarts[0]).toBe(originMs);
    const local = (at: number, offsetMs: number): number => (at + offsetMs) % 86_400_000;
    const nine = 9 * 3_600_000;
    expect(local(originMs + nine, dialer.zones[0]!.offsets[0]![1])).toBe(local(nine, compileScenario(file.scenario).dialer.zones[0]!.offsets[0]![1]));
  });
});
