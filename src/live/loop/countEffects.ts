/** What one item caused, counted: for the metrics, and for the summary of a run. */
import type { LiveMetrics } from '../metrics/liveMetrics.ts';
import type { Effects } from './effects.ts';
import type { LiveCounts } from './liveHooks.ts';

export function countEffects(effects: Effects, counts: LiveCounts, metrics: LiveMetrics): void {
  for (const write of effects.writes) {
    if (write.kind !== 'over') continue;
    metrics.attemptEnded(write.trunk, write.outcome);
    if (write.outcome === 'dropped') metrics.abandoned();
  }
  for (const { until, ms } of effects.waited) {
    if (until === 'bridge') metrics.answerToBridge(ms / 1_000);
    else metrics.answerToMessage(ms / 1_000);
  }
  for (const reason of effects.refusals) metrics.refused(reason);
  for (const what of effects.counted) {
    switch (what) {
      case 'orphan': counts.orphans += 1; metrics.orphan(); break;
      case 'unknown': counts.unknown += 1; metrics.unknown(); break;
      case 'messageFailed': counts.messagesFailed += 1; metrics.messageFailed(); break;
      case 'stranger': counts.strangers += 1; break;
      case 'refused': counts.refused += 1; break;
      case 'lateAbandoned': counts.lateAbandoned += 1; break;
    }
  }
}
