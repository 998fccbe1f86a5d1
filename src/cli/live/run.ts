/** `overdial live <campaign>`: the options. What they do is loaded when it is asked for, because it is much. */
import type { Argv, CommandModule } from 'yargs';
import type { LiveOptions } from './runLive.ts';

export const liveRunCommand: CommandModule<object, LiveOptions> = {
  command: ['run <campaign>', '$0 <campaign>'],
  describe: 'Run a campaign live (default: a rehearsal, without telephones)',
  builder: (yargs: Argv) => yargs
    .positional('campaign', { type: 'string', demandOption: true, describe: 'A campaign file: a scenario, with a part live for real telephones; or the name of a shipped scenario' })
    .option('driver', { type: 'string', default: 'rehearsal', describe: 'Telephone system: rehearsal, or asterisk' })
    .option('speed', { type: 'string', default: '1', describe: 'How many times as fast as the clock a rehearsal runs, 0.1 to 100' })
    .option('seed', { type: 'string', describe: 'Seed of the rehearsed world instead of the scenario\'s' })
    .option('store', { type: 'string', describe: 'The SQLite file (default: ID.live.db beside the campaign file)' })
    .option('agents', { type: 'string', default: 'bots', describe: 'Who works in a rehearsal: bots, people (at the page), or the number of bots' })
    .option('port', { type: 'string', default: '8420', describe: 'Port of the page on this machine; 0: any that is free' })
    .option('listen', { type: 'string', describe: 'Where others reach the page, as in 0.0.0.0:8443; needs TLS (default: this machine only)' })
    .option('tls-cert', { type: 'string', describe: 'Certificate of the page, a PEM file' })
    .option('tls-key', { type: 'string', describe: 'Its key, a PEM file of mode 0600' })
    .option('desk', { type: 'boolean', default: true, describe: 'The page and the API (--no-desk: without)' })
    .option('for', { type: 'string', describe: 'Stop as with Ctrl-C after so much of the campaign\'s time, as in 90s, 10m or 2h' })
    .option('live', { type: 'boolean', default: false, describe: 'Place real calls on the confirmed trunks' })
    .option('confirm-trunk', { type: 'string', describe: 'Trunks that may place real calls, by name, as in carrier-a,carrier-b' })
    .option('faults', { type: 'string', describe: 'Trouble for a rehearsal, as in eventDelay=200,blind=5/300,lostLeg=600,restart=1800,unknownAck=0.01' })
    .option('as-live', { type: 'boolean', default: false, describe: 'Rehearse with the settings that are forced with real telephones' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document at the end and nothing else' })
    .option('crash-at', { type: 'string', hidden: true, describe: 'For tests of recovery: POINT:N' }) as unknown as Argv<LiveOptions>,
  handler: async (options) => {
    const { runLive } = await import('./runLive.ts');
    process.exitCode = await runLive(options);
  },
};
