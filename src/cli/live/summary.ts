/** What a live run came to, as one document for `--json` and a few lines for people. */
import type { LiveCampaign, StartReport } from '../../live/loop/liveCampaign.ts';
import type { LiveMetrics } from '../../live/metrics/liveMetrics.ts';

/** Watches the loop for the summary, and hands everything on. */
export interface LoopTimes {
  readonly metrics: LiveMetrics;
  /** Quantiles of commits, of the inbox's lag and of commands, ms. */
  quantiles(): Readonly<Record<'commitMs' | 'lagMs' | 'commandMs', Quantiles | null>>;
}
interface Quantiles { readonly count: number; readonly p50: number; readonly p99: number; readonly max: number }

/** So many latest values are kept of each. */
const KEPT = 100_000;

export function watchTimes(metrics: LiveMetrics): LoopTimes {
  const commits = new Latest();
  const lags = new Latest();
  const commands = new Latest();
  return {
    metrics: {
      ...metrics,
      commit: (seconds) => { commits.add(seconds); metrics.commit(seconds); },
      eventLag: (seconds) => { lags.add(seconds); metrics.eventLag(seconds); },
      command: (kind, seconds) => { commands.add(seconds); metrics.command(kind, seconds); },
    },
    quantiles: () => ({ commitMs: commits.quantiles(), lagMs: lags.quantiles(), commandMs: commands.quantiles() }),
  };
}

class Latest {
  private readonly values: number[] = [];
  private count = 0;

  add(seconds: number): void {
    this.values[this.count % KEPT] = seconds * 1_000;
    this.count += 1;
  }

  quantiles(): Quantiles | null {
    if (this.count === 0) return null;
    const sorted = Float64Array.from(this.values).sort();
    const at = (share: number): number => Math.round(1_000 * sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!) / 1_000;
    return { count: this.count, p50: at(0.5), p99: at(0.99), max: at(1) };
  }
}

/** Read before the campaign ends: afterwards its store is closed. */
export function summaryOf(live: LiveCampaign, started: StartReport, times: LoopTimes, began: { readonly at: number; readonly readyMs: number; readonly readyCpuMs: number }): Record<string, unknown> {
  const { campaign, driver, mode, now, seq, dials, answered, dropped, occupancy, records, windows } = live.campaign();
  return {
    schema: 'overdial-live/1', campaign, driver, mode, run: live.run, startedAt: new Date(began.at).toISOString(), endedAt: new Date(now).toISOString(),
    campaignMs: now - began.at, readyMs: Math.round(began.readyMs), readyCpuMs: Math.round(began.readyCpuMs), start: started, seq, dials, answered, dropped, occupancy, records, windows, counts: { ...live.counts },
    times: times.quantiles(),
  };
}
