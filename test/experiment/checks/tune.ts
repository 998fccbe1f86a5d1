/**
 * `npm run check:tune`: the long-run recommendation for the default scenario, run again 40 times with fresh seeds; exit 1
 * unless the pooled rate is under the limit in at least 38 of them.
 */
import { fileURLToPath } from 'node:url';
import { judgementOf, outcomeSums, pooled, rateOf } from '../../../src/experiment/judgement.ts';
import { createLaboratory } from '../../../src/experiment/laboratory.ts';
import { adviceLines } from '../../../src/experiment/tune/tuneWords.ts';
import { tune } from '../../../src/experiment/tune/tune.ts';
import { createWorkforce, defaultWorkers } from '../../../src/experiment/workers/createWorkforce.ts';
import { compileScenario } from '../../../src/scenario/compile.ts';
import { shipped } from '../smallScenario.ts';

const REPETITIONS = 40;
const REPLICATIONS = 20;
const NEEDED = 38;
const scenario = compileScenario(shipped('telesales-20'));
const workforce = createWorkforce(defaultWorkers());
try {
  const result = await tune({
    scenario, strategy: { id: 'fixed-ratio-idle', parameters: {} }, settings: [], replications: 80, staffing: [], listRecords: null, workforce, command: fileURLToPath(import.meta.url),
  });
  process.stdout.write(`${adviceLines(result).join('\n')}\ntuned in ${(result.wallMs / 1_000).toFixed(1)} s on ${workforce.workers} workers\n`);
  const recommended = result.team.longRun;
  if (recommended === null) throw new Error('nothing was recommended');
  const judgement = judgementOf(scenario);
  const laboratory = createLaboratory(workforce);
  const settings = Array.from({ length: REPETITIONS }, (_, index) => ({ scenario: judgement.scenario, strategy: recommended.strategy, seed: `again-${index}` }));
  await laboratory.run(settings, REPLICATIONS);
  const rates = settings.map((setting) => pooled(rateOf(outcomeSums(judgement, laboratory.results(setting))))!);
  const held = rates.filter((rate) => rate < judgement.limit).length;
  const percent = (rate: number): string => `${(100 * rate).toFixed(2)} %`;
  process.stdout.write(`run again: under the limit in ${held} of ${REPETITIONS} repetitions (needed: ${NEEDED}); rates from ${percent(Math.min(...rates))} to ${percent(Math.max(...rates))}\n`);
  process.exitCode = held >= NEEDED ? 0 : 1;
} finally {
  await workforce.close();
}
