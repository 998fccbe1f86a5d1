/** One strategy's line in a league table: what it does, whether it complies, and how far it is from progressive and from the optimum. */
import type { ReplicationResult, SummaryEntry } from '../../measure/results.ts';
import { summarise } from '../../measure/summary.ts';
import { differenceInterval, ratioInterval, scaledInterval, UNKNOWN_INTERVAL, type KnownInterval } from '../intervals.ts';
import { isCompliant, occupancyOf, outcomeSums, type Judgement } from '../judgement.ts';
import { strategyText, type Laboratory, type Setting } from '../laboratory.ts';
import type { Bounds } from './bounds.ts';
import type { ComparedRow } from './compareSchema.ts';
import { isFeasibleSetting } from './select.ts';

export interface RowContext {
  readonly laboratory: Laboratory;
  readonly judgement: Judgement;
  /** Progressive's replications of the same streams. */
  readonly progressive: readonly ReplicationResult[];
  readonly clairvoyant: readonly ReplicationResult[] | null;
  readonly bounds: Bounds | null;
}

/** @param replications how many of the setting's replications are compared: those that all strategies have */
export function rowOf({ laboratory, judgement, progressive, clairvoyant, bounds }: RowContext, label: string, setting: Setting, replications: number): ComparedRow {
  const fault = laboratory.faultOf(setting);
  const results = laboratory.results(setting).slice(0, replications);
  const { id, parameters } = setting.strategy;
  const head = { label, strategy: { id, parameters: { ...parameters } }, replications: results.length, fault };
  if (results.length === 0) {
    return { ...head, compliant: null, feasible: null, metrics: {}, predictiveGain: UNKNOWN_INTERVAL, gapClosed: UNKNOWN_INTERVAL, regret: UNKNOWN_INTERVAL, capShare: null };
  }
  const sums = outcomeSums(judgement, results);
  const occupancy = ratioInterval(occupancyOf(sums));
  const gapClosed = gapClosedOf(occupancy, bounds);
  const beside = outcomeSums(judgement, progressive.slice(0, results.length));
  const gain = differenceInterval({ numerators: sums.personTalkMs, denominators: sums.staffedMs }, { numerators: beside.personTalkMs, denominators: beside.staffedMs });
  const cap = clairvoyant === null ? null : ratioInterval(occupancyOf(outcomeSums(judgement, clairvoyant))).estimate;
  return {
    ...head, compliant: isCompliant(judgement, sums), feasible: results.length < 2 ? null : isFeasibleSetting(laboratory, judgement, setting), metrics: metricsOf(results),
    predictiveGain: scaledInterval(gain, 60), gapClosed, regret: scaledInterval(gapClosed, -1, 1),
    capShare: cap === null || cap === 0 || occupancy.estimate === null ? null : occupancy.estimate / cap,
  };
}

/** Where an occupancy lies between progressive (0) and the exact optimum (1). */
export function gapClosedOf(occupancy: KnownInterval, bounds: Bounds | null): KnownInterval {
  if (bounds === null) return UNKNOWN_INTERVAL;
  const gap = bounds.occupancy - bounds.progressiveOccupancy;
  return scaledInterval(occupancy, 1 / gap, -bounds.progressiveOccupancy / gap);
}

/** A label for each choice: the id, with the parameters that keep it apart from the others of the same id, or from the defaults. */
export function labelsOf(choices: readonly Setting['strategy'][], defaultsOf: (id: string) => Readonly<Record<string, unknown>>): string[] {
  const labels = choices.map((choice) => {
    const defaults = defaultsOf(choice.id);
    return strategyText({ id: choice.id, parameters: Object.fromEntries(Object.entries(choice.parameters).filter(([key, value]) => defaults[key] !== value)) });
  });
  return labels.map((label, index) => (labels.indexOf(label) === index ? label : `${label} (${labels.slice(0, index).filter((each) => each === label).length + 1})`));
}

function metricsOf(results: readonly ReplicationResult[]): Record<string, SummaryEntry> {
  const isShown = (path: string): boolean => SHOWN.includes(path) || /^abandon\.[^.]+\.(rate|windowViolationShare)$/.test(path);
  return Object.fromEntries(Object.entries(summarise(results)).filter(([path]) => isShown(path)));
}

const SHOWN: readonly string[] = [
  'agents.occupancy', 'agents.productiveOccupancy', 'agents.talkMinutesPerAgentHour', 'agents.waitMeanMs', 'agents.waitP95Ms', 'customers.waitMeanMs',
  'customers.waitedShare', 'counts.nuisanceRate', 'counts.dialsPerAgentHour', 'counts.connectsPerAgentHour', 'list.dialsPerConnect', 'trunks.peak',
];
