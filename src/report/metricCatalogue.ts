/**
 * Metrics in the words of the field: for each path of a run's summary its group, label and unit.
 *
 * Rule: a path that is not listed is still shown, with a label and a unit made from its name, so that a new metric is
 * never lost from a report.
 */
import { PRESET_RULES } from '../engine/abandon/rule.ts';
import type { NumberKind } from './format.ts';

export interface MetricWords {
  readonly path: string;
  readonly group: string;
  readonly label: string;
  readonly kind: NumberKind;
}

/** Words for one path of the summary. */
export function metricWords(path: string): MetricWords {
  const listed = LISTED[path];
  const [group = '', ...rest] = path.split('.');
  if (listed !== undefined) return { path, group: GROUPS[group] ?? group, label: listed[0], kind: listed[1] };
  const name = rest.join('.');
  const [rule = '', field = ''] = rest;
  if (group === 'abandon' && field !== '') {
    const words = ABANDON_FIELDS[field];
    return { path, group: GROUPS.abandon ?? group, label: `${ruleWords(rule)}: ${words?.[0] ?? spaced(field)}`, kind: words?.[1] ?? kindByName(group, field) };
  }
  return { path, group: GROUPS[group] ?? group, label: spaced(name.replace(/Ms$/, '')), kind: kindByName(group, name) };
}

/** A rule's name in words; an unknown rule is called by its id. */
export function ruleWords(id: string): string {
  return RULE_WORDS[id]?.[0] ?? id;
}

/** What the rule divides by what; empty for a rule that is not a preset. */
export function ruleDefinition(id: string): string {
  return RULE_WORDS[id]?.[1] ?? '';
}

const GROUPS: Record<string, string> = {
  agents: 'Agents', abandon: 'Abandoned calls', counts: 'Calls (mean of a replication)', customers: 'Customers', list: 'List', callbacks: 'Callbacks',
  trunks: 'Trunks', pacing: 'Pacing', comparison: 'Comparison with bounds',
};

const seconds = (rule: { readonly thresholdMs: number }): string => `${rule.thresholdMs / 1000} s`;

const RULE_WORDS: Record<string, readonly [string, string]> = {
  us: ['US (FTC, FCC)', `no agent within ${seconds(PRESET_RULES.us)} of the greeting's end / answered by a person; windows of 30 days`],
  ukWithoutAmd: ['UK without AMD', `no agent within ${seconds(PRESET_RULES.ukWithoutAmd)} of the greeting's start, less the share of machines / live calls; each day`],
  ukWithAmd: ['UK with AMD', `no agent within ${seconds(PRESET_RULES.ukWithAmd)} of the greeting's start, plus estimated false positives / live calls; each day`],
  allDials: ['of all dials', 'connected calls without an agent / dialled calls; each day'],
  allAnswers: ['of calls offered', `dropped after ${seconds(PRESET_RULES.allAnswers)} / dropped and handled by agents; each day`],
};

const ABANDON_FIELDS: Record<string, readonly [string, NumberKind]> = {
  rate: ['abandon rate', 'percent'], windowViolationShare: ['share of windows over the limit', 'percent'],
  worstWindowRate: ['worst window', 'percent'], windowRateP95: ['window rate, 95th percentile', 'percent'], dispersion: ['clustering (1 = none)', 'number'],
};

const LISTED: Record<string, readonly [string, NumberKind]> = {
  'agents.occupancy': ['occupancy', 'percent'],
  'agents.productiveOccupancy': ['occupancy with persons only', 'percent'],
  'agents.talkMinutesPerAgentHour': ['talk minutes per agent hour', 'minutesPerHour'],
  'agents.predictiveGain': ['predictive gain over progressive', 'minutesPerHour'],
  'agents.waitMeanMs': ['wait between calls, mean', 'seconds'],
  'agents.waitP95Ms': ['wait between calls, 95 % within', 'seconds'],
  'agents.waits': ['waits between calls', 'count'],
  'agents.waitsCut': ['waits cut short, left out', 'count'],
  'agents.waitSumMs': ['waits between calls, total', 'hours'],
  'agents.staffedMs': ['staffed time', 'hours'],
  'agents.pausedMs': ['paused time', 'hours'],
  'agents.talkMs': ['talk time', 'hours'],
  'agents.wrapMs': ['wrap-up time', 'hours'],
  'agents.readyMs': ['ready time', 'hours'],
  'agents.reservedMs': ['reserved time', 'hours'],
  'agents.personTalkMs': ['talk time with persons', 'hours'],
  'agents.personWrapMs': ['wrap-up time after persons', 'hours'],
  'customers.waitMeanMs': ['wait for an agent, mean', 'seconds'],
  'customers.waitP95Ms': ['wait for an agent, 95 % within', 'seconds'],
  'customers.fromVerdict.waitMeanMs': ['wait from the AMD verdict, mean', 'seconds'],
  'customers.fromVerdict.waitP95Ms': ['wait from the AMD verdict, 95 % within', 'seconds'],
  'customers.waitedShare': ['customers who waited at all', 'percent'],
  'customers.dropWaitMeanMs': ['wait before a drop, mean', 'seconds'],
  'list.records': ['records loaded and allowed', 'count'],
  'list.dialsPerConnect': ['dials per connect', 'number'],
  'list.turnsPerConnect': ['turns per connect', 'number'],
  'list.penetration': ['list penetration', 'percent'],
  'list.reached': ['records reached', 'percent'],
  'list.final': ['records at rest', 'percent'],
  'list.starvedMs': ['time with a ready agent and no due record', 'seconds'],
  'list.occupancyWhileDue': ['occupancy while a record was due', 'percent'],
  'list.done95Ms': ['working time until 95 % of records were done', 'hours'],
  'callbacks.due': ['callbacks due', 'count'],
  'callbacks.kept': ['callbacks kept', 'count'],
  'callbacks.keptRate': ['callbacks kept in time', 'percent'],
  'callbacks.fulfilledRate': ['kept callbacks that got their agent', 'percent'],
  'callbacks.delayMeanMs': ['callback delay, mean', 'seconds'],
  'trunks.peak': ['channels in use, peak', 'count'],
  'trunks.p99': ['channels in use, 99 % of the time within', 'count'],
  'trunks.startsPeak': ['dials in one second, peak', 'count'],
  'pacing.clippedDials.callsPerAgent': ['dials refused: calls per agent', 'count'],
  'pacing.clippedDials.channels': ['dials refused: channels', 'count'],
  'pacing.clippedDials.starts': ['dials refused: starts per second', 'count'],
  'pacing.clippedDials.due': ['dials refused: no due record', 'count'],
  'pacing.clippedDials.guard': ['dials refused: guard', 'count'],
  'comparison.gapClosed': ['gap to the reference closed', 'percent'],
  'comparison.regret': ['regret', 'percent'],
  'comparison.capShare': ['share of the clairvoyant occupancy', 'percent'],
  'counts.liveAnswers': ['answered by a person', 'count'],
  'counts.connects': ['connected to an agent', 'count'],
  'counts.dropped': ['dropped for want of an agent', 'count'],
  'counts.customerHangups': ['customer hung up before an agent', 'count'],
  'counts.nuisanceRate': ['nuisance rate', 'percent'],
  'counts.amdFalsePositives': ['persons taken for machines', 'count'],
  'counts.amdFalseNegatives': ['machines taken for persons', 'count'],
};

function kindByName(group: string, name: string): NumberKind {
  if (name.endsWith('Ms')) return 'seconds';
  if (/(rate|share|occupancy)$/i.test(name)) return 'percent';
  return group === 'counts' ? 'count' : 'number';
}

/** `windowRateP95` → `window rate p95`. */
function spaced(name: string): string {
  return name.replace(/\./g, ' ').replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}
