/**
 * One take of a workload's speed, in a thread of its own: short runs of the workload between short runs of the bare loop.
 *
 * Rule: user CPU time of the process, not wall time, so that waiting for a busy machine's processor does not count; whoever
 * starts this does nothing meanwhile, because threads share that clock. Every run stands between two runs of the loop, so
 * that a slower clock or a shared cache meets both.
 */
import { simulate } from '../../simulation/simulate.ts';
import { runBareW2 } from './bareLoop.ts';
import type { Workload } from './suite.ts';

/** `waste`: after each run so much of its own CPU time for nothing, as a share; to show what the gate sees. */
export interface TakeRequest { readonly workload: Workload; readonly pairs: number; readonly waste: number }

/** Dials per second of CPU time, over those of the loop; and as such. */
export interface Pair { readonly ratio: number; readonly dialsPerSecond: number }

/** Called by the pool, in a fresh thread for each take. */
export function timePairs({ workload, pairs, waste }: TakeRequest): Pair[] {
  const run = (): number => runWorkload(workload, waste);
  // Rounds that do not count let the compiler finish with both.
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
    bareLoop();
    run();
  }
  const found: Pair[] = [];
  let before = dialsPerCpuSecond(bareLoop);
  for (let pair = 0; pair < pairs; pair += 1) {
    const dialsPerSecond = dialsPerCpuSecond(run);
    const after = dialsPerCpuSecond(bareLoop);
    found.push({ ratio: (2 * dialsPerSecond) / (before + after), dialsPerSecond });
    before = after;
  }
  return found;
}

function dialsPerCpuSecond(work: () => number): number {
  const startedAt = userMicros();
  const dials = work();
  return (1e6 * dials) / (userMicros() - startedAt);
}

function bareLoop(): number {
  return runBareW2(200_000, 1).dials;
}

/** One replication of it, from the first record to the last wrap-up. */
function runWorkload({ scenario, strategy }: Workload, waste: number): number {
  const startedAt = userMicros();
  const { dials } = simulate({ scenario, strategy, seed: 'bench', replication: 0 });
  const until = userMicros() + waste * (userMicros() - startedAt);
  while (userMicros() < until);
  return dials;
}

function userMicros(): number {
  return process.cpuUsage().user;
}

const WARM_UP_ROUNDS = 4;
