/**
 * A comparison in the terminal: a league table for each scenario, the pairs in words, and who is the best that complies.
 */
import { formatInterval, formatLimit, formatValue, UNKNOWN, type NumberKind } from '../../report/format.ts';
import type { KnownInterval } from '../intervals.ts';
import { textTable } from '../textTable.ts';
import type { ComparedPair, ComparedRow, ComparedScenario, CompareResult } from './compareSchema.ts';

/** Ends without a line break. */
export function renderComparison(result: CompareResult): string {
  return result.scenarios.map(renderScenario).join('\n\n\n');
}

function renderScenario(scenario: ComparedScenario): string {
  const { title, id, agents, seed, replications, rule, limit, windowShareMax } = scenario;
  const tunedOn = scenario.tuningReplications === null ? '' : `, tuned on ${scenario.tuningReplications} replications of seed ${scenario.tuningSeed}`;
  const windows = windowShareMax === null ? '' : `, at most ${formatLimit(windowShareMax)} of the days over it`;
  return [
    `${title} (${id})`,
    `${agents} agents, seed ${seed}, ${replications} replications${tunedOn}; limit ${formatLimit(limit)} (rule ${rule})${windows}`,
    ...(scenario.optimum === null ? [] : [`exact optimum ${exact(scenario.optimum.occupancy)}, progressive ${exact(scenario.optimum.progressiveOccupancy)}`]),
    '',
    leagueTable(scenario),
    ...rulesTable(scenario), ...tuningTable(scenario), ...pairLines(scenario), ...selectionLines(scenario),
    ...scenario.rows.filter((row) => row.fault !== null).map((row) => `${row.label} could not be run: ${row.fault}`),
    ...scenario.missing.map(({ label, have, wanted }) => `interrupted: ${label} has ${have} of ${wanted} replications`),
  ].join('\n');
}

/** As given, from the highest occupancy down, then the tuned ones. */
function leagueTable(scenario: ComparedScenario): string {
  const rows = [...scenario.rows, ...scenario.tuned.flatMap(({ best }) => (best === null ? [] : [best]))].filter((row) => row.fault === null && row.replications > 0);
  const occupancy = (row: ComparedRow): number => row.metrics['agents.occupancy']?.estimate ?? 0;
  const hasOptimum = scenario.optimum !== null;
  const heads = ['strategy', 'occupancy', '±', 'abandoned', '±', 'windows over', 'days over', 'complies', 'gain min/h', ...(hasOptimum ? ['gap closed', 'regret'] : []), 'agent waits', 'dials/connect'];
  return textTable(heads, rows.sort((left, right) => occupancy(right) - occupancy(left)).map((row) => {
    const rate = row.metrics[`abandon.${scenario.rule}.rate`];
    return [
      row.label, value('percent', row.metrics['agents.occupancy']), half('percent', row.metrics['agents.occupancy']), value('percent', rate), half('percent', rate),
      value('percent', row.metrics[`abandon.${scenario.rule}.windowViolationShare`]), value('percent', row.metrics[`abandon.${scenario.dayRule}.windowViolationShare`]),
      row.compliant === true ? 'yes' : 'NO', value('number', row.predictiveGain),
      ...(hasOptimum ? [value('percent', row.gapClosed), value('percent', row.regret)] : []),
      value('seconds', row.metrics['agents.waitMeanMs']), value('number', row.metrics['list.dialsPerConnect']),
    ];
  }));
}

/** Abandon rates under each definition. */
function rulesTable({ rows }: ComparedScenario): string[] {
  const known = rows.filter((row) => row.replications > 0);
  const paths = Object.keys(known[0]?.metrics ?? {}).filter((path) => /^abandon\..*\.rate$/.test(path));
  if (paths.length === 0) return [];
  const heads = paths.map((path) => path.split('.')[1]!);
  return ['', 'abandon rate under each definition', textTable(['strategy', ...heads], known.map((row) => [row.label, ...paths.map((path) => value('percent', row.metrics[path]))]))];
}

function tuningTable({ tuned, limit }: ComparedScenario): string[] {
  if (tuned.length === 0) return [];
  const rows = tuned.map(({ label, setting, atLimit, best }) => [
    label, setting, atLimit === null ? UNKNOWN : formatValue('percent', atLimit.occupancy.estimate), atLimit === null ? UNKNOWN : formatInterval('percent', atLimit.occupancy),
    atLimit === null ? UNKNOWN : atLimit.bracket === null ? 'outside the grid' : `${atLimit.bracket[0]} … ${atLimit.bracket[1]}`,
    best === null ? 'none complies' : String(best.strategy.parameters[setting]),
  ]);
  return ['', `tuned: occupancy at exactly ${formatLimit(limit)}`, textTable(['strategy', 'setting', 'occupancy', '', 'between', 'best compliant'], rows)];
}

const BASIS_WORDS: Record<ComparedPair['basis'], string> = { asGiven: 'as given', bestCompliant: 'each at its best compliant setting', atLimit: 'at exactly the limit' };

function pairLines({ pairs, rows }: ComparedScenario): string[] {
  const complies = new Map(rows.map((row) => [row.label, row.compliant]));
  return (Object.keys(BASIS_WORDS) as ComparedPair['basis'][]).flatMap((basis) => {
    const ofBasis = pairs.filter((pair) => pair.basis === basis);
    if (ofBasis.length === 0) return [];
    return ['', `differences in occupancy, ${BASIS_WORDS[basis]} (95 % intervals, verdicts after Holm’s correction)`, textTable(['pair', 'points', 'interval', 'verdict'], ofBasis.map((pair) => [
      `${pair.first} − ${pair.second}`, value('percent', pair.occupancy).replace(' %', ''), formatInterval('percent', pair.occupancy), verdict(pair, basis === 'asGiven' ? complies : new Map()),
    ]))];
  });
}

function verdict({ winner }: ComparedPair, complies: ReadonlyMap<string, boolean | null>): string {
  if (winner === null) return 'nobody is shown to be ahead';
  return `${winner} is ahead${complies.get(winner) === false ? ', but over its limit' : ''}`;
}

function selectionLines({ selection }: ComparedScenario): string[] {
  if (selection === null) return [];
  const out = selection.infeasible.length === 0 ? '' : ` Shown to be over the limit: ${selection.infeasible.join(', ')}.`;
  if (selection.candidates.length === 0) return ['', `No strategy complies.${out}`];
  const found = selection.best === null
    ? `Not decided within ${selection.replications} replications between ${selection.survivors.join(', ')}.`
    : `Best within the limit: ${selection.best} (Kim–Nelson, 95 %, ${selection.replications} replications; differences below 0.5 points do not count).`;
  return ['', found + out];
}

/** Exact values deserve more digits. */
function exact(fraction: number): string {
  return `${(100 * fraction).toFixed(3)} %`;
}

type Entry = Pick<KnownInterval, 'estimate' | 'lower' | 'upper' | 'halfWidth'> | undefined;

function value(kind: NumberKind, entry: Entry): string {
  return formatValue(kind, entry?.estimate);
}

function half(kind: NumberKind, entry: Entry): string {
  return formatValue(kind, entry?.halfWidth).replace(' %', '');
}
