/**
 * A ratio of sums over independent replications, θ = ΣA/ΣN, with an interval that knows that A and N vary together.
 *
 * Rule: pseudo-values J_i = Rθ̂ - (R - 1)θ_(i), θ_(i) without replication i; their mean with a t interval. The standard
 * error of the delta method is given beside it as a check. Source: Quenouille 1956; Tukey 1958; Miller, Biometrika 61 (1974).
 */
import { mean, sampleCovariance, sampleVariance, sum } from 'simple-statistics';
import { meanInterval, type Interval } from './meanInterval.ts';

export interface RatioInterval extends Interval {
  /** ΣA/ΣN; `estimate` is the mean of the pseudo-values, free of the ratio's first-order bias. */
  readonly pooled: number;
  readonly pseudoValues: readonly number[];
  /** √((s_A² - 2θ̂s_AN + θ̂²s_N²)/R)/N̄. */
  readonly deltaStandardError: number;
}

/** Null where the ratio, or the ratio without one of the replications, has denominator 0. Throws a `RangeError` for fewer than two replications. */
export function jackknifeRatio(numerators: readonly number[], denominators: readonly number[], level = 0.95): RatioInterval | null {
  const pseudoValues = ratioPseudoValues(numerators, denominators);
  if (pseudoValues === null) return null;
  const a = [...numerators];
  const n = [...denominators];
  const pooled = sum(a) / sum(n);
  const spread = sampleVariance(a) - 2 * pooled * sampleCovariance(a, n) + pooled * pooled * sampleVariance(n);
  const deltaStandardError = Math.sqrt(Math.max(0, spread) / a.length) / mean(n);
  return { ...meanInterval(pseudoValues, level), pooled, pseudoValues, deltaStandardError };
}

/** The pseudo-values of ΣA/ΣN, or null where a denominator is 0. */
export function ratioPseudoValues(numerators: readonly number[], denominators: readonly number[]): number[] | null {
  const count = numerators.length;
  if (count !== denominators.length) throw new RangeError(`jackknife: ${count} numerators and ${denominators.length} denominators`);
  if (count < 2) throw new RangeError(`jackknife: ${count} replications; at least 2 are needed`);
  const numeratorSum = sum([...numerators]);
  const denominatorSum = sum([...denominators]);
  if (denominatorSum === 0) return null;
  const pseudoValues: number[] = [];
  for (let i = 0; i < count; i++) {
    const rest = denominatorSum - denominators[i]!;
    if (rest === 0) return null;
    pseudoValues.push((count * numeratorSum) / denominatorSum - ((count - 1) * (numeratorSum - numerators[i]!)) / rest);
  }
  return pseudoValues;
}
