/** `overdial records init`: a new store, or a further campaign in one that is there. */
import { existsSync } from 'node:fs';
import type { Argv, CommandModule } from 'yargs';
import { BUNDLE_IDS, BUNDLES, type BundleId } from '../../engine/bundles.ts';
import { MODES, type Mode } from '../../engine/vocabulary.ts';
import { countryOf } from '../../live/store/canonicalNumber.ts';
import { addCampaign, campaignsOf, type NewCampaign } from '../../live/store/campaigns.ts';
import { createStore, inTransaction, openStore } from '../../live/store/openStore.ts';
import { isZone } from '../../scenario/zones.ts';
import { agentNames } from '../../scenario/schema/agents.ts';
import type { CampaignData } from '../../scenario/schema/campaign.ts';
import { formatProblem } from '../../scenario/problem.ts';
import { InputError } from '../exitCodes.ts';
import { parseFile } from '../loadScenario.ts';
import { printJson, printLine } from '../output.ts';
import { asInputError, listOf, refuseWhileLive, type StoreOptions } from './common.ts';

interface InitOptions extends StoreOptions {
  scenario?: string; bundle?: string; mode?: string; zone?: string; recordType: string; databases?: string; agents?: string; country?: string;
}

export const initCommand: CommandModule<object, InitOptions> = {
  command: 'init',
  describe: 'Make a store with its first campaign, or add a campaign to a store',
  builder: (yargs: Argv) => yargs
    .option('store', { type: 'string', demandOption: true, describe: 'The store, as in --store campaign.db' })
    .option('campaign', { type: 'string', describe: 'Name of the campaign (default: the scenario\'s id, or campaign)' })
    .option('scenario', { type: 'string', describe: 'Take mode, bundle, settings, statuses, databases, windows, zone and agents from this scenario' })
    .option('bundle', { type: 'string', describe: `Defaults of a product: ${BUNDLE_IDS.join(', ')}` })
    .option('mode', { type: 'string', describe: `${MODES.join(', ')} (default: the bundle's first)` })
    .option('zone', { type: 'string', describe: 'IANA time zone of the campaign (default UTC)' })
    .option('record-type', { type: 'string', default: 'record', describe: 'Record type: campaigns of one type share its records' })
    .option('databases', { type: 'string', describe: 'Databases of the record type (default: list)' })
    .option('agents', { type: 'string', describe: 'Agents by name, as in Ann,Bob' })
    .option('country', { type: 'string', describe: 'Country of national numbers, as in CZ' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' }) as unknown as Argv<InitOptions>,
  handler: (options) => {
    const campaign = options.scenario === undefined ? fromOptions(options) : fromScenario(options, options.scenario);
    refuseWhileLive(options.store);
    try {
      const isNew = !existsSync(options.store);
      const store = isNew ? createStore(options.store) : openStore(options.store);
      inTransaction(store, () => { addCampaign(store, campaign); });
      const campaigns = campaignsOf(store).map((one) => one.name);
      store.close();
      if (options.json) printJson({ store: options.store, campaign: campaign.name, campaigns });
      else printLine(`${options.store}: ${isNew ? 'new store with' : 'added'} campaign ${campaign.name} (${campaign.definition.mode}, bundle ${campaign.definition.bundle ?? 'default'})`);
    } catch (error) {
      throw asInputError(options.store, error);
    }
  },
};

function fromOptions(options: InitOptions): NewCampaign {
  const bundle = oneOf('bundle', options.bundle ?? 'default', BUNDLE_IDS) as BundleId;
  const mode = oneOf('mode', options.mode ?? BUNDLES[bundle].modes[0]!, BUNDLES[bundle].modes) as Mode;
  const definition: CampaignData = { mode, bundle, strategy: { id: 'progressive' } };
  return {
    ...shared(options), name: options.campaign ?? 'campaign', zone: zoneOf(options.zone ?? 'UTC'), definition, agents: listOf(options.agents),
    databases: (options.databases === undefined ? ['list'] : listOf(options.databases)).map((name) => ({ name, active: true })),
  };
}

function fromScenario(options: InitOptions, name: string): NewCampaign {
  for (const other of ['bundle', 'mode'] as const) {
    if (options[other] !== undefined) throw new InputError(`--${other}: the scenario says it; allowed: --scenario or --${other}`);
  }
  const parsed = parseFile(name);
  if ('problems' in parsed) throw new InputError(parsed.problems.map(formatProblem).join('\n'));
  const { id, campaign, calendar, agents } = parsed.scenario.data;
  const { databases = ['list'], callingWindows, ...definition } = campaign;
  const windows = callingWindows === 'shift' && !('hours' in calendar.shift) ? [{ from: calendar.shift.from, to: calendar.shift.to }] : callingWindows;
  if (windows === 'shift') throw new InputError(`--scenario: ${name} has one long shift for calling windows; allowed: windows by the clock`);
  return {
    ...shared(options), name: options.campaign ?? id, zone: zoneOf(options.zone ?? calendar.zone),
    definition: { ...definition, ...(windows === undefined ? {} : { callingWindows: windows }) },
    databases: options.databases === undefined ? databases.map((one) => (typeof one === 'string' ? { name: one, active: true } : { name: one.id, active: one.active }))
      : listOf(options.databases).map((one) => ({ name: one, active: true })),
    agents: options.agents === undefined ? agentNames(typeof agents === 'number' ? { count: agents } : agents) : listOf(options.agents),
  };
}

function shared({ recordType, country }: InitOptions): Pick<NewCampaign, 'recordType' | 'country'> {
  if (country !== undefined && countryOf(country) === undefined) throw new InputError(`--country: the numbering of '${country}' is not known; numbers must be written with +`);
  return { recordType, country: country?.toUpperCase() ?? null };
}

function zoneOf(zone: string): string {
  if (!isZone(zone)) throw new InputError(`--zone: '${zone}' is not allowed; allowed: an IANA time zone, as in Europe/Prague`);
  return zone;
}

function oneOf(option: string, text: string, allowed: readonly string[]): string {
  if (!allowed.includes(text)) throw new InputError(`--${option}: '${text}' is not allowed; allowed: ${allowed.join(', ')}`);
  return text;
}
