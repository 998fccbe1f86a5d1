/**
 * The worlds of the oracle ladder: the common world's outcome sets, and small exponential ones.
 *
 * Source: benchmark, section 1, for the sets with p and E[R] that follow from them.
 */
import { COMMAND_FIELDS } from '../../engine/commands.ts';
import type { DialerEvent } from '../../engine/events.ts';
import type { RunObserver } from '../../measure/observer.ts';
import { compileScenario } from '../../scenario/compile.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { formatProblem } from '../../scenario/problem.ts';
import { simulate } from '../../simulation/simulate.ts';

/** Percent of the attempts; fax and congestion have 1 each. */
export interface MomentSet {
  readonly name: string; readonly person: number; readonly machine: number; readonly noAnswer: number; readonly busy: number; readonly invalidNumber: number;
  readonly p: number; readonly resolutionSeconds: number;
}

export const MOMENT_SETS: readonly MomentSet[] = [
  { name: 'base', person: 25, machine: 33, noAnswer: 30, busy: 5, invalidNumber: 5, p: 0.24794, resolutionSeconds: 17.594 },
  { name: 'low', person: 5, machine: 45, noAnswer: 35, busy: 5, invalidNumber: 8, p: 0.04959, resolutionSeconds: 19.157 },
  { name: 'high', person: 45, machine: 20, noAnswer: 25, busy: 5, invalidNumber: 3, p: 0.4463, resolutionSeconds: 15.881 },
  { name: 'b2b', person: 12, machine: 40, noAnswer: 35, busy: 6, invalidNumber: 5, p: 0.11901, resolutionSeconds: 18.882 },
  { name: 'survey', person: 30, machine: 28, noAnswer: 30, busy: 5, invalidNumber: 5, p: 0.29753, resolutionSeconds: 17.19 },
  { name: 'poor', person: 12, machine: 45, noAnswer: 31, busy: 5, invalidNumber: 5, p: 0.11901, resolutionSeconds: 18.724 },
  { name: 'thin', person: 10, machine: 45, noAnswer: 33, busy: 5, invalidNumber: 5, p: 0.09918, resolutionSeconds: 19.045 },
  { name: 'fresh', person: 30, machine: 30, noAnswer: 28, busy: 5, invalidNumber: 5, p: 0.29753, resolutionSeconds: 17.031 },
];

/** Five agents who call four hours long; the laws are those of the common world. */
export function momentWorld({ name, person, machine, noAnswer, busy, invalidNumber }: MomentSet): CompiledScenario {
  return compiled({
    id: `moments-${name}`, ...calendar(4), agents: 5, detector: 'network', list: 'endless',
    campaign: { ...CAMPAIGN, strategy: { id: 'fixed-ratio-idle', ratio: 2 }, ringLimitMs: 25_000, dropLimitMs: 2_000 },
    carrier: { channels: 'unlimited', setUp: { distribution: 'uniform', min: 1, max: 3 } },
    customers: {
      shares: { person, machine, noAnswer, busy, invalidNumber, fax: 1, congestion: 1 },
      ring: {
        person: { distribution: 'lognormal', mean: 9, cv: 0.5 }, noAnswer: 'none', busy: 1, invalidNumber: 2, fax: 8, congestion: 0,
        machine: {
          distribution: 'mixture',
          parts: [{ weight: 15, of: { distribution: 'uniform', min: 0.2, max: 1.5 } }, { weight: 85, of: { distribution: 'normal', mean: 20, sd: 2, min: 14, max: 24 } }],
        },
      },
      patience: 'none', handle: [{ id: 'talk', share: 100, talk: { distribution: 'exponential', mean: 60 }, wrap: 0 }],
    },
  });
}

export interface ExponentialWorld {
  readonly p: number; readonly ringSeconds: number; readonly handleSeconds: number; readonly agents: number; readonly hours: number; readonly strategy: object;
  /** Default 0: dropped at once if nobody is ready. */
  readonly dropLimitMs?: number;
  /** Absent: nobody hangs up. */
  readonly patienceSeconds?: number;
}

/** Every attempt ends after the same law, a person with probability p. One hour is not measured. */
export function exponentialWorld(world: ExponentialWorld): CompiledScenario {
  const exponential = (mean: number): object => ({ distribution: 'exponential', mean });
  const ring = exponential(world.ringSeconds);
  return compiled({
    id: 'ladder', ...calendar(world.hours, 1), agents: world.agents, detector: 'network', list: 'endless',
    campaign: { ...CAMPAIGN, strategy: world.strategy, dropLimitMs: world.dropLimitMs ?? 0, ringLimitMs: 'none' },
    carrier: { channels: 'unlimited', setUp: 0 },
    customers: {
      shares: { person: 100 * world.p, noAnswer: 100 - 100 * world.p }, ring: { person: ring, noAnswer: ring }, greeting: { delay: 0, length: 0 },
      patience: world.patienceSeconds === undefined ? 'none' : exponential(world.patienceSeconds),
      handle: [{ id: 'talk', share: 100, talk: exponential(world.handleSeconds), wrap: 0 }],
    },
  });
}

/** All attempts of a drained run: how many, how many persons, and the sum of the times from the dial to the answer or end. */
export function dialledMoments(scenario: CompiledScenario, seed: string, replication: number): { attempts: number; persons: number; resolutionMs: number } {
  const run = { attempts: 0, persons: 0, resolutionMs: 0 };
  const dialledAt = new Map<number, number>();
  let now = 0;
  const silent = Object.fromEntries(Object.keys(COMMAND_FIELDS).map((name) => [name, (): void => undefined]));
  const observer = {
    ...silent,
    event: (event: DialerEvent): void => {
      now = event.at;
      if (event.kind !== 'attemptAnswered' && event.kind !== 'attemptEnded') return;
      const begun = dialledAt.get(event.attempt);
      if (begun === undefined) return;
      dialledAt.delete(event.attempt);
      run.attempts += 1;
      run.resolutionMs += event.at - begun;
      if (event.kind === 'attemptAnswered' && event.verdict !== 'machine') run.persons += 1;
    },
    dial: (attempt: number): void => { dialledAt.set(attempt, now); },
  } as unknown as RunObserver;
  simulate({ scenario, seed, replication, observers: () => [observer] });
  return run;
}

const CAMPAIGN = { mode: 'predictive', maxTotalAttempts: 1, formSaveMs: 36_000_000 };

function calendar(hours: number, warmUpHours = 0): object {
  const end = warmUpHours === 0 ? {} : { warmUp: { hours: warmUpHours }, end: 'cut' };
  return { calendar: { zone: 'UTC', firstDay: '2025-03-03', days: 1, shift: { from: '00:00', hours }, ...end } };
}

/** JSON is YAML. */
function compiled(data: object): CompiledScenario {
  const text = JSON.stringify(data);
  const parsed = parseScenario('ladder.yaml', () => text);
  if ('problems' in parsed) throw new Error(`bug: ${parsed.problems.map(formatProblem).join('\n')}`);
  return compileScenario(parsed.scenario);
}
