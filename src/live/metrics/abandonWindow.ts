/**
 * The share of answered calls that were abandoned in the last 30 days, for the metric of that name.
 *
 * Rule: counted by days of UTC, the present one included; what earlier processes did is read once from the store, what this one does is
 * counted as attempts end. A machine is no answered call.
 * Source: live, sections 7 and 8.
 */
import { DAY_MS, type Millis } from '../../base/time.ts';
import type { OutcomeName } from '../../engine/vocabulary.ts';
import type { Store } from '../store/openStore.ts';
import type { LiveMetrics } from './liveMetrics.ts';

export interface DayCount { readonly day: number; dropped: number; answered: number }

const WINDOW_DAYS = 30;

/** The days that still count, from the store. @param campaign its name */
export function abandonHistory({ db }: Store, campaign: string, now: Millis): DayCount[] {
  const from = (dayOf(now) - WINDOW_DAYS + 1) * DAY_MS;
  return db.prepare(`
    SELECT attempt.started_at / ${DAY_MS} AS day, SUM(attempt.outcome = 'dropped') AS dropped, COUNT(*) AS answered
    FROM attempt JOIN activity ON activity.id = attempt.activity JOIN campaign ON campaign.id = activity.campaign
    WHERE campaign.name = ? AND attempt.started_at >= ? AND attempt.outcome IN ('answered', 'dropped') GROUP BY day`).all(campaign, from) as DayCount[];
}

/** Metrics that keep the ratio up to date. */
export function withAbandonRatio(metrics: LiveMetrics, history: readonly DayCount[], now: () => Millis): LiveMetrics {
  const days = new Map(history.map((each) => [each.day, { ...each }]));
  const tell = (): void => {
    const first = dayOf(now()) - WINDOW_DAYS + 1;
    let dropped = 0;
    let answered = 0;
    for (const [day, count] of days) {
      if (day < first) days.delete(day);
      else {
        dropped += count.dropped;
        answered += count.answered;
      }
    }
    metrics.abandonRatio(answered === 0 ? 0 : dropped / answered);
  };
  tell();
  return {
    ...metrics,
    attemptEnded: (trunk: string, outcome: OutcomeName) => {
      metrics.attemptEnded(trunk, outcome);
      if (outcome !== 'answered' && outcome !== 'dropped') return;
      const day = dayOf(now());
      const count = days.get(day) ?? { day, dropped: 0, answered: 0 };
      days.set(day, count);
      count.answered += 1;
      if (outcome === 'dropped') count.dropped += 1;
      tell();
    },
  };
}

function dayOf(at: Millis): number {
  return Math.floor(at / DAY_MS);
}
