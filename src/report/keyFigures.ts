/**
 * The figures that head a report, as cards: what was bought (occupancy, talk time), what it cost (abandoned calls), and how fast.
 */
import { complianceOf, windowWords, type Standing } from './compliance.ts';
import { formatInterval, formatLimit, formatValue, UNKNOWN, type NumberKind } from './format.ts';
import type { ReportInput } from './input.ts';
import { ruleWords } from './metricCatalogue.ts';
import { throughputOf } from './throughput.ts';

export interface KeyFigure {
  readonly label: string;
  readonly value: string;
  /** Interval beside the value; empty when there is none. */
  readonly interval: string;
  readonly verdict?: { readonly words: string; readonly standing: Standing };
  /** One short sentence. */
  readonly note: string;
}

export function keyFigures(input: ReportInput): KeyFigure[] {
  const { result, limitRuleId, agents } = input;
  const rate = result.summary[`abandon.${limitRuleId}.rate`];
  const compliance = complianceOf(rate, result.replications.flatMap((replication) => replication.abandon[limitRuleId] ?? []));
  const throughput = throughputOf(result, agents);
  const p95 = formatValue('seconds', result.summary['agents.waitP95Ms']?.estimate);
  const windows = windowWords(compliance);
  const hasPromises = result.replications.some((replication) => replication.callbacks.due > 0);
  return [
    { label: 'Occupancy', ...estimated(input, 'agents.occupancy', 'percent'), note: 'Talk and wrap-up, of staffed time.' },
    {
      label: `Abandon rate, ${ruleWords(limitRuleId)}`, ...estimated(input, `abandon.${limitRuleId}.rate`, 'percent'),
      verdict: { words: compliance.words, standing: compliance.standing },
      note: compliance.limit === null ? 'This rule sets no limit.' : `Limit ${formatLimit(compliance.limit)}${windows === '' ? '' : `; ${windows}`}.`,
    },
    { label: 'Wait between calls', ...estimated(input, 'agents.waitMeanMs', 'seconds'), note: p95 === UNKNOWN ? 'Mean, per agent.' : `Mean, per agent; 95 % are within ${p95}.` },
    { label: 'Talk per agent hour', ...estimated(input, 'agents.talkMinutesPerAgentHour', 'number', ' min'), note: 'With persons, machines left out.' },
    {
      label: 'Dials per hour', value: formatValue('count', throughput.dialsPerHour), interval: '',
      note: `${agents} agents at work; ${plain(throughput.dialsPerAgentHour)} per agent hour.`,
    },
    {
      label: 'Connects per hour', value: formatValue('count', throughput.connectsPerHour), interval: '',
      note: `${agents} agents at work; ${plain(throughput.connectsPerAgentHour)} per agent hour.`,
    },
    ...(hasPromises ? [{ label: 'Promises kept', ...estimated(input, 'callbacks.keptRate', 'percent'), note: 'Of the callbacks that fell due.' }] : []),
  ];
}

function estimated(input: ReportInput, path: string, kind: NumberKind, unit = ''): { value: string; interval: string } {
  const entry = input.result.summary[path];
  const interval = entry === undefined ? UNKNOWN : formatInterval(kind, entry);
  const value = formatValue(kind, entry?.estimate);
  return { value: value === UNKNOWN ? value : value + unit, interval: interval === UNKNOWN ? '' : interval };
}

function plain(value: number | null): string {
  return formatValue('perHour', value).replace(' /h', '');
}
