/** `overdial records explain <id>`: could the record be called at a time, by whom, and if not, which rule stands in the way? */
import type { Argv, CommandModule } from 'yargs';
import { explainStored } from '../../live/store/explainStored.ts';
import { formatInstant } from '../../live/store/zoneCalendars.ts';
import { InputError } from '../exitCodes.ts';
import { printJson, printLine } from '../output.ts';
import { wholeNumber } from '../values.ts';
import { instantOption, storeOptions, withStore, type StoreOptions } from './common.ts';

interface ExplainOptions extends StoreOptions { id: string; at?: string; agent?: string }

export const explainCommand: CommandModule<object, ExplainOptions> = {
  command: 'explain <id>',
  describe: 'Could a record be called, by whom, and if not, why and until when?',
  builder: (yargs: Argv) => storeOptions(yargs)
    .positional('id', { type: 'string', demandOption: true, describe: 'The record' })
    .option('at', { type: 'string', describe: 'At this time, as in 2025-03-03T09:30 (default: now)' })
    .option('agent', { type: 'string', describe: 'By this agent (default: by anybody)' }) as Argv<ExplainOptions>,
  handler: (options) => withStore(options, (store, campaign) => {
    const id = wholeNumber('id', options.id, 1);
    const at = options.at === undefined ? Date.now() : instantOption('at', options.at, campaign);
    const found = explainStored(store, campaign, id, at, options.agent ?? null);
    if (found === null) throw new InputError(`there is no record ${id} in campaign ${campaign.name}`);
    if (options.json) {
      printJson({ record: id, at: formatInstant(at), ...found, until: found.until === null ? null : formatInstant(found.until) });
      return;
    }
    const { by, agent, bucket, rule, until } = found;
    const served = bucket === null ? '' : ` from bucket ${bucket}`;
    if (rule === null) printLine(`record ${id} can be called by ${by === 'agent' ? agent! : by === 'queue' ? 'the queue' : 'every agent'}${served}`);
    else printLine(`record ${id} cannot be called: ${rule}${until === null ? '' : `, until ${formatInstant(until)}`}${bucket === null ? '' : `, then${served}`}`);
  }),
};
