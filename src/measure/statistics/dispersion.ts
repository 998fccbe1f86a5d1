/**
 * Are abandoned calls clustered by window? Pearson's chi-square of the windows' counts against one common rate, divided by
 * its degrees of freedom: 1 = binomial, above 1 = clustered.
 */

export interface WindowCount { readonly numerator: number; readonly denominator: number }

/** Σ(A - θN)²/(Nθ(1 - θ))/(W - 1), θ the pooled rate. Windows with denominator 0 are left out; null for fewer than two, or a pooled rate of 0 or 1. */
export function dispersion(windows: readonly WindowCount[]): number | null {
  const counted = windows.filter((window) => window.denominator > 0);
  let numerator = 0;
  let denominator = 0;
  for (const window of counted) {
    numerator += window.numerator;
    denominator += window.denominator;
  }
  const rate = numerator / denominator;
  if (counted.length < 2 || !(rate > 0 && rate < 1)) return null;
  let total = 0;
  for (const window of counted) total += (window.numerator - rate * window.denominator) ** 2 / (window.denominator * rate * (1 - rate));
  return total / (counted.length - 1);
}
