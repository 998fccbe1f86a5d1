/**
 * Exact moments of a world: what share of the attempts reaches an agent, how long an attempt takes until it is resolved,
 * and how long an agent is busy with a call. Closed forms and tests of the simulation are computed from them.
 *
 * Rule: R is the time from the dial to the answer or end; with a listening detector to its verdict, people who hang up
 * before it counted as if they had stayed. Times are taken as continuous (the world rounds to whole ms).
 * Source: benchmark, sections 1 and 3.2.
 */
import type { Millis } from '../base/time.ts';
import { classShares, MACHINE, PERSON } from './classShares.ts';
import { compileDistribution } from './distributions/compile.ts';
import { limitedMean, type Sampler } from './distributions/sampler.ts';
import { expectation } from './distributions/expectation.ts';
import { CUSTOMER_CLASSES, type CarrierSpec, type CustomersSpec, type DetectorSpec } from './spec.ts';

export interface WorldMoments {
  /** Share of attempts answered by a person within the ring limit. */
  readonly personShare: number;
  /** Share of attempts offered to an agent: p. Missed machines are among them. */
  readonly offeredShare: number;
  /** E[R], s. */
  readonly resolutionSeconds: number;
  /** Means of a call that an agent handles, s; machines that reach agents included. */
  readonly talkSeconds: number;
  readonly handleSeconds: number;
  /** P(person | verdict machine, not a fax); 0 without a listening detector. */
  readonly falsePositiveShare: number;
  /** P(a person hangs up before the verdict). */
  readonly hangupBeforeVerdictShare: number;
}

export interface MomentsInput {
  readonly customers: CustomersSpec;
  readonly carrier: CarrierSpec;
  readonly detector: DetectorSpec;
  readonly ringLimitMs: Millis | null;
  /** Share of persons instead of the set's own; the others are scaled in proportion. */
  readonly personShare?: number;
}

export function worldMoments(input: MomentsInput): WorldMoments {
  const { customers, detector } = input;
  const limit = input.ringLimitMs === null ? Infinity : input.ringLimitMs / 1_000;
  const shares = classShares(customers.shares, input.personShare ?? null);
  let resolutionSeconds = compileDistribution(input.carrier.setUp).mean;
  const answered = CUSTOMER_CLASSES.map((name, i) => {
    const spec = customers.eventAfter[name];
    const event = spec === null ? null : compileDistribution(spec);
    // A class without a share may ring for ever: it contributes nothing.
    if (shares[i]! > 0) resolutionSeconds += shares[i]! * (event === null ? limit : limitedMean(event, limit));
    return event === null ? 0 : shares[i]! * event.cdf(limit);
  });
  const persons = answered[PERSON]!;
  const machines = answered[MACHINE]!;
  const listened = listen(customers, detector);
  resolutionSeconds += persons * listened.personSeconds + machines * listened.machineSeconds;
  const offeredPersons = persons * listened.personsPassed;
  const offeredMachines =
    detector.kind === 'none' ? machines + answered[CUSTOMER_CLASSES.indexOf('fax')]! : machines * listened.machinesPassed;
  const offered = offeredPersons + offeredMachines;
  const judgedMachine = persons * listened.falsePositives;
  const machineVerdicts = judgedMachine + machines * (1 - listened.machinesPassed);
  const person = meanHandling(customers);
  const machine = { talk: compileDistribution(customers.machineHandle.talk).mean, wrap: compileDistribution(customers.machineHandle.wrap).mean };
  const over = (ofPerson: number, ofMachine: number): number =>
    offered > 0 ? (offeredPersons * ofPerson + offeredMachines * ofMachine) / offered : 0;
  return {
    personShare: persons,
    offeredShare: offered,
    resolutionSeconds,
    talkSeconds: over(person.talk, machine.talk),
    handleSeconds: over(person.talk + person.wrap, machine.talk + machine.wrap),
    falsePositiveShare: judgedMachine > 0 ? judgedMachine / machineVerdicts : 0,
    hangupBeforeVerdictShare: listened.hangups,
  };
}

interface Listening {
  /** Seconds from the answer to the verdict. */
  readonly personSeconds: number;
  readonly machineSeconds: number;
  readonly hangups: number;
  readonly personsPassed: number;
  readonly machinesPassed: number;
  readonly falsePositives: number;
}

function listen(customers: CustomersSpec, detector: DetectorSpec): Listening {
  if (detector.kind !== 'audio') return { personSeconds: 0, machineSeconds: 0, hangups: 0, personsPassed: 1, machinesPassed: 0, falsePositives: 0 };
  const greeting = compileDistribution(customers.greetingDelay).mean + compileDistribution(customers.greetingLength).mean;
  const verdict = compileDistribution(detector.personVerdictAfterGreeting);
  const hangups = customers.patience === null ? 0 : hangupsWithin(compileDistribution(customers.patience), verdict);
  const missed = detector.falseNegativeShare;
  return {
    personSeconds: greeting + verdict.mean,
    machineSeconds: missed * compileDistribution(detector.missedVerdict).mean + (1 - missed) * compileDistribution(detector.machineVerdict).mean,
    hangups,
    personsPassed: (1 - hangups) * (1 - detector.falsePositiveShare),
    machinesPassed: missed,
    falsePositives: detector.falsePositiveShare,
  };
}

/** P(patience ends before the time is over). */
function hangupsWithin(patience: Sampler, time: Sampler): number {
  return expectation(time, (seconds) => patience.cdf(seconds));
}

function meanHandling(customers: CustomersSpec): { talk: number; wrap: number } {
  const total = customers.handle.reduce((sum, handle) => sum + handle.share, 0);
  let talk = 0;
  let wrap = 0;
  for (const handle of customers.handle) {
    talk += (handle.share / total) * compileDistribution(handle.talk).mean;
    wrap += (handle.share / total) * compileDistribution(handle.wrap).mean;
  }
  return { talk, wrap };
}
