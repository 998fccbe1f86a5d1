/**
 * The Markov model under fixed base-stock levels, cut at the instants when the calls in flight equal the level.
 *
 * Rule: from (i, T(i)) the state wanders above its level until it next stands at some (j, T(j)). While it does, k only
 * falls, and on one k only i falls; so one sweep over the states, k downwards and i downwards, gives exactly where the
 * excursion ends and what it earns on the way. A chain of n·K states becomes one of n + 1.
 * Every number is a sum of products of positive numbers: nothing cancels.
 * Source: the censored (watched) Markov chain, Lévy (1951); the cut at the levels is our own.
 */
import type { MarkovModel } from './markovModel.ts';

/** The watched chain; row i of `next` and entry i of the others belong to the excursion that starts at (i, T(i)). */
export interface Excursions {
  /** n + 1. */
  readonly size: number;
  /** Row-major: the probability that an excursion from i ends at j. */
  readonly next: Float64Array;
  /** Expected length. */
  readonly seconds: Float64Array;
  /** Expected agent-seconds busy. */
  readonly busySeconds: Float64Array;
  /** Expected call-seconds in flight. */
  readonly flightSeconds: Float64Array;
  /** Expected number of persons who answer, lost ones included. */
  readonly answered: Float64Array;
  /** Expected number of persons who find all agents busy. */
  readonly lost: Float64Array;
}

/**
 * All excursions under `levels`. `levels[0]` must be at least 1, since on an empty floor without calls nothing ever
 * happens. Levels that do not rise with the busy agents lead from every (i, T(i)) to lower ones, as the stationary law
 * needs; between two rounds of policy iteration levels may rise a little, which does no harm.
 */
export function excursions(model: MarkovModel, levels: ArrayLike<number>): Excursions {
  const size = model.agents + 1;
  const result: Excursions = {
    size,
    next: new Float64Array(size * size),
    seconds: new Float64Array(size),
    busySeconds: new Float64Array(size),
    flightSeconds: new Float64Array(size),
    answered: new Float64Array(size),
    lost: new Float64Array(size),
  };
  for (let start = 0; start < size; start++) sweep(model, levels, start, result);
  return result;
}

/** Probability mass that is dropped where it stands: all of it together is smaller than the rounding of the rest. */
const NEGLIGIBLE = 1e-22;

function sweep(model: MarkovModel, levels: ArrayLike<number>, start: number, result: Excursions): void {
  const { agents, answerRate } = model;
  const freeing = 1 / model.handleSeconds;
  const resolving = 1 / model.resolutionSeconds;
  const row = start * result.size;
  // Mass by busy agents, with the present number in flight and with one less; none outside low … high.
  let here = new Float64Array(result.size);
  let below = new Float64Array(result.size);
  let low = start;
  let high = start;
  here[start] = 1;
  let starting = true;
  let length = 0;
  let busySeconds = 0;
  let flightSeconds = 0;
  let answered = 0;
  let lost = 0;
  for (let inFlight = levels[start]!; low <= high; inFlight--) {
    let lowBelow = result.size;
    let highBelow = -1;
    for (let busy = high; busy >= low; busy--) {
      const mass = here[busy]!;
      here[busy] = 0;
      if (!starting && inFlight <= levels[busy]!) {
        result.next[row + busy] = result.next[row + busy]! + mass;
        continue;
      }
      if (mass < NEGLIGIBLE) continue;
      // The starting state itself stands at its level and is the first one met.
      starting = false;
      const resolution = inFlight * resolving;
      const seconds = mass / (busy * freeing + resolution);
      const resolved = seconds * resolution;
      const persons = resolved * answerRate;
      length += seconds;
      busySeconds += seconds * busy;
      flightSeconds += seconds * inFlight;
      answered += persons;
      if (busy > 0) {
        here[busy - 1] = here[busy - 1]! + seconds * busy * freeing;
        low = Math.min(low, busy - 1);
      }
      if (inFlight === 0) continue;
      if (busy === agents) {
        lost += persons;
        below[busy] = below[busy]! + resolved;
        highBelow = agents;
      } else {
        below[busy + 1] = below[busy + 1]! + persons;
        below[busy] = below[busy]! + resolved * (1 - answerRate);
        highBelow = Math.max(highBelow, busy + 1);
      }
      lowBelow = busy;
    }
    [here, below] = [below, here];
    low = lowBelow;
    high = highBelow;
  }
  result.seconds[start] = length;
  result.busySeconds[start] = busySeconds;
  result.flightSeconds[start] = flightSeconds;
  result.answered[start] = answered;
  result.lost[start] = lost;
}
