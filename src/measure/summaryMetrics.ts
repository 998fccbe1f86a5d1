/**
 * Which metrics a summary holds, and of which kind each is: a ratio of sums, a mean over replications, or a share of windows.
 *
 * Rule: what is a quotient of totals in one replication is a ratio here; counts, maxima and quantiles are means. Beyond the
 * defined metrics there are throughputs per hour of staffed agent time: `counts.dialsPerAgentHour`,
 * `counts.connectsPerAgentHour` and `counts.liveAnswersPerAgentHour`.
 */
import type { AbandonResult, AgentsResult, Counts, CustomersResult, ReplicationResult } from './results.ts';

type Of = (replication: ReplicationResult) => number;

export type SummaryMetric =
  | { readonly path: string; readonly kind: 'mean'; readonly value: (replication: ReplicationResult) => number | null }
  | { readonly path: string; readonly kind: 'ratio' | 'windowShare'; readonly numerator: Of; readonly denominator: Of; readonly scale?: number };

/** The metrics of a run whose replications look like `first`. */
export function summaryMetrics(first: ReplicationResult): SummaryMetric[] {
  return [
    ...agentMetrics(), ...Object.keys(first.abandon).flatMap(abandonMetrics), ...countMetrics(first), ...customerMetrics(), ...listMetrics(),
    ...callbackMetrics(), ...trunkMetrics(),
    ...Object.keys(first.pacing.clippedDials).map((cause) => (
      average(`pacing.clippedDials.${cause}`, (r) => r.pacing.clippedDials[cause as keyof typeof r.pacing.clippedDials])
    )),
    average('comparison.gapClosed', (r) => r.comparison.gapClosed), average('comparison.regret', (r) => r.comparison.regret),
    average('comparison.capShare', (r) => r.comparison.capShare),
  ];
}

function agentMetrics(): SummaryMetric[] {
  const staffed: Of = (r) => r.agents.staffedMs;
  const sums = ['staffedMs', 'pausedMs', 'talkMs', 'wrapMs', 'readyMs', 'reservedMs', 'personTalkMs', 'personWrapMs', 'waits', 'waitsCut'] as const satisfies
    readonly (keyof AgentsResult)[];
  return [
    ratio('agents.occupancy', (r) => r.agents.talkMs + r.agents.wrapMs, staffed),
    ratio('agents.productiveOccupancy', (r) => r.agents.personTalkMs + r.agents.personWrapMs, staffed),
    ratio('agents.talkMinutesPerAgentHour', (r) => r.agents.personTalkMs, staffed, 60),
    average('agents.predictiveGain', (r) => r.agents.predictiveGain),
    ratio('agents.waitMeanMs', (r) => r.agents.waitSumMs, (r) => r.agents.waits),
    average('agents.waitP95Ms', (r) => r.agents.waitP95Ms),
    ...sums.map((name) => average(`agents.${name}`, (r) => r.agents[name])),
  ];
}

function abandonMetrics(rule: string): SummaryMetric[] {
  const of = (r: ReplicationResult): AbandonResult => r.abandon[rule]!;
  return [
    ratio(`abandon.${rule}.rate`, (r) => of(r).numerator, (r) => of(r).denominator),
    { path: `abandon.${rule}.windowViolationShare`, kind: 'windowShare', numerator: (r) => of(r).windowsExceeding, denominator: (r) => of(r).windowsCounted },
    average(`abandon.${rule}.worstWindowRate`, (r) => of(r).worstWindowRate),
    average(`abandon.${rule}.windowRateP95`, (r) => of(r).windowRateP95),
    average(`abandon.${rule}.dispersion`, (r) => of(r).dispersion),
  ];
}

function countMetrics(first: ReplicationResult): SummaryMetric[] {
  const { lateConnects, nuisanceRate: _, ...plain } = first.counts;
  const perAgentHour = (name: 'dials' | 'connects' | 'liveAnswers'): SummaryMetric => (
    ratio(`counts.${name}PerAgentHour`, (r) => r.counts[name], (r) => r.agents.staffedMs, HOUR_MS)
  );
  return [
    ...(Object.keys(plain) as Exclude<keyof Counts, 'lateConnects' | 'nuisanceRate'>[]).map((name) => average(`counts.${name}`, (r) => r.counts[name])),
    ...Object.keys(lateConnects).map((rule) => average(`counts.lateConnects.${rule}`, (r) => r.counts.lateConnects[rule] ?? null)),
    ratio('counts.nuisanceRate', (r) => r.counts.nuisance, (r) => r.counts.liveAnswers),
    perAgentHour('dials'), perAgentHour('connects'), perAgentHour('liveAnswers'),
  ];
}

/** Means of one replication are turned back into sums by the number of calls behind them. */
function customerMetrics(): SummaryMetric[] {
  const overConnects = (path: string, of: (customers: CustomersResult) => number | null): SummaryMetric => (
    ratio(path, (r) => (of(r.customers) ?? 0) * r.counts.connects, (r) => r.counts.connects)
  );
  return [
    overConnects('customers.waitMeanMs', (customers) => customers.waitMeanMs),
    average('customers.waitP95Ms', (r) => r.customers.waitP95Ms),
    overConnects('customers.fromVerdict.waitMeanMs', (customers) => customers.fromVerdict.waitMeanMs),
    average('customers.fromVerdict.waitP95Ms', (r) => r.customers.fromVerdict.waitP95Ms),
    overConnects('customers.waitedShare', (customers) => customers.waitedShare),
    ratio('customers.dropWaitMeanMs', (r) => (r.customers.dropWaitMeanMs ?? 0) * r.counts.dropped, (r) => r.counts.dropped),
  ];
}

function listMetrics(): SummaryMetric[] {
  const overRecords = (name: 'penetration' | 'reached' | 'final'): SummaryMetric => (
    ratio(`list.${name}`, (r) => (r.list[name] ?? 0) * r.list.records, (r) => r.list.records)
  );
  return [
    average('list.records', (r) => r.list.records),
    ratio('list.dialsPerConnect', (r) => r.counts.dials, (r) => r.counts.connects),
    ratio('list.turnsPerConnect', (r) => r.counts.turns, (r) => r.counts.connects),
    overRecords('penetration'), overRecords('reached'), overRecords('final'),
    average('list.starvedMs', (r) => r.list.starvedMs),
    ratio('list.occupancyWhileDue', (r) => r.list.dueBusyMs, (r) => r.list.dueStaffedMs),
    average('list.done95Ms', (r) => r.list.done95Ms),
  ];
}

function callbackMetrics(): SummaryMetric[] {
  return [
    average('callbacks.due', (r) => r.callbacks.due),
    average('callbacks.kept', (r) => r.callbacks.kept),
    ratio('callbacks.keptRate', (r) => r.callbacks.kept, (r) => r.callbacks.due),
    ratio('callbacks.fulfilledRate', (r) => r.callbacks.fulfilled, (r) => r.callbacks.keptAnswered),
    ratio('callbacks.delayMeanMs', (r) => r.callbacks.delaySumMs, (r) => r.callbacks.begun),
  ];
}

function trunkMetrics(): SummaryMetric[] {
  return [
    average('trunks.peak', (r) => r.trunks.peak), average('trunks.p99', (r) => r.trunks.p99), average('trunks.startsPeak', (r) => r.trunks.startsPeak),
  ];
}

function ratio(path: string, numerator: Of, denominator: Of, scale?: number): SummaryMetric {
  return scale === undefined ? { path, kind: 'ratio', numerator, denominator } : { path, kind: 'ratio', numerator, denominator, scale };
}

function average(path: string, value: (replication: ReplicationResult) => number | null): SummaryMetric {
  return { path, kind: 'mean', value };
}

const HOUR_MS = 3_600_000;
