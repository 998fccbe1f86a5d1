/** The benchmark in the terminal: the ladder in a line, a league table for each scenario, the order over all families. */
import { formatInterval, formatLimit, formatPercent, formatValue, UNKNOWN } from '../../report/format.ts';
import { textTable } from '../textTable.ts';
import type { BenchmarkResult, BenchmarkRow, BenchmarkScenario, LadderRung } from './benchmarkSchema.ts';

/** Ends without a line break. */
export function renderBenchmark(result: BenchmarkResult): string {
  const sections = [
    `${result.benchmark}, profile ${result.profile}, overdial ${result.overdial}`, ladderLines(result.ladder), ...result.scenarios.map(renderScenario), overallTable(result),
    ...(result.notRun.length === 0 ? [] : [['not run', ...result.notRun.map((each) => `  ${each}`)].join('\n')]),
  ];
  return sections.filter((text) => text !== '').join('\n\n');
}

function ladderLines(ladder: readonly LadderRung[]): string {
  const failed = ladder.filter(({ passed }) => !passed);
  const inside = ladder.filter(({ exact, lower, upper }) => exact >= lower - 1e-12 && exact <= upper + 1e-12).length;
  if (failed.length === 0) return `oracle ladder: passed, ${ladder.length} rungs; ${inside} exact values lie in their own 99 % interval`;
  return ['oracle ladder: FAILED', ...failed.map(({ name, exact, lower, upper }) => `  ${name}: exactly ${exact.toPrecision(6)}, simulated ${lower.toPrecision(6)} … ${upper.toPrecision(6)}`)].join('\n');
}

function renderScenario(scenario: BenchmarkScenario): string {
  const { id, title, agents, replications, replicationsWanted, limit, windowShareMax, reference, progressiveOccupancy } = scenario;
  const windows = windowShareMax === null ? '' : `, at most ${formatLimit(windowShareMax)} of the windows over it`;
  const known = reference === null ? '' : `; reference ${formatPercent(reference.occupancy)} (${reference.from}), progressive ${formatPercent(progressiveOccupancy)}`;
  const isTuned = scenario.rows.some(({ sweep }) => sweep.length > 0);
  const heads = ['strategy', 'occupancy', '±', 'abandoned', '±', 'windows over', 'complies', 'gap closed', ...(isTuned ? ['at the limit', 'best compliant', 'occupancy', ''] : []), 'seconds'];
  return [
    `${title} (${id})`,
    `${agents} agents, ${replications} of ${replicationsWanted} replications; limit ${formatLimit(limit)}${windows}${known}`,
    textTable(heads, scenario.rows.filter(({ fault, asGiven }) => fault === null && asGiven !== null).map((row) => cellsOf(row, isTuned))),
    ...scenario.rows.filter(({ fault }) => fault !== null).map(({ strategy, fault }) => `${strategy}: ${fault}`),
  ].join('\n');
}

function cellsOf(row: BenchmarkRow, isTuned: boolean): string[] {
  const { asGiven, atLimit, tuned, knob } = row;
  const half = (value: number | null | undefined): string => formatPercent(value).replace(' %', '');
  return [
    row.strategy, formatPercent(asGiven?.occupancy.estimate), half(asGiven?.occupancy.halfWidth), formatPercent(asGiven?.rate.estimate), half(asGiven?.rate.halfWidth),
    formatPercent(asGiven?.windowShare.estimate), asGiven?.compliant === true ? 'yes' : 'NO', formatPercent(asGiven?.gapClosed.estimate),
    ...(isTuned ? [
      atLimit === null ? UNKNOWN : `${formatPercent(atLimit.occupancy.estimate)}${atLimit.bracket === null ? ' (end)' : ''}`,
      tuned === null || knob === null ? UNKNOWN : `${knob}=${String(tuned.parameters[knob])}`, formatPercent(tuned?.occupancy.estimate), tuned === null ? '' : formatInterval('percent', tuned.occupancy),
    ] : []),
    formatValue('count', row.seconds),
  ];
}

function overallTable({ overall }: BenchmarkResult): string {
  if (overall.length === 0) return '';
  return ['order over the families that were run', textTable(['strategy', 'gap closed', 'windows over', 'families', 'complies in'], overall.map((each) => [
    each.strategy, formatPercent(each.gapClosed), formatPercent(each.violationShare), String(each.families), `${each.compliantIn} scenarios`,
  ]))].join('\n');
}
