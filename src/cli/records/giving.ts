/** `overdial records assign` and `obtain`: records to agents, by a leader or by the agent himself (records: section 13). */
import type { Argv, CommandModule } from 'yargs';
import { ASSIGN_METHODS, type AssignMethod } from '../../engine/vocabulary.ts';
import { changeRecords } from '../../live/store/changeRecords.ts';
import { idsMatching } from '../../live/store/filter.ts';
import { InputError } from '../exitCodes.ts';
import { agentOption, chosenFilter, filterOptions, listOf, presentChange, storeOptions, withStoreToChange, type FilterOptions, type StoreOptions } from './common.ts';

interface AssignOptions extends StoreOptions, FilterOptions { agents: string; method: string }

export const assignCommand: CommandModule<object, AssignOptions> = {
  command: 'assign <agents>',
  describe: 'Assign records to agents, as in Ann,Bob',
  builder: (yargs: Argv) => filterOptions(storeOptions(yargs), true)
    .positional('agents', { type: 'string', demandOption: true, describe: 'The agents' })
    .option('method', { type: 'string', choices: ASSIGN_METHODS, describe: 'manual: all to one agent; roundRobin: in turn; leastLoaded: to whoever owns least (default: manual for one agent, else roundRobin)' }) as unknown as Argv<AssignOptions>,
  handler: (options) => withStoreToChange(options, (store, campaign) => {
    const names = listOf(options.agents).map((name) => agentOption(store, name));
    const method = (options.method ?? (names.length === 1 ? 'manual' : 'roundRobin')) as AssignMethod;
    if (method === 'manual' && names.length !== 1) throw new InputError(`--method: manual is for one agent, ${names.length} are named; allowed: roundRobin, leastLoaded`);
    const wanted = new Set(idsMatching(store, campaign, chosenFilter(options)));
    const now = Date.now();
    // Who owns least is a question about every record of the campaign.
    presentChange(options.json, 'assigned', changeRecords(store, campaign, {
      load: {}, now,
      events: ({ agents, ids }) => {
        const records = ids.flatMap((id, index) => (wanted.has(id) ? [index] : []));
        if (records.length === 0) return [];
        return [{ kind: 'recordsAssigned', at: now, agents: names.map((name) => agents.of(name)), method, records, statuses: [], databases: [], actions: [], owners: [] }];
      },
    }));
  }),
};

interface ObtainOptions extends StoreOptions { agent: string }

export const obtainCommand: CommandModule<object, ObtainOptions> = {
  command: 'obtain <agent>',
  describe: 'An agent takes unassigned records, as many as the campaign allows',
  builder: (yargs: Argv) => storeOptions(yargs).positional('agent', { type: 'string', demandOption: true, describe: 'The agent' }),
  handler: (options) => withStoreToChange(options, (store, campaign) => {
    const name = agentOption(store, options.agent);
    const now = Date.now();
    presentChange(options.json, 'obtained', changeRecords(store, campaign, {
      load: {}, now, events: ({ agents }) => [{ kind: 'recordsObtained', at: now, agent: agents.of(name) }],
    }));
  }),
};
