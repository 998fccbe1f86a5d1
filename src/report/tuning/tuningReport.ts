/**
 * The report of a tuning: the recommendation in words, the frontier of the setting beside progressive and the best strategy we
 * know, and what other sizes of the team would get.
 */
import type { BesideStrategy, Recommendation, TunedPoint, TunedTeam, TuneResult } from '../../experiment/tune/tuneSchema.ts';
import { frontier, frontierPoint, type FrontierCurve } from '../charts/frontier.ts';
import { teamSizes } from '../charts/teamSizes.ts';
import { frontierColumns, frontierRow } from '../chartTables.ts';
import type { DataColumn, DataTable, DataValue } from '../exports/dataTable.ts';
import type { ReportFile } from '../exports/reportFile.ts';
import type { Figure } from '../exports/picture.ts';
import { formatLimit } from '../format.ts';
import { pageFiles, type Page } from '../page.ts';

/** @param words the recommendation as the terminal prints it, a line each */
export function tuningReport(result: TuneResult, words: readonly string[]): Promise<ReportFile[]> {
  return pageFiles(tuningPage(result, words));
}

export function tuningPage(result: TuneResult, words: readonly string[]): Page {
  const { team, staffing, settings } = result;
  const teams = [team, ...staffing];
  return {
    title: `How bold may the dialer be? ${result.title}`, description: '', overdial: result.overdial, command: result.command, result, flat: flatTable(result),
    facts: [
      ['Scenario', result.scenario], ['Strategy', `${result.strategy}, ${settings.join(' and ')}`], ['Agents', String(team.agents)],
      ['Limit', `${formatLimit(result.limit)} of the answered calls`], ['Seed', result.seed], ['Version', `overdial ${result.overdial}`],
    ],
    sections: [
      { heading: 'Recommendation', paragraphs: words, tables: [recommendationTable(result)] },
      { heading: 'What each setting does', figures: [frontierFigure(result)], tables: [sweepTable(team.points, settings)] },
      ...(staffing.length === 0 ? [] : [{ heading: 'Other sizes of the team', figures: settings.length === 1 ? [staffingFigure(teams, settings[0]!, result.strategy)] : [], tables: [staffingTable(teams, settings)] }]),
    ],
    methods: methodsOf(result),
  };
}

function frontierFigure({ team, strategy, progressive, best, limit, settings }: TuneResult): Figure {
  const single = (each: BesideStrategy | null): FrontierCurve[] => (each === null ? [] : [{ strategy: each.strategy, points: frontierPoint(each.occupancy, each.rate, '') }]);
  const curves = [{ strategy, points: team.points.flatMap((point) => frontierPoint(point.occupancy, point.rate, settings.map((name) => `${name} ${point.values[name]}`).join(', '))) }, ...single(best), ...single(progressive)];
  return {
    spec: (size) => frontier(curves, { limit, optimumOccupancy: null }, size),
    data: { name: 'frontier', title: 'Frontier', columns: frontierColumns, rows: curves.flatMap((curve) => curve.points.map((point) => frontierRow(curve.strategy, point))) },
  };
}

function staffingFigure(teams: readonly TunedTeam[], setting: string, strategy: string): Figure {
  const points = teams.map(({ agents, longRun }) => ({ agents, occupancy: longRun?.occupancy ?? null, setting: longRun?.values[setting] ?? null }));
  const name = strategy === 'fixed-ratio-idle' ? 'calls per free agent' : `${setting} of ${strategy}`;
  return {
    spec: (size) => teamSizes(points, name, size),
    data: {
      name: 'team-sizes', title: 'Occupancy by team size',
      columns: [
        { id: 'agents', head: 'Agents', kind: 'count' }, { id: 'setting', head: setting, kind: 'text' }, { id: 'occupancy', head: 'Occupancy', kind: 'percent' },
        { id: 'occupancy_lower', head: 'from', kind: 'percent' }, { id: 'occupancy_upper', head: 'to', kind: 'percent' },
      ],
      rows: points.map((point) => [point.agents, point.setting, point.occupancy?.estimate ?? null, point.occupancy?.lower ?? null, point.occupancy?.upper ?? null]),
    },
  };
}

const FIGURES: readonly DataColumn[] = [
  { id: 'occupancy', head: 'Occupancy', kind: 'percent' }, { id: 'occupancy_half_width', head: '±', kind: 'percent' }, { id: 'rate', head: 'Abandoned', kind: 'percent' },
  { id: 'rate_half_width', head: '±', kind: 'percent' }, { id: 'day_share', head: 'Days over the limit', kind: 'percent' }, { id: 'talk_minutes', head: 'Talk', kind: 'minutesPerHour' },
];

function figuresOf({ occupancy, rate, dayShare, talkMinutes }: Pick<TunedPoint, 'occupancy' | 'rate' | 'dayShare' | 'talkMinutes'>): DataValue[] {
  return [occupancy.estimate, occupancy.halfWidth, rate.estimate, rate.halfWidth, dayShare.estimate, talkMinutes.estimate];
}

function recommendationTable({ team, progressive, best, settings }: TuneResult): DataTable {
  const line = (label: string, found: Recommendation | null): DataValue[][] => (found === null ? [] : [
    [label, settings.map((name) => `${name} ${found.values[name]}`).join(', '), ...figuresOf(found), found.gainOverProgressive.estimate],
  ]);
  const beside = (each: BesideStrategy | null): DataValue[][] => (each === null ? [] : [[`beside it: ${each.strategy}`, null, ...figuresOf(each), null]]);
  return {
    name: 'recommendation', title: 'Recommended settings and what stands beside them',
    columns: [{ id: 'what', head: '', kind: 'text' }, { id: 'setting', head: 'Setting', kind: 'text' }, ...FIGURES, { id: 'gain', head: 'Gain over progressive', kind: 'minutesPerHour' }],
    rows: [...line('keeps the limit in the long run', team.longRun), ...line('also on nearly all days', team.steadyDays), ...beside(best), ...beside(progressive)],
  };
}

function sweepTable(points: readonly TunedPoint[], settings: readonly string[]): DataTable {
  return {
    name: 'sweep', title: 'Every setting that was tried', columns: [...settings.map((id): DataColumn => ({ id, head: id, kind: 'text' })), ...FIGURES, { id: 'fitted_rate', head: 'Abandoned, fitted', kind: 'percent' }],
    rows: points.map((point) => [...settings.map((name) => point.values[name] ?? null), ...figuresOf(point), point.fittedRate]),
  };
}

function staffingTable(teams: readonly TunedTeam[], settings: readonly string[]): DataTable {
  return {
    name: 'staffing', title: 'The boldest setting that keeps the limit, by team size',
    columns: [
      { id: 'agents', head: 'Agents', kind: 'count' }, ...settings.map((id): DataColumn => ({ id, head: id, kind: 'text' })), ...FIGURES,
      { id: 'records_per_hour', head: 'Records an hour', kind: 'count' }, { id: 'list_lasts_hours', head: 'List lasts, h', kind: 'number' },
    ],
    rows: [...teams].sort((left, right) => left.agents - right.agents).map(({ agents, longRun }) => (longRun === null
      ? [agents, ...settings.map(() => 'none keeps it'), ...FIGURES.map(() => null), null, null]
      : [agents, ...settings.map((name) => longRun.values[name] ?? null), ...figuresOf(longRun), longRun.recordsPerHour, longRun.listLastsHours])),
  };
}

/** One line for each point of each team. */
function flatTable({ team, staffing, settings }: TuneResult): DataTable {
  const text = (id: string): DataColumn => ({ id, head: id, kind: 'text' });
  const names = ['occupancy', 'rate', 'dayShare', 'talkMinutes'] as const;
  return {
    name: 'results', title: 'Results', columns: ['agents', ...settings, 'replications', ...names.flatMap((name) => [name, `${name}Lower`, `${name}Upper`])].map(text),
    rows: [team, ...staffing].flatMap(({ agents, points }) => points.map((point) => [
      agents, ...settings.map((name) => point.values[name] ?? null), point.replications, ...names.flatMap((name) => [point[name].estimate, point[name].lower, point[name].upper]),
    ])),
  };
}

function methodsOf({ overdial, scenario, scenarioDigest, seed, team, strategy, settings, limit }: TuneResult): string {
  const counts = team.points.map(({ replications }) => replications);
  const confirmed = team.longRun === null ? '' : ` The recommendation was measured anew on ${team.longRun.replications} replications of fresh seeds.`;
  return `Scenario ${scenario} (digest ${scenarioDigest}) was simulated with overdial ${overdial}, seed ${seed}. ${settings.join(' and ')} of ${strategy} was swept over ${team.points.length} values, `
    + `${counts.length === 0 ? 0 : Math.min(...counts)} replications or more each.${confirmed} Ratios are sums over replications with jackknifed two-sided 95 % intervals; `
    + `a setting is recommended where the upper bound of its abandon rate stays under ${formatLimit(limit)}.`;
}
