/**
 * A dialer made from a campaign of the store, with records loaded into it: the engine's own rules decide what an event does
 * to a record, in live mode, in a simulation and here.
 *
 * Rule: instants are those of the store (ms since 1970-01-01T00:00Z). The campaign is stopped and nobody is signed in, so
 * nothing is selected or dialled. Statuses that a campaign no longer has keep an index beyond its list: a name, no rule.
 */
import { DigitIndex } from '../../base/digitIndex.ts';
import { streamKey } from '../../base/random.ts';
import { UNSET, type Millis } from '../../base/time.ts';
import { resolveSettings } from '../../engine/bundles.ts';
import type { Commands } from '../../engine/commands.ts';
import { createDialer, type Dialer } from '../../engine/dialer.ts';
import type { RecordRestored } from '../../engine/events.ts';
import type { DialerOptions } from '../../engine/options.ts';
import { rankedFieldsOf } from '../../engine/selection/leadOrder.ts';
import { NONE } from '../../engine/vocabulary.ts';
import { overridesOf, policyOf } from '../../scenario/compileCampaign.ts';
import type { StoredCampaign } from './campaigns.ts';
import { whereOf, type RecordFilter } from './filter.ts';
import { formRanks } from './formRanks.ts';
import { agentsOf, databasesOf } from './names.ts';
import type { Store } from './openStore.ts';
import { campaignStatuses } from './statuses.ts';
import { readRecords, type StoredRecord } from './storedRecord.ts';
import { storeCalendar } from './zoneCalendars.ts';

export interface StoreDialer {
  readonly dialer: Dialer;
  readonly options: DialerOptions;
  readonly now: Millis;
  /** The store's id of each record of the dialer. */
  readonly ids: readonly number[];
  /** Records that are held or being called, by id: they cannot be changed from outside. */
  readonly inUse: readonly number[];
  readonly agents: NameIndex;
  readonly databases: NameIndex;
  readonly statuses: NameIndex;
  readonly numbers: DigitIndex;
}

/** Texts and their numbers in the engine; a new text gets the next number. */
export class NameIndex {
  readonly names: string[];
  private readonly indices: Map<string, number>;

  constructor(names: readonly string[]) {
    this.names = [...names];
    this.indices = new Map(names.map((name, index) => [name, index]));
  }

  of(name: string | null): number {
    if (name === null) return NONE;
    const index = this.indices.get(name) ?? this.names.length;
    if (index === this.names.length) {
      this.names.push(name);
      this.indices.set(name, index);
    }
    return index;
  }

  find(name: string): number | undefined {
    return this.indices.get(name);
  }

  at(index: number): string | null {
    return index === NONE ? null : this.names[index]!;
  }
}

export interface LoadOptions {
  readonly now: Millis;
  /** The latest instant that an event will name; windows are known until then. */
  readonly until?: Millis;
  /** Which records; default: all of the campaign. */
  readonly filter?: RecordFilter;
  /** True: the campaign is as active as it stands in the store. */
  readonly asItStands?: boolean;
}

/** Makes the dialer and loads the records. */
export function loadDialer(store: Store, campaign: StoredCampaign, { now, until = now, filter = {}, asItStands = false }: LoadOptions): StoreDialer {
  const zones = zonesOf(store, campaign, filter);
  const databases = databasesOf(store, campaign.recordType);
  const agents = new NameIndex(agentsOf(store).map((one) => one.name));
  const options = optionsOf(store, campaign, zones, agents.names, { now, until, active: asItStands && campaign.active });
  const base = createDialer(options);
  const dialer = createDialer(options, { snapshot: { ...base.snapshot(), assignPosition: campaign.assignPosition } });
  const context = {
    dialer, options, now, ids: [] as number[], inUse: [] as number[], agents, databases: new NameIndex(databases.map((one) => one.name)),
    statuses: new NameIndex(options.statuses.map((one) => one.id)), numbers: new DigitIndex(),
  };
  for (const { number, scope } of blockedNumbers(store, campaign)) {
    dialer.handle({ kind: 'numberBlocked', at: now, number: context.numbers.of(number), scope: scope === 0 ? 'global' : 'campaign', blocked: true }, SILENT);
  }
  const zoneIndex = new NameIndex(zones);
  const ranksOf = formRanks(store, campaign, rankedFieldsOf(options.policy.buckets, options.settings.leadOrder));
  for (const record of readRecords(store, campaign, filter)) {
    if (record.action === 'ready') {
      context.inUse.push(record.id);
      continue;
    }
    dialer.handle(restoredOf(record, context.ids.length, context, zoneIndex), SILENT);
    if (ranksOf !== null) dialer.handle({ kind: 'recordRanked', at: now, record: context.ids.length, ranks: ranksOf(record.form) }, SILENT);
    context.ids.push(record.id);
  }
  return context;
}

/** Numbers that the campaign must not dial: those blocked everywhere (scope 0) and its own. */
export function blockedNumbers(store: Store, campaign: StoredCampaign): { readonly number: string; readonly scope: number }[] {
  return store.db.prepare(`SELECT number, scope FROM block WHERE scope IN (0, ${campaign.id}) ORDER BY number, scope`).all() as { number: string; scope: number }[];
}

/** The zones of the campaign and of the records that the filter means, the campaign's own first. */
export function zonesOf(store: Store, campaign: StoredCampaign, filter: RecordFilter = {}): string[] {
  const rows = store.db.prepare(`SELECT DISTINCT time_zone AS name FROM record WHERE time_zone IS NOT NULL AND ${whereOf(store, campaign, filter)} ORDER BY name`)
    .all() as { name: string }[];
  return [...new Set([campaign.zone, ...rows.map((row) => row.name)])];
}

/** The event with which a stored record joins a dialer. */
export function restoredOf(
  record: StoredRecord, index: number, names: Pick<StoreDialer, 'now' | 'agents' | 'databases' | 'statuses'> & { readonly numbers: { of(number: string): number } }, zones: NameIndex,
): RecordRestored {
  const at = (value: number | null): Millis => value ?? UNSET;
  return {
    kind: 'recordRestored', at: names.now, record: index, recordType: 0, database: names.databases.of(record.database),
    zone: record.timeZone === null ? 0 : zones.of(record.timeZone), priority: record.priority, createdAt: record.createdAt, action: record.action,
    nextCallAt: at(record.nextCallAt), hardOwner: names.agents.of(record.owner), softOwner: names.agents.of(record.softOwner),
    status: names.statuses.of(record.status), phones: record.phones.map((phone) => names.numbers.of(phone.number)), attempts: record.attempts,
    totalAttempts: record.totalAttempts, dials: record.dials, autoDials: record.autoDials, lastCalledAt: at(record.lastCalledAt),
    blockedUntilAt: at(record.blockedUntil), numberIndex: record.numberIndex, retryProgressive: record.retryProgressive, hasCallActivity: record.hasCall,
    invalid: record.phones.flatMap((phone, position) => (phone.invalid ? [position] : [])),
  };
}

/** A sink that hears nothing. */
export const SILENT: Commands = {
  dial: () => undefined, connect: () => undefined, drop: () => undefined, hangUp: () => undefined, cancel: () => undefined, attemptOver: () => undefined,
  showRecord: () => undefined, agentState: () => undefined, callAgent: () => undefined, activity: () => undefined, blockNumber: () => undefined,
  batchDone: () => undefined, rejected: () => undefined, clipped: () => undefined,
};

function optionsOf(
  store: Store, campaign: StoredCampaign, zones: readonly string[], agents: readonly string[], at: { now: Millis; until: Millis; active: boolean },
): DialerOptions {
  const { definition } = campaign;
  const calendar = storeCalendar(campaign, zones, at.now, Math.max(at.now, at.until));
  return {
    settings: { ...resolveSettings(definition.mode, definition.bundle ?? 'default', overridesOf(definition)), active: at.active },
    policy: policyOf(definition),
    statuses: campaignStatuses(store, campaign.id),
    recordType: 0,
    databases: databasesOf(store, campaign.recordType).map(({ name, active }) => ({ id: name, active })),
    agents, zones: calendar.zones, campaignZone: 0, channels: null, startsPerSecond: null,
    strategy: { id: 'progressive', parameters: {} }, strategyKey: streamKey('store', 'strategy'), selectionKey: streamKey('store', 'selection'),
    priors: { answerRate: 0.2, resolutionMs: 15_000, talkMs: 180_000, wrapMs: 20_000 }, enforcedRules: [],
    dayStarts: calendar.dayStarts, monthStarts: calendar.monthStarts, falsePositiveShare: 0,
  };
}
