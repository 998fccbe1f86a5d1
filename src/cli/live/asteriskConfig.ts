/** `overdial live asterisk-config <campaign>`: the configuration files of the Asterisk that this campaign needs. */
import { dirname, join, resolve } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { settingsOf } from '../../live/asteriskConfig/settingsOf.ts';
import { asteriskFiles } from '../../live/asteriskConfig/templates.ts';
import { writeFiles } from '../../live/asteriskConfig/writeFiles.ts';
import { InputError } from '../exitCodes.ts';
import { printJson, printLine } from '../output.ts';
import { readCampaign } from './openCampaign.ts';

interface ConfigOptions { campaign: string; out: string; json: boolean }

export const asteriskConfigCommand: CommandModule<object, ConfigOptions> = {
  command: 'asterisk-config <campaign>',
  describe: 'Write the configuration files of Asterisk for a campaign',
  builder: (yargs: Argv) => yargs
    .positional('campaign', { type: 'string', demandOption: true, describe: 'A campaign file with a part live' })
    .option('out', { type: 'string', demandOption: true, describe: 'Folder for the files; those of the same name are replaced' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' }),
  handler: ({ campaign, out, json }) => {
    const { path, file } = readCampaign(campaign, 'asterisk');
    const read = settingsOf(file.live!, dirname(resolve(path)));
    if ('problems' in read) throw new InputError(read.problems.map((problem) => `${path} ${problem.path}: ${problem.message}`).join('\n'));
    const files = asteriskFiles(read.settings);
    writeFiles(out, files);
    if (json) printJson({ folder: out, files: [...files.keys()] });
    else for (const name of files.keys()) printLine(join(out, name));
  },
};
