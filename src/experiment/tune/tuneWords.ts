/**
 * A tuning in plain words, for a team leader: what to set, what it buys, what it costs, and by what it was measured.
 */
import { formatInterval, formatLimit, formatValue, UNKNOWN } from '../../report/format.ts';
import type { KnownInterval } from '../intervals.ts';
import { textTable } from '../textTable.ts';
import type { BesideStrategy, Recommendation, TunedPoint, TunedTeam, TuneResult } from './tuneSchema.ts';

/** Ends without a line break. */
export function renderTuning(result: TuneResult): string {
  const { team, limit, rule, seed } = result;
  return [
    `${result.title} (${result.scenario})`,
    `${team.agents} agents, strategy ${result.strategy}, limit ${formatLimit(limit)} (rule ${rule}), seed ${seed}`,
    '',
    ...adviceLines(result),
    '',
    pointsTable(team.points, result.settings),
    ...besideLines(result),
    ...(result.staffing.length === 0 ? [] : ['', 'by size of the team (long run)', staffingTable(result.staffing, result.settings)]),
  ].join('\n');
}

/** The recommendation, or that there is none, a sentence a line. */
export function adviceLines({ team, limit, dayShareMax, settings, isCompliant, isInterrupted }: TuneResult): string[] {
  if (!isCompliant || team.longRun === null) {
    return [isInterrupted
      ? 'Interrupted before any setting was shown to keep the limit.'
      : `No setting that was tried keeps the abandon rate surely under ${formatLimit(limit)}: dial progressively, or tune another strategy.`];
  }
  const { longRun, steadyDays } = team;
  const lines = ['In the long run', ...recommendationLines(team.agents, longRun, limit, settings)];
  if (steadyDays === null) return [...lines, '', `No setting also keeps days over ${formatLimit(limit)} to ${formatLimit(dayShareMax)} of all days.`];
  const isSame = JSON.stringify(steadyDays.values) === JSON.stringify(longRun.values);
  if (isSame) return [...lines, `  This also keeps days over ${formatLimit(limit)} to ${formatLimit(dayShareMax)} of all days.`];
  return [...lines, '', `So that at most ${formatLimit(dayShareMax)} of the days are over ${formatLimit(limit)}`, ...recommendationLines(team.agents, steadyDays, limit, settings)];
}

function recommendationLines(agents: number, found: Recommendation, limit: number, settings: readonly string[]): string[] {
  const { gainOverProgressive: gain, behindBest: behind, talkMinutes, rate, rateUpper, dayShare, recordsPerHour, listLastsHours } = found;
  const gained = gain.estimate === null ? '' : `you gain ${minutes(gain)} talk minutes an hour per agent over progressive, ${minutes(talkMinutes)} in all,`;
  const talk = gained === '' ? `each agent talks ${minutes(talkMinutes)} minutes an hour` : gained;
  const best = behind.estimate === null ? [] : [behind.estimate > 0
    ? `  The best strategy we know gets ${minutes(behind)} minutes more.`
    : `  The best strategy we know gets no more than this (${minutes(behind)} minutes).`];
  const list = recordsPerHour === null ? [] : [
    `  It uses up about ${formatValue('count', recordsPerHour)} records an hour${listLastsHours === null ? '.' : `; the list runs out after about ${formatValue('hours', listLastsHours * 3_600_000)} of dialling.`}`,
  ];
  return [
    `  with ${agents} agents and ${settingWords(found, settings)} ${talk} at ${formatValue('percent', rate.estimate)} abandoned (surely under ${formatValue('percent', rateUpper)});`
    + ` ${formatValue('percent', dayShare.estimate)} of days would be over ${formatLimit(limit)}. Occupancy ${formatValue('percent', found.occupancy.estimate)} ${formatInterval('percent', found.occupancy)}.`,
    ...best, ...list,
  ];
}

/** `1.9 calls per free agent` for the setting that everybody knows, else its name. */
function settingWords({ strategy, values }: Recommendation, settings: readonly string[]): string {
  if (strategy.id === 'fixed-ratio-idle' && settings.length === 1) return `${values['ratio']} calls per free agent`;
  return settings.map((name) => `${name} ${values[name]}`).join(' and ');
}

function minutes({ estimate }: KnownInterval): string {
  return estimate === null ? UNKNOWN : estimate.toFixed(1);
}

function pointsTable(points: readonly TunedPoint[], settings: readonly string[]): string {
  return textTable([...settings, 'occupancy', '', 'abandoned', '', 'fitted', 'days over', 'talk min/h'], points.map((point) => [
    ...settings.map((name) => String(point.values[name])), formatValue('percent', point.occupancy.estimate), formatInterval('percent', point.occupancy),
    formatValue('percent', point.rate.estimate), formatInterval('percent', point.rate), formatValue('percent', point.fittedRate), formatValue('percent', point.dayShare.estimate),
    minutes(point.talkMinutes),
  ]));
}

function besideLines({ progressive, best }: TuneResult): string[] {
  const known = [progressive, best].filter((each): each is BesideStrategy => each !== null);
  if (known.length === 0) return [];
  return ['', 'beside it', textTable(['strategy', 'occupancy', 'abandoned', 'days over', 'talk min/h'], known.map((each) => [
    each.strategy, formatValue('percent', each.occupancy.estimate), formatValue('percent', each.rate.estimate), formatValue('percent', each.dayShare.estimate), minutes(each.talkMinutes),
  ]))];
}

function staffingTable(staffing: readonly TunedTeam[], settings: readonly string[]): string {
  return textTable(['agents', ...settings, 'occupancy', 'abandoned', 'days over', 'talk min/h', 'records/h', 'list lasts'], staffing.map(({ agents, longRun }) => {
    if (longRun === null) return [String(agents), ...settings.map(() => 'none'), UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN];
    return [
      String(agents), ...settings.map((name) => String(longRun.values[name])), formatValue('percent', longRun.occupancy.estimate), formatValue('percent', longRun.rate.estimate),
      formatValue('percent', longRun.dayShare.estimate), minutes(longRun.talkMinutes), formatValue('count', longRun.recordsPerHour),
      longRun.listLastsHours === null ? UNKNOWN : formatValue('hours', longRun.listLastsHours * 3_600_000),
    ];
  }));
}
