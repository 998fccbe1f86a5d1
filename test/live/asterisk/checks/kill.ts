/**
 * `npm run check:live-asterisk-kill`: our process is killed 20 times and Asterisk 20 times while calls ring, wait and talk. SIPp counts the INVITEs:
 * no number may be called twice. At the end no attempt is open, and the journal replays to the same commands. OVERDIAL_KILLS changes the count.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { preparedRoot } from '../support/asterisk.ts';
import { startCampaignRig } from '../support/campaign.ts';

const KILLS = Number(process.env['OVERDIAL_KILLS'] ?? 20);
const root = preparedRoot();
if (root === null) throw new Error('no Asterisk: npm run live:prepare (as root)');
const sleep = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
let isGood = true;

// One of them alone: OVERDIAL_KILL_WHOM=Asterisk.
for (const whom of (['our process', 'Asterisk'] as const).filter((one) => (process.env['OVERDIAL_KILL_WHOM'] ?? one) === one)) {
  const rig = await startCampaignRig(root, { agents: 6, ratio: 1.5, talkMs: 1_500, ringMs: 400, records: 4_000, isLogged: true });
  try {
    await rig.start();
    for (let kill = 1; kill <= KILLS; kill += 1) {
      // Not in step with the calls: another moment of their lives each time.
      await sleep(1_200 + ((kill * 397) % 1_300));
      if (whom === 'our process') {
        await rig.kill();
        await sleep((kill * 131) % 400);
        await rig.start();
      } else {
        await rig.asterisk.kill();
        await sleep((kill * 131) % 400);
        await rig.asterisk.start();
      }
      process.stderr.write(`${whom}: killed ${kill} times, ${rig.customers.invites()} calls\n`);
    }
    await sleep(3_000);
    const report = await rig.drain();
    const numbers = rig.customers.numbers();
    const doubles = numbers.length - new Set(numbers).size;
    const replay = spawnSync(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('../../../../src/cli/main.ts', import.meta.url)), 'live', 'replay', rig.store], { encoding: 'utf8' });
    process.stdout.write(`${whom} killed ${KILLS} times: ${numbers.length} calls, ${doubles} numbers called twice; counts ${JSON.stringify(report.counts)}; replay ${replay.status === 0 ? 'identical' : `differs: ${replay.stderr.slice(-300)}`}\n`);
    isGood = isGood && doubles === 0 && numbers.length > KILLS && replay.status === 0;
  } finally {
    await rig.close();
  }
}
process.exitCode = isGood ? 0 : 1;
