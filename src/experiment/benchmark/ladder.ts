/**
 * The oracle ladder: quick simulations against values that are known exactly, from the world's moments up to the best policy.
 * No league table is made on a build that misses one of them.
 *
 * Rule: 20 seeds each; an exact value should lie in the 99 % interval, and with many rungs some miss it by chance, so Holm's
 * correction decides: a rung fails where its corrected p is below 0.01. The seeds are fixed, so the answer is always the same;
 * worlds share their draws, so rungs that miss together miss to the same side.
 * Engset, whose finite sources no dialling scenario has, is the closed form beside the sum that defines it.
 */
import { createSimulation } from '../../simulation/simulate.ts';
import type { CreateStrategy } from '../../engine/pacing/strategy.ts';
import { pendingCalls, staffedAgents } from '../../engine/pacing/strategy.ts';
import type { ReplicationResult } from '../../measure/results.ts';
import { holm } from '../../measure/statistics/holm.ts';
import { jackknifeRatio } from '../../measure/statistics/jackknifeRatio.ts';
import { studentTCdf } from '../../measure/statistics/studentT.ts';
import { deterministicPatience } from '../../queueing/deterministicPatience.ts';
import { engsetTimeCongestion } from '../../queueing/engset.ts';
import { erlangA } from '../../queueing/erlangA.ts';
import { erlangB, erlangBOccupancy } from '../../queueing/erlangB.ts';
import { erlangC, erlangCWaitSeconds } from '../../queueing/erlangC.ts';
import { evaluateLevels } from '../../queueing/evaluateLevels.ts';
import { optimum } from '../../queueing/optimum.ts';
import { waldOccupancy } from '../../queueing/wald.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { LadderRung } from './benchmarkSchema.ts';
import { dialledMoments, exponentialWorld, MOMENT_SETS, momentWorld } from './ladderWorlds.ts';

interface Sample { readonly name: string; readonly exact: number; readonly numerators: readonly number[]; readonly denominators: readonly number[] }

/** `seed` of the dialled worlds, `momentSeed` of the world's moments; so many replications of each. */
export interface LadderSeeds { readonly seed: string; readonly momentSeed: string; readonly seeds: number }

/** Takes some ten seconds. Other seeds, or more of them, are for whoever doubts a rung. */
export function climbLadder(of: LadderSeeds = { seed: 'ladder', momentSeed: 'moments', seeds: SEEDS }): LadderRung[] {
  const samples = [...moments(of), ...wald(of), ...erlangBs(of), ...patienceD(of), ...queues(of), ...levels(of), ...engset()];
  const judged = samples.map((sample) => {
    const ratio = jackknifeRatio(sample.numerators, sample.denominators, LEVEL);
    if (ratio === null) throw new Error(`bug: the ladder's ${sample.name} has no value`);
    const off = Math.abs(ratio.estimate - sample.exact);
    const isSame = off <= ROUNDING;
    const p = isSame ? 1 : ratio.standardError === 0 ? 0 : 2 * (1 - studentTCdf(off / ratio.standardError, sample.numerators.length - 1));
    return { name: sample.name, exact: sample.exact, estimate: ratio.estimate, lower: ratio.lower, upper: ratio.upper, p };
  });
  const corrected = holm(judged.map(({ p }) => p));
  return judged.map((rung, index) => ({ ...rung, pHolm: corrected[index]!, passed: corrected[index]! >= 1 - LEVEL }));
}

/** The world: what share of the attempts reaches a person, and how long an attempt takes. */
function moments(of: LadderSeeds): Sample[] {
  return MOMENT_SETS.flatMap((set) => {
    const scenario = momentWorld(set);
    const runs = Array.from({ length: of.seeds }, (_, index) => dialledMoments(scenario, of.momentSeed, index + 1));
    const attempts = runs.map((run) => run.attempts);
    return [
      { name: `world ${set.name}: share of attempts that reach a person`, exact: set.p, numerators: runs.map((run) => run.persons), denominators: attempts },
      { name: `world ${set.name}: seconds until an attempt is resolved`, exact: set.resolutionSeconds, numerators: runs.map((run) => run.resolutionMs / 1000), denominators: attempts },
    ];
  });
}

function wald(of: LadderSeeds): Sample[] {
  return [[0.25, 12, 120], [0.1, 15, 120], [0.5, 10, 120]].map(([p, ringSeconds, handleSeconds]) => {
    const scenario = exponentialWorld({ p: p!, ringSeconds: ringSeconds!, handleSeconds: handleSeconds!, agents: 8, hours: 8.5, strategy: { id: 'progressive' } });
    return occupancy(`Wald: progressive dialling, p ${p}`, waldOccupancy(p!, ringSeconds!, handleSeconds!), replicate(of, scenario));
  });
}

function erlangBs(of: LadderSeeds): Sample[] {
  return [[10, 8], [30, 25]].flatMap(([agents, load]) => {
    const runs = replicate(of, openLoop(agents!, load!, { dropLimitMs: 0 }));
    return [
      dropped(`Erlang B: ${agents} agents, load ${load}, lost`, erlangB(agents!, load!), runs),
      occupancy(`Erlang B: ${agents} agents, load ${load}, occupancy`, erlangBOccupancy(agents!, load!), runs),
    ];
  });
}

function patienceD(of: LadderSeeds): Sample[] {
  return [[5, 2], [20, 15]].flatMap(([agents, load]) => {
    const runs = replicate(of, openLoop(agents!, load!, { dropLimitMs: 2_000 }));
    const exact = deterministicPatience(agents!, load!, HANDLE_SECONDS, 2);
    return [
      dropped(`M/M/n+D: ${agents} agents, load ${load}, grace 2 s, dropped`, exact.abandonProbability, runs),
      occupancy(`M/M/n+D: ${agents} agents, load ${load}, grace 2 s, occupancy`, exact.occupancy, runs),
    ];
  });
}

/** Erlang A, where people leave when their patience ends, and Erlang C, where they stay. */
function queues(of: LadderSeeds): Sample[] {
  const [agents, load, patienceSeconds] = [10, 9, 60];
  const patient = replicate(of, openLoop(agents, load, { dropLimitMs: 36_000_000, patienceSeconds }));
  const a = erlangA(agents, load / HANDLE_SECONDS, HANDLE_SECONDS, patienceSeconds);
  const [calm, calmLoad] = [10, 7];
  const endless = replicate(of, openLoop(calm, calmLoad, { dropLimitMs: 36_000_000 }));
  const connects = endless.map(({ counts }) => counts.connects);
  return [
    ratio(`Erlang A: ${agents} agents, load ${load}, patience ${patienceSeconds} s, gone`, a.abandonProbability, patient, (run) => run.counts.customerHangups, (run) => run.counts.liveAnswers),
    occupancy(`Erlang A: ${agents} agents, load ${load}, occupancy`, a.occupancy, patient),
    { name: `Erlang C: ${calm} agents, load ${calmLoad}, have to wait`, exact: erlangC(calm, calmLoad), numerators: endless.map(({ customers }, i) => (customers.waitedShare ?? 0) * connects[i]!), denominators: connects },
    {
      name: `Erlang C: ${calm} agents, load ${calmLoad}, mean wait in s`, exact: erlangCWaitSeconds(calm, calmLoad / HANDLE_SECONDS, HANDLE_SECONDS),
      numerators: endless.map(({ customers }, i) => ((customers.waitMeanMs ?? 0) / 1000) * connects[i]!), denominators: connects,
    },
  ];
}

/** The best levels of the Markov model, dialled. */
function levels(of: LadderSeeds): Sample[] {
  return [5, 10, 20].flatMap((agents) => {
    const model = { agents, answerRate: 0.25, resolutionSeconds: 12, handleSeconds: HANDLE_SECONDS };
    const { below } = optimum(model, 0.03);
    const exact = evaluateLevels(model, below.levels);
    const scenario = exponentialWorld({ p: 0.25, ringSeconds: 12, handleSeconds: HANDLE_SECONDS, agents, hours: 2 + 100 / agents, strategy: { id: 'progressive' } });
    const runs = replicate(of, scenario, fixedLevels(below.levels));
    return [
      occupancy(`base-stock levels: ${agents} agents, occupancy`, exact.occupancy, runs),
      dropped(`base-stock levels: ${agents} agents, lost`, exact.abandoned, runs),
    ];
  });
}

function engset(): Sample[] {
  const [sources, servers, load] = [20, 5, 0.2];
  let weight = 1;
  let sum = 1;
  for (let busy = 1; busy <= servers; busy += 1) {
    weight *= ((sources - busy + 1) / busy) * load;
    sum += weight;
  }
  return [{ name: `Engset: ${sources} sources, ${servers} servers, the formula beside its sum`, exact: engsetTimeCongestion(sources, servers, load), numerators: [weight, weight], denominators: [sum, sum] }];
}

/** Persons arrive at load / τ per second, half of all dials. */
function openLoop(agents: number, load: number, more: { dropLimitMs: number; patienceSeconds?: number }): CompiledScenario {
  const strategy = { id: 'open-loop', ratePerSecond: load / HANDLE_SECONDS / 0.5 };
  return exponentialWorld({ p: 0.5, ringSeconds: 12, handleSeconds: HANDLE_SECONDS, agents, hours: 1 + 80 / load, strategy, ...more });
}

function replicate({ seed, seeds }: LadderSeeds, scenario: CompiledScenario, createStrategy?: CreateStrategy): ReplicationResult[] {
  return Array.from({ length: seeds }, (_, index) => {
    const simulation = createSimulation({ scenario, seed, replication: index + 1, ...(createStrategy === undefined ? {} : { createStrategy }) });
    simulation.advance(Number.POSITIVE_INFINITY);
    return simulation.result().replication;
  });
}

/** Tops up to a level of calls in flight for each number of busy agents. */
function fixedLevels(of: readonly number[]): CreateStrategy {
  return () => ({
    id: 'fixed-levels',
    // While the team signs in it is smaller than its levels: the missing agents count as busy.
    dialCount: (view) => (staffedAgents(view) === 0 ? 0 : Math.max(0, of[of.length - 1 - view.ready]! - pendingCalls(view))),
    readings: () => ({}),
  });
}

function ratio(name: string, exact: number, runs: readonly ReplicationResult[], numerator: (run: ReplicationResult) => number, denominator: (run: ReplicationResult) => number): Sample {
  return { name, exact, numerators: runs.map(numerator), denominators: runs.map(denominator) };
}

function occupancy(name: string, exact: number, runs: readonly ReplicationResult[]): Sample {
  return ratio(name, exact, runs, ({ agents }) => agents.talkMs + agents.wrapMs, ({ agents }) => agents.staffedMs);
}

function dropped(name: string, exact: number, runs: readonly ReplicationResult[]): Sample {
  return ratio(name, exact, runs, ({ counts }) => counts.dropped, ({ counts }) => counts.liveAnswers);
}

const SEEDS = 20;
const LEVEL = 0.99;
const HANDLE_SECONDS = 120;
const ROUNDING = 1e-12;
