/**
 * Speed: dials per second of whole simulations as a ratio to the bare loop, timed beside them in this process.
 *
 * Rule: user CPU time, not wall time, so that waiting for a busy machine's processor does not count; every run stands
 * between two runs of the loop, so that a slower clock or a shared cache meets both; the median over the rounds. A median
 * that looks like a regression is taken again: what lasts is a regression, what passes was the machine.
 */
import { median } from 'simple-statistics';
import { simulate } from '../../simulation/simulate.ts';
import { runBareW2 } from './bareLoop.ts';
import type { Workload } from './suite.ts';

export interface SpeedOptions {
  readonly rounds: number;
  /** Takes at most; more than one only while `isSuspect` says so. */
  readonly takes: number;
  readonly isSuspect?: (id: string, ratio: number) => boolean;
  readonly onProgress?: (share: number) => void;
  readonly isInterrupted?: () => boolean;
  /** Works a workload off and gives its dials; the simulation itself unless a test puts something else in. */
  readonly run?: (workload: Workload) => number;
}

export interface MeasuredSpeed {
  /** The best take's median over its rounds: dials/s of the workload over dials/s of the loop. */
  readonly ratio: number;
  /** Ratios of the rounds of that take. */
  readonly rounds: readonly number[];
  /** Of this machine at this hour: to be looked at, not compared. */
  readonly dialsPerSecond: number;
  readonly takes: number;
}

/** By the workloads' ids; lacks what an interrupt left out. */
export async function measureSpeed(workloads: readonly Workload[], options: SpeedOptions): Promise<Record<string, MeasuredSpeed>> {
  const results: Record<string, MeasuredSpeed> = {};
  for (const [index, workload] of workloads.entries()) {
    const onShare = (share: number): void => options.onProgress?.((index + share) / workloads.length);
    let best = await take(workload, options, onShare, 1);
    while (best !== null && best.takes < options.takes && options.isSuspect?.(workload.id, best.ratio) === true) {
      const again = await take(workload, options, onShare, best.takes + 1);
      if (again === null) break;
      best = again.ratio > best.ratio ? again : { ...best, takes: again.takes };
    }
    if (best === null) break;
    results[workload.id] = best;
  }
  return results;
}

async function take(workload: Workload, options: SpeedOptions, onShare: (share: number) => void, number: number): Promise<MeasuredSpeed | null> {
  const run = options.run ?? runWorkload;
  const ratios: number[] = [];
  const speeds: number[] = [];
  // Rounds before the first that counts let the compiler finish with both.
  for (let round = -WARM_UP_ROUNDS; round < options.rounds; round += 1) {
    const before = dialsPerCpuSecond(bareLoop);
    const speed = dialsPerCpuSecond(() => run(workload));
    const after = dialsPerCpuSecond(bareLoop);
    if (round >= 0) {
      ratios.push((2 * speed) / (before + after));
      speeds.push(speed);
    }
    onShare((round + 1 + WARM_UP_ROUNDS) / (options.rounds + WARM_UP_ROUNDS));
    await new Promise<void>((resolve) => { setImmediate(resolve); });
    if (options.isInterrupted?.() === true) return null;
  }
  return { ratio: median(ratios), rounds: ratios, dialsPerSecond: median(speeds), takes: number };
}

function dialsPerCpuSecond(work: () => number): number {
  const before = process.cpuUsage();
  const dials = work();
  return dials / (process.cpuUsage(before).user / MICROS_PER_SECOND);
}

function bareLoop(): number {
  return runBareW2(BARE_DIALS, 1).dials;
}

/** One replication of it, from the first record to the last wrap-up. */
export function runWorkload({ scenario, strategy }: Workload): number {
  return simulate({ scenario, strategy, seed: 'bench', replication: 0 }).dials;
}

const BARE_DIALS = 500_000;
const WARM_UP_ROUNDS = 2;
const MICROS_PER_SECOND = 1e6;
