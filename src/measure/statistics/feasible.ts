/**
 * The feasibility step before a selection: who is shown to be over a limit is out.
 *
 * Rule: a strategy is removed when the lower one-sided 95 % bound of its abandon rate, or of its share of windows over the
 * limit, is above what is allowed. Who is only suspected stays.
 */
import { ratioBounds, windowShareBounds } from './oneSidedBounds.ts';
import type { RatioSums } from './jackknifeRatioDifference.ts';

export interface FeasibilityInput {
  /** Abandoned and answered, per replication. */
  readonly rate: RatioSums;
  readonly limit: number;
  /** Windows over the limit and windows counted, per replication; null: windows are not judged. */
  readonly windows: RatioSums | null;
  /** Largest share of windows that may be over the limit. */
  readonly windowShareMax: number;
}

/** False when the strategy is shown to be over one of the limits. At least two replications. */
export function isFeasible({ rate, limit, windows, windowShareMax }: FeasibilityInput): boolean {
  const ofRate = ratioBounds(rate.numerators, rate.denominators);
  if (ofRate !== null && ofRate.lower > limit) return false;
  const ofWindows = windows === null ? null : windowShareBounds(windows.numerators, windows.denominators);
  return ofWindows === null || ofWindows.lower <= windowShareMax;
}
