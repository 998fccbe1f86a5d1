/**
 * Exact binomial interval for a share, and its one-sided upper bound. Source: Clopper & Pearson, Biometrika 26 (1934),
 * in the form with Beta quantiles.
 */
import { betaQuantile } from './betaQuantile.ts';

export interface ShareInterval { readonly estimate: number; readonly lower: number; readonly upper: number; readonly halfWidth: number }

/** Two-sided interval of the share behind `successes` of `trials`. Whole numbers, 0 <= successes <= trials, trials >= 1; level in (0, 1). */
export function clopperPearson(successes: number, trials: number, level = 0.95): ShareInterval {
  requireCounts(successes, trials);
  const tail = (1 - level) / 2;
  const lower = successes === 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1);
  const upper = successes === trials ? 1 : betaQuantile(1 - tail, successes + 1, trials - successes);
  return { estimate: successes / trials, lower, upper, halfWidth: (upper - lower) / 2 };
}

/** One-sided upper bound: with this confidence the share is not above it. */
export function clopperPearsonUpper(successes: number, trials: number, level = 0.95): number {
  requireCounts(successes, trials);
  return successes === trials ? 1 : betaQuantile(level, successes + 1, trials - successes);
}

function requireCounts(successes: number, trials: number): void {
  if (!Number.isSafeInteger(trials) || trials < 1) throw new RangeError(`clopperPearson: ${trials} trials; at least 1 is needed`);
  if (!Number.isSafeInteger(successes) || successes < 0 || successes > trials) {
    throw new RangeError(`clopperPearson: ${successes} successes of ${trials} trials`);
  }
}
