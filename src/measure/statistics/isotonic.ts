/**
 * The nearest rising sequence: weighted least squares under the one assumption that values do not fall.
 *
 * Rule: neighbours in the wrong order are pooled until none is left. It fits a strategy's frontier, which rises with its
 * setting but, because calls are whole, in steps and not along a smooth curve.
 * Source: Ayer, Brunk, Ewing, Reid & Silverman, Annals of Mathematical Statistics 26 (1955).
 */

/** Fitted values in the order given. Weights are above 0, one for each value, else a `RangeError`. */
export function isotonic(values: readonly number[], weights: readonly number[]): number[] {
  if (values.length !== weights.length || weights.some((weight) => !(weight > 0))) {
    throw new RangeError(`isotonic: ${values.length} values and ${weights.length} weights; one weight above 0 is needed for each value`);
  }
  const pools: { mean: number; weight: number; count: number }[] = [];
  values.forEach((value, index) => {
    pools.push({ mean: value, weight: weights[index]!, count: 1 });
    for (let top = pools.length - 1; top > 0 && pools[top - 1]!.mean > pools[top]!.mean; top--) {
      const right = pools.pop()!;
      const left = pools[top - 1]!;
      left.mean = (left.mean * left.weight + right.mean * right.weight) / (left.weight + right.weight);
      left.weight += right.weight;
      left.count += right.count;
    }
  });
  return pools.flatMap(({ mean, count }) => Array.from({ length: count }, () => mean));
}
