/** From a campaign file and options to a campaign that can be started: the store, the setup, the telephone system, and who works there. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCampaignFile, type CampaignFile } from '../../live/config/campaignFile.ts';
import { rehearsalSetup } from '../../live/config/liveSetups.ts';
import type { LiveClock } from '../../live/loop/clock.ts';
import type { LiveCampaign } from '../../live/loop/liveCampaign.ts';
import type { LiveSetup } from '../../live/loop/liveSetup.ts';
import { campaignsOf } from '../../live/store/campaigns.ts';
import { createStore, openStore, type Store } from '../../live/store/openStore.ts';
import { zonesOf } from '../../live/store/storeDialer.ts';
import type { Telephony } from '../../live/telephony/port/port.ts';
import { parseFaults, type RehearsalFaults } from '../../live/telephony/rehearsal/faults.ts';
import { openRehearsal } from '../../live/telephony/rehearsal/openRehearsal.ts';
import { compileScenario } from '../../scenario/compile.ts';
import { formatProblem } from '../../scenario/problem.ts';
import { InputError } from '../exitCodes.ts';
import { readTextOrNull } from '../files.ts';
import { findScenario, shippedScenarios } from '../loadScenario.ts';
import { remark } from '../output.ts';
import { asInputError } from '../records/common.ts';

export interface CampaignOptions {
  readonly name: string;
  readonly driver: 'rehearsal' | 'asterisk';
  readonly store: string | undefined;
  readonly seed: string | undefined;
  readonly speed: number;
  /** Trouble for the rehearsal, as on the command line. */
  readonly faults?: string | undefined;
  readonly asLive: boolean;
  /** How many agents are rehearsed, from the first. */
  readonly bots: number;
}

/** The parts of a campaign that is not started yet. */
export interface OpenedCampaign {
  readonly store: Store;
  readonly setup: LiveSetup;
  readonly telephony: Telephony;
  readonly clock: LiveClock;
  readonly file: CampaignFile;
  /** Once it is started: records and agents come. */
  begin(live: LiveCampaign): Promise<void>;
  /** A team leader says that trunks which stopped themselves are well again. */
  readonly resumeTrunks?: () => void;
  /** Nobody comes any more. */
  end(): void;
}

/** Reads and checks the campaign file. Throws an InputError that lists every problem. */
export function readCampaign(name: string, driver: CampaignOptions['driver']): { readonly path: string; readonly file: CampaignFile } {
  const path = findScenario(name);
  if (path === null) throw new InputError(`${name}: there is no such campaign; allowed: a YAML or JSON file, or one of ${shippedScenarios().map((one) => one.name).join(', ')}`);
  const file = readCampaignFile(path, readTextOrNull, driver);
  if ('problems' in file) throw new InputError(file.problems.map(formatProblem).join('\n'));
  for (const warning of file.warnings) remark(`warning: ${formatProblem(warning)}`);
  return { path, file };
}

/** The campaign's store, made where it is not there yet. Throws an InputError. */
export function openCampaignStore(path: string): Store {
  try {
    return existsSync(path) ? openStore(path) : createStore(path);
  } catch (error) {
    throw asInputError(path, error);
  }
}

/** Opens a rehearsal. Throws an InputError. */
export async function openRehearsedCampaign(options: CampaignOptions): Promise<OpenedCampaign> {
  const faults = faultsOf(options.faults);
  const { path, file } = readCampaign(options.name, 'rehearsal');
  const { id, seed: own } = file.scenario.data;
  const store = openCampaignStore(options.store ?? join(dirname(path), file.live?.store ?? `${id}.live.db`));
  const known = campaignsOf(store).find((one) => one.name === id);
  const compiled = compileScenario(file.scenario, known === undefined ? [] : zonesOf(store, known));
  const seed = `${options.seed ?? own ?? 1}/0`;
  const resume = earlier(store);
  const rehearsal = await openRehearsal({ scenario: compiled, seed, speed: options.speed, faults, ...(resume === null ? {} : { resume }) });
  const { originMs, clock, telephony } = rehearsal;
  store.db.prepare('INSERT INTO meta (key, value) VALUES (\'rehearsal_origin\', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(String(originMs));
  return {
    store, clock, telephony, file, setup: rehearsalSetup(compiled, file.scenario, file.live, { seed, originMs, asLive: options.asLive }),
    begin: (live) => rehearsal.begin(live, options.bots), end: () => { rehearsal.end(); },
  };
}

/** Throws an InputError that says what is allowed. */
function faultsOf(text: string | undefined): RehearsalFaults {
  const faults = parseFaults(text ?? '');
  if ('problem' in faults) throw new InputError(`--faults: ${faults.problem}`);
  return faults;
}

/** A rehearsal that was begun on this store goes on where it stood. */
function earlier(store: Store): { readonly originMs: number; readonly at: number } | null {
  const origin = store.db.prepare('SELECT value FROM meta WHERE key = \'rehearsal_origin\'').get() as { value: string } | undefined;
  const { at } = store.db.prepare('SELECT MAX(at) AS at FROM journal').get() as { at: number | null };
  return origin === undefined || at === null ? null : { originMs: Number(origin.value), at };
}
