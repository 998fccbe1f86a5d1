/**
 * The subcommands of `overdial records` that change records: actions, statuses, owners, blocks, recycling, deletion.
 *
 * Rule: the engine decides each change; what it refuses is told with its reason. Nobody changes a whole list by forgetting a
 * filter: without one --all must be said.
 */
import type { Argv, CommandModule } from 'yargs';
import { NONE, type ActionName } from '../../engine/vocabulary.ts';
import { UNSET } from '../../base/time.ts';
import type { DialerEvent } from '../../engine/events.ts';
import { blockNumber, unblockNumber } from '../../live/store/blocks.ts';
import { canonicalNumber } from '../../live/store/canonicalNumber.ts';
import type { StoredCampaign } from '../../live/store/campaigns.ts';
import { changeRecords, recordEvents, recycleRecords } from '../../live/store/changeRecords.ts';
import { editRecords } from '../../live/store/editRecords.ts';
import type { Store } from '../../live/store/openStore.ts';
import type { StoreDialer } from '../../live/store/storeDialer.ts';
import { InputError } from '../exitCodes.ts';
import { printJson, printLine } from '../output.ts';
import { agentOption, chosenFilter, filterOf, filterOptions, instantOption, presentChange, storeOptions, withStoreToChange, type FilterOptions, type StoreOptions } from './common.ts';
import { canonicalCountry } from './country.ts';

type Options = StoreOptions & FilterOptions;

interface ActionOptions extends Options { to: string; at?: string; user?: string }

export const setActionCommand: CommandModule<object, ActionOptions> = {
  command: 'set-action <to>',
  describe: 'Set the action of records: notAssigned, callImmediately, rescheduledByAgent, done',
  builder: (yargs: Argv) => filterOptions(storeOptions(yargs), true)
    .positional('to', { type: 'string', demandOption: true, choices: SETTABLE, describe: 'The action' })
    .option('at', { type: 'string', describe: 'Next call, as in 2025-03-03T09:30' })
    .option('user', { type: 'string', describe: 'rescheduledByAgent: whose callback it is' }) as unknown as Argv<ActionOptions>,
  handler: (options) => withStoreToChange(options, (store, campaign) => {
    const nextCallAt = options.at === undefined ? UNSET : instantOption('at', options.at, campaign);
    const user = options.user === undefined ? null : agentOption(store, options.user);
    change(store, campaign, options, 'changed', nextCallAt, ({ agents }, at) => (record) => ({
      kind: 'actionSet', at, record, action: options.to as ActionName, nextCallAt, softOwner: user === null ? NONE : agents.of(user),
    }));
  }),
};
const SETTABLE = ['notAssigned', 'callImmediately', 'rescheduledByAgent', 'done', 'ready', 'rescheduledByDialer'] as const;

interface StatusOptions extends Options { to: string }

export const setStatusCommand: CommandModule<object, StatusOptions> = {
  command: 'set-status <to>',
  describe: 'Set the status of records that were called',
  builder: (yargs: Argv) => filterOptions(storeOptions(yargs), true).positional('to', { type: 'string', demandOption: true, describe: 'Id of the status' }),
  handler: (options) => withStoreToChange(options, (store, campaign) => {
    change(store, campaign, options, 'changed', UNSET, ({ statuses }, at) => (record) => ({ kind: 'statusSet', at, record, status: statuses.of(options.to) }));
  }),
};

interface OwnerOptions extends Options { agent: string }

export const setOwnerCommand: CommandModule<object, OwnerOptions> = {
  command: 'set-owner <agent>',
  describe: 'Give records to an agent for good; none: to nobody',
  builder: (yargs: Argv) => filterOptions(storeOptions(yargs), true).positional('agent', { type: 'string', demandOption: true, describe: 'The agent, or none' }),
  handler: (options) => withStoreToChange(options, (store, campaign) => {
    const agent = options.agent === 'none' ? null : agentOption(store, options.agent);
    change(store, campaign, options, 'changed', UNSET, ({ agents }, at) => (record) =>
      (agent === null ? { kind: 'ownerCleared', at, record } : { kind: 'ownerSet', at, record, agent: agents.of(agent) }));
  }),
};

interface ContactOptions extends Options { contact: string }

export const setContactCommand: CommandModule<object, ContactOptions> = {
  command: 'set-contact <contact>',
  describe: 'Link records to a contact of the CRM; none: to no contact',
  builder: (yargs: Argv) => filterOptions(storeOptions(yargs), true).positional('contact', { type: 'string', demandOption: true, describe: 'Id of the contact, or none' }),
  handler: (options) => withStoreToChange(options, (store, campaign) => {
    const contact = options.contact === 'none' ? null : options.contact;
    presentChange(options.json, 'changed', editRecords(store, campaign, chosenFilter(options), { contactId: contact }, Date.now()));
  }),
};

interface BlockOptions extends Options { number?: string; scope: string }

export const blockCommand: CommandModule<object, BlockOptions> = {
  command: 'block',
  describe: 'Block records for good, or a number with --number',
  builder: blockOptions,
  handler: (options) => block(options, true),
};

export const unblockCommand: CommandModule<object, BlockOptions> = {
  command: 'unblock',
  describe: 'Lift the block of records, or of a number with --number',
  builder: blockOptions,
  handler: (options) => block(options, false),
};

interface RecycleOptions extends Options { includeOpen: boolean }

export const recycleCommand: CommandModule<object, RecycleOptions> = {
  command: 'recycle',
  describe: 'Make done records new again, by status, database, action or owner',
  builder: (yargs: Argv) => filterOptions(storeOptions(yargs))
    .option('include-open', { type: 'boolean', default: false, describe: 'Open records too' }) as unknown as Argv<RecycleOptions>,
  handler: (options) => withStoreToChange(options, (store, campaign) => {
    presentChange(options.json, 'recycled', recycleRecords(store, campaign, filterOf(options), options.includeOpen, Date.now()));
  }),
};

export const deleteCommand: CommandModule<object, Options> = {
  command: 'delete',
  describe: 'Delete records',
  builder: (yargs: Argv) => filterOptions(storeOptions(yargs), true),
  handler: (options) => withStoreToChange(options, (store, campaign) => {
    change(store, campaign, options, 'deleted', UNSET, (_, at) => (record) => ({ kind: 'recordDeleted', at, record }));
  }),
};

function blockOptions(yargs: Argv): Argv<BlockOptions> {
  return filterOptions(storeOptions(yargs), true)
    .option('number', { type: 'string', describe: 'A number instead of records' })
    .option('scope', { type: 'string', choices: ['global', 'campaign'], default: 'global', describe: 'Of the number: every campaign, or this one' }) as unknown as Argv<BlockOptions>;
}

function block(options: BlockOptions, blocked: boolean): Promise<void> {
  return withStoreToChange(options, (store, campaign) => {
    const { number: text } = options;
    if (text === undefined) {
      change(store, campaign, options, blocked ? 'blocked' : 'unblocked', UNSET, (_, at) => (record) => ({ kind: 'recordBlocked', at, record, blocked }));
      return;
    }
    const result = canonicalNumber(text, canonicalCountry(campaign.country));
    if ('problem' in result) throw new InputError(`--number: '${text}' ${result.problem}`);
    const scope = options.scope === 'global' ? null : campaign;
    const done = blocked ? blockNumber(store, result.number, scope, Date.now()) : unblockNumber(store, result.number, scope);
    const state = blocked ? 'blocked' : 'unblocked';
    if (options.json) printJson({ number: result.number, scope: options.scope, [state]: done });
    else printLine(done ? `${result.number} is ${state} (${options.scope})` : `${result.number} was ${state} already (${options.scope})`);
  });
}

function change(
  store: Store, campaign: StoredCampaign, options: Options, verb: string, until: number, eventOf: (loaded: StoreDialer, at: number) => (record: number) => DialerEvent,
): void {
  const now = Date.now();
  presentChange(options.json, verb, changeRecords(store, campaign, {
    load: chosenFilter(options), now, ...(until === UNSET ? {} : { until }), events: (loaded) => recordEvents(loaded, eventOf(loaded, now)),
  }));
}
