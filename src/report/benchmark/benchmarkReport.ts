/**
 * The benchmark's report: the order over all families, then league table, dot plot and frontier of each scenario, the oracle
 * ladder, and what was not run.
 */
import type { BenchmarkResult, BenchmarkRow, BenchmarkScenario, BenchmarkScore } from '../../experiment/benchmark/benchmarkSchema.ts';
import { frontier, frontierPoint, type FrontierCurve } from '../charts/frontier.ts';
import { leagueDots, type LeagueDot } from '../charts/leagueDots.ts';
import type { ChartSize } from '../charts/theme.ts';
import type { DataColumn, DataTable, DataValue } from '../exports/dataTable.ts';
import type { ReportFile } from '../exports/reportFile.ts';
import { formatLimit, formatPercent } from '../format.ts';
import { pageFiles, type Page, type PageSection } from '../page.ts';
import { dotColumns, dotRow, frontierColumns, frontierRow } from '../chartTables.ts';

export function benchmarkReport(result: BenchmarkResult): Promise<ReportFile[]> {
  return pageFiles(benchmarkPage(result));
}

function benchmarkPage(result: BenchmarkResult): Page {
  const missing = result.notRun.length === 0 ? [] : [{ heading: 'Not run', paragraphs: result.notRun }];
  const ladderPassed = result.ladder.filter(({ passed }) => passed).length;
  return {
    title: `${result.benchmark}, profile ${result.profile}`, overdial: result.overdial, command: result.command, result: rounded(result), isEmbedded: false, flat: flatTable(result),
    description: 'A frozen set of scenarios, scoring rules and goals for outbound pacing: how busy can agents be while the abandon limit is kept?',
    facts: [
      ['Scenarios', result.scenarios.map(({ id }) => id).join(', ')], ['Strategies', [...new Set(result.scenarios.flatMap(({ rows }) => rows.map(({ strategy }) => strategy)))].join(', ')],
      ['Seeds', `${result.seeds.scoring} for scores, ${result.seeds.tuning} for tuning`], ['Oracle ladder', `${ladderPassed} of ${result.ladder.length} rungs passed`],
    ],
    sections: [
      ...(result.overall.length === 0 ? [] : [{ heading: 'Order over the families', paragraphs: [OVERALL_WORDS], tables: [overallTable(result)] }]), ...missing,
      ...result.scenarios.map(scenarioSection), { heading: 'Oracle ladder', paragraphs: [LADDER_WORDS], more: [ladderTable(result)] },
    ],
    methods: methodsOf(result),
  };
}

/** A repository carries it: five digits are more than any of its figures has to say. Times in ms, of the quick profile, stay whole. */
function rounded(result: BenchmarkResult): unknown {
  return JSON.parse(JSON.stringify(result, (_, value: unknown) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(DIGITS)) : value)));
}

function scenarioSection(scenario: BenchmarkScenario): PageSection {
  const { id, title, agents, limit, windowShareMax, reference, replications, replicationsWanted, progressiveOccupancy } = scenario;
  const isExact = reference?.from === 'exact optimum';
  const dots = scenario.rows.flatMap(dotsOf);
  const curves = scenario.rows.filter(({ isBound }) => !isBound).map(curveOf);
  const known = reference === null ? '' : ` Reference: ${formatPercent(reference.occupancy)} (${reference.from}); progressive: ${formatPercent(progressiveOccupancy)}.`;
  return {
    heading: `${title} (${id})`,
    paragraphs: [
      `${agents} agents, ${replications} of ${replicationsWanted} replications. The limit is ${formatLimit(limit)} of the answered calls`
      + `${windowShareMax === null ? '' : `, and at most ${formatLimit(windowShareMax)} of the days may be over it`}.${known}`,
    ],
    figures: [
      { spec: (size) => leagueDots(dots, limit, size), data: { name: `${id}-league`, title: 'Occupancy and abandon rate', columns: dotColumns, rows: dots.map(dotRow) } },
      // Without a sweep there are points only, and those are in the plot above.
      ...(curves.some(({ points }) => points.length > 1) ? [{
        spec: (size: ChartSize) => frontier(curves, { limit, optimumOccupancy: isExact ? reference.occupancy : null }, size),
        data: { name: `${id}-frontier`, title: 'Frontier', columns: frontierColumns, rows: curves.flatMap(({ strategy, points }) => points.map((point) => frontierRow(strategy, point))) },
      }] : []),
    ],
    tables: [leagueTable(scenario)],
  };
}

function leagueTable({ id, title, rows }: BenchmarkScenario): DataTable {
  const columns: DataColumn[] = [
    { id: 'strategy', head: 'Strategy', kind: 'text' }, { id: 'default_occupancy', head: 'Default: occupancy', kind: 'percent' }, { id: 'default_occupancy_half_width', head: '±', kind: 'percent' },
    { id: 'default_rate', head: 'abandoned', kind: 'percent' }, { id: 'default_rate_half_width', head: '±', kind: 'percent' }, { id: 'default_window_share', head: 'days over', kind: 'percent' },
    { id: 'default_compliant', head: 'complies', kind: 'text' }, { id: 'default_gap_closed', head: 'gap closed', kind: 'percent' },
    { id: 'at_limit_occupancy', head: 'At the limit: occupancy', kind: 'percent' }, { id: 'at_limit_between', head: 'between', kind: 'text' },
    { id: 'tuned_value', head: 'Best compliant: setting', kind: 'text' }, { id: 'tuned_occupancy', head: 'occupancy', kind: 'percent' }, { id: 'tuned_occupancy_half_width', head: '±', kind: 'percent' },
    { id: 'tuned_rate', head: 'abandoned', kind: 'percent' }, { id: 'tuned_window_share', head: 'days over', kind: 'percent' },
    { id: 'predictive_gain', head: 'Gain', kind: 'minutesPerHour' }, { id: 'agent_wait', head: 'Agents wait', kind: 'seconds' }, { id: 'dials_per_connect', head: 'Dials per connect', kind: 'number' },
    { id: 'tied_with_best', head: 'Best or tied', kind: 'text' }, { id: 'seconds', head: 'Run, s', kind: 'count' },
  ];
  const isUsed = (index: number): boolean => index === 0 || rows.some((row) => leagueRow(row)[index] !== null);
  return {
    name: `${id}-league`, title: `League table: ${title}`, columns: columns.filter((_, index) => isUsed(index)),
    rows: rows.map((row) => leagueRow(row).filter((_, index) => isUsed(index))),
  };
}

function leagueRow(row: BenchmarkRow): DataValue[] {
  const { asGiven: given, atLimit, tuned, knob } = row;
  const best = row.best === null ? null : row[row.best];
  const figure = (path: string): number | null => (best ?? given)?.metrics[path]?.estimate ?? null;
  return [
    row.strategy, given?.occupancy.estimate ?? null, given?.occupancy.halfWidth ?? null, given?.rate.estimate ?? null, given?.rate.halfWidth ?? null, given?.windowShare.estimate ?? null,
    given?.compliant ?? null, given?.gapClosed.estimate ?? null, atLimit?.occupancy.estimate ?? null,
    atLimit === null ? null : atLimit.bracket === null ? 'outside the grid' : `${knob} ${atLimit.bracket[0]} to ${atLimit.bracket[1]}`,
    row.sweep.length === 0 ? null : tuned === null || knob === null ? 'none complies' : `${knob} ${String(tuned.parameters[knob])}`, tuned?.occupancy.estimate ?? null, tuned?.occupancy.halfWidth ?? null,
    tuned?.rate.estimate ?? null, tuned?.windowShare.estimate ?? null, (best ?? given)?.predictiveGain.estimate ?? null, figure('agents.waitMeanMs'), figure('list.dialsPerConnect'), row.tiedWithBest,
    row.seconds === 0 ? null : row.seconds,
  ];
}

function dotsOf({ strategy, asGiven, tuned, knob }: BenchmarkRow): LeagueDot[] {
  const dot = (label: string, score: BenchmarkScore | null): LeagueDot[] => (score === null ? [] : [{ strategy: label, compliant: score.compliant, occupancy: score.occupancy, rate: score.rate }]);
  const isSame = tuned !== null && asGiven !== null && JSON.stringify(tuned.parameters) === JSON.stringify(asGiven.parameters);
  return [...(isSame || tuned === null || knob === null ? [] : dot(`${strategy}, ${knob} ${String(tuned.parameters[knob])}`, tuned)), ...dot(strategy, asGiven)];
}

function curveOf({ strategy, asGiven, sweep, knob }: BenchmarkRow): FrontierCurve {
  if (sweep.length > 0) return { strategy, points: sweep.flatMap(({ occupancy, rate, value }) => frontierPoint(occupancy, rate, `${knob} ${value}`)) };
  return { strategy, points: asGiven === null ? [] : frontierPoint(asGiven.occupancy, asGiven.rate, '') };
}

function overallTable({ overall }: BenchmarkResult): DataTable {
  return {
    name: 'overall', title: 'Order over the families that were run',
    columns: [
      { id: 'strategy', head: 'Strategy', kind: 'text' }, { id: 'gap_closed', head: 'Gap closed', kind: 'percent' }, { id: 'window_share', head: 'Days over the limit', kind: 'percent' },
      { id: 'families', head: 'Families', kind: 'count' }, { id: 'compliant_in', head: 'Complies in so many scenarios', kind: 'count' },
    ],
    rows: overall.map((each) => [each.strategy, each.gapClosed, each.violationShare, each.families, each.compliantIn]),
  };
}

function ladderTable({ ladder }: BenchmarkResult): DataTable {
  return {
    name: 'ladder', title: 'Oracle ladder',
    columns: [
      { id: 'rung', head: 'Rung', kind: 'text' }, ...['exact', 'lower', 'upper', 'p_holm'].map((id) => ({ id, head: HEADS[id]!, kind: 'text' as const })), { id: 'passed', head: 'Passed', kind: 'text' },
    ],
    rows: ladder.map(({ name, exact, lower, upper, pHolm, passed }) => [name, ...[exact, lower, upper, pHolm].map((value) => Number(value.toPrecision(5))), passed]),
  };
}

/** One line for each score, with everything that a data frame may want. */
function flatTable({ scenarios }: BenchmarkResult): DataTable {
  const figures = ['occupancy', 'rate', 'windowShare', 'gapClosed', 'predictiveGain'] as const;
  const lines = scenarios.flatMap((scenario) => scenario.rows.flatMap((row) => (['asGiven', 'tuned'] as const).flatMap((basis) => {
    const score = row[basis];
    return score === null ? [] : [[
      scenario.id, scenario.family, scenario.agents, row.strategy, basis, JSON.stringify(score.parameters), score.replications, score.digest, score.compliant,
      ...figures.flatMap((name) => [score[name].estimate, score[name].lower, score[name].upper]),
    ]];
  })));
  const text = (id: string): DataColumn => ({ id, head: id, kind: 'text' });
  return {
    name: 'results', title: 'Results',
    columns: [
      ...['scenario', 'family', 'agents', 'strategy', 'basis', 'parameters', 'replications', 'digest', 'compliant'].map(text),
      ...figures.flatMap((name) => [text(name), text(`${name}Lower`), text(`${name}Upper`)]),
    ],
    rows: lines,
  };
}

function methodsOf(result: BenchmarkResult): string {
  const runs = result.scenarios.map(({ id, digest, replications }) => `${id} (digest ${digest}, ${replications})`).join(', ');
  return `Benchmark ${result.benchmark}, profile ${result.profile}, was simulated with overdial ${result.overdial}. Scenarios, with their digests and replications: ${runs}. `
    + `Scores use replications from 1 on of seed ${result.seeds.scoring}, tuning the first ${result.seeds.tuningReplications} of seed ${result.seeds.tuning}; all strategies share their random numbers. `
    + 'Ratios are pooled and jackknifed over replications with two-sided 95 % intervals; shares of windows have the wider of that interval and Clopper and Pearson’s; '
    + 'occupancy at exactly the limit is interpolated between the two neighbouring settings; strategies are compared pairwise by replication with Holm’s correction at 5 %.';
}

const DIGITS = 5;
const HEADS: Readonly<Record<string, string>> = { exact: 'Exact', lower: 'Simulated, from', upper: 'to', p_holm: 'p after Holm' };
const OVERALL_WORDS = 'How much of the way from progressive dialling to the reference a strategy goes at its best compliant setting, as a mean over the families of scenarios that were run; 0 where no setting complies.';
const LADDER_WORDS = 'Before any league table the simulation is held against values that are known exactly: each should lie in the 99 % interval of 20 seeds, Holm’s correction over all rungs.';
