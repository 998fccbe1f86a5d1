/**
 * The order of a league table, and who is tied with the best.
 *
 * Rule: by occupancy at the best compliant setting, those without one last; paired differences to the best other strategy,
 * Holm's correction over the strategies of the scenario at 5 %. Tied: not shown to be behind, with a half-width of at most
 * half a percentage point.
 */
import { holm } from '../../measure/statistics/holm.ts';
import { jackknifeRatio } from '../../measure/statistics/jackknifeRatio.ts';
import type { RatioSums } from '../../measure/statistics/jackknifeRatioDifference.ts';
import { pairedDifference } from '../../measure/statistics/pairedDifference.ts';
import { plainInterval } from '../intervals.ts';
import type { BenchmarkResult, BenchmarkRow, BenchmarkScenario } from './benchmarkSchema.ts';

/** @param occupancies sums behind the occupancy at the best compliant setting, by strategy; compared over the replications that both have */
export function rankRows(rows: readonly BenchmarkRow[], occupancies: ReadonlyMap<string, RatioSums>): BenchmarkRow[] {
  const ranked = [...rows].sort((left, right) => rankOf(right) - rankOf(left));
  const differences = ranked.map((row) => {
    const own = occupancies.get(row.strategy);
    const other = ranked.find(({ strategy }) => strategy !== row.strategy && occupancies.has(strategy));
    if (own === undefined || other === undefined) return null;
    const beside = occupancies.get(other.strategy)!;
    const common = Math.min(own.numerators.length, beside.numerators.length);
    const [left, right] = [pseudoValuesOf(beside, common), pseudoValuesOf(own, common)];
    return left === null || right === null ? null : pairedDifference(left, right);
  });
  const corrected = holm(differences.flatMap((difference) => (difference === null ? [] : [difference.p])));
  let next = 0;
  return ranked.map((row, index) => {
    const difference = differences[index];
    if (difference === undefined || difference === null) return row;
    const pHolm = corrected[next]!;
    next += 1;
    const isBehind = pHolm < SIGNIFICANCE && difference.estimate > 0;
    return { ...row, behindBest: plainInterval(difference), pHolm, tiedWithBest: !isBehind && (difference.halfWidth <= HALF_WIDTH_MAX || difference.upper <= 0) };
  });
}

/** Mean over families of the gap closed at the best compliant setting; ties by the mean share of windows over the limit. */
export function rankOverall(scenarios: readonly BenchmarkScenario[]): BenchmarkResult['overall'] {
  const strategies = [...new Set(scenarios.flatMap(({ rows }) => rows.filter(({ isBound }) => !isBound).map(({ strategy }) => strategy)))];
  return strategies.map((strategy) => {
    const gaps = new Map<string, number[]>();
    const shares: number[] = [];
    let compliantIn = 0;
    for (const { family, rows, reference } of scenarios) {
      const row = rows.find((each) => each.strategy === strategy);
      if (row === undefined || row.asGiven === null || reference === null) continue;
      const best = row.best === null ? null : row[row.best];
      if (best !== null) compliantIn += 1;
      gaps.set(family, [...(gaps.get(family) ?? []), best?.gapClosed.estimate ?? 0]);
      if (best?.windowShare.estimate !== undefined && best.windowShare.estimate !== null) shares.push(best.windowShare.estimate);
    }
    const families = [...gaps.values()].map(mean);
    return { strategy, gapClosed: families.length === 0 ? 0 : mean(families), violationShare: shares.length === 0 ? null : mean(shares), families: families.length, compliantIn };
  }).filter(({ families }) => families > 0).sort((left, right) => right.gapClosed - left.gapClosed || (left.violationShare ?? 1) - (right.violationShare ?? 1));
}

/** Of the first so many replications; null: too few, or no value. */
function pseudoValuesOf({ numerators, denominators }: RatioSums, count: number): readonly number[] | null {
  return count < 2 ? null : jackknifeRatio(numerators.slice(0, count), denominators.slice(0, count))?.pseudoValues ?? null;
}

/** The bound stands above all, whoever complies by occupancy, the others by what they do as given, below zero. */
function rankOf(row: BenchmarkRow): number {
  const best = row.best === null ? null : row[row.best];
  if (row.isBound) return 2 + (best?.occupancy.estimate ?? 0);
  return best?.occupancy.estimate ?? (row.asGiven?.occupancy.estimate ?? -1) - 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const SIGNIFICANCE = 0.05;
const HALF_WIDTH_MAX = 0.005;
