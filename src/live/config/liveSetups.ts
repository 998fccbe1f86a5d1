/**
 * A campaign file as the loop needs it: for a rehearsal in the scenario's own calendar, for real telephones in that of the wall.
 *
 * Rule: with real telephones the safe settings are forced: the message in time, the strict guard, at least 15 s of ringing. A rehearsal keeps
 * the scenario's settings unless it is to be as live.
 * Source: live, sections 4 and 8.
 */
import { streamKey } from '../../base/random.ts';
import { DAY_MS, NEVER, type Millis } from '../../base/time.ts';
import type { CampaignSettings, DialerOptions, ZoneCalendar } from '../../engine/options.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { ResolvedScenario } from '../../scenario/parse.ts';
import type { CampaignData } from '../../scenario/schema/campaign.ts';
import type { DeskField } from '../loop/desk.ts';
import type { LiveSetup } from '../loop/liveSetup.ts';
import { storeCalendar } from '../store/zoneCalendars.ts';
import type { LiveConfig } from './liveConfig.ts';

/** The message begins within two seconds of the answer: so the engine drops in time. */
const DROP_LIMIT_MAX_MS: Millis = 1_500;
const RING_LIMIT_MIN_MS: Millis = 15_000;
/** Calling windows are known so far ahead; a session that lasts longer begins anew. */
const CALENDAR_MS: Millis = 120 * DAY_MS;

/** @param originMs the live instant of the scenario's instant 0 @param seed of the replication that is rehearsed, such as `7/0` */
export function rehearsalSetup(
  compiled: CompiledScenario, resolved: ResolvedScenario, live: LiveConfig | null, { seed, originMs, asLive }: { seed: string; originMs: Millis; asLive: boolean },
): LiveSetup {
  const shift = (at: Millis): Millis => (at >= NEVER ? at : at + originMs);
  const { dialer } = compiled;
  return {
    campaign: compiled.id, driver: 'rehearsal', zone: resolved.data.calendar.zone, definition: storedDefinition(resolved), phones: {}, fields: fieldsOf(live),
    trunks: [{ name: 'rehearsal', callerIds: ['10000000'], dryRun: false }], amd: compiled.world.detector.kind === 'none' ? 'off' : 'first',
    message: live?.message ?? 'overdial/safe-harbour', calendarShiftMs: Date.parse(compiled.horizon.epoch) - originMs,
    dialer: {
      ...withKeys(dialer, seed), settings: asLive ? safeSettings(dialer.settings) : dialer.settings, zones: dialer.zones.map((zone) => shifted(zone, shift, originMs)),
      dayStarts: dialer.dayStarts.map(shift), monthStarts: dialer.monthStarts.map(shift),
    },
  };
}

/** @param zones of records in the store, beside the campaign's own */
export function phoneSetup(compiled: CompiledScenario, resolved: ResolvedScenario, live: LiveConfig, { seed, now, zones }: { seed: string; now: Millis; zones: readonly string[] }): LiveSetup {
  const { calendar } = resolved.data;
  const definition = storedDefinition(resolved);
  const names = [...new Set([...compiled.dialer.zones.map((zone) => zone.name), ...zones])];
  const open = storeCalendar({ zone: calendar.zone, definition }, names, now, now + CALENDAR_MS);
  return {
    campaign: compiled.id, driver: 'asterisk', zone: calendar.zone, definition, fields: fieldsOf(live), message: live.message, amd: live.amd,
    trunks: live.trunks.map(({ name, callerIds, dryRun }) => ({ name, callerIds, dryRun })),
    phones: Object.fromEntries(live.agents.map((agent) => [agent.id, agent.phone])),
    dialer: {
      ...withKeys(compiled.dialer, seed), settings: safeSettings(compiled.dialer.settings), agents: live.agents.map((agent) => agent.id),
      channels: live.total?.maxChannels ?? null, zones: open.zones, dayStarts: open.dayStarts, monthStarts: open.monthStarts,
    },
  };
}

function withKeys(dialer: CompiledScenario['dialer'], seed: string): DialerOptions {
  return { ...dialer, strategyKey: streamKey(seed, 'strategy'), selectionKey: streamKey(seed, 'selection') };
}

function safeSettings(settings: CampaignSettings): CampaignSettings {
  return {
    ...settings, dropLimitMs: Math.min(settings.dropLimitMs, DROP_LIMIT_MAX_MS), guard: 'strict',
    ringLimitMs: settings.ringLimitMs === null ? null : Math.max(settings.ringLimitMs, RING_LIMIT_MIN_MS),
  };
}

/** Local time of day stays what it is in the scenario. */
function shifted(zone: ZoneCalendar, shift: (at: Millis) => Millis, originMs: Millis): ZoneCalendar {
  return {
    name: zone.name, open: zone.open?.map(([from, to]) => [shift(from), shift(to)] as const) ?? null,
    offsets: zone.offsets.map(([from, offsetMs]) => [shift(from), offsetMs - originMs] as const),
  };
}

/** The campaign as the store keeps it: windows by the clock, for a store knows no shifts. */
function storedDefinition({ data: { campaign, calendar } }: ResolvedScenario): CampaignData {
  const { callingWindows, ...definition } = campaign;
  if (callingWindows === undefined) return definition;
  if (callingWindows !== 'shift') return campaign;
  return 'hours' in calendar.shift ? definition : { ...definition, callingWindows: [{ from: calendar.shift.from, to: calendar.shift.to }] };
}

function fieldsOf(live: LiveConfig | null): DeskField[] {
  return (live?.fields ?? []).map(({ id, label, type, choices, mandatory }) => ({ id, label: label ?? id, type, mandatory, ...(choices === undefined ? {} : { choices }) }));
}
