/**
 * Does the measured abandon rate keep its limit? In plain words, and no surer than the interval allows.
 *
 * Rule: over or within is *shown* only when the whole interval lies on that side of the limit; exactly the limit does not exceed.
 */
import type { AbandonResult, SummaryEntry } from '../measure/results.ts';

export type Standing = 'within' | 'likelyWithin' | 'likelyOver' | 'over' | 'unknown' | 'noLimit';

export interface Compliance {
  readonly standing: Standing;
  /** Short, for a table or a card. */
  readonly words: string;
  /** Largest permitted share; null when the rule has none. */
  readonly limit: number | null;
  /** Windows over their limit and windows counted, over all replications. */
  readonly windowsExceeding: number;
  readonly windowsCounted: number;
}

/** @param results the rule's result in each replication. A limit of 1 means that the rule has none. */
export function complianceOf(rate: SummaryEntry | undefined, results: readonly AbandonResult[]): Compliance {
  const limit = results[0]?.limit ?? 1;
  const standing = limit >= 1 ? 'noLimit' : standingOf(rate, limit);
  let windowsExceeding = 0;
  let windowsCounted = 0;
  for (const result of results) {
    windowsExceeding += result.windowsExceeding;
    windowsCounted += result.windowsCounted;
  }
  return { standing, words: wordsOf(standing, rate), limit: limit >= 1 ? null : limit, windowsExceeding, windowsCounted };
}

/** `2 of 10 windows over the limit`; empty where there is no limit or no window. */
export function windowWords(compliance: Compliance): string {
  if (compliance.limit === null || compliance.windowsCounted === 0) return '';
  const noun = compliance.windowsCounted === 1 ? 'window' : 'windows';
  const count = compliance.windowsExceeding === 0 ? 'none' : String(compliance.windowsExceeding);
  return `${count} of ${compliance.windowsCounted} ${noun} over the limit`;
}

function standingOf(rate: SummaryEntry | undefined, limit: number): Standing {
  if (rate === undefined || rate.estimate === null) return 'unknown';
  if (rate.estimate > limit) return rate.lower !== null && rate.lower > limit ? 'over' : 'likelyOver';
  return rate.upper !== null && rate.upper <= limit ? 'within' : 'likelyWithin';
}

function wordsOf(standing: Standing, rate: SummaryEntry | undefined): string {
  const hasInterval = rate !== undefined && rate.lower !== null && rate.upper !== null;
  switch (standing) {
    case 'within': return 'within the limit';
    case 'over': return 'over the limit';
    case 'likelyWithin': return hasInterval ? 'within the limit, but not surely' : 'within the limit in this one run';
    case 'likelyOver': return hasInterval ? 'over the limit, but not surely' : 'over the limit in this one run';
    case 'unknown': return 'no call to judge by';
    case 'noLimit': return 'no limit';
  }
}
