/**
 * One-sided bounds of a ratio and of a share of windows: what can be said with this confidence about one side only.
 *
 * Rule: a ratio of sums by the jackknife's t; a share of windows by the jackknife and by Clopper–Pearson on the pooled
 * count, whichever reaches further, because the windows of one replication share a strategy's memory.
 */
import { sum } from 'simple-statistics';
import { betaQuantile } from './betaQuantile.ts';
import { clopperPearsonUpper } from './clopperPearson.ts';
import { jackknifeRatio } from './jackknifeRatio.ts';
import { studentTQuantile } from './studentT.ts';

/** Each bound by itself holds with the level. */
export interface OneSidedBounds { readonly lower: number; readonly upper: number }

/** Bounds of ΣA/ΣN over at least two replications; null where the ratio does not exist. */
export function ratioBounds(numerators: readonly number[], denominators: readonly number[], level = 0.95): OneSidedBounds | null {
  const ratio = jackknifeRatio(numerators, denominators, level);
  if (ratio === null) return null;
  const reach = studentTQuantile(level, numerators.length - 1) * ratio.standardError;
  return { lower: ratio.estimate - reach, upper: ratio.estimate + reach };
}

/** Bounds of a share of windows; null without windows. */
export function windowShareBounds(exceeding: readonly number[], counted: readonly number[], level = 0.95): OneSidedBounds | null {
  const windows = sum([...counted]);
  if (windows === 0) return null;
  const over = sum([...exceeding]);
  const lower = over === 0 ? 0 : betaQuantile(1 - level, over, windows - over + 1);
  const upper = clopperPearsonUpper(over, windows, level);
  const jackknife = exceeding.length < 2 ? null : ratioBounds(exceeding, counted, level);
  return jackknife === null ? { lower, upper } : { lower: Math.min(lower, jackknife.lower), upper: Math.max(upper, jackknife.upper) };
}
