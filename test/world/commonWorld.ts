/** The common world of the benchmark, section 1, as data for tests. */
import type { AgentDay, CarrierSpec, CustomersSpec, DetectorSpec, DistributionSpec, WorldSpec } from '../../src/world/spec.ts';

export const NINE = 9 * 3_600_000;
export const FIVE = 17 * 3_600_000;
export const DAY = 86_400_000;

export const constant = (value: number): DistributionSpec => ({ distribution: 'constant', value });
export const uniform = (min: number, max: number): DistributionSpec => ({ distribution: 'uniform', min, max });
export const lognormal = (mean: number, cv: number): DistributionSpec => ({ distribution: 'lognormal', mean, cv });

/** Name, person, machine, no answer, busy, invalid (%), p, E[R]: the table "Outcome shares". Fax and congestion are 1 % each. */
export const OUTCOME_SETS = [
  ['base', 25, 33, 30, 5, 5, 0.24794, 17.594],
  ['low', 5, 45, 35, 5, 8, 0.04959, 19.157],
  ['high', 45, 20, 25, 5, 3, 0.4463, 15.881],
  ['b2b', 12, 40, 35, 6, 5, 0.11901, 18.882],
  ['survey', 30, 28, 30, 5, 5, 0.29753, 17.19],
  ['poor', 12, 45, 31, 5, 5, 0.11901, 18.724],
  ['thin', 10, 45, 33, 5, 5, 0.09918, 19.045],
  ['fresh', 30, 30, 28, 5, 5, 0.29753, 17.031],
] as const;

export type SetName = (typeof OUTCOME_SETS)[number][0];

export function customers(set: SetName = 'base'): CustomersSpec {
  const [, person, machine, noAnswer, busy, invalidNumber] = OUTCOME_SETS.find((row) => row[0] === set)!;
  return {
    shares: {
      person: person / 100, machine: machine / 100, noAnswer: noAnswer / 100, busy: busy / 100, rejected: 0, invalidNumber: invalidNumber / 100,
      fax: 0.01, congestion: 0.01,
    },
    personShare: null,
    eventAfter: {
      person: lognormal(9, 0.5),
      machine: {
        distribution: 'mixture',
        parts: [
          { weight: 0.15, of: uniform(0.2, 1.5) },
          { weight: 0.85, of: { distribution: 'normal', mean: 20, sd: 2, min: 14, max: 24 } },
        ],
      },
      noAnswer: null, busy: constant(1), rejected: constant(5), invalidNumber: constant(2), fax: constant(8), congestion: constant(0),
    },
    greetingDelay: constant(0.4),
    greetingLength: { distribution: 'lognormal', mu: Math.log(0.9), sigma: 0.5 },
    patience: {
      distribution: 'mixture',
      parts: [
        { weight: 0.07, of: uniform(0.2, 1) },
        { weight: 0.93, of: { distribution: 'exponential', mean: 8 } },
      ],
    },
    handle: [
      { id: 'noSale', share: 0.887, talk: { distribution: 'lognormal', mu: 5.049, sigma: 0.887 }, wrap: lognormal(20, 0.8) },
      { id: 'sale', share: 0.113, talk: { distribution: 'lognormal', mu: 6.073, sigma: 0.712 }, wrap: lognormal(60, 0.7) },
    ],
    machineHandle: { talk: lognormal(15, 0.5), wrap: constant(3) },
  };
}

export const CARRIER: CarrierSpec = { setUp: uniform(1, 3) };

export const AUDIO: DetectorSpec = {
  kind: 'audio', personVerdictAfterGreeting: constant(0.5), falsePositiveShare: 0.02, falseNegativeShare: 0.08, machineVerdict: uniform(1.8, 4),
  missedVerdict: uniform(1, 2.5),
};

/** A day from nine to five that begins within a minute and ends when no call is pending. */
export const SHIFT: AgentDay = {
  signInAt: NINE, signInDelay: uniform(0, 60), signOutAt: FIVE, signOutDelay: constant(0), signOut: 'endOfShift', breaks: [], unannouncedPauses: null,
};

/** Days after the first are the same, 24 hours later. */
export function daysOf(day: AgentDay, count: number): AgentDay[] {
  return Array.from({ length: count }, (_, d) => ({
    ...day, signInAt: day.signInAt + d * DAY, signOutAt: day.signOutAt + d * DAY,
    breaks: day.breaks.map((pause) => ({ ...pause, from: pause.from + d * DAY, to: pause.to + d * DAY })),
  }));
}

export function commonWorld(changes: Partial<WorldSpec> = {}): WorldSpec {
  return {
    customers: customers(), detector: { kind: 'network' }, carrier: CARRIER, agents: Array.from({ length: 5 }, () => [SHIFT]),
    list: { kind: 'endless', blockSize: 100 }, offsets: [[0, 0]], ...changes,
  };
}
