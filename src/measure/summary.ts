/**
 * A run's summary: each metric by its path, estimated over the replications with an interval.
 *
 * Rule: sums first, ratios last. A ratio of sums is jackknifed over replications, a plain value gets a t interval of its
 * mean, and a share of windows is jackknifed with Clopper–Pearson on the pooled count beside it, the wider reported.
 * With one replication there are estimates only. Which metric is of which kind is said in `summaryMetrics.ts`.
 */
import { mean, sum } from 'simple-statistics';
import type { ReplicationResult, SummaryEntry } from './results.ts';
import { clopperPearson } from './statistics/clopperPearson.ts';
import { jackknifeRatio } from './statistics/jackknifeRatio.ts';
import { meanInterval } from './statistics/meanInterval.ts';
import { summaryMetrics, type SummaryMetric } from './summaryMetrics.ts';

/** Confidence level of every interval. */
export const SUMMARY_LEVEL = 0.95;

/** All replications must come from the same scenario and rules. An empty list gives an empty summary. */
export function summarise(replications: readonly ReplicationResult[]): Record<string, SummaryEntry> {
  const first = replications[0];
  if (first === undefined) return {};
  return Object.fromEntries(summaryMetrics(first).map((metric) => [metric.path, entryOf(metric, replications)]));
}

function entryOf(metric: SummaryMetric, replications: readonly ReplicationResult[]): SummaryEntry {
  if (metric.kind === 'mean') return meanEntry(replications.map((replication) => metric.value(replication)));
  const numerators = replications.map((replication) => metric.numerator(replication));
  const denominators = replications.map((replication) => metric.denominator(replication));
  return metric.kind === 'windowShare' ? windowShareEntry(numerators, denominators) : ratioEntry(numerators, denominators, metric.scale ?? 1);
}

/** Replications in which the value does not exist are left out; `replications` says how many are in. */
function meanEntry(values: readonly (number | null)[]): SummaryEntry {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return withoutInterval(known[0] ?? null, known.length);
  const { estimate, lower, upper, halfWidth } = meanInterval(known, SUMMARY_LEVEL);
  return withInterval({ estimate, lower, upper, halfWidth }, 't', known.length);
}

/** Where leaving one replication out leaves no denominator there is the pooled ratio only. */
function ratioEntry(numerators: readonly number[], denominators: readonly number[], scale: number): SummaryEntry {
  const jackknife = numerators.length < 2 ? null : jackknifeRatio(numerators, denominators, SUMMARY_LEVEL);
  if (jackknife === null) {
    const pooled = pooledRatio(numerators, denominators);
    return withoutInterval(pooled === null ? null : scale * pooled, numerators.length);
  }
  const { estimate, lower, upper, halfWidth } = jackknife;
  return withInterval({ estimate: scale * estimate, lower: scale * lower, upper: scale * upper, halfWidth: scale * halfWidth }, 'jackknife', numerators.length);
}

function windowShareEntry(exceeding: readonly number[], counted: readonly number[]): SummaryEntry {
  const jackknife = ratioEntry(exceeding, counted, 1);
  const windows = sum([...counted]);
  if (exceeding.length < 2 || windows === 0) return jackknife;
  const exact = clopperPearson(sum([...exceeding]), windows, SUMMARY_LEVEL);
  if (jackknife.halfWidth !== null && jackknife.halfWidth >= exact.halfWidth) return jackknife;
  return withInterval(exact, 'clopperPearson', exceeding.length);
}

function pooledRatio(numerators: readonly number[], denominators: readonly number[]): number | null {
  const denominator = sum([...denominators]);
  return denominator === 0 ? null : mean([...numerators]) / mean([...denominators]);
}

interface Bounds { readonly estimate: number; readonly lower: number; readonly upper: number; readonly halfWidth: number }

function withInterval(bounds: Bounds, method: SummaryEntry['method'], replications: number): SummaryEntry {
  const { estimate, lower, upper, halfWidth } = bounds;
  const entry: SummaryEntry = { estimate, lower, upper, halfWidth, level: SUMMARY_LEVEL, method, replications };
  return replications < ENOUGH_REPLICATIONS ? { ...entry, fewReplications: true } : entry;
}

function withoutInterval(estimate: number | null, replications: number): SummaryEntry {
  const entry: SummaryEntry = { estimate, lower: null, upper: null, halfWidth: null, level: SUMMARY_LEVEL, method: 'pooled', replications };
  return replications >= 2 && replications < ENOUGH_REPLICATIONS ? { ...entry, fewReplications: true } : entry;
}

const ENOUGH_REPLICATIONS = 10;
