/**
 * A new session: the store's records loaded into a dialer with the campaign file's options.
 *
 * Rule: what the campaign has learnt and owes (abandon windows, pacing's history, numbering of attempts) comes from the session before; what
 * people changed in the store in between comes from the tables. Nothing is under way when a session begins.
 * Source: live, section 3.
 */
import type { Millis } from '../../base/time.ts';
import { createDialer } from '../../engine/dialer.ts';
import type { DialerOptions } from '../../engine/options.ts';
import { STATUS_DEFAULTS } from '../../engine/records/dictionaries.ts';
import { rankedFieldsOf } from '../../engine/selection/leadOrder.ts';
import type { DialerSnapshot } from '../../engine/snapshot.ts';
import { addCampaign, campaignsOf, type StoredCampaign } from '../store/campaigns.ts';
import { fieldValues } from '../store/formRanks.ts';
import { agentsOf, databasesOf } from '../store/names.ts';
import type { Store } from '../store/openStore.ts';
import { statusIdsEver } from '../store/statuses.ts';
import { blockedNumbers, NameIndex, restoredOf, SILENT, zonesOf } from '../store/storeDialer.ts';
import { readRecords } from '../store/storedRecord.ts';
import { LiveCore } from './liveCore.ts';
import { LiveFailure } from './liveFailure.ts';
import type { LiveSetup } from './liveSetup.ts';
import { newRankBook, ranksOf } from './rankBook.ts';

/** The campaign of the store that a setup means; it is added where the store does not have it. */
export function campaignFor(store: Store, setup: LiveSetup): StoredCampaign {
  const find = (): StoredCampaign | undefined => campaignsOf(store).find((one) => one.name === setup.campaign);
  if (find() === undefined) {
    addCampaign(store, {
      name: setup.campaign, recordType: 'record', zone: setup.zone, country: null, definition: setup.definition, agents: setup.dialer.agents,
      databases: setup.dialer.databases.map(({ id, active }) => ({ name: id, active })),
    });
  }
  return find()!;
}

/** Begins the session that the row `seq` of the journal tells of. `before`: the state that the last session ended with. Throws a LiveFailure (2). */
export function beginSession(store: Store, campaign: StoredCampaign, setup: LiveSetup, run: string, at: { seq: number; now: Millis }, before: LiveCore | null): LiveCore {
  const { dialer: given, ...rest } = setup;
  const names = namesOf(store, campaign, given);
  const options: DialerOptions = {
    ...given, agents: names.agents.names, databases: databasesOf(store, campaign.recordType).map(({ name, active }) => ({ id: name, active })),
    statuses: withStrays(store, given), settings: given.settings,
  };
  const dialer = createDialer(options);
  // Nothing is dialled before the telephone system is there.
  dialer.handle({ kind: 'channelsChanged', at: at.now, channels: 0 }, SILENT);
  for (const { number, scope } of blockedNumbers(store, campaign)) {
    dialer.handle({ kind: 'numberBlocked', at: at.now, number: names.numbers.of(number), scope: scope === 0 ? 'global' : 'campaign', blocked: true }, SILENT);
  }
  const ids: number[] = [];
  const context = { ...names, databases: new NameIndex(options.databases.map((one) => one.id)), statuses: new NameIndex(options.statuses.map((one) => one.id)), now: at.now };
  const fields = rankedFieldsOf(options.policy.buckets, options.settings.leadOrder);
  const rankBook = newRankBook(fields, fieldValues(store, campaign, fields));
  for (const record of readRecords(store, campaign)) {
    if (record.action === 'ready') continue;
    dialer.handle(restoredOf(record, ids.length, context, names.zones), SILENT);
    if (fields.length > 0) dialer.handle({ kind: 'recordRanked', at: at.now, record: ids.length, ranks: ranksOf(rankBook, record.form) }, SILENT);
    ids.push(record.id);
  }
  const session = { run, setup: rest, dialer: options, staff: given.agents.length };
  return LiveCore.begin(session, { ids, numbers: names.numbers.names, rankBook, seq: at.seq, at: at.now }, carryOver(dialer.snapshot(), options, nextSerial(store), before));
}

interface Names { readonly agents: NameIndex; readonly zones: NameIndex; readonly numbers: NameIndex }

/** Owners whom the campaign file does not name keep their records: they become agents who cannot sign in. */
function namesOf(store: Store, campaign: StoredCampaign, given: DialerOptions): Names {
  const zones = new NameIndex(given.zones.map((zone) => zone.name));
  const missing = zonesOf(store, campaign).filter((zone) => zones.find(zone) === undefined);
  if (missing.length > 0) throw new LiveFailure(2, `${store.path} has records in time zones that the calling windows were not worked out for: ${missing.join(', ')}`);
  const agents = new NameIndex(given.agents);
  for (const { name } of agentsOf(store)) agents.of(name);
  return { agents, zones, numbers: new NameIndex([]) };
}

/** The campaign's statuses, then those that records still carry: names without a rule. */
function withStrays(store: Store, { statuses }: DialerOptions): DialerOptions['statuses'] {
  const known = new Set(statuses.map((status) => status.id));
  const strays = [...statusIdsEver(store)].filter(([id]) => !known.has(id));
  return [...statuses, ...strays.map(([id, name]) => ({ ...STATUS_DEFAULTS, id, name, scope: 'campaign' as const, active: false }))];
}

/** Attempts are never numbered twice, not even where the journal was begun anew. */
function nextSerial(store: Store): number {
  return ((store.db.prepare('SELECT MAX(serial) AS last FROM attempt').get() as { last: number | null }).last ?? -1) + 1;
}

function carryOver(fresh: DialerSnapshot, options: DialerOptions, serial: number, before: LiveCore | null): DialerSnapshot {
  const turns = { ...fresh.turns, nextAttempt: serial };
  if (before === null) return { ...fresh, turns };
  const old = before.dialer.snapshot();
  const was = before.state.session.dialer;
  const keeps = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);
  return {
    ...fresh, turns: { ...turns, nextAttempt: Math.max(serial, old.turns.nextAttempt) }, history: old.history, assignPosition: old.assignPosition,
    ...(keeps(was.enforcedRules, options.enforcedRules) ? { ledger: old.ledger } : {}),
    ...(keeps(was.strategy, options.strategy) ? { strategy: old.strategy, random: old.random } : {}),
    ...(keeps(was.policy, options.policy) ? { mixes: old.mixes } : {}),
  };
}
