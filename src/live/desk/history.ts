/**
 * The last hour of the figures that the team leader's page draws, so that a reload shows the same chart.
 *
 * Rule: a sample every few seconds of wall time, stamped with the campaign's time; the oldest goes when there are too many.
 */
import type { Millis } from '../../base/time.ts';
import type { Desk, DeskCampaign } from '../loop/desk.ts';

export interface Sample {
  readonly at: Millis;
  readonly occupancy: number | null;
  readonly level: number | null;
  /** By rule: share abandoned of those answered in the open window, 0 to 1; null: nobody answered yet. */
  readonly windows: readonly { readonly rule: string; readonly limit: number; readonly rate: number | null }[];
}

export interface History {
  samples(): readonly Sample[];
  stop(): void;
}

export function createHistory(desk: Desk, { everyMs = 5_000, keep = 720 }: { readonly everyMs?: number; readonly keep?: number } = {}): History {
  const samples: Sample[] = [];
  const take = (): void => {
    const sample = sampleOf(desk.campaign());
    if (samples.at(-1)?.at === sample.at) return;
    samples.push(sample);
    if (samples.length > keep) samples.shift();
  };
  take();
  const timer = setInterval(take, everyMs);
  timer.unref();
  return { samples: () => samples, stop: () => { clearInterval(timer); } };
}

function sampleOf({ now, occupancy, level, windows }: DeskCampaign): Sample {
  return {
    at: now, occupancy, level,
    windows: windows.map(({ rule, limit, abandoned, answered }) => ({ rule, limit, rate: answered === 0 ? null : abandoned / answered })),
  };
}
