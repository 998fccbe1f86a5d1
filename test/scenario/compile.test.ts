/** What scenario files mean: merging, defaults, agents, horizons, digests. */
import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/base/time.ts';
import { compileText } from './files.ts';

describe('a file that extends another', () => {
  it('keeps what it does not say, merges objects and replaces distributions as wholes', () => {
    const base = 'customers:\n  patience: { distribution: lognormal, mu: 1, sigma: 1 }\n';
    const { world, dialer } = compileText(`${base}campaign: { dropLimitMs: 3000 }\n`);
    expect(world.customers.patience).toEqual({ distribution: 'lognormal', mu: 1, sigma: 1 });
    expect(world.customers.eventAfter.person).toEqual({ distribution: 'constant', value: 9 });
    expect(dialer.settings.dropLimitMs).toBe(3_000);
    expect(dialer.strategy).toEqual({ id: 'fixed-ratio-idle', parameters: { ratio: 2 } });
    expect(compileText('campaign: { strategy: { id: fixed-ratio-idle } }\n').dialer.strategy.parameters['ratio']).toBe(1.5);
    const middle = `extends: base.yaml\nid: m\n${base}`;
    const over = 'customers: { patience: { distribution: exponential, mean: 8 } }\n';
    const text = `extends: m.yaml\nid: a\n${over}`;
    expect(compileText('', { 'm.yaml': middle, 'a.yaml': text }).world.customers.patience).toEqual({ distribution: 'exponential', mean: 8 });
  });

  it('resolves files from the file that names them', () => {
    const files = { 'x/m.yaml': 'extends: ../base.yaml\nid: m\nlist: { csv: ../lists/l.csv }\n', 'a.yaml': 'extends: ./x/m.yaml\nid: a\n', 'lists/l.csv': 'phone\n447700900001\n' };
    expect(compileText('', files).world.list.kind).toBe('given');
  });
});

describe('agents', () => {
  it('have plans for each day, by groups, with breaks by the agent’s number', () => {
    const { world, dialer } = compileText(`agents:
  signInDelay: { distribution: uniform, min: 0, max: 60 }
  breaks: [{ start: { staggered: [12:00, 12:30, 13:00] }, length: 1800, announced: 60 }]
  groups:
    - { count: 2, shift: { from: 09:00, to: 16:00 }, signOut: unannounced, signOutDelay: 5 }
    - { count: 1, breaks: [], unannouncedPauses: { after: 5400, length: 240 } }
`);
    expect(dialer.agents).toEqual(['Agent 1', 'Agent 2', 'Agent 3']);
    expect(world.agents.map((days) => days.length)).toEqual([2, 2, 2]);
    const [first, second, third] = world.agents.map((days) => days[1]!);
    expect(first).toMatchObject({ signInAt: 33 * HOUR_MS, signOutAt: 40 * HOUR_MS, signOut: 'unannounced', signOutDelay: { distribution: 'constant', value: 5 } });
    expect(first!.breaks[0]).toMatchObject({ from: 36.5 * HOUR_MS, to: 36.5 * HOUR_MS, announcedMs: MINUTE_MS });
    expect(second!.breaks[0]!.from).toBe(37 * HOUR_MS);
    expect(third).toMatchObject({ signOutAt: 41 * HOUR_MS, signOut: 'endOfShift', breaks: [] });
    expect(third!.unannouncedPauses).toEqual({ after: { distribution: 'constant', value: 5_400 }, length: { distribution: 'constant', value: 240 } });
    expect(first!.unannouncedPauses).toBeNull();
  });
});

describe('the measured interval', () => {
  it('is each shift after the warm-up days', () => {
    const { horizon, dialer } = compileText('calendar: { days: 3, warmUp: { days: 1 } }\n');
    expect(horizon.scored).toEqual([[33 * HOUR_MS, 41 * HOUR_MS], [57 * HOUR_MS, 65 * HOUR_MS]]);
    expect(horizon).toMatchObject({ endsAt: 65 * HOUR_MS, end: 'drained', maxDials: null });
    expect(dialer.dayStarts).toEqual([0, 24, 48, 72].map((hours) => hours * HOUR_MS));
  });

  it('begins so many hours after the first shift’s start when the warm-up is in hours', () => {
    expect(compileText('calendar: { warmUp: { hours: 3 } }\n').horizon.scored).toEqual([[12 * HOUR_MS, 17 * HOUR_MS], [33 * HOUR_MS, 41 * HOUR_MS]]);
  });

  it('runs over midnights when one shift is given in hours', () => {
    const text = 'calendar: { days: 1, warmUp: { hours: 20 }, shift: { from: 06:00, hours: 60 } }\ncampaign: { callingWindows: shift }\n';
    const { horizon, dialer, world } = compileText(text);
    expect(horizon.scored).toEqual([[26 * HOUR_MS, 66 * HOUR_MS]]);
    expect(dialer.zones[0]!.open).toEqual([[6 * HOUR_MS, 66 * HOUR_MS]]);
    expect(dialer.dayStarts).toHaveLength(4);
    expect(world.agents[0]!.map((day) => day?.signOutAt ?? null)).toEqual([66 * HOUR_MS, null, null]);
    // The warm-up is bounded by the shift then, not by the day.
    expect(compileText(text.replace('hours: 20', 'hours: 30')).horizon.scored).toEqual([[36 * HOUR_MS, 66 * HOUR_MS]]);
  });
});

describe('values', () => {
  it('become fractions, and what is absent a default', () => {
    const { world, dialer, rules } = compileText(`customers: { personShare: { linear: { 09:00: 14, 12:30: 18 } } }
measure: { rules: [{ id: score, window: calendarDay, minAnswers: 100 }] }
campaign: { enforcedRules: [score], contactTimeoutMs: none, outcomeDelayMs: { busy: 5000 }, automaticStatus: { busy: none } }
`);
    expect(world.customers.shares).toEqual({ person: 1, machine: 0, noAnswer: 0, busy: 0, rejected: 0, invalidNumber: 0, fax: 0, congestion: 0 });
    expect(world.customers.personShare).toEqual({ kind: 'linear', points: [[9 * HOUR_MS, 0.14], [12.5 * HOUR_MS, 0.18]] });
    expect(world.customers.patience).toBeNull();
    expect(dialer).toMatchObject({
      channels: null, startsPerSecond: null, falsePositiveShare: 0, priors: { answerRate: 0.2, resolutionMs: 15_000, talkMs: 180_000, wrapMs: 20_000 },
      databases: [{ id: 'list', active: true }],
    });
    expect(dialer.settings.contactTimeoutMs).toBeNull();
    expect(dialer.settings.outcomeDelayMs).toEqual({ busy: 5_000, congestion: 60_000, dropped: 120_000, unknown: 86_400_000 });
    expect(dialer.settings.automaticStatus).toEqual({ busy: null });
    expect(rules.map((rule) => rule.id)).toEqual(['us', 'ukWithoutAmd', 'ukWithAmd', 'allDials', 'allAnswers', 'score']);
    expect(dialer.enforcedRules).toEqual([{ ...rules[0], id: 'score', window: { kind: 'calendarDay' }, minAnswers: 100 }]);
  });

  it('give a bundle’s statuses and then the campaign’s own', () => {
    const { dialer } = compileText('campaign: { bundle: kavkom, statuses: [{ id: maybe }] }\n');
    expect(dialer.statuses).toHaveLength(15);
    expect(dialer.statuses[14]).toMatchObject({ id: 'maybe', name: 'maybe', scope: 'campaign', finalUntilRecycled: true, group: 'contact', active: true });
    expect(dialer.policy.id).toBe('kavkom');
  });

  it('take a policy as data', () => {
    const bucket = '{ name: all, scope: queue, match: { actions: [notAssigned], owner: none }, honoursAffinity: true, blocks: never, order: [{ by: priority, direction: desc }] }';
    expect(compileText(`campaign: { policy: { id: own, buckets: [${bucket}] } }\n`).dialer.policy).toEqual({
      id: 'own',
      buckets: [{
        name: 'all', scope: 'queue', match: { actions: ['notAssigned'], owner: 'none' }, honoursAffinity: true, blocks: 'never',
        order: [{ by: 'priority', direction: 'desc' }],
      }],
    });
  });
});

describe('the digest', () => {
  it('is the same for the same meaning, whatever its title, seed, comments and order', () => {
    const one = compileText('title: One\nseed: 1\nagents: { count: 7 }\ncampaign: { dropLimitMs: 3000, formSaveMs: 5 }\n');
    const other = compileText('campaign:\n  formSaveMs: 5 # at once\n  dropLimitMs: 3000\ntitle: Other\nseed: x\nagents: 7\n');
    expect(other.digest).toBe(one.digest);
    expect(one.digest).toMatch(/^[0-9a-f]{16}$/);
  });

  it('differs when anything differs that a run depends on', () => {
    const variants = ['', 'agents: 6\n', 'campaign: { dropLimitMs: 1 }\n', 'customers: { ring: { person: 8 } }\n', 'calendar: { days: 3 }\n', 'list: { records: 9 }\n'];
    expect(new Set(variants.map((text) => compileText(text).digest)).size).toBe(variants.length);
  });
});
