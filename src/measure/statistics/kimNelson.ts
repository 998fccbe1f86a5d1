/**
 * Selecting the best of several systems, fully sequentially, with a guaranteed chance of being right.
 *
 * Rule: η = ½[(2a/(k-1))^(-2/(n₀-1)) - 1], h² = 2η(n₀-1), S²_il the sample variance of the first n₀ differences. At stage
 * r >= n₀ system i is out if for some l still in Σ_{j<=r}(X_ij - X_lj) < -max(0, h²S²_il/(2δ) - δr/2). One more
 * replication of each survivor until one is left. With probability 1 - a the one left is the best, or no more than the
 * indifference δ below it. Source: Kim & Nelson, ACM TOMACS 11 (2001).
 */
import { sampleVariance, sum } from 'simple-statistics';

export interface KimNelsonOptions {
  /** a: chance of a wrong selection. Default 0.05. */
  readonly error?: number;
  /** δ > 0: a difference that does not matter, in the unit of the values. */
  readonly indifference: number;
  /** n₀ >= 2: replications before the first stage. Default 20. */
  readonly firstStage?: number;
}

export interface KimNelsonResult {
  /** Index of the best; null while more than one is in. */
  readonly best: number | null;
  readonly survivors: readonly number[];
  /** Who went when, and whom he fell behind. */
  readonly eliminated: readonly { readonly index: number; readonly atReplication: number; readonly by: number }[];
  /** The last stage, in replications of each survivor. */
  readonly replications: number;
}

/** η and h² for k >= 2 systems. */
export function kimNelsonConstants(systems: number, firstStage: number, error = 0.05): { readonly eta: number; readonly hSquared: number } {
  if (systems < 2 || firstStage < 2) throw new RangeError(`kimNelson: ${systems} systems and ${firstStage} replications; at least 2 of each are needed`);
  const eta = (((2 * error) / (systems - 1)) ** (-2 / (firstStage - 1)) - 1) / 2;
  return { eta, hSquared: 2 * eta * (firstStage - 1) };
}

/**
 * Goes through the stages as far as the values reach: `values[i][r]` of system i in replication r, larger is better. Called
 * again with more values of the survivors it goes on. Throws a `RangeError` where a system has fewer values than the first stage needs.
 */
export function kimNelson(values: readonly (readonly number[])[], options: KimNelsonOptions): KimNelsonResult {
  const { error = 0.05, indifference, firstStage = 20 } = options;
  const everyone = values.map((_, index) => index);
  if (everyone.length < 2) return { best: everyone[0] ?? null, survivors: everyone, eliminated: [], replications: values[0]?.length ?? 0 };
  const { hSquared } = kimNelsonConstants(values.length, firstStage, error);
  if (values.some((each) => each.length < firstStage)) throw new RangeError(`kimNelson: every system needs ${firstStage} values for the first stage`);
  const variance = values.map((left) => values.map((right) => sampleVariance(left.slice(0, firstStage).map((value, r) => value - right[r]!))));
  const totals = values.map((each) => sum(each.slice(0, firstStage)));
  const eliminated: { index: number; atReplication: number; by: number }[] = [];
  let survivors = everyone;
  let stage = firstStage;
  for (;;) {
    const roomFor = (i: number, l: number): number => Math.max(0, (hSquared * variance[i]![l]!) / (2 * indifference) - (indifference * stage) / 2);
    const inside = survivors;
    survivors = inside.filter((i) => {
      const by = inside.find((l) => totals[i]! - totals[l]! < -roomFor(i, l));
      if (by !== undefined) eliminated.push({ index: i, atReplication: stage, by });
      return by === undefined;
    });
    // Where no room is left only equals remain; the first of them stands for all.
    if (survivors.length > 1 && survivors.every((i) => survivors.every((l) => i === l || roomFor(i, l) === 0))) {
      const first = survivors[0]!;
      for (const index of survivors.slice(1)) eliminated.push({ index, atReplication: stage, by: first });
      survivors = [first];
    }
    if (survivors.length === 1 || survivors.some((i) => values[i]!.length <= stage)) break;
    for (const i of survivors) totals[i] = totals[i]! + values[i]![stage]!;
    stage += 1;
  }
  return { best: survivors.length === 1 ? survivors[0]! : null, survivors, eliminated, replications: stage };
}
