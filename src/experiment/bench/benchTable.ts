/** The gate's result as text: speed, then what moved, then every strategy's figures. */
import { textTable } from '../textTable.ts';
import type { BenchMetric, BenchResult, QualityRow } from './benchSchema.ts';

/** @param isWhole also the rows that did not move */
export function renderBench(result: BenchResult, isWhole: boolean): string {
  const { baseline, speed, quality } = result;
  const parts = [baseline === null ? 'There is no baseline to compare with.' : `Baseline: ${baseline.reason} (Node ${baseline.node}, ${baseline.processor})`];
  if (speed.length > 0) {
    parts.push(textTable(['speed, as a ratio to the bare loop', 'ratio', '99 % interval', 'baseline', 'change %', 'allowed %', 'dials/s', 'pairs', 'takes', ''], speed.map((row) => [
      row.workload, row.ratio.toFixed(4), `${row.lower.toFixed(4)} … ${row.upper.toFixed(4)}`, row.baseline?.toFixed(4) ?? '-', signed(row.change, 100, 1), `-${(100 * row.allowed).toFixed(0)}`,
      Math.round(row.dialsPerSecond).toLocaleString('en'), String(row.pairs), String(row.takes), wordOf(row.verdict),
    ])));
  }
  const moves = quality.flatMap(movesOf);
  if (moves.length > 0) parts.push(textTable(['what moved beyond noise', 'from', 'to', 'difference', '±', 'p', ''], moves));
  const shown = isWhole ? quality : [];
  if (shown.length > 0) {
    parts.push(textTable(['strategy', 'occupancy %', 'abandoned %', 'days over %', 'regret %', ''], shown.map((row) => [
      nameOf(row), percent(row.occupancy.value), percent(row.rate?.value), percent(row.violation?.value), percent(row.regret.value), row.fault ?? row.occupancy.verdict,
    ])));
  }
  const counts = ['same', 'within noise', 'better', 'worse', 'new'].map((verdict) => `${quality.filter((row) => verdictOf(row) === verdict).length} ${verdict}`);
  if (quality.length > 0) parts.push(`Quality: ${counts.join(', ')}.`);
  parts.push(result.isInterrupted ? 'Interrupted: not everything was measured.' : result.isRegression ? 'REGRESSION: something is worse than the baseline.' : 'No regression.');
  return parts.join('\n\n');
}

function movesOf(row: QualityRow): string[][] {
  const metrics: [string, BenchMetric | null][] = [['occupancy', row.occupancy], ['abandoned', row.rate], ['days over', row.violation]];
  const moves = metrics.flatMap(([what, metric]) => (metric === null || (metric.verdict !== 'better' && metric.verdict !== 'worse') ? [] : [[
    `${nameOf(row)}, ${what} %`, percent(metric.baseline), percent(metric.value), signed(metric.difference.estimate, 100, 2), percent(metric.difference.halfWidth),
    metric.p === null ? '-' : metric.p < 0.0001 ? '<0.0001' : metric.p.toFixed(4), wordOf(metric.verdict),
  ]]));
  if (moves.length > 0 && row.regret.value !== null) moves.push([`${nameOf(row)}, regret %`, percent(row.regret.baseline), percent(row.regret.value), '', '', '', '']);
  return moves;
}

function verdictOf(row: QualityRow): string {
  const verdicts = [row.occupancy, row.rate, row.violation].map((metric) => metric?.verdict);
  return ['worse', 'better', 'new', 'within noise'].find((verdict) => verdicts.includes(verdict as BenchMetric['verdict'])) ?? 'same';
}

/** Moves stand out. */
function wordOf(verdict: BenchMetric['verdict']): string {
  return verdict === 'worse' || verdict === 'better' ? verdict.toUpperCase() : verdict;
}

function nameOf({ scenario, strategy, basis }: QualityRow): string {
  return `${scenario} ${strategy}${basis === 'limit' ? ' at the limit' : ''}`;
}

function percent(value: number | null | undefined): string {
  return value === null || value === undefined ? '-' : (100 * value).toFixed(2);
}

function signed(value: number | null, factor: number, digits: number): string {
  return value === null ? '-' : `${value >= 0 ? '+' : ''}${(factor * value).toFixed(digits)}`;
}
