/**
 * A checked scenario to the plain data that a run is a function of.
 *
 * Rule: names become indices, local times instants of the run, percent fractions, and every default is filled in. The
 * digest covers all of it but names for people and the seed: equal digests, equal meaning.
 */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Millis } from '../base/time.ts';
import { resolveSettings } from '../engine/bundles.ts';
import type { Priors, ZoneCalendar } from '../engine/options.ts';
import { agentDaysOf, deskOf, type Shift } from './compileAgents.ts';
import { databasesOf, enforcedRulesOf, overridesOf, policyOf, rulesOf, statusesOf } from './compileCampaign.ts';
import { customersOf, detectorOf, distributionOf } from './compileCustomers.ts';
import type { CompiledScenario, Horizon } from './compiled.ts';
import { listOf, zonesOf } from './compileList.ts';
import { meaningDigest } from './meaningDigest.ts';
import type { ResolvedScenario } from './parse.ts';
import { agentNames } from './schema/agents.ts';
import type { CalendarData } from './schema/calendar.ts';
import type { CampaignData } from './schema/campaign.ts';
import type { CarrierData, PriorsData } from './schema/carrier.ts';
import { resolveStrategyChoice } from './strategyChoice.ts';
import { instantOf, minutesOfDay, openIntervals, runClockOffsets, runFrame, zoneOffsets, type Intervals, type LocalWindow, type Offsets, type RunFrame } from './zones.ts';

/** Compiles what `parseScenario` has accepted. `moreZones`: zones of records that come from elsewhere. */
export function compileScenario({ data, rows }: ResolvedScenario, moreZones: readonly string[] = []): CompiledScenario {
  const { calendar, campaign } = data;
  const frame = runFrame(calendar.zone, calendar.firstDay, daysOf(calendar));
  const shifts = shiftsOf(calendar, frame);
  const agents = typeof data.agents === 'number' ? { count: data.agents } : data.agents;
  const names = agentNames(agents);
  const settings = resolveSettings(campaign.mode, campaign.bundle ?? 'default', overridesOf(campaign));
  const statuses = statusesOf(campaign);
  const databases = databasesOf(campaign);
  const zoneNames = [...new Set([...zonesOf(calendar.zone, rows), ...moreZones])];
  const rules = rulesOf(data.measure);
  const { id: strategyId, ...parameters } = campaign.strategy;
  const believed = typeof data.detector === 'object' ? (data.detector.believedFalsePositivePercent ?? 0) : 0;
  const offsets = runClockOffsets(frame, zoneOffsets(frame, calendar.zone));
  const statusIds = statuses.map((one) => one.id);
  const desk = deskOf(agents, campaign.mode, statusIds);
  const customers = customersOf(data.customers, statusIds);
  // A promise may fall behind the run's end: then the calendar goes on a little, for promises only.
  const hasNextCalls = [...customers.handle.map((handle) => handle.save ?? []), desk?.unanswered ?? []].flat().some((save) => save.nextCall !== null);
  const beyond = hasNextCalls ? runFrame(calendar.zone, calendar.firstDay, daysOf(calendar) + DAYS_BEYOND) : frame;
  const allShifts = hasNextCalls && !('hours' in calendar.shift) ? shiftsOf({ ...calendar, days: calendar.days + DAYS_BEYOND }, beyond) : shifts;
  const meaning: Pick<CompiledScenario, 'dialer' | 'world' | 'horizon' | 'rules'> = {
    dialer: {
      settings,
      policy: policyOf(campaign),
      statuses,
      recordType: 0,
      databases,
      agents: names,
      zones: zoneNames.map((name) => zoneCalendar(name, beyond, shifts, calendar, campaign)),
      campaignZone: 0,
      channels: channelsOf(data.carrier, names.length),
      startsPerSecond: typeof data.carrier?.startsPerSecond === 'number' ? data.carrier.startsPerSecond : null,
      strategy: resolveStrategyChoice(strategyId, parameters),
      priors: priorsOf(data.priors),
      enforcedRules: enforcedRulesOf(campaign, rules),
      dayStarts: frame.dayStarts,
      monthStarts: frame.monthStarts,
      falsePositiveShare: believed / 100,
    },
    world: {
      customers,
      detector: detectorOf(data.detector),
      carrier: { setUp: distributionOf(data.carrier?.setUp) },
      agents: agentDaysOf(agents, frame, shifts),
      list: listOf(data.list, rows, frame, {
        agents: names, databases: databases.map((one) => one.id), statuses: statusIds, zones: zoneNames,
        initialStatusId: settings.initialStatusId,
      }),
      offsets,
      ...(desk === null ? {} : { desk }),
      ...(hasNextCalls ? { shifts: allShifts } : {}),
    },
    horizon: horizonOf(calendar, frame, shifts),
    rules,
  };
  return {
    id: data.id,
    title: data.title ?? data.id,
    description: data.description ?? '',
    digest: meaningDigest(meaning),
    seed: String(data.seed ?? 1),
    ...meaning,
  };
}

/** Promises reach at most so many days behind the run's end. */
const DAYS_BEYOND = 7;

/** Local days that the run reaches into: one a shift, or as many as one long shift takes. */
function daysOf(calendar: CalendarData): number {
  if (!('hours' in calendar.shift)) return calendar.days;
  return Math.ceil((minutesOfDay(calendar.shift.from) * MINUTE_MS + calendar.shift.hours * HOUR_MS) / DAY_MS);
}

function shiftsOf({ shift, days }: CalendarData, frame: RunFrame): Shift[] {
  if ('hours' in shift) {
    const from = instantOf(frame, 0, minutesOfDay(shift.from));
    return [[from, from + Math.round(shift.hours * HOUR_MS)]];
  }
  return Array.from({ length: days }, (_, day) => [
    instantOf(frame, day, minutesOfDay(shift.from)), instantOf(frame, day, minutesOfDay(shift.to)),
  ] as const);
}

function horizonOf(calendar: CalendarData, frame: RunFrame, shifts: readonly Shift[]): Horizon {
  const warmUp = calendar.warmUp ?? { days: 0 };
  const scoredFrom = 'days' in warmUp ? shifts[warmUp.days]![0] : shifts[0]![0] + Math.round(warmUp.hours * HOUR_MS);
  return {
    epoch: frame.epoch,
    scored: shifts.flatMap(([from, to]): [Millis, Millis][] => (to > scoredFrom ? [[Math.max(from, scoredFrom), to]] : [])),
    endsAt: shifts[shifts.length - 1]![1],
    end: calendar.end ?? 'drained',
    maxDials: calendar.maxDials ?? null,
  };
}

function zoneCalendar(name: string, frame: RunFrame, shifts: readonly Shift[], calendar: CalendarData, campaign: CampaignData): ZoneCalendar {
  const offsets = zoneOffsets(frame, name);
  return { name, open: windowsOf(frame, offsets, shifts, calendar, campaign), offsets: runClockOffsets(frame, offsets) };
}

function windowsOf(frame: RunFrame, offsets: Offsets, shifts: readonly Shift[], calendar: CalendarData, campaign: CampaignData): Intervals | null {
  const windows = campaign.callingWindows ?? 'always';
  const holidays = campaign.holidays ?? [];
  const local = localWindows(windows, calendar);
  // One long shift follows no clock: it is open from its start to its end, in every zone.
  if (local === null) return shifts;
  return windows === 'always' && holidays.length === 0 ? null : openIntervals(frame, offsets, local, holidays);
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const EVERY_DAY = WEEKDAYS.map((_, index) => index);

/** Calling windows in local minutes of the day; null: one long shift follows no clock. */
export function localWindows(windows: NonNullable<CampaignData['callingWindows']>, { shift }: CalendarData): LocalWindow[] | null {
  if (windows === 'always') return [{ weekdays: EVERY_DAY, fromMinute: 0, toMinute: 1_440 }];
  if (windows === 'shift') {
    return 'hours' in shift ? null : [{ weekdays: EVERY_DAY, fromMinute: minutesOfDay(shift.from), toMinute: minutesOfDay(shift.to) }];
  }
  return windows.map(({ days, from, to }) => ({
    weekdays: days === undefined ? EVERY_DAY : days.map((day) => WEEKDAYS.indexOf(day)), fromMinute: minutesOfDay(from), toMinute: minutesOfDay(to),
  }));
}

function channelsOf(carrier: CarrierData | undefined, agents: number): number | null {
  const channels = carrier?.channels ?? 'unlimited';
  if (channels === 'unlimited') return null;
  return typeof channels === 'number' ? channels : Math.max(1, Math.round(channels.perAgent * agents));
}

/** Absent values are the common prior (pacing: section 2). */
function priorsOf(priors: PriorsData | undefined): Priors {
  return {
    answerRate: (priors?.answerPercent ?? 20) / 100,
    resolutionMs: Math.round((priors?.resolution ?? 15) * SECOND_MS),
    talkMs: Math.round((priors?.talk ?? 180) * SECOND_MS),
    wrapMs: Math.round((priors?.wrap ?? 20) * SECOND_MS),
  };
}
