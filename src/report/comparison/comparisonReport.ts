/**
 * The report of a comparison: for each scenario the league table as a dot plot, the frontier, rates under every definition,
 * and who is shown to be ahead of whom.
 */
import type { ComparedRow, ComparedScenario, CompareResult } from '../../experiment/compare/compareSchema.ts';
import { frontier, frontierPoint, type FrontierCurve, type FrontierFigure } from '../charts/frontier.ts';
import { leagueDots, type LeagueDot } from '../charts/leagueDots.ts';
import { dotColumns, dotRow, frontierColumns, frontierRow } from '../chartTables.ts';
import type { DataColumn, DataTable } from '../exports/dataTable.ts';
import type { ReportFile } from '../exports/reportFile.ts';
import { formatLimit, formatPercent } from '../format.ts';
import { ruleWords } from '../metricCatalogue.ts';
import { pageFiles, type Page, type PageSection } from '../page.ts';

export function comparisonReport(result: CompareResult): Promise<ReportFile[]> {
  return pageFiles(comparisonPage(result));
}

export function comparisonPage(result: CompareResult): Page {
  const { scenarios } = result;
  const strategies = [...new Set(scenarios.flatMap(({ rows }) => rows.map(({ label }) => label)))];
  return {
    title: `Strategies compared: ${scenarios.map(({ title }) => title).join('; ')}`, description: '', overdial: result.overdial, command: result.command, result, flat: flatTable(result),
    facts: [
      ['Scenarios', scenarios.map(({ id }) => id).join(', ')], ['Strategies', strategies.join(', ')],
      ['Replications', scenarios.map(({ id, replications, seed }) => `${replications} of ${id}, seed ${seed}`).join('; ')], ['Version', `overdial ${result.overdial}`],
    ],
    sections: scenarios.map(scenarioSection), methods: methodsOf(result),
  };
}

function scenarioSection(scenario: ComparedScenario): PageSection {
  const { id, title, agents, limit, windowShareMax, optimum, rule } = scenario;
  const shown = limit >= 1 ? null : limit;
  const dots = ordered(scenario).map(({ label, compliant, metrics }): LeagueDot => ({
    strategy: label, compliant: compliant === true, occupancy: metrics['agents.occupancy'] ?? NOTHING, rate: metrics[`abandon.${rule}.rate`] ?? NOTHING,
  }));
  const curves = curvesOf(scenario);
  const windows = windowShareMax === null ? '' : `, and at most ${formatLimit(windowShareMax)} of the days may be over it`;
  const exact = optimum === null ? '' : ` The exact optimum of this world is an occupancy of ${formatPercent(optimum.occupancy)}; progressive dialling reaches ${formatPercent(optimum.progressiveOccupancy)}.`;
  const tuned = tunedTable(scenario);
  return {
    heading: title,
    paragraphs: [`${agents} agents. The limit is ${formatLimit(limit)} under the rule “${ruleWords(rule)}”${windows}.${exact}`, selectionWords(scenario)].filter((text) => text !== ''),
    figures: [
      { spec: (size) => leagueDots(dots, shown, size), data: { name: `${id}-league`, title: 'Occupancy and abandon rate', columns: dotColumns, rows: dots.map(dotRow) } },
      {
        spec: (size) => frontier(curves, { limit: shown, optimumOccupancy: optimum?.occupancy ?? null }, size),
        data: { name: `${id}-frontier`, title: 'Frontier', columns: frontierColumns, rows: curves.flatMap(({ strategy, points }) => points.map((point) => frontierRow(strategy, point))) },
      },
    ],
    tables: [leagueTable(scenario), ...(tuned === null ? [] : [tuned])], more: [rulesTable(scenario), pairsTable(scenario)],
  };
}

/** As given and tuned, the highest occupancy first; what could not be run is left out. */
function ordered({ rows, tuned }: ComparedScenario): ComparedRow[] {
  const all = [...rows, ...tuned.flatMap(({ best }) => (best === null || rows.some(({ strategy }) => JSON.stringify(strategy) === JSON.stringify(best.strategy)) ? [] : [best]))];
  const occupancy = (row: ComparedRow): number => row.metrics['agents.occupancy']?.estimate ?? 0;
  return all.filter(({ fault, replications }) => fault === null && replications > 0).sort((left, right) => occupancy(right) - occupancy(left));
}

/** A curve where the setting was swept, else a point; the highest occupancy first. */
function curvesOf(scenario: ComparedScenario): FrontierCurve[] {
  const swept = new Map(scenario.tuned.map(({ label, setting, sweep }) => [label, sweep.flatMap((point) => frontierPoint(point.occupancy, point.rate, `${setting} ${point.value}`))]));
  return ordered(scenario).filter((row) => scenario.rows.includes(row)).map(({ label, metrics }) => ({
    strategy: label, points: swept.get(label) ?? frontierPoint(metrics['agents.occupancy'] ?? NOTHING, metrics[`abandon.${scenario.rule}.rate`] ?? NOTHING, ''),
  }));
}

function leagueTable(scenario: ComparedScenario): DataTable {
  const { id, title, rule, dayRule, optimum } = scenario;
  const columns: DataColumn[] = [
    { id: 'strategy', head: 'Strategy', kind: 'text' }, { id: 'occupancy', head: 'Occupancy', kind: 'percent' }, { id: 'occupancy_half_width', head: '±', kind: 'percent' },
    { id: 'rate', head: 'Abandoned', kind: 'percent' }, { id: 'rate_half_width', head: '±', kind: 'percent' }, { id: 'day_share', head: 'Days over the limit', kind: 'percent' },
    { id: 'compliant', head: 'Complies', kind: 'text' }, { id: 'predictive_gain', head: 'Gain over progressive', kind: 'minutesPerHour' }, { id: 'agent_wait', head: 'Agents wait', kind: 'seconds' },
    { id: 'dials_per_connect', head: 'Dials per connect', kind: 'number' },
    ...(optimum === null ? [] : [{ id: 'gap_closed', head: 'Gap closed', kind: 'percent' as const }, { id: 'regret', head: 'Regret', kind: 'percent' as const }]),
  ];
  return {
    name: `${id}-table`, title: `League table: ${title}`, columns,
    rows: ordered(scenario).map(({ label, compliant, metrics, predictiveGain, gapClosed, regret }) => [
      label, metrics['agents.occupancy']?.estimate ?? null, metrics['agents.occupancy']?.halfWidth ?? null, metrics[`abandon.${rule}.rate`]?.estimate ?? null,
      metrics[`abandon.${rule}.rate`]?.halfWidth ?? null, metrics[`abandon.${dayRule}.windowViolationShare`]?.estimate ?? null, compliant, predictiveGain.estimate,
      metrics['agents.waitMeanMs']?.estimate ?? null, metrics['list.dialsPerConnect']?.estimate ?? null, ...(optimum === null ? [] : [gapClosed.estimate, regret.estimate]),
    ]),
  };
}

function tunedTable({ id, tuned, limit }: ComparedScenario): DataTable | null {
  if (tuned.length === 0) return null;
  return {
    name: `${id}-tuned`, title: `Occupancy at exactly ${formatLimit(limit)} abandoned`,
    columns: [
      { id: 'strategy', head: 'Strategy', kind: 'text' }, { id: 'setting', head: 'Setting', kind: 'text' }, { id: 'occupancy', head: 'Occupancy', kind: 'percent' },
      { id: 'half_width', head: '±', kind: 'percent' }, { id: 'between', head: 'between', kind: 'text' }, { id: 'best', head: 'Best compliant', kind: 'text' },
    ],
    rows: tuned.map(({ label, setting, atLimit, best }) => [
      label, setting, atLimit?.occupancy.estimate ?? null, atLimit?.occupancy.halfWidth ?? null,
      atLimit === null ? null : atLimit.bracket === null ? 'outside the grid' : `${atLimit.bracket[0]} to ${atLimit.bracket[1]}`, best === null ? 'none' : String(best.strategy.parameters[setting]),
    ]),
  };
}

function rulesTable(scenario: ComparedScenario): DataTable {
  const rows = ordered(scenario);
  const paths = Object.keys(rows[0]?.metrics ?? {}).filter((path) => /^abandon\..*\.rate$/.test(path));
  return {
    name: `${scenario.id}-rules`, title: 'Abandon rate under each definition',
    columns: [{ id: 'strategy', head: 'Strategy', kind: 'text' }, ...paths.map((path): DataColumn => ({ id: path.split('.')[1]!, head: ruleWords(path.split('.')[1]!), kind: 'percent' }))],
    rows: rows.map(({ label, metrics }) => [label, ...paths.map((path) => metrics[path]?.estimate ?? null)]),
  };
}

function pairsTable({ id, pairs }: ComparedScenario): DataTable {
  return {
    name: `${id}-pairs`, title: 'Differences of occupancy, pair by pair',
    columns: [
      { id: 'basis', head: 'Settings', kind: 'text' }, { id: 'first', head: 'First', kind: 'text' }, { id: 'second', head: 'Second', kind: 'text' },
      { id: 'difference', head: 'First − second', kind: 'percent' }, { id: 'lower', head: 'from', kind: 'percent' }, { id: 'upper', head: 'to', kind: 'percent' },
      { id: 'p_holm', head: 'p after Holm', kind: 'text' }, { id: 'winner', head: 'Shown to be ahead', kind: 'text' },
    ],
    rows: pairs.map(({ basis, first, second, occupancy, pHolm, winner }) => [
      BASIS[basis], first, second, occupancy.estimate, occupancy.lower, occupancy.upper, pHolm === null ? null : pHolm < 0.0001 ? '< 0.0001' : pHolm.toFixed(4), winner ?? 'nobody',
    ]),
  };
}

/** One line for each row and metric. */
function flatTable({ scenarios }: CompareResult): DataTable {
  const text = (id: string): DataColumn => ({ id, head: id, kind: 'text' });
  return {
    name: 'results', title: 'Results', columns: ['scenario', 'strategy', 'replications', 'compliant', 'metric', 'estimate', 'lower', 'upper'].map(text),
    rows: scenarios.flatMap((scenario) => ordered(scenario).flatMap(({ label, replications, compliant, metrics, predictiveGain, gapClosed }) => (
      Object.entries({ ...metrics, 'comparison.predictiveGain': predictiveGain, 'comparison.gapClosed': gapClosed }).map(([path, { estimate, lower, upper }]) => (
        [scenario.id, label, replications, compliant, path, estimate, lower, upper]
      ))
    ))),
  };
}

function selectionWords({ selection }: ComparedScenario): string {
  if (selection === null) return '';
  if (selection.candidates.length === 0) return 'No strategy complies.';
  return selection.best === null ? `Which of ${selection.survivors.join(', ')} is the best within the limit was not decided in ${selection.replications} replications.`
    : `The best within the limit is ${selection.best}, by Kim and Nelson’s selection at 95 %; differences below 0.5 points do not count.`;
}

function methodsOf({ overdial, scenarios }: CompareResult): string {
  const each = scenarios.map(({ id, digest, seed, replications, tuningSeed, tuningReplications }) => (
    `${id} (digest ${digest}, seed ${seed}, ${replications} replications${tuningSeed === null ? '' : `; settings were tuned on ${tuningReplications} replications of seed ${tuningSeed}`})`
  )).join('; ');
  return `Simulated with overdial ${overdial}: ${each}. Replication r of every strategy draws from the same random numbers. Ratios are sums over replications, with jackknifed two-sided 95 % intervals; `
    + 'differences are paired by replication, with Holm’s correction over all pairs of a scenario at 5 %.';
}

const BASIS = { asGiven: 'as given', bestCompliant: 'best compliant', atLimit: 'at the limit' } as const;
const NOTHING: FrontierFigure = { estimate: null, lower: null, upper: null };
