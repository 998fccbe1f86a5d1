/**
 * What the subcommands of `overdial records` share: naming the store and the campaign, the filters, and how a change is told.
 *
 * Rule: lists are written with commas. What the engine refuses is told record by record; refusals end with 1, bad input with 2.
 */
import { existsSync } from 'node:fs';
import type { Argv } from 'yargs';
import { ACTIONS, type ActionName } from '../../engine/vocabulary.ts';
import { isLive } from '../../live/loop/fence.ts';
import { campaignNamed, type StoredCampaign } from '../../live/store/campaigns.ts';
import type { ChangeReport } from '../../live/store/changeRecords.ts';
import { isEmptyFilter, type RecordFilter } from '../../live/store/filter.ts';
import { agentNamed, agentsOf } from '../../live/store/names.ts';
import { openStore, type Store } from '../../live/store/openStore.ts';
import { explainSqlite, StoreError } from '../../live/store/storeError.ts';
import { parseInstant } from '../../live/store/zoneCalendars.ts';
import { ExitCode, InputError } from '../exitCodes.ts';
import { printJson, printLine, remark } from '../output.ts';

export interface StoreOptions { store: string; campaign?: string; json: boolean }
export interface FilterOptions { id?: string; status?: string; database?: string; action?: string; owner?: string; all?: boolean }

export function storeOptions(yargs: Argv): Argv<StoreOptions> {
  return yargs
    .option('store', { type: 'string', demandOption: true, describe: 'The store, as in --store campaign.db' })
    .option('campaign', { type: 'string', describe: 'Which campaign, where the store has several' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' }) as Argv<StoreOptions>;
}

/** The filters; several values with commas. With `all` a change must name a filter or say --all. */
export function filterOptions<T>(yargs: Argv<T>, all = false): Argv<T & FilterOptions> {
  const filtered = yargs
    .option('id', { type: 'string', describe: 'Records by id, as in 3,17' })
    .option('status', { type: 'string', describe: 'Status ids; none: without a status' })
    .option('database', { type: 'string', describe: 'Databases' })
    .option('action', { type: 'string', describe: `Actions: ${ACTIONS.join(', ')}` })
    .option('owner', { type: 'string', describe: 'Owners, hard or soft; none: without one' });
  return (all ? filtered.option('all', { type: 'boolean', default: false, describe: 'Every record, where no filter is given' }) : filtered) as Argv<T & FilterOptions>;
}

export function filterOf(options: FilterOptions): RecordFilter {
  const actions = listOf(options.action);
  const wrong = actions.find((action) => !(ACTIONS as readonly string[]).includes(action));
  if (wrong !== undefined) throw new InputError(`--action: '${wrong}' is no action; allowed: ${ACTIONS.join(', ')}`);
  const ids = listOf(options.id).map((text) => {
    if (!/^\d{1,15}$/.test(text)) throw new InputError(`--id: '${text}' is not allowed; allowed: whole numbers from 1`);
    return Number(text);
  });
  return { ids, statuses: listOf(options.status), databases: listOf(options.database), actions: actions as ActionName[], owners: listOf(options.owner) };
}

/** As `filterOf`, for changes: nobody changes a whole list by forgetting a filter. */
export function chosenFilter(options: FilterOptions): RecordFilter {
  const filter = filterOf(options);
  if (isEmptyFilter(filter) && options.all !== true) throw new InputError('no filter is given; allowed: --id, --status, --database, --action, --owner, or --all for every record');
  return filter;
}

export function listOf(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(',').map((part) => part.trim()).filter((part) => part !== '');
}

/** As `withStore`, for what changes the store: refused while a campaign is live on it, whose engine would not hear of it. */
export async function withStoreToChange<T>(options: StoreOptions, work: (store: Store, campaign: StoredCampaign) => T | Promise<T>): Promise<T> {
  refuseWhileLive(options.store);
  return withStore(options, work);
}

/** Throws an InputError where a campaign is live on the store. */
export function refuseWhileLive(path: string): void {
  if (existsSync(`${path}-live`) && isLive(path)) {
    throw new InputError(`${path}: a campaign is live on this store; allowed: the page of the team leader, or this command when the campaign has stopped`);
  }
}

/** Opens the store, does the work, closes it. Trouble with the file or the request becomes an InputError. */
export async function withStore<T>(options: StoreOptions, work: (store: Store, campaign: StoredCampaign) => T | Promise<T>): Promise<T> {
  return withFile(options.store, (store) => work(store, campaignNamed(store, options.campaign)));
}

export async function withFile<T>(path: string, work: (store: Store) => T | Promise<T>): Promise<T> {
  let store: Store | null = null;
  try {
    store = openStore(path);
    return await work(store);
  } catch (error) {
    throw asInputError(path, error);
  } finally {
    store?.close();
  }
}

export function asInputError(path: string, error: unknown): unknown {
  const explained = explainSqlite(path, error);
  return explained instanceof StoreError ? new InputError(explained.message) : explained;
}

/** An instant of the command line: ISO 8601, local time of the campaign where it has no offset. */
export function instantOption(option: string, text: string, campaign: StoredCampaign): number {
  const at = parseInstant(text, campaign.zone);
  if (at === null) throw new InputError(`--${option}: '${text}' is not allowed; allowed: a date and time, as in 2025-03-03T09:30`);
  return at;
}

/** An agent of the command line; one that is new is told, because it may be a slip. */
export function agentOption(store: Store, name: string): string {
  if (!agentsOf(store).some((one) => one.name === name)) remark(`'${name}' is a new agent of this store`);
  agentNamed(store, name);
  return name;
}

/** Prints what a change did, and sets the exit code. `verb`: as in "recycled". */
export function presentChange(json: boolean, verb: string, report: ChangeReport): void {
  const { changed, refused, refusedAll, limitReached } = report;
  if (refusedAll !== null) throw new InputError(`refused: ${refusedAll}; nothing was changed`);
  if (json) printJson({ [verb]: changed, refused, ...(limitReached ? { limitReached } : {}) });
  else {
    for (const { id, reason } of refused) remark(`record ${id}: ${reason}`);
    printLine(`${changed} ${changed === 1 ? 'record' : 'records'} ${verb}${refused.length > 0 ? `, ${refused.length} refused` : ''}${limitReached ? ', limitReached' : ''}`);
  }
  if (refused.length > 0) process.exitCode = ExitCode.checkFailed;
}
