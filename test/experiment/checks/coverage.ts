/** `npm run check:coverage`: 400 experiments with a known truth; exit 1 unless the intervals contain it in 92 to 98 % of them. */
import { createWorkforce, defaultWorkers } from '../../../src/experiment/workers/createWorkforce.ts';
import { measureCoverage } from '../coverage.ts';

const EXPERIMENTS = 400;
const workforce = createWorkforce(defaultWorkers());
try {
  const { occupancy, rate, difference, varianceCut } = await measureCoverage({ experiments: EXPERIMENTS, replications: 10, hours: 6, workforce });
  const shares = { occupancy, 'abandon rate': rate, 'paired difference': difference };
  for (const [name, share] of Object.entries(shares)) process.stdout.write(`${name}: the truth is in ${(100 * share).toFixed(1)} % of the 95 % intervals (allowed: 92 to 98 %)\n`);
  process.stdout.write(`common random numbers cut the variance of the difference ${varianceCut.toFixed(1)} times (at least 4)\n`);
  const isGood = Object.values(shares).every((share) => share >= 0.92 && share <= 0.98) && varianceCut >= 4;
  process.exitCode = isGood ? 0 : 1;
} finally {
  await workforce.close();
}
