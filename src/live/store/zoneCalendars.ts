/**
 * Calling windows and offsets of a campaign's zones, in instants since 1970-01-01T00:00Z, for as many days as somebody asks.
 *
 * Rule: the windows are those of the scenario compiler, moved from a run's epoch to that of the store.
 */
import { DateTime } from 'luxon';
import { DAY_MS, type Millis } from '../../base/time.ts';
import type { ZoneCalendar } from '../../engine/options.ts';
import { localWindows } from '../../scenario/compile.ts';
import type { CampaignData } from '../../scenario/schema/campaign.ts';
import { openIntervals, runFrame, zoneOffsets } from '../../scenario/zones.ts';
import type { StoredCampaign } from './campaigns.ts';

export interface StoreCalendar {
  readonly zones: readonly ZoneCalendar[];
  /** Local midnights of the campaign's zone, one more than the days, and month starts among them. */
  readonly dayStarts: readonly Millis[];
  readonly monthStarts: readonly Millis[];
}

/** Days beyond the last instant that is asked for: enough that "when does it open again" has an answer. */
const DAYS_AHEAD = 8;

/** The calendar of these zones from a day before `from` until at least a week after `until`. */
export function storeCalendar(campaign: Pick<StoredCampaign, 'zone' | 'definition'>, zones: readonly string[], from: Millis, until: Millis = from): StoreCalendar {
  const firstDay = DateTime.fromMillis(from, { zone: campaign.zone }).minus({ days: 1 }).toISODate()!;
  const frame = runFrame(campaign.zone, firstDay, Math.ceil((until - from) / DAY_MS) + DAYS_AHEAD);
  const shift = (at: Millis): Millis => at + frame.epochUtcMs;
  const { callingWindows = 'always', holidays = [] } = campaign.definition;
  const isAlways = callingWindows === 'always' && holidays.length === 0;
  return {
    zones: zones.map((name) => {
      const offsets = zoneOffsets(frame, name);
      const open = isAlways ? null : openIntervals(frame, offsets, localWindows(windowsOf(callingWindows), NO_SHIFT)!, holidays);
      return {
        name,
        open: open?.map(([opens, closes]) => [shift(opens), shift(closes)] as const) ?? null,
        offsets: offsets.map(([at, offset]) => [shift(at), offset] as const),
      };
    }),
    dayStarts: frame.dayStarts.map(shift),
    monthStarts: frame.monthStarts.map(shift),
  };
}

/** An instant as ISO 8601 in UTC. */
export function formatInstant(at: Millis): string {
  return new Date(at).toISOString();
}

/** The instant of such a text, or null where it is none. Without an offset it is local time of the zone. */
export function parseInstant(text: string, zone: string): Millis | null {
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? DateTime.fromISO(text.trim().replace(' ', 'T'), { zone }) : null;
  return time !== null && time.isValid ? time.toMillis() : null;
}

/** A store's campaign was made with its windows written out; `shift` belongs to a scenario's calendar. */
function windowsOf(windows: NonNullable<CampaignData['callingWindows']>): NonNullable<CampaignData['callingWindows']> {
  return windows === 'shift' ? 'always' : windows;
}

const NO_SHIFT = { shift: { from: '00:00', to: '24:00' } } as Parameters<typeof localWindows>[1];
