/** `overdial live doctor <campaign>`: is everything ready for real calls? One line a finding; exit 1 if something is bad. Secrets never appear. */
import { dirname, resolve } from 'node:path';
import type { Argv, CommandModule } from 'yargs';
import { examine } from '../../live/asteriskConfig/doctor.ts';
import { createRedactor } from '../../live/asteriskConfig/redact.ts';
import { settingsOf } from '../../live/asteriskConfig/settingsOf.ts';
import { VERSION } from '../../base/version.ts';
import { ExitCode, InputError } from '../exitCodes.ts';
import { printJson, printLine } from '../output.ts';
import { readCampaign } from './openCampaign.ts';

interface DoctorOptions { campaign: string; config?: string; json: boolean }

export const doctorCommand: CommandModule<object, DoctorOptions> = {
  command: 'doctor <campaign>',
  describe: 'Look at everything that real calls need: files, secrets, Asterisk, trunks, telephones, sounds, addresses, clock',
  builder: (yargs: Argv) => yargs
    .positional('campaign', { type: 'string', demandOption: true, describe: 'A campaign file with a part live' })
    .option('config', { type: 'string', describe: 'Also compare the files of Asterisk in this folder' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' }) as unknown as Argv<DoctorOptions>,
  handler: async ({ campaign, config, json }) => {
    const { path, file } = readCampaign(campaign, 'asterisk');
    const folder = dirname(resolve(path));
    const read = settingsOf(file.live!, folder);
    if ('problems' in read) throw new InputError(read.problems.map((problem) => `${path} ${problem.path}: ${problem.message}`).join('\n'));
    const redactor = createRedactor(read.secrets);
    const found = await examine(file.live!, read.settings, read.ariPassword, folder, config);
    const findings = found.map(({ state, what, detail }) => ({ state, what: redactor.text(what), detail: redactor.text(detail) }));
    const isBad = findings.some(({ state }) => state === 'bad');
    if (json) printJson({ overdial: VERSION, ok: !isBad, findings });
    else for (const { state, what, detail } of findings) printLine(`${state.padEnd(7)}  ${what}: ${detail}`);
    if (isBad) process.exitCode = ExitCode.checkFailed;
  },
};
