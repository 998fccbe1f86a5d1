/**
 * The simulation against what is known exactly: the world's moments, Wald, Erlang B, M/M/n+D. Each exact value lies in the 99 % interval
 * of independent replications; the seeds are fixed, so the answer is always the same.
 */
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../src/base/time.ts';
import type { DialerEvent } from '../../src/engine/events.ts';
import type { ReplicationResult } from '../../src/measure/results.ts';
import { jackknifeRatio } from '../../src/measure/statistics/jackknifeRatio.ts';
import type { Interval } from '../../src/measure/statistics/meanInterval.ts';
import { deterministicPatience } from '../../src/queueing/deterministicPatience.ts';
import { erlangB, erlangBOccupancy } from '../../src/queueing/erlangB.ts';
import { waldOccupancy } from '../../src/queueing/wald.ts';
import type { CompiledScenario } from '../../src/scenario/compiled.ts';
import { observerOf } from '../support/engineObserver.ts';
import { scenarioFile, shortened, simulateTwice, smallScenario } from '../support/simulation.ts';

const LEVEL = 0.99;

/** Name, shares in % (person, machine, no answer, busy, invalid; fax and congestion 1 each), p, E[R] in s: benchmark, section 1. */
const SETS = [
  ['base', [25, 33, 30, 5, 5], 0.24794, 17.594], ['low', [5, 45, 35, 5, 8], 0.04959, 19.157], ['high', [45, 20, 25, 5, 3], 0.4463, 15.881],
  ['b2b', [12, 40, 35, 6, 5], 0.11901, 18.882], ['survey', [30, 28, 30, 5, 5], 0.29753, 17.19], ['poor', [12, 45, 31, 5, 5], 0.11901, 18.724],
  ['thin', [10, 45, 33, 5, 5], 0.09918, 19.045], ['fresh', [30, 30, 28, 5, 5], 0.29753, 17.031],
] as const;

describe('the world’s moments', () => {
  const steady = shortened(scenarioFile('scenarios/opb-1/steady-5.yaml'), 8);

  it.each(SETS)('%s: with shares %j an attempt reaches a person with p = %f and is resolved after %f s on average', (name, shares, p, resolutionSeconds) => {
    const [person, machine, noAnswer, busy, invalidNumber] = shares.map((share) => share / 100) as [number, number, number, number, number];
    const customers = { ...steady.world.customers, shares: { person, machine, noAnswer, busy, invalidNumber, rejected: 0, fax: 0.01, congestion: 0.01 } };
    const scenario: CompiledScenario = { ...steady, id: name, world: { ...steady.world, customers } };
    const runs = Array.from({ length: 20 }, (_, replication) => dialled(scenario, replication + 1));
    const persons = jackknifeRatio(runs.map((run) => run.persons), runs.map((run) => run.attempts), LEVEL)!;
    const times = jackknifeRatio(runs.map((run) => run.resolutionMs / 1_000), runs.map((run) => run.attempts), LEVEL)!;
    expectInside(p, persons);
    expectInside(resolutionSeconds, times);
    expect(times.halfWidth).toBeLessThan(0.2);
  });
});

describe('progressive dialling', () => {
  it.each([[0.25, 12, 120], [0.1, 15, 120], [0.5, 10, 120]])('with p = %f, E[R] = %f s and τ = %f s has the occupancy that Wald gives, for any team', (p, ringSeconds, handleSeconds) => {
    for (const agents of [3, 12]) {
      const scenario = exponential({ p, ringSeconds, handleSeconds, agents, hours: 1 + 60 / agents, dropLimitMs: 0, strategy: { id: 'progressive' } });
      const runs = replications(scenario, 20);
      expectInside(waldOccupancy(p, ringSeconds, handleSeconds), occupancy(runs));
      expect(occupancy(runs).halfWidth).toBeLessThan(0.015);
      expect(runs.every(({ counts }) => counts.dropped === 0)).toBe(true);
    }
  });
});

describe('open-loop dialling', () => {
  it.each([[10, 8], [30, 25]])('of %i agents with an offered load of %i and no grace loses what Erlang B says', (agents, load) => {
    const runs = replications(openLoop(agents, load, 0), 20);
    expectInside(erlangB(agents, load), dropped(runs));
    expectInside(erlangBOccupancy(agents, load), occupancy(runs));
  });

  it.each([[5, 2], [10, 6], [20, 15]])('of %i agents with an offered load of %i and a grace of 2 s drops what M/M/n+D says', (agents, load) => {
    const runs = replications(openLoop(agents, load, 2_000), 20);
    const exact = deterministicPatience(agents, load, 120, 2);
    expectInside(exact.abandonProbability, dropped(runs));
    expectInside(exact.occupancy, occupancy(runs));
    const waited = jackknifeRatio(runs.map(({ counts, customers }) => (customers.waitedShare ?? 0) * counts.connects), runs.map(({ counts }) => counts.connects), LEVEL)!;
    // Of all who were offered, those who waited were connected late or dropped.
    const share = (exact.waitProbability - exact.abandonProbability) / (1 - exact.abandonProbability);
    expectInside(share, waited);
  });
});

describe('conservation', () => {
  it('over a drained run every dial has exactly one outcome, and every person exactly one fate', () => {
    const short = shortened(scenarioFile('scenarios/opb-1/steady-20.yaml'), 3);
    const [[from, to]] = short.horizon.scored as [[number, number]];
    // Measured until all calls are over.
    const scenario: CompiledScenario = { ...short, horizon: { ...short.horizon, scored: [[from, to + HOUR_MS]] } };
    const { replication: { counts }, dials } = simulateTwice({ scenario, seed: 'conservation', replication: 1 });
    const { connects, dropped: drops, customerHangups, machines, noAnswer, busy, rejected, invalidNumber, congestion, cancelled, unknown } = counts;
    expect(dials).toBeGreaterThan(1_000);
    expect([counts.dials, counts.attempts]).toEqual([dials, dials]);
    expect(connects + drops + customerHangups + machines + noAnswer + busy + rejected + invalidNumber + congestion + cancelled + unknown).toBe(dials);
    expect(connects + drops + customerHangups + counts.amdFalsePositives).toBe(counts.liveAnswers);
  });
});

interface World {
  readonly p: number; readonly ringSeconds: number; readonly handleSeconds: number; readonly agents: number; readonly hours: number; readonly dropLimitMs: number;
  readonly strategy: object;
}

/** Everything exponential: every attempt ends after the same law, a person with probability p. One hour is not measured. */
function exponential({ p, ringSeconds, handleSeconds, agents, hours, dropLimitMs, strategy }: World): CompiledScenario {
  const ring = { distribution: 'exponential', mean: ringSeconds };
  return smallScenario({
    calendar: { zone: 'UTC', firstDay: '2025-03-03', days: 1, shift: { from: '00:00', hours }, warmUp: { hours: 1 }, end: 'cut' },
    agents,
    campaign: { mode: 'predictive', strategy, dropLimitMs, ringLimitMs: 'none', maxTotalAttempts: 1, formSaveMs: 36_000_000 },
    customers: {
      shares: { person: 100 * p, noAnswer: 100 - 100 * p }, ring: { person: ring, noAnswer: ring, busy: 1 }, patience: 'none',
      handle: [{ id: 'talk', share: 100, talk: { distribution: 'exponential', mean: handleSeconds }, wrap: 0 }],
    },
  });
}

/** Persons arrive at load / τ per second, half of all dials. */
function openLoop(agents: number, load: number, dropLimitMs: number): CompiledScenario {
  const handleSeconds = 120;
  const strategy = { id: 'open-loop', ratePerSecond: load / handleSeconds / 0.5 };
  return exponential({ p: 0.5, ringSeconds: 12, handleSeconds, agents, hours: 1 + 80 / load, dropLimitMs, strategy });
}

function replications(scenario: CompiledScenario, count: number): ReplicationResult[] {
  return Array.from({ length: count }, (_, index) => simulateTwice({ scenario, seed: 'theory', replication: index + 1 }).replication);
}

function occupancy(runs: readonly ReplicationResult[]): Interval {
  return jackknifeRatio(runs.map(({ agents }) => agents.talkMs + agents.wrapMs), runs.map(({ agents }) => agents.staffedMs - agents.pausedMs), LEVEL)!;
}

function dropped(runs: readonly ReplicationResult[]): Interval {
  return jackknifeRatio(runs.map(({ counts }) => counts.dropped), runs.map(({ counts }) => counts.liveAnswers), LEVEL)!;
}

function expectInside(exact: number, { lower, upper }: Interval): void {
  expect(exact).toBeGreaterThanOrEqual(lower);
  expect(exact).toBeLessThanOrEqual(upper);
}

/** All attempts of a drained run: how many, how many persons, and the sum of the times from the dial to the answer or end. */
function dialled(scenario: CompiledScenario, replication: number): { attempts: number; persons: number; resolutionMs: number } {
  const run = { attempts: 0, persons: 0, resolutionMs: 0 };
  const dialledAt = new Map<number, number>();
  let now = 0;
  const watching = observerOf({
    event: (event: DialerEvent) => {
      now = event.at;
      if (event.kind !== 'attemptAnswered' && event.kind !== 'attemptEnded') return;
      const begun = dialledAt.get(event.attempt);
      if (begun === undefined) return;
      dialledAt.delete(event.attempt);
      run.attempts += 1;
      run.resolutionMs += event.at - begun;
      if (event.kind === 'attemptAnswered' && event.verdict !== 'machine') run.persons += 1;
    },
    dial: (attempt: number) => { dialledAt.set(attempt, now); },
  });
  simulateTwice({ scenario, seed: 'moments', replication, watching });
  return run;
}
