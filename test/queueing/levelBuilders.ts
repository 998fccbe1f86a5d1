/**
 * Base-stock levels of simple dialling rules, and the best time share of two neighbouring settings of a rule: what the
 * published comparisons of the Markov model are made of. Also that model's exact miss probability ψ.
 */
import { evaluateLevels } from '../../src/queueing/evaluateLevels.ts';
import type { LevelsValue } from '../../src/queueing/evaluateLevels.ts';
import type { MarkovModel } from '../../src/queueing/markovModel.ts';
import { excess, timeShare } from '../../src/queueing/timeShare.ts';

/** The four published scenarios: answer rate, resolution and handle seconds. */
const SCENARIOS = { A: [0.25, 12, 120], B: [0.1, 15, 120], C: [0.25, 12, 240], D: [0.5, 10, 120] } as const;

export type ScenarioName = keyof typeof SCENARIOS;

export function scenario(name: ScenarioName, agents: number): MarkovModel {
  const [answerRate, resolutionSeconds, handleSeconds] = SCENARIOS[name];
  return { agents, answerRate, resolutionSeconds, handleSeconds };
}

/** A fixed number of lines for talking and dialling together. */
export function allLines(agents: number, lines: number): number[] {
  return Array.from({ length: agents + 1 }, (_, busy) => Math.max(0, lines - busy));
}

/** `ratio` calls for each agent who is not busy, rounded half up. */
export function idleRatio(agents: number, ratio: number): number[] {
  // Ratios are multiples of 0.05 that binary fractions miss by a hair, which must not decide a half.
  return Array.from({ length: agents + 1 }, (_, busy) => Math.floor(ratio * (agents - busy) + 0.5 + 1e-9));
}

/** ψ(i, k): the probability that the next dial, if answered, finds no agent, with i busy and k others in flight. */
export function missProbabilities(model: MarkovModel, most: number): number[][] {
  const { agents, answerRate } = model;
  const freeing = 1 / model.handleSeconds;
  const resolving = 1 / model.resolutionSeconds;
  const table: number[][] = Array.from({ length: agents + 1 }, () => []);
  for (let k = 0; k <= most; k++) {
    for (let busy = 0; busy <= agents; busy++) {
      let sum = busy === agents ? resolving : 0;
      if (busy > 0) sum += busy * freeing * table[busy - 1]![k]!;
      if (k > 0) {
        const answered = table[Math.min(busy + 1, agents)]![k - 1]!;
        sum += k * resolving * (answerRate * answered + (1 - answerRate) * table[busy]![k - 1]!);
      }
      table[busy]!.push(sum / (busy * freeing + k * resolving + resolving));
    }
  }
  return table;
}

/** Dial while ψ is at most `threshold`. */
export function thresholdLevels(table: readonly (readonly number[])[], threshold: number): number[] {
  return table.map((row) => {
    const level = row.findIndex((miss) => miss > threshold);
    if (level < 0) throw new Error('the table of ψ is too short for this threshold');
    return level;
  });
}

/**
 * The occupancy of a rule with one knob, time-shared at the limit between the last setting that keeps it and the next.
 * `settings` are levels in order of rising abandonment; the first must keep the limit.
 */
export function bestTimeShare(model: MarkovModel, settings: (index: number) => number[], count: number, limit: number): number {
  const value = (index: number): LevelsValue => evaluateLevels(model, settings(index));
  let low = 0;
  let high = count - 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (excess(value(middle), limit) > 0) high = middle;
    else low = middle;
  }
  return timeShare(value(low), value(high), limit).occupancy;
}
