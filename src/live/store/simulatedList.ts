/**
 * The records of a store as the list of a simulated run: as they stand, with their owners, counters, marks and block list.
 *
 * Rule: the scenario says everything but the list: mode, settings, windows, agents. Databases are the store's. Owners that the
 * scenario does not know become agents who never come, so that nobody else gets their records; statuses that it does not know
 * stay as names. The store is only read.
 */
import { DigitIndex } from '../../base/digitIndex.ts';
import { hashText } from '../../base/hash.ts';
import { UNSET, type Millis } from '../../base/time.ts';
import { rankedFieldsOf } from '../../engine/selection/leadOrder.ts';
import { STATUS_DEFAULTS } from '../../engine/records/dictionaries.ts';
import { compileScenario } from '../../scenario/compile.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { ResolvedScenario } from '../../scenario/parse.ts';
import { RecordColumnsBuilder } from '../../world/recordColumns.ts';
import type { InitialRecord } from '../../world/spec.ts';
import { DateTime } from 'luxon';
import type { StoredCampaign } from './campaigns.ts';
import { formRanks } from './formRanks.ts';
import { databasesOf } from './names.ts';
import type { Store } from './openStore.ts';
import { statusIdsEver } from './statuses.ts';
import { blockedNumbers, NameIndex, zonesOf } from './storeDialer.ts';
import { readRecords, type StoredRecord } from './storedRecord.ts';

export interface StoredList {
  readonly scenario: CompiledScenario;
  /** The store's id of each record of the run. */
  readonly ids: readonly number[];
  /** Records that are in use in the store, and left out. */
  readonly inUse: number;
  /** The run's instant 0 in ms since 1970. */
  readonly epochUtcMs: Millis;
  readonly agents: NameIndex;
  readonly statuses: NameIndex;
  readonly numbers: DigitIndex;
}

/** The scenario with the store's records for its list. */
export function scenarioOnStore(store: Store, campaign: StoredCampaign, resolved: ResolvedScenario): StoredList {
  const compiled = compileScenario({ ...resolved, rows: null }, zonesOf(store, campaign));
  const { dialer, world } = compiled;
  const epochUtcMs = DateTime.fromISO(compiled.horizon.epoch).toMillis();
  const databases = databasesOf(store, campaign.recordType);
  const names = {
    agents: new NameIndex(dialer.agents), statuses: new NameIndex(dialer.statuses.map((one) => one.id)), numbers: new DigitIndex(),
    databases: new NameIndex(databases.map((one) => one.name)), zones: new NameIndex(dialer.zones.map((one) => one.name)),
  };
  const blocked = blockedNumbers(store, campaign).map(({ number, scope }) => ({ number: names.numbers.of(number), scope: scope === 0 ? 'global' as const : 'campaign' as const }));
  const fields = rankedFieldsOf(dialer.policy.buckets, dialer.settings.leadOrder);
  const ranksOf = formRanks(store, campaign, fields);
  const records = new RecordColumnsBuilder(true, fields.length);
  const ids: number[] = [];
  let inUse = 0;
  let digest = hashText(`${compiled.digest} ${JSON.stringify([blocked, databases])}`);
  for (const record of readRecords(store, campaign)) {
    if (record.action === 'ready') {
      inUse += 1;
      continue;
    }
    const initial = { ...initialRecord(record, epochUtcMs, names, campaign.zone), ...(ranksOf === null ? {} : { ranks: ranksOf(record.form) }) };
    digest = hashText(digest + JSON.stringify(initial));
    records.push(initial);
    ids.push(record.id);
  }
  const known = statusIdsEver(store);
  const strangers = names.statuses.names.slice(dialer.statuses.length);
  const absent = names.agents.names.slice(dialer.agents.length);
  const days = world.agents[0]?.length ?? 1;
  return {
    ids, inUse, epochUtcMs, agents: names.agents, statuses: names.statuses, numbers: names.numbers,
    scenario: {
      ...compiled, digest,
      dialer: {
        ...dialer, agents: names.agents.names, databases: databases.map(({ name, active }) => ({ id: name, active })),
        statuses: [...dialer.statuses, ...strangers.map((id) => ({ ...STATUS_DEFAULTS, id, name: known.get(id) ?? id, scope: 'campaign' as const, active: false }))],
      },
      world: {
        ...world, list: { kind: 'given', records: records.finish(), blocked },
        agents: [...world.agents, ...absent.map(() => Array.from({ length: days }, () => null))],
      },
    },
  };
}

interface Names { readonly agents: NameIndex; readonly statuses: NameIndex; readonly numbers: DigitIndex; readonly databases: NameIndex; readonly zones: NameIndex }

function initialRecord(record: StoredRecord, epochUtcMs: Millis, names: Names, zone: string): InitialRecord {
  const at = (value: number | null): Millis => (value === null ? UNSET : value >= Number.MAX_SAFE_INTEGER ? value : value - epochUtcMs);
  return {
    database: names.databases.of(record.database), zone: names.zones.of(record.timeZone ?? zone), priority: record.priority, createdAt: at(record.createdAt),
    hardOwner: names.agents.of(record.owner), softOwner: names.agents.of(record.softOwner), action: record.action as InitialRecord['action'],
    nextCallAt: at(record.nextCallAt), status: names.statuses.of(record.status), phones: record.phones.map((phone) => names.numbers.of(phone.number)),
    history: {
      attempts: record.attempts, totalAttempts: record.totalAttempts, dials: record.dials, autoDials: record.autoDials, lastCalledAt: at(record.lastCalledAt),
      blockedUntilAt: at(record.blockedUntil), numberIndex: record.numberIndex, retryProgressive: record.retryProgressive, hasCallActivity: record.hasCall,
      invalid: record.phones.flatMap((phone, position) => (phone.invalid ? [position] : [])),
    },
  };
}
