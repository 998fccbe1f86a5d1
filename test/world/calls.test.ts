import { describe, expect, test } from 'vitest';
import { EventCalendar } from '../../src/base/eventCalendar.ts';
import { UNSET } from '../../src/base/time.ts';
import type { DialerEvent } from '../../src/engine/events.ts';
import { expectation } from '../../src/world/distributions/expectation.ts';
import { compileDistribution } from '../../src/world/distributions/compile.ts';
import { worldMoments } from '../../src/world/moments.ts';
import type { CustomersSpec, WorldSpec } from '../../src/world/spec.ts';
import { createWorld, type World } from '../../src/world/world.ts';
import { AUDIO, CARRIER, commonWorld, constant, customers, uniform } from './commonWorld.ts';
import { SETTINGS } from './plainDialer.ts';

interface Fate {
  at: number; kind: string; verdict: string; cause: string; machine: boolean; classifiedAt: number; who: string; greetingStartAt: number;
  greetingEndAt: number; endedAt: number;
}

type Dial = readonly [record: number, dialNumber: number, at: number];

/** Dials each (record, dial number) once at the given instants, connects nobody, and returns what became of each. */
function fates(spec: WorldSpec, dials: readonly Dial[], ringLimitMs: number | null = 25_000, seed = '7/0'): Fate[] {
  const heap = new EventCalendar();
  const result: Fate[] = dials.map(() => (
    { at: -1, kind: '', verdict: '', cause: '', machine: false, classifiedAt: -1, who: '', greetingStartAt: UNSET, greetingEndAt: UNSET, endedAt: -1 }));
  const world = createWorld(spec, { ...SETTINGS, ringLimitMs }, seed, heap, {
    answered: (attempt, who, greetingStartAt, greetingEndAt) => Object.assign(result[attempt]!, { who, greetingStartAt, greetingEndAt }),
  });
  dials.forEach(([record, dialNumber, at], attempt) => {
    world.advance(at);
    world.dial(attempt, record, 0, dialNumber, -1);
  });
  pump(world, heap, (event) => {
    if (event.kind === 'attemptAnswered') Object.assign(result[event.attempt]!, { at: event.at, kind: event.kind, verdict: event.verdict });
    if (event.kind === 'attemptClassified') Object.assign(result[event.attempt]!, { classifiedAt: event.at, machine: event.machine });
    if (event.kind === 'attemptEnded') {
      const fate = result[event.attempt]!;
      if (fate.kind === '') Object.assign(fate, { at: event.at, kind: event.kind });
      Object.assign(fate, { cause: event.cause, endedAt: event.at });
    }
  });
  return result;
}

function pump(world: World, heap: EventCalendar, listen: (event: DialerEvent) => void): void {
  while (heap.pop()) {
    const event = world.fire(heap.at, heap.code, heap.a, heap.b);
    if (event !== null) listen(event);
  }
}

const COUNT = 100_000;
const firstDials = (count = COUNT): (readonly [number, number, number])[] => Array.from({ length: count }, (_, record) => [record, 1, 0] as const);
const only = (shares: Partial<CustomersSpec['shares']>, changes: Partial<CustomersSpec> = {}): CustomersSpec => ({
  ...customers(), ...changes,
  shares: { person: 0, machine: 0, noAnswer: 0, busy: 0, rejected: 0, invalidNumber: 0, fax: 0, congestion: 0, ...shares },
});

/** Persons only, who answer so many seconds after ringing; set-up takes 2 s. */
const answersAfter = (seconds: number): WorldSpec => commonWorld({
  customers: only({ person: 1 }, { eventAfter: { ...customers().eventAfter, person: constant(seconds) } }), carrier: { setUp: constant(2) },
});

/** Is a share seen in n draws within four standard errors of the expected one? */
function expectShare(seen: number, count: number, expected: number): void {
  expect(Math.abs(seen / count - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / count));
}

describe('what becomes of a dial', () => {
  const all = fates(commonWorld(), firstDials());

  test('every attempt is answered or ends, at most once each', () => {
    expect(all.every((fate) => fate.kind !== '')).toBe(true);
  });

  test('causes and answers come in the shares of their classes', () => {
    const moments = worldMoments({ customers: customers(), carrier: CARRIER, detector: { kind: 'network' }, ringLimitMs: 25_000 });
    const cause = (name: string) => all.filter((fate) => fate.kind === 'attemptEnded' && fate.cause === name).length;
    expectShare(cause('busy'), COUNT, 0.05);
    expectShare(cause('invalidNumber'), COUNT, 0.05);
    expectShare(cause('congestion'), COUNT, 0.01);
    expectShare(cause('noAnswer'), COUNT, 0.3 + 0.25 - moments.personShare);
    expectShare(all.filter((fate) => fate.who === 'person').length, COUNT, moments.personShare);
    expectShare(all.filter((fate) => fate.who === 'machine').length, COUNT, 0.33);
    expectShare(all.filter((fate) => fate.who === 'fax').length, COUNT, 0.01);
  });

  test('the mean time from the dial to the answer or end is E[R]', () => {
    const times = all.map((fate) => fate.at / 1_000);
    const mean = times.reduce((sum, time) => sum + time, 0) / COUNT;
    const spread = Math.sqrt(times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / COUNT);
    expect(Math.abs(mean - 17.594)).toBeLessThan((4 * spread) / Math.sqrt(COUNT));
  });

  test('nothing rings longer than the limit; whoever would answer later is no answer at set-up + limit', () => {
    for (const fate of all) if (fate.at > 28_000) expect.fail(`resolved after ${fate.at} ms`);
    expect(fates(answersAfter(30), [[0, 1, 500]])[0]).toMatchObject({ at: 27_500, kind: 'attemptEnded', cause: 'noAnswer' });
  });

  test('without a ring limit nobody is cut off', () => {
    expect(fates(answersAfter(90), [[0, 1, 0]], null)[0]).toMatchObject({ at: 92_000, kind: 'attemptAnswered' });
  });

  test('a call that would ring for ever is refused', () => {
    expect(() => createWorld(commonWorld(), { ...SETTINGS, ringLimitMs: null }, '1/0', new EventCalendar(), null)).toThrow(/noAnswer would ring for ever/);
  });

  test.each([
    ['busy', 'busy', 3_000], ['rejected', 'rejected', 7_000], ['invalidNumber', 'invalidNumber', 4_000], ['congestion', 'congestion', 2_000],
    ['noAnswer', 'noAnswer', 27_000],
  ] as const)('%s ends as %s after set-up and its own time', (name, cause, at) => {
    const spec = commonWorld({ customers: only({ [name]: 1 }), carrier: { setUp: constant(2) } });
    expect(fates(spec, [[0, 1, 0]])[0]).toMatchObject({ kind: 'attemptEnded', cause, at });
  });
});

describe('the fate of a record\'s n-th dial', () => {
  const spec = commonWorld({ detector: AUDIO });
  const dials = Array.from({ length: 500 }, (_, i) => [i % 100, 1 + Math.floor(i / 100), 1_000 * i] as const);

  test('is the same whatever the order and the time of the dials', () => {
    const forwards = fates(spec, dials);
    const backwards = fates(spec, dials.map(([record, dialNumber], i) => [record, dialNumber, 777 + 50 * i] as const).toReversed()).toReversed();
    const since = (fate: Fate, at: number) => ({
      ...fate, at: fate.at - at, endedAt: fate.endedAt - at, classifiedAt: fate.classifiedAt < 0 ? -1 : fate.classifiedAt - at,
      greetingStartAt: fate.greetingStartAt === UNSET ? UNSET : fate.greetingStartAt - at,
      greetingEndAt: fate.greetingEndAt === UNSET ? UNSET : fate.greetingEndAt - at,
    });
    forwards.forEach((fate, i) => {
      const place = 777 + 50 * i;
      const mirrored = backwards[i]!;
      // Calls that are never ended keep -1, whatever the instant of the dial.
      expect({ ...since(mirrored, place), endedAt: mirrored.endedAt < 0 }).toEqual({ ...since(fate, dials[i]![2]), endedAt: fate.endedAt < 0 });
    });
  });

  test('differs between dials of one record, and between seeds', () => {
    const twice = fates(commonWorld(), [...firstDials(2_000), ...firstDials(2_000).map(([record]) => [record, 2, 0] as const)]);
    const other = fates(commonWorld(), firstDials(2_000), 25_000, '7/1');
    const kinds = (from: number, list: Fate[]) => list.slice(from, from + 2_000).map((fate) => fate.who === 'person');
    const same = (left: boolean[], right: boolean[]) => left.filter((value, i) => value && right[i]).length;
    // Independent: persons twice in about 6.15 % of the records (p squared).
    expectShare(same(kinds(0, twice), kinds(2_000, twice)), 2_000, 0.24794 ** 2);
    expectShare(same(kinds(0, twice), kinds(0, other)), 2_000, 0.24794 ** 2);
  });

  test('a higher share of persons makes persons of others, never the reverse', () => {
    const profile = (share: number) => commonWorld({ customers: { ...customers(), personShare: { kind: 'steps', points: [[0, share]] } } });
    const few = fates(profile(0.12), firstDials(20_000));
    const many = fates(profile(0.35), firstDials(20_000));
    expectShare(many.filter((fate) => fate.who === 'person').length, 20_000, 0.35 * (0.24794 / 0.25));
    expectShare(many.filter((fate) => fate.cause === 'busy').length, 20_000, (0.05 * 0.65) / 0.75);
    few.forEach((fate, i) => { if (fate.who === 'person') expect(many[i]!.who).toBe('person'); });
  });

  test('the share of persons is that of the instant of the dial', () => {
    const noon = commonWorld({ customers: { ...customers(), personShare: { kind: 'steps', points: [[0, 0], [43_200_000, 1]] } } });
    const results = fates(noon, Array.from({ length: 200 }, (_, i) => [i, 1, i < 100 ? 43_199_999 : 43_200_000] as const), 60_000);
    expect(results.slice(0, 100).some((fate) => fate.who === 'person')).toBe(false);
    expect(results.slice(100).every((fate) => fate.who === 'person')).toBe(true);
  });
});

describe('a person who waits', () => {
  const persons = fates(commonWorld({ customers: only({ person: 1 }) }), firstDials(), 600_000);

  test('greets 0.4 s after the answer, for 1.020 s on average', () => {
    expect(persons.every((fate) => fate.greetingStartAt === fate.at + 400)).toBe(true);
    const mean = persons.reduce((sum, fate) => sum + fate.greetingEndAt - fate.greetingStartAt, 0) / COUNT;
    expect(Math.abs(mean - 1_019.8)).toBeLessThan((4 * 1_019.8 * 0.533) / Math.sqrt(COUNT));
  });

  test('loses patience: 11.0 % hang up within 2 s of the answer, 27.6 % within 2 s of the greeting\'s end', () => {
    const patience = compileDistribution(customers().patience!);
    const greeting = compileDistribution(customers().greetingLength);
    const before = expectation(greeting, (length) => patience.cdf(1.6 - length));
    expect(before).toBeCloseTo(0.11, 3);
    expectShare(persons.filter((fate) => fate.endedAt < fate.at + 2_000).length, COUNT, before);
    expectShare(persons.filter((fate) => fate.endedAt < fate.greetingEndAt + 2_000).length, COUNT, 0.07 + 0.93 * (1 - Math.exp(-0.25)));
    expect(persons.every((fate) => fate.cause === 'customerHangup' && fate.endedAt >= fate.greetingEndAt)).toBe(true);
  });

  test('with endless patience never hangs up', () => {
    const patient = fates(commonWorld({ customers: only({ person: 1 }, { patience: null }) }), firstDials(100), 600_000);
    expect(patient.every((fate) => fate.kind === 'attemptAnswered' && fate.endedAt === -1)).toBe(true);
  });
});

describe('the detector', () => {
  test('none: everybody who answers looks alike', () => {
    const all = fates(commonWorld({ detector: { kind: 'none' } }), firstDials(2_000));
    expect(new Set(all.filter((fate) => fate.who !== '').map((fate) => fate.verdict))).toEqual(new Set(['none']));
  });

  test('network: person, machine and fax are told apart at the answer', () => {
    for (const fate of fates(commonWorld(), firstDials(2_000))) {
      if (fate.who !== '') expect(fate.verdict).toBe(fate.who === 'person' ? 'person' : 'machine');
      expect(fate.classifiedAt).toBe(-1);
    }
  });

  describe('audio', () => {
    const all = fates(commonWorld({ detector: AUDIO }), firstDials());
    const persons = all.filter((fate) => fate.who === 'person');
    const machines = all.filter((fate) => fate.who === 'machine');
    const judged = persons.filter((fate) => fate.classifiedAt >= 0 && (fate.endedAt < 0 || fate.classifiedAt <= fate.endedAt));

    test('hears a person until 0.5 s after the greeting, and 8.3 % hang up before', () => {
      expect(judged.every((fate) => fate.verdict === 'pending' && fate.classifiedAt === fate.greetingEndAt + 500)).toBe(true);
      expectShare(persons.length - judged.length, persons.length, 0.0825959);
    });

    test('takes 2 % of the persons for machines and 8 % of the machines for persons', () => {
      expectShare(judged.filter((fate) => fate.machine).length, judged.length, 0.02);
      expectShare(machines.filter((fate) => !fate.machine).length, machines.length, 0.08);
    });

    test('knows a machine after 1.8 to 4 s and misses one after 1 to 2.5 s', () => {
      for (const fate of machines) {
        expect(fate.verdict).toBe('pending');
        expect(fate.classifiedAt - fate.at).toBeGreaterThanOrEqual(fate.machine ? 1_800 : 1_000);
        expect(fate.classifiedAt - fate.at).toBeLessThanOrEqual(fate.machine ? 4_000 : 2_500);
      }
    });

    test('knows a fax by its tone, at once', () => {
      const faxes = all.filter((fate) => fate.who === 'fax');
      expect(faxes.length).toBeGreaterThan(0);
      expect(faxes.every((fate) => fate.verdict === 'machine' && fate.classifiedAt === -1)).toBe(true);
    });
  });
});

describe('what the dialer does to a call', () => {
  const quick = only({ person: 1 }, {
    eventAfter: { ...customers().eventAfter, person: constant(5) }, patience: constant(3), greetingDelay: constant(0), greetingLength: constant(1),
  });
  const setUp = (changes: Partial<WorldSpec> = {}) => {
    const heap = new EventCalendar();
    const world = createWorld(commonWorld({ customers: quick, carrier: { setUp: constant(2) }, ...changes }), SETTINGS, '1/0', heap, null);
    const events: DialerEvent[] = [];
    const step = (): DialerEvent | null => {
      while (heap.pop()) {
        const event = world.fire(heap.at, heap.code, heap.a, heap.b);
        if (event !== null) {
          events.push({ ...event });
          return event;
        }
      }
      return null;
    };
    return { heap, world, events, step };
  };

  test('a connected person does not lose patience: the call ends when talk does', () => {
    const handle = [{ id: 'all', share: 1, talk: constant(60), wrap: constant(10) }];
    const { world, step } = setUp({ customers: { ...quick, handle } });
    world.dial(0, 0, 0, 1, -1);
    expect(step()).toMatchObject({ kind: 'attemptAnswered', at: 7_000 });
    expect(world.callsPending).toBe(1);
    world.connect(0, 0);
    expect(world.callsPending).toBe(0);
    expect(world.callsInProgress).toBe(1);
    world.agentState(0, 'talking');
    expect(step()).toMatchObject({ kind: 'attemptEnded', at: 67_000, cause: 'customerHangup' });
    world.agentState(0, 'wrapping');
    expect(world.callsInProgress).toBe(0);
    expect(step()).toMatchObject({ kind: 'agentSaved', at: 77_000, agent: 0, status: -1, nextCallAt: UNSET, passTo: -1, formComplete: true });
    expect(step()).toBeNull();
  });

  test('a talk and a wrap-up of no length end at the same instant', () => {
    const { world, step } = setUp({ customers: { ...quick, handle: [{ id: 'all', share: 1, talk: constant(0), wrap: constant(0) }] } });
    world.dial(0, 0, 0, 1, -1);
    step();
    world.connect(0, 0);
    expect(step()).toMatchObject({ kind: 'attemptEnded', at: 7_000 });
    world.agentState(0, 'wrapping');
    expect(step()).toMatchObject({ kind: 'agentSaved', at: 7_000 });
  });

  test('a wrap-up that the dialer cut short is not saved again', () => {
    const { world, step } = setUp();
    world.dial(0, 0, 0, 1, -1);
    step();
    world.connect(0, 0);
    step();
    world.agentState(0, 'wrapping');
    world.agentState(0, 'ready');
    expect(step()).toBeNull();
  });

  test('a machine that reaches an agent takes its own short time', () => {
    const customersOf = only({ machine: 1 }, { machineHandle: { talk: constant(15), wrap: constant(3) } });
    const { world, step } = setUp({ customers: customersOf, detector: { kind: 'none' } });
    world.dial(0, 0, 0, 1, -1);
    const answeredAt = step()!.at;
    world.connect(0, 0);
    expect(step()).toMatchObject({ kind: 'attemptEnded', at: answeredAt + 15_000 });
    world.agentState(0, 'wrapping');
    expect(step()).toMatchObject({ kind: 'agentSaved', at: answeredAt + 18_000 });
  });

  test.each(['drop', 'hangUp'] as const)('after %s nothing more is heard of the call', (command) => {
    const { world, step } = setUp();
    world.dial(0, 0, 0, 1, -1);
    step();
    world[command](0);
    expect(world.callsInProgress).toBe(0);
    expect(step()).toBeNull();
  });

  test('a dropped call\'s place is used again without old plans reaching the new call', () => {
    const { world, step } = setUp();
    world.dial(0, 0, 0, 1, -1);
    step();
    world.drop(0);
    world.dial(1, 1, 0, 1, -1);
    expect(step()).toMatchObject({ kind: 'attemptAnswered', attempt: 1, at: 14_000 });
    expect(step()).toMatchObject({ kind: 'attemptEnded', attempt: 1, at: 18_000 });
  });

  test('a cancelled call ends at once, and only once', () => {
    const { world, step } = setUp();
    world.dial(0, 0, 0, 1, -1);
    world.advance(1_234);
    world.cancel(0);
    world.cancel(0);
    expect(step()).toMatchObject({ kind: 'attemptEnded', at: 1_234, cause: 'cancelled' });
    expect(step()).toBeNull();
  });

  test('commands that make no sense are the dialer\'s mistake and are refused', () => {
    const { world, step } = setUp();
    expect(() => world.drop(3)).toThrow(/attempt 3 is not in progress/);
    world.dial(0, 0, 0, 1, -1);
    expect(() => world.connect(0, 0)).toThrow(/cannot be connected/);
    step();
    expect(() => world.cancel(0)).toThrow(/cannot be cancelled/);
  });

  test('hundreds of calls at once keep their own fates', () => {
    const { world, step } = setUp({ customers: { ...quick, patience: uniform(1, 9) } });
    for (let attempt = 0; attempt < 2_000; attempt++) world.dial(attempt, attempt, 0, 1, -1);
    const ended = new Set<number>();
    for (let event = step(); event !== null; event = step()) if (event.kind === 'attemptEnded') ended.add(event.attempt);
    expect(ended.size).toBe(2_000);
    expect(world.callsInProgress).toBe(0);
  });
});
