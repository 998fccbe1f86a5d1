/**
 * Random hard scenarios from a number: small teams, scarce lines, short windows in several zones, lists with owners and callbacks, detectors
 * that err, agents who come and go, every setting that this version simulates.
 */
import { createSequentialStream, streamKey, type RandomStream } from '../../src/base/random.ts';
import { HOUR_MS, MINUTE_MS, UNSET } from '../../src/base/time.ts';
import type { CompiledScenario } from '../../src/scenario/compiled.ts';
import type { InitialRecord } from '../../src/world/spec.ts';
import { NONE } from '../../src/engine/vocabulary.ts';
import { smallScenario } from './simulation.ts';

/** The scenario of this number. The same number is the same scenario. */
export function hardScenario(number: number): CompiledScenario {
  const random = createSequentialStream(streamKey(number, 'swarm'));
  const draw = drawer(random);
  const mode = draw.of('predictive', 'predictive', 'progressive');
  const bundle = mode === 'predictive' ? draw.of('default', 'daktela', 'thulium', 'kavkom', 'vicidial') : draw.of('default', 'daktela', 'thulium');
  const agents = draw.upTo(1, 8);
  const hours = draw.of(1, 2, 3);
  const scenario = smallScenario({
    calendar: { zone: draw.of('UTC', 'Europe/Prague'), firstDay: draw.of('2025-03-03', '2025-03-30', '2025-10-26'), days: 1, shift: { from: '00:00', hours }, end: draw.of('drained', 'cut') },
    agents: {
      count: agents, signInDelay: draw.of<unknown>(0, { distribution: 'uniform', min: 0, max: 600 }), signOut: draw.of('endOfShift', 'announced', 'unannounced'),
      signOutDelay: draw.of<unknown>(0, { distribution: 'uniform', min: 0, max: 300 }),
      breaks: draw.of<unknown>([], [{ start: { between: ['00:10', '00:40'] }, length: 300, announced: draw.of(0, 60) }]),
      unannouncedPauses: draw.of<unknown>('none', { after: { distribution: 'exponential', mean: 900 }, length: { distribution: 'exponential', mean: 120 } }),
    },
    campaign: {
      mode, bundle, strategy: strategyOf(draw, agents), databases: ['a', { id: 'b', active: draw.of(true, false) }],
      callingWindows: draw.of<unknown>('always', 'shift', [{ from: '00:05', to: '00:50' }, { from: '01:10', to: '02:30' }]),
      numberStrategy: draw.of('sweepInOneAttempt', 'onePerTurn', 'nextNow'), answeredGate: draw.of(true, false), personalBlocks: draw.of('queue', 'agent', 'never'),
      missedPromise: draw.of('retry', 'agentDecides', 'done'), dialerRescheduleAssigns: draw.of(true, false), contactTimeoutMs: draw.of<unknown>('none', 0, 5 * MINUTE_MS),
      readyHoldMs: draw.of<unknown>('none', 0, 2 * MINUTE_MS), callsPerAgent: draw.of<unknown>('none', 1, 2.5), maxRepeatAttempts: draw.upTo(0, 3),
      maxTotalAttempts: draw.of(0, 0, 2, 4), attemptDelayMs: draw.of([MINUTE_MS], [MINUTE_MS, 10 * MINUTE_MS], [1_000, 2_000]), outcomeDelayMs: { busy: draw.of(1_000, 30_000) },
      dropLockoutMs: draw.of(0, 10 * MINUTE_MS), ringLimitMs: draw.of(12_000, 30_000), callInvalidNumbers: draw.of(true, false), dropLimitMs: draw.of(0, 2_000, 8_000),
      dropLimitFrom: draw.of('connected', 'greetingStart', 'greetingEnd', 'verdict'), formLoadMs: draw.of(0, 5_000), formSaveMs: draw.of(5_000, 60_000),
      pauseAfterAnsweredMs: draw.of(0, 3_000), pauseAfterUnansweredMs: draw.of(0, 2_000), callbackEarlyMs: draw.of(0, MINUTE_MS), guard: draw.of('off', 'soft', 'strict'),
    },
    carrier: { channels: draw.of<unknown>('unlimited', draw.upTo(1, 6)), startsPerSecond: draw.of<unknown>('unlimited', 1, 3), setUp: draw.of<unknown>(0, { distribution: 'uniform', min: 0.5, max: 2 }) },
    detector: draw.of<unknown>('none', 'network', {
      kind: 'audio', personVerdictAfterGreeting: 0.5, machineVerdict: { distribution: 'uniform', min: 1, max: 4 }, missedVerdict: { distribution: 'uniform', min: 1, max: 2.5 },
      falsePositivePercent: 5, falseNegativePercent: 10,
    }),
    customers: {
      shares: { person: 30, machine: 20, noAnswer: 25, busy: 8, rejected: 5, invalidNumber: 6, fax: 2, congestion: 4 },
      ring: { person: { distribution: 'lognormal', mean: 8, cv: 0.6 }, machine: { distribution: 'uniform', min: 0.2, max: 20 }, busy: 1, rejected: 3, invalidNumber: 2, fax: 5 },
      greeting: { delay: 0.4, length: { distribution: 'uniform', min: 0.2, max: 2 } },
      patience: draw.of<unknown>('none', { distribution: 'exponential', mean: 4 }),
    },
  });
  const count = draw.of(20, 60, 300);
  const records = Array.from({ length: count }, (_, record) => recordOf(draw, record, agents, scenario.dialer.zones.length));
  return { ...scenario, id: `hard-${number}`, world: { ...scenario.world, list: draw.of(true, true, false) ? { kind: 'given', records } : { kind: 'endless', blockSize: 7 } } };
}

interface Drawer {
  of<T>(...values: readonly T[]): T;
  upTo(low: number, high: number): number;
}

function drawer(random: RandomStream): Drawer {
  return {
    of: (...values) => values[Math.floor(random.next() * values.length)]!,
    upTo: (low, high) => low + Math.floor(random.next() * (high - low + 1)),
  };
}

function strategyOf(draw: Drawer, agents: number): object {
  return draw.of<object>(
    { id: 'progressive' }, { id: 'fixed-ratio-idle', ratio: draw.of(1, 1.5, 4) }, { id: 'fixed-ratio-all', level: draw.of(1, 1.3, 2.5), countWaiting: draw.of(true, false) },
    { id: 'open-loop', ratePerSecond: agents * draw.of(0.02, 0.1) },
  );
}

function recordOf(draw: Drawer, record: number, agents: number, zones: number): InitialRecord {
  const action = draw.of('notAssigned', 'notAssigned', 'notAssigned', 'callImmediately', 'rescheduledByAgent', 'done');
  const nextCallAt = action === 'rescheduledByAgent' || draw.of(true, false, false) ? draw.upTo(0, 2 * HOUR_MS) : UNSET;
  const owner = draw.of('none', 'none', 'none', 'hard', 'soft');
  return {
    database: draw.upTo(0, 1), zone: draw.upTo(0, zones - 1), priority: draw.upTo(0, 3), createdAt: draw.upTo(0, 5), action, nextCallAt,
    hardOwner: owner === 'hard' ? draw.upTo(0, agents - 1) : NONE, softOwner: owner === 'soft' && nextCallAt !== UNSET ? draw.upTo(0, agents - 1) : NONE, status: NONE,
    phones: Array.from({ length: draw.upTo(0, 3) }, (_, phone) => (draw.of(false, false, true) ? 0 : 3 * record + phone)),
  };
}
