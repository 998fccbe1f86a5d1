/** The simulated agents use the modes as people do: they read, skip, dial, answer their phone or not, and save by shares. */
import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/base/time.ts';
import type { ClosedActivity } from '../../src/engine/commands.ts';
import type { DialerEvent } from '../../src/engine/events.ts';
import type { RunObserver } from '../../src/measure/observer.ts';
import { simulate, type SimulationResult } from '../../src/simulation/simulate.ts';
import { simulateAndReplay, smallScenario } from '../support/simulation.ts';

const TALK = { id: 'talk', share: 100, talk: 60, wrap: 10 };
const SHIFTS = { zone: 'UTC', firstDay: '2025-03-03', days: 2, shift: { from: '09:00', to: '12:00' } };

interface Watched { readonly result: SimulationResult; readonly activities: readonly ClosedActivity[]; readonly events: readonly DialerEvent[] }

/** Runs, judged and replayed first, with the history kept. */
function watched(changes: object): Watched {
  const scenario = smallScenario(changes);
  simulateAndReplay({ scenario, seed: 'desk', replication: 0 });
  const activities: ClosedActivity[] = [];
  const events: DialerEvent[] = [];
  const nothing = (): void => {};
  const observer: RunObserver = {
    event: (event) => { events.push({ ...event }); }, activity: (closed) => { activities.push({ ...closed }); },
    dial: nothing, connect: nothing, drop: nothing, hangUp: nothing, cancel: nothing, attemptOver: nothing, showRecord: nothing, agentState: nothing, callAgent: nothing,
    blockNumber: nothing, batchDone: nothing, rejected: nothing, clipped: nothing,
  };
  return { result: simulate({ scenario, seed: 'desk', replication: 0, observers: () => [observer] }), activities, events };
}

const of = (run: Watched, kind: DialerEvent['kind']): DialerEvent[] => run.events.filter((event) => event.kind === kind);
const share = (part: number, whole: number): number => part / whole;

describe('an agent in preview', () => {
  const run = watched({
    campaign: { mode: 'preview' }, list: { records: 2_000 },
    agents: { count: 5, preview: { read: 20, skipPercent: 10 }, unanswered: { after: 5, save: [{ share: 50, nextCall: { after: 1_800 } }, { share: 50 }] } },
    customers: { handle: [TALK] },
  });

  it('asks for a record, reads it, and dials it or gives it back', () => {
    const asked = of(run, 'recordRequested').length;
    const dialled = of(run, 'dialRequested').length;
    const skipped = of(run, 'recordSkipped').length;
    // Who presses dial when the day is just over dials nobody.
    expect(dialled - run.result.dials).toBeGreaterThanOrEqual(0);
    expect(dialled - run.result.dials).toBeLessThanOrEqual(5);
    expect(asked).toBeGreaterThanOrEqual(dialled + skipped);
    expect(share(skipped, dialled + skipped)).toBeGreaterThan(0.05);
    expect(share(skipped, dialled + skipped)).toBeLessThan(0.15);
  });

  it('reads before he dials', () => {
    const askedAt = new Map<number, number>();
    for (const event of run.events) {
      if (event.kind === 'recordRequested') askedAt.set(event.agent, event.at);
      if (event.kind === 'dialRequested') expect(event.at - askedAt.get(event.agent)!).toBe(20_000);
    }
  });

  it('decides alone whether a record that nobody answered is called again', () => {
    const unanswered = run.activities.filter((closed) => closed.dials > 0 && closed.outcome !== 'answered');
    const again = unanswered.filter((closed) => closed.actionAfter === 'rescheduledByAgent');
    expect(unanswered.every((closed) => closed.actionAfter === 'rescheduledByAgent' || closed.actionAfter === 'done')).toBe(true);
    expect(share(again.length, unanswered.length)).toBeGreaterThan(0.35);
    expect(share(again.length, unanswered.length)).toBeLessThan(0.65);
    expect(unanswered.every((closed) => closed.reason === 'saved')).toBe(true);
  });

  it('asks again after a while when there was no record', () => {
    const idle = watched({ campaign: { mode: 'preview' }, list: { records: 3 }, agents: { count: 1, preview: { askAgain: 60 } }, customers: { handle: [TALK] } });
    const times = of(idle, 'recordRequested').map((event) => event.at);
    expect(times.slice(-4).map((at, index, last) => (index === 0 ? 60_000 : at - last[index - 1]!))).toEqual([60_000, 60_000, 60_000, 60_000]);
  });
});

describe('an agent in auto', () => {
  const run = watched({
    campaign: { mode: 'auto', bundle: 'astercc' }, list: { records: 3_000 },
    agents: { count: 5, phone: { answer: 2, missedPercent: 10, startAgain: 90, obtainAgain: 30 } }, customers: { handle: [TALK] },
  });

  it('presses Start when he signs in, and gets customers for himself', () => {
    expect(of(run, 'autoDialSwitched').filter((event) => event.at === 0)).toHaveLength(5);
    expect(run.activities.filter((closed) => closed.kind === 'assign').length).toBeGreaterThan(100);
    expect(run.activities.filter((closed) => closed.dials > 0).every((closed) => closed.hardOwnerAfter === closed.agent)).toBe(true);
  });

  it('misses his own phone now and then: nothing is counted, and he starts again when he is back', () => {
    const missed = run.activities.filter((closed) => closed.reason === 'agentLeg');
    expect(share(missed.length, missed.length + of(run, 'agentLegAnswered').length)).toBeGreaterThan(0.05);
    expect(share(missed.length, missed.length + of(run, 'agentLegAnswered').length)).toBeLessThan(0.15);
    expect(missed.every((closed) => closed.dials === 0 && !closed.counted)).toBe(true);
    const starts = of(run, 'autoDialSwitched').map((event) => event.at);
    expect(missed.filter(({ endedAt }) => endedAt + 90_000 < 2 * HOUR_MS).every(({ endedAt }) => starts.includes(endedAt + 90_000))).toBe(true);
  });
});

describe('an agent in auto who may stop auto-dial', () => {
  const changes = (byHand: object | undefined): object => ({
    campaign: { mode: 'auto', bundle: 'astercc', dialWay: 'optional', statuses: [{ id: 'sold' }] }, list: { records: 3_000 },
    agents: { count: 6, phone: { answer: 2, obtainAgain: 30 }, preview: { read: 20, askAgain: 30 }, unanswered: { after: 5 }, ...(byHand === undefined ? {} : { byHand }) },
    customers: { handle: [TALK] },
  });
  const run = watched(changes({ agentsPercent: 50, stopAfter: 1_200, for: 600 }));
  const switches = of(run, 'autoDialSwitched') as Extract<DialerEvent, { kind: 'autoDialSwitched' }>[];

  it('stops it now and then and starts it again, and those who are not of the share never do', () => {
    const stops = switches.filter((event) => !event.on);
    const whoStops = [...new Set(stops.map((event) => event.agent))];
    expect(whoStops.length).toBeGreaterThan(0);
    expect(whoStops.length).toBeLessThan(6);
    for (const agent of whoStops) {
      expect(switches.filter((event) => event.agent === agent).map((event) => [event.at / 1_000, event.on])).toEqual(
        [[0, true], [1_200, false], [1_800, true], [3_000, false], [3_600, true], [4_800, false], [5_400, true], [6_600, false], [7_200, true]]);
    }
  });

  it('loads records by hand meanwhile, as in preview, and has his own phone rung otherwise', () => {
    const isByHand = (agent: number, at: number): boolean => switches.findLast((event) => event.agent === agent && event.at <= at)?.on === false;
    const requests = of(run, 'recordRequested') as Extract<DialerEvent, { kind: 'recordRequested' }>[];
    expect(requests.length).toBeGreaterThan(20);
    expect(requests.every((event) => isByHand(event.agent, event.at))).toBe(true);
    const dials = of(run, 'dialRequested') as Extract<DialerEvent, { kind: 'dialRequested' }>[];
    expect(dials.length).toBeGreaterThan(20);
    expect(dials.every(({ agent, at }) => requests.some((asked) => asked.agent === agent && asked.at === at - 20_000))).toBe(true);
    expect(of(run, 'agentLegAnswered').length).toBeGreaterThan(100);
    expect(run.result.dialer.facts().rejections).toBe(0);
  });

  it('gets customers for himself also while he works by hand', () => {
    const alone = watched(changes({ stopAfter: 1, for: 36_000 }));
    expect(alone.activities.filter((closed) => closed.kind === 'assign').length).toBeGreaterThan(50);
    expect(of(alone, 'dialRequested').length).toBeGreaterThan(100);
  });

  it('does nothing of the kind where the file does not say so', () => {
    const plain = watched(changes(undefined));
    expect((of(plain, 'autoDialSwitched') as typeof switches).every((event) => event.on)).toBe(true);
    expect(of(plain, 'recordRequested')).toHaveLength(0);
  });
});

describe('an agent in preview with several numbers in front of him', () => {
  const changes = (otherNumberPercent: number, more: object = {}): object => ({
    campaign: { mode: 'preview' }, list: { records: 2_000, secondNumberPercent: 50 },
    agents: { count: 5, preview: { read: 5, otherNumberPercent }, unanswered: { after: 2 } }, customers: { handle: [TALK] }, ...more,
  });
  const dialsOf = (run: Watched): Extract<DialerEvent, { kind: 'dialRequested' }>[] => of(run, 'dialRequested') as Extract<DialerEvent, { kind: 'dialRequested' }>[];

  it('dials another than the proposed one in the share given, and only where there is one', () => {
    const run = watched(changes(40));
    const chosen = dialsOf(run).filter((event) => event.phone >= 0);
    expect(chosen.every((event) => event.phone === 1)).toBe(true);
    expect(share(chosen.length, dialsOf(run).length)).toBeCloseTo(0.2, 1);
    expect(run.result.dialer.facts().rejections).toBe(0);
  });

  it('always takes the proposed one where the file gives no share', () => {
    expect(dialsOf(watched(changes(0))).every((event) => event.phone === -1)).toBe(true);
  });

  it('takes the proposed one where the number of his choice is refused', () => {
    const scenario = smallScenario(changes(100, { list: { records: 200 } }));
    const records = Array.from({ length: 200 }, (_, index) => ({
      database: 0, zone: 0, priority: 0, createdAt: 0, hardOwner: -1, softOwner: -1, action: 'notAssigned' as const, nextCallAt: -1, status: -1,
      phones: [2 * index, 2 * index + 1],
    }));
    const blocked = records.filter((_, index) => index % 2 === 0).map(({ phones }) => ({ number: phones[1]!, scope: 'global' as const }));
    const given = { ...scenario, world: { ...scenario.world, list: { kind: 'given' as const, records, blocked } } };
    const run = simulateAndReplay({ scenario: given, seed: 'desk', replication: 0 });
    expect(run.dialer.facts().rejections).toBe(100);
    expect(run.dialer.facts().byAction.done).toBe(200);
    expect(run.replication.counts.dials).toBe(200);
  });
});

describe('an agent who passes records on', () => {
  const nextCall = { after: 600, passPercent: 30 };
  const changes = { campaign: { mode: 'preview', changeUser: true }, list: { records: 2_000 }, agents: { count: 5, preview: { read: 5 } }, customers: { handle: [{ ...TALK, save: [{ share: 60, nextCall }, { share: 40 }] }] } };

  it('gives the share of his next calls to a colleague, never to himself', () => {
    const run = watched(changes);
    const promised = (of(run, 'agentSaved') as Extract<DialerEvent, { kind: 'agentSaved' }>[]).filter((save) => save.nextCallAt >= 0);
    const passed = promised.filter((save) => save.passTo >= 0);
    expect(promised.length).toBeGreaterThan(100);
    expect(share(passed.length, promised.length)).toBeGreaterThan(0.2);
    expect(share(passed.length, promised.length)).toBeLessThan(0.4);
    expect(passed.every((save) => save.passTo !== save.agent && save.passTo < 5)).toBe(true);
    expect(new Set(passed.map((save) => save.passTo)).size).toBe(5);
    const closed = run.activities.filter((one) => one.reason === 'saved' && one.softOwnerAfter >= 0);
    expect(closed.filter((one) => one.softOwnerAfter !== one.agent)).toHaveLength(passed.length);
    expect(run.result.dialer.facts().rejections).toBe(0);
  });

  it('passes none where the file gives no share, or where there is no colleague', () => {
    const saves = (run: Watched): number[] => (of(run, 'agentSaved') as Extract<DialerEvent, { kind: 'agentSaved' }>[]).map((save) => save.passTo);
    const handle = [{ ...TALK, save: [{ share: 100, nextCall: { after: 600 } }] }];
    expect(saves(watched({ ...changes, customers: { handle } })).every((passTo) => passTo === -1)).toBe(true);
    expect(saves(watched({ ...changes, agents: { ...changes.agents, count: 1 } })).every((passTo) => passTo === -1)).toBe(true);
  });
});

describe('what agents save', () => {
  const statuses = [{ id: 'sale', systemStatus: 'doNotCall' }, { id: 'mine', systemStatus: 'myRecord' }, { id: 'later', systemStatus: 'notEarlierThan' }];
  const nextCall = { after: { distribution: 'uniform', min: 3_600, max: 7_200 }, roundUp: 300 };
  const changes = {
    calendar: SHIFTS, list: { records: 4_000 }, agents: { count: 10 },
    campaign: { callingWindows: 'shift', statuses, maxTotalAttempts: 4 },
    customers: {
      handle: [{ ...TALK, save: [{ share: 20, status: 'sale' }, { share: 15, status: 'mine', nextCall }, { share: 15, status: 'later', nextCall }, { share: 50 }] }],
    },
  };
  const run = watched(changes);
  const saves = of(run, 'agentSaved') as Extract<DialerEvent, { kind: 'agentSaved' }>[];

  it('follows the shares', () => {
    const shareOf = (status: number): number => share(saves.filter((save) => save.status === status).length, saves.length);
    expect(saves.length).toBeGreaterThan(1_000);
    expect(shareOf(0)).toBeCloseTo(0.2, 1);
    expect(shareOf(1)).toBeCloseTo(0.15, 1);
    expect(shareOf(2)).toBeCloseTo(0.15, 1);
    expect(run.result.dialer.facts().rejections).toBe(0);
  });

  it('rounds a next call up, and moves one that falls behind the shift into the next', () => {
    const promised = saves.filter((save) => save.nextCallAt >= 0);
    expect(promised.every((save) => save.nextCallAt % (5 * MINUTE_MS) === 0 && save.nextCallAt > save.at)).toBe(true);
    expect(promised.every((save) => [0, 24, 48].some((day) => save.nextCallAt >= (day + 9) * HOUR_MS && save.nextCallAt < (day + 12) * HOUR_MS))).toBe(true);
    expect(promised.some((save) => save.at < 12 * HOUR_MS && save.nextCallAt >= 33 * HOUR_MS)).toBe(true);
  });

  it('keeps promises, mostly in time', () => {
    const { callbacks } = run.result.replication;
    expect(callbacks.due).toBeGreaterThan(50);
    expect(callbacks.keptRate).toBeGreaterThan(0.5);
  });

  it('does not depend on the strategy: a dial of a record ends in the same save', () => {
    const other = watched({ ...changes, campaign: { ...changes.campaign, strategy: { id: 'fixed-ratio-idle', ratio: 1 } } });
    // The first save of each record that was reached at its first dial in both runs.
    const firstSaves = (one: Watched): Map<number, number> => {
      const first = new Map<number, number>();
      const dials = new Map<number, number>();
      for (const closed of one.activities) {
        if (closed.kind !== 'call') continue;
        dials.set(closed.record, (dials.get(closed.record) ?? 0) + closed.dials);
        if (closed.outcome === 'answered' && dials.get(closed.record) === 1) first.set(closed.record, closed.status);
      }
      return first;
    };
    const [left, right] = [firstSaves(run), firstSaves(other)];
    const both = [...left.keys()].filter((record) => right.has(record));
    expect(both.length).toBeGreaterThan(200);
    expect(both.every((record) => left.get(record) === right.get(record))).toBe(true);
  });

  it('is given without status and next call when the dialer refuses it', () => {
    const scenario = smallScenario({ list: { records: 500 }, campaign: { statuses: [{ id: 'sold' }] }, customers: { handle: [{ ...TALK, save: [{ share: 100, status: 'sold' }] }] } });
    // Such a file would be refused; a store's statuses may change behind its back.
    const hidden = { ...scenario, dialer: { ...scenario.dialer, statuses: scenario.dialer.statuses.map((status) => ({ ...status, hidden: true })) } };
    const { dialer, replication } = simulateAndReplay({ scenario: hidden, seed: 'desk', replication: 0 });
    expect(replication.counts.connects).toBeGreaterThan(50);
    expect(dialer.facts().rejections).toBe(replication.counts.connects);
    expect(dialer.statusCounts()[0]!.carriedNow).toBe(0);
  });
});

describe('the share of persons', () => {
  it('may fall with each dial of a record, and be another where a promise is kept', () => {
    const run = watched({
      calendar: SHIFTS, list: { records: 3_000 }, agents: { count: 20 },
      campaign: { callingWindows: 'shift', attemptDelayMs: [600_000], statuses: [{ id: 'later', systemStatus: 'notEarlierThan' }] },
      customers: {
        personShareByAttempt: [30, 10], personShareInPromise: 90, ring: { person: 5, noAnswer: 20, busy: 2 }, patience: 'none',
        handle: [{ ...TALK, save: [{ share: 50, status: 'later', nextCall: { after: 1_800 } }, { share: 50 }] }],
      },
    });
    const answered = (closed: ClosedActivity): boolean => ['answered', 'dropped', 'customerHangup'].includes(closed.outcome ?? '');
    const rate = (some: readonly ClosedActivity[]): number => share(some.filter(answered).length, some.length);
    const seen = new Set<number>();
    const calls = run.activities.filter((closed) => closed.kind === 'call' && closed.dials > 0);
    const first = calls.filter((closed) => !seen.has(closed.record) && seen.add(closed.record));
    const promises = calls.filter((closed) => closed.actionAtStart === 'rescheduledByAgent');
    const later = calls.filter((closed) => !first.includes(closed) && !promises.includes(closed));
    expect(promises.length).toBeGreaterThan(50);
    expect(rate(first)).toBeCloseTo(0.3, 1);
    expect(rate(later)).toBeCloseTo(0.1, 1);
    expect(rate(promises)).toBeGreaterThan(0.8);
  });
});
