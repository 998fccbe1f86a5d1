/**
 * The Markov model solved the plain way, on all states (i, k) after uniformisation: slow, simple and sharing nothing with
 * the code under test.
 */
import type { MarkovModel } from '../../src/queueing/markovModel.ts';

/** Occupancy and abandoned share of fixed levels by power iteration. */
export function iterateLevels(model: MarkovModel, levels: readonly number[]): { occupancy: number; abandoned: number } {
  const { agents: n, answerRate: p } = model;
  const mu = 1 / model.handleSeconds;
  const nu = 1 / model.resolutionSeconds;
  const most = Math.max(...levels);
  const clock = n * mu + most * nu;
  const at = (i: number, k: number): number => i * (most + 1) + Math.max(k, levels[i]!);
  let law = new Float64Array((n + 1) * (most + 1));
  law[at(0, 0)] = 1;
  for (let round = 0; round < 200_000; round++) {
    const next = new Float64Array(law.length);
    for (let i = 0; i <= n; i++) {
      for (let k = levels[i]!; k <= most; k++) {
        const mass = law[i * (most + 1) + k]!;
        if (mass === 0) continue;
        const add = (state: number, rate: number): void => {
          next[state] = next[state]! + (mass * rate) / clock;
        };
        if (i > 0) add(at(i - 1, k), i * mu);
        if (k > 0) {
          add(at(Math.min(n, i + 1), k - 1), k * nu * p);
          add(at(i, k - 1), k * nu * (1 - p));
        }
        add(i * (most + 1) + k, clock - i * mu - k * nu);
      }
    }
    const change = next.reduce((largest, mass, state) => Math.max(largest, Math.abs(mass - law[state]!)), 0);
    law = next;
    if (change < 1e-13) break;
  }
  let busy = 0;
  let answered = 0;
  let lost = 0;
  law.forEach((mass, state) => {
    const i = Math.floor(state / (most + 1));
    const k = state % (most + 1);
    busy += mass * i;
    answered += mass * k * nu * p;
    if (i === n) lost += mass * k * nu * p;
  });
  return { occupancy: busy / n, abandoned: lost / answered };
}

/** The best gain per second at a price, over all policies that may raise k and not only base-stock levels: value iteration. */
export function iterateGain(model: MarkovModel, price: number, limit: number, most: number): number {
  const { agents: n, answerRate: p } = model;
  const mu = 1 / model.handleSeconds;
  const nu = 1 / model.resolutionSeconds;
  const clock = n * mu + most * nu;
  const width = most + 1;
  let value = new Float64Array((n + 1) * width);
  for (let round = 0; round < 200_000; round++) {
    const next = new Float64Array(value.length);
    let least = Infinity;
    let largest = -Infinity;
    for (let i = 0; i <= n; i++) {
      // After an event k may be raised to any higher number: a running maximum from above.
      let best = -Infinity;
      for (let k = most; k >= 0; k--) {
        const person = i === n ? value[i * width + k - 1]! - price : value[(i + 1) * width + k - 1]!;
        const none = value[i * width + k - 1]!;
        let staying = i / n / clock + ((clock - i * mu - k * nu) / clock) * value[i * width + k]!;
        if (i > 0) staying += ((i * mu) / clock) * value[(i - 1) * width + k]!;
        if (k > 0) staying += ((k * nu) / clock) * (p * (person + price * limit) + (1 - p) * none);
        best = Math.max(best, staying);
        next[i * width + k] = best;
        least = Math.min(least, best - value[i * width + k]!);
        largest = Math.max(largest, best - value[i * width + k]!);
      }
    }
    const floor = next[0]!;
    value = next.map((entry) => entry - floor);
    if ((largest - least) * clock < 1e-9) return ((largest + least) / 2) * clock;
  }
  throw new Error('value iteration did not converge');
}
