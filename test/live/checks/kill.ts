/** `npm run check:live-kill -- [--kills 200] [--seed S]`: see killHarness.ts. Exit 1 where anything is lost, doubled or unfinished. */
import { parseArgs } from 'node:util';
import { killAgainAndAgain } from './killHarness.ts';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } } });
const startedAt = performance.now();
const report = await killAgainAndAgain({ kills: Number(values.kills), seed: values.seed, onProgress: (line) => { process.stderr.write(`${line}\n`); } });
const { doubleDials, lostDispositions, unfinished, replayDifference, ...counts } = report;
process.stdout.write(`${JSON.stringify({
  ...counts, doubleDials: doubleDials.length, lostDispositions: lostDispositions.length, unfinished: unfinished.length, replay: replayDifference ?? 'identical',
  seconds: Math.round((performance.now() - startedAt) / 1_000),
}, null, 2)}\n`);
const faults = [...doubleDials.map((each) => `double: ${each}`), ...lostDispositions.map((each) => `lost: ${each}`), ...unfinished.map((each) => `unfinished: ${each}`)];
for (const fault of faults.slice(0, 50)) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 || replayDifference !== null ? 1 : 0;
