/** `overdial records statuses …`: the dictionary as a draft (K17–K20), and the campaign's own list. */
import type { Argv, CommandModule } from 'yargs';
import type { NewStatus } from '../../engine/records/statusDictionary.ts';
import type { Status } from '../../engine/options.ts';
import { TRIGGERS, type Trigger } from '../../engine/vocabulary.ts';
import type { StoredCampaign } from '../../live/store/campaigns.ts';
import type { Store } from '../../live/store/openStore.ts';
import { draftOf, draftRemoval, draftStatus, dropDraft, makeCampaignStatus, saveDraft, useStatus } from '../../live/store/statusChanges.ts';
import { campaignStatuses, dictionaryOf } from '../../live/store/statuses.ts';
import { InputError } from '../exitCodes.ts';
import { printJson, printLine, remark } from '../output.ts';
import { listOf, storeOptions, withStore, withStoreToChange, type StoreOptions } from './common.ts';

interface StatusesOptions extends StoreOptions {
  act: string; name?: string; force: boolean; inCampaign: boolean; id?: string; group?: string; systemStatus?: string; setBy?: string; blocks?: string;
  validation?: boolean; nextCallRequired?: boolean; final?: boolean; hidden?: boolean; auto?: boolean;
}

const ACTS = ['list', 'add', 'remove', 'use', 'save', 'drop'] as const;

export const statusesCommand: CommandModule<object, StatusesOptions> = {
  command: 'statuses <act> [name]',
  describe: 'Statuses: list, add NAME, remove ID, save; use ID in the campaign; drop the draft',
  builder: (yargs: Argv) => storeOptions(yargs)
    .positional('act', { type: 'string', demandOption: true, choices: ACTS, describe: 'What to do' })
    .positional('name', { type: 'string', describe: 'Name of a new status, or the id of one that is there' })
    .option('force', { type: 'boolean', default: false, describe: 'remove, save: also where an active campaign uses the status' })
    .option('in-campaign', { type: 'boolean', default: false, describe: 'add: valid in this campaign only, at once' })
    .option('id', { type: 'string', describe: 'add: its id (default: made from the name)' })
    .option('group', { type: 'string', choices: ['contact', 'unableToContact', 'system'], describe: 'add' })
    .option('system-status', { type: 'string', choices: ['toCall', 'myRecord', 'doNotCall', 'notEarlierThan', 'callProgressive', 'none'], describe: 'add' })
    .option('set-by', { type: 'string', describe: `add: triggers, of ${TRIGGERS.join(', ')}` })
    .option('blocks', { type: 'string', choices: ['none', 'record', 'number'], describe: 'add' })
    .option('validation', { type: 'boolean', describe: 'add: mandatory fields must be filled' })
    .option('next-call-required', { type: 'boolean', describe: 'add' })
    .option('final', { type: 'boolean', describe: 'add: no further call until the record is recycled' })
    .option('hidden', { type: 'boolean', describe: 'add: not offered to agents' })
    .option('auto', { type: 'boolean', describe: 'add: joins every campaign that is made afterwards' })
    .epilogue('Changes of the dictionary are a draft: nothing takes effect before save, which applies all of it or nothing.') as unknown as Argv<StatusesOptions>,
  handler: (options) => (options.act === 'list' ? withStore : withStoreToChange)(options, (store, campaign) => {
    act(store, campaign, options);
    present(store, campaign, options.json);
  }),
};

function act(store: Store, campaign: StoredCampaign, options: StatusesOptions): void {
  const { act: what, name, force } = options;
  if ((what === 'add' || what === 'remove' || what === 'use') && name === undefined) throw new InputError(`statuses ${what}: needs ${what === 'add' ? 'a name' : 'the id of a status'}`);
  switch (what) {
    case 'add':
      if (options.inCampaign) makeCampaignStatus(store, campaign, newStatus(name!, options));
      else draftStatus(store, campaign, newStatus(name!, options));
      return;
    case 'remove': {
      const users = draftRemoval(store, name!, force);
      if (users.length > 0) remark(`status ${name!} is used by ${users.join(', ')}: its removal distorts their statistics${force ? '' : '; saving is refused without --force'}`);
      return;
    }
    case 'use': useStatus(store, campaign, name!); return;
    case 'save': {
      const result = saveDraft(store, force);
      if (!result.ok) throw new InputError(`refused: ${result.message}; nothing was changed`);
      for (const warning of result.warnings) remark(warning);
      return;
    }
    case 'drop': dropDraft(store); return;
    default:
  }
}

/** Only what was given: the rest are the defaults of the engine and the bundle. */
function newStatus(name: string, options: StatusesOptions): NewStatus {
  const triggers = listOf(options.setBy);
  const wrong = triggers.find((trigger) => !(TRIGGERS as readonly string[]).includes(trigger));
  if (wrong !== undefined) throw new InputError(`--set-by: '${wrong}' is no trigger; allowed: ${TRIGGERS.join(', ')}`);
  const { id, group, systemStatus, blocks, validation, nextCallRequired, final, hidden, auto } = options;
  const given = {
    id, group, systemStatus: systemStatus === 'none' ? null : systemStatus, blocks, validation, nextCallRequired, finalUntilRecycled: final, hidden,
    autoAddToNewCampaigns: auto, ...(triggers.length > 0 ? { setBy: triggers as Trigger[] } : {}),
  };
  return { name, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}

function present(store: Store, campaign: StoredCampaign, json: boolean): void {
  const dictionary = dictionaryOf(store);
  const own = campaignStatuses(store, campaign.id);
  const draft = draftOf(store)?.statuses ?? null;
  const carried = new Map((store.db.prepare('SELECT status, count(*) AS n FROM record WHERE status IS NOT NULL GROUP BY status').all() as { status: string; n: number }[])
    .map((row) => [row.status, row.n]));
  if (json) {
    printJson({ campaign: campaign.name, statuses: own.map((status) => ({ ...status, records: carried.get(status.id) ?? 0 })), dictionary, draft });
    return;
  }
  printLine(`campaign ${campaign.name}`);
  for (const status of own) printLine(`  ${line(status)}, ${carried.get(status.id) ?? 0} records`);
  const unused = dictionary.filter((status) => !own.some((one) => one.id === status.id));
  if (unused.length > 0) printLine('dictionary only');
  for (const status of unused) printLine(`  ${line(status)}`);
  if (draft === null) return;
  printLine('draft, not in force before save');
  for (const status of draft.filter((one) => !dictionary.some((other) => other.id === one.id))) printLine(`  + ${line(status)}`);
  for (const status of dictionary.filter((one) => !draft.some((other) => other.id === one.id))) printLine(`  - ${line(status)}`);
}

function line(status: Status): string {
  const marks = [
    status.systemStatus, status.setBy.length > 0 ? `set by ${status.setBy.join(' ')}` : null, status.blocks === 'none' ? null : `blocks ${status.blocks}`,
    status.finalUntilRecycled ? 'final' : null, status.hidden ? 'hidden' : null, status.active ? null : 'inactive', status.scope === 'campaign' ? 'campaign only' : null,
  ].filter((mark) => mark !== null);
  return `${status.id}: ${status.name} (${[status.group, ...marks].join(', ')})`;
}
