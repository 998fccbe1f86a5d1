/**
 * The gate of the quick profile: is a strategy worse than the committed results, beyond noise?
 *
 * Rule: replications have the same random numbers as the committed ones, so they are compared pair by pair. It is a
 * regression where occupancy falls, or the abandon rate or the share of windows over the limit rises, by more than the
 * 95 % half-width of the paired difference.
 */
import { jackknifeRatioDifference, type RatioSums } from '../../measure/statistics/jackknifeRatioDifference.ts';
import type { BenchmarkResult, BenchmarkRow } from './benchmarkSchema.ts';

export interface Moved {
  readonly scenario: string;
  readonly figure: 'occupancy' | 'abandon rate' | 'windows over the limit';
  readonly before: number;
  readonly after: number;
  /** After minus before, and the half-width of its interval. */
  readonly difference: number;
  readonly halfWidth: number;
  readonly isWorse: boolean;
}

/** What moved beyond noise. Throws a RangeError where the committed results are of another kind. */
export function movedSince(committed: BenchmarkResult, now: BenchmarkResult, strategy: string): Moved[] {
  if (committed.profile !== 'quick') throw new RangeError('the committed results are not of the quick profile; write them anew with --quick --update');
  return now.scenarios.flatMap((scenario) => {
    const old = committed.scenarios.find(({ id }) => id === scenario.id);
    if (old === undefined) return [];
    if (old.digest !== scenario.digest) throw new RangeError(`${scenario.id} has changed since the committed results; write them anew with --quick --update`);
    const before = sumsOf(old.rows, strategy);
    const after = sumsOf(scenario.rows, strategy);
    if (before === null || after === null || before.busyMs.length !== after.busyMs.length) return [];
    return FIGURES.flatMap(({ figure, ratio, sign }) => {
      const [was, is] = [ratio(before), ratio(after)];
      const difference = jackknifeRatioDifference(is, was);
      if (difference === null || Math.abs(difference.estimate) <= Math.max(difference.halfWidth, NEGLIGIBLE)) return [];
      return [{
        scenario: scenario.id, figure, before: pooled(was), after: pooled(is), difference: difference.estimate, halfWidth: difference.halfWidth, isWorse: sign * difference.estimate < 0,
      }];
    });
  });
}

type Sums = NonNullable<BenchmarkRow['sums']>;

/** `sign`: 1 where more is better. */
const FIGURES: readonly { figure: Moved['figure']; ratio: (sums: Sums) => RatioSums; sign: 1 | -1 }[] = [
  { figure: 'occupancy', ratio: ({ busyMs, staffedMs }) => ({ numerators: busyMs, denominators: staffedMs }), sign: 1 },
  { figure: 'abandon rate', ratio: ({ abandoned, answered }) => ({ numerators: abandoned, denominators: answered }), sign: -1 },
  { figure: 'windows over the limit', ratio: ({ windowsOver, windowsCounted }) => ({ numerators: windowsOver, denominators: windowsCounted }), sign: -1 },
];

function sumsOf(rows: readonly BenchmarkRow[], strategy: string): Sums | null {
  return rows.find((row) => row.strategy === strategy)?.sums ?? null;
}

function pooled({ numerators, denominators }: RatioSums): number {
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  return total(numerators) / total(denominators);
}

/** Rounding. */
const NEGLIGIBLE = 1e-12;
