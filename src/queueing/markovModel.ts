/**
 * The Markov model of outbound dialling: the one dialling problem whose best policy can be computed exactly.
 *
 * Rule: state (i, k), i agents busy and k calls in flight. Each call resolves at rate 1/E[R], with probability p as a
 * person; a person who finds all n agents busy is lost at once; each busy agent frees at rate 1/τ. After each event the
 * dialler may raise k. A base-stock level T(i) says: with i busy, top up to T(i) calls in flight; nothing is cancelled.
 * Source: constrained Markov decision processes, Altman (1999).
 */
import { requireChance, requireCount, requirePositive } from './require.ts';

/** A dialling team; all times exponential. */
export interface MarkovModel {
  /** n: agents signed in, whole number of at least 1. */
  readonly agents: number;
  /** p: probability that a dial ends as a person, in (0, 1]. */
  readonly answerRate: number;
  /** E[R]: mean seconds from the dial to its answer or end, above 0. */
  readonly resolutionSeconds: number;
  /** τ: mean talk and wrap-up of a handled call in seconds, above 0. */
  readonly handleSeconds: number;
}

/** Throws a `RangeError` unless every field is in its range. */
export function checkModel(model: MarkovModel): void {
  requireCount('agents', model.agents, 1);
  requireChance('answerRate', model.answerRate);
  requirePositive('resolutionSeconds', model.resolutionSeconds);
  requirePositive('handleSeconds', model.handleSeconds);
}

/**
 * Throws a `RangeError` unless there is one level for each of 0 … n busy agents, each a whole number of at least 0 and
 * none higher than the one before: who has fewer free agents never wants more calls in flight.
 */
export function checkLevels(model: MarkovModel, levels: ArrayLike<number>): void {
  if (levels.length !== model.agents + 1) {
    throw new RangeError(`there are ${levels.length} levels; ${model.agents} agents need ${model.agents + 1}, for 0 to ${model.agents} busy`);
  }
  for (let busy = 0; busy <= model.agents; busy++) {
    requireCount(`levels[${busy}]`, levels[busy]!, 0);
    if (busy > 0 && levels[busy]! > levels[busy - 1]!) {
      throw new RangeError(`levels[${busy}] is ${levels[busy]}, above levels[${busy - 1}]; levels must not rise`);
    }
  }
}

/** Levels of progressive dialling: one call for each agent who is not busy. */
export function progressiveLevels(agents: number): number[] {
  return Array.from({ length: agents + 1 }, (_, busy) => agents - busy);
}

/**
 * The most calls in flight that the search for an optimum looks at: three times what keeps all agents busy, and room for
 * the spread of answers. Levels at the usual abandon limits stay well below it.
 */
export function mostInFlight(model: MarkovModel): number {
  const { agents, answerRate, resolutionSeconds, handleSeconds } = model;
  const steady = (3 * agents * resolutionSeconds) / (answerRate * handleSeconds);
  return Math.ceil(steady + (6 * Math.sqrt(agents)) / answerRate + 10 / answerRate) + 5;
}
