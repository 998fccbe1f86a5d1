/**
 * Speed: dials per second of whole simulations as a ratio to the bare loop, timed beside them.
 *
 * Rule: many short pairs of a run and the loop, in several takes, each in a fresh thread, because the compiler does not always
 * come to the same code; the median over all pairs, with the interval of the sign test, which asks nothing of how times are
 * distributed. As soon as that interval leaves the boundary of a regression on one side, the question is answered and the
 * remaining takes are left out.
 */
import { Piscina } from 'piscina';
import { threadFile } from '../workers/threadFile.ts';
import { medianInterval } from './medianInterval.ts';
import type { Pair, TakeRequest } from './speedThread.ts';
import type { Workload } from './suite.ts';

export interface SpeedOptions {
  /** Below this ratio it is a regression; null: there is nothing to compare with, and every take is made. */
  readonly boundaryOf: (id: string) => number | null;
  readonly onProgress?: (share: number) => void;
  readonly isInterrupted?: () => boolean;
  /** CPU time wasted after each run, as a share of its own: to show that a slow-down is seen. */
  readonly waste?: number;
}

export interface MeasuredSpeed {
  /** Median over all pairs: dials/s of the workload over dials/s of the loop. */
  readonly ratio: number;
  /** 99 % interval of the median. */
  readonly lower: number;
  readonly upper: number;
  readonly pairs: number;
  /** Of this machine at this hour: to be looked at, not compared. */
  readonly dialsPerSecond: number;
  readonly takes: number;
}

/** By the workloads' ids; lacks what an interrupt left out. */
export async function measureSpeed(workloads: readonly Workload[], options: SpeedOptions): Promise<Record<string, MeasuredSpeed>> {
  const results: Record<string, MeasuredSpeed> = {};
  for (const [index, workload] of workloads.entries()) {
    const measured = await measure(workload, options, (share) => options.onProgress?.((index + share) / workloads.length));
    if (measured === null) break;
    results[workload.id] = measured;
  }
  return results;
}

/** Null after an interrupt. */
async function measure(workload: Workload, options: SpeedOptions, onShare: (share: number) => void): Promise<MeasuredSpeed | null> {
  const boundary = options.boundaryOf(workload.id);
  const pairs: Pair[] = [];
  for (let takes = 1; ; takes += 1) {
    const found = await take({ workload, pairs: PAIRS, waste: options.waste ?? 0 }, options);
    if (found === null) return null;
    pairs.push(...found);
    onShare(takes / TAKES_MAX);
    const { median, lower, upper } = medianInterval(pairs.map(({ ratio }) => ratio));
    const isAnswered = takes >= TAKES_MIN && boundary !== null && (lower > boundary || upper < boundary);
    if (takes < TAKES_MAX && !isAnswered) continue;
    onShare(1);
    return { ratio: median, lower, upper, pairs: pairs.length, takes, dialsPerSecond: medianInterval(pairs.map(({ dialsPerSecond }) => dialsPerSecond)).median };
  }
}

/** In a thread of its own; null after an interrupt. */
async function take(request: TakeRequest, { isInterrupted }: SpeedOptions): Promise<Pair[] | null> {
  const { file, execArgv } = threadFile('experiment/bench/speedThread');
  const pool = new Piscina({ filename: file, name: 'timePairs', execArgv, minThreads: 1, maxThreads: 1 });
  const stop = new AbortController();
  const timer = setInterval(() => { if (isInterrupted?.() === true) stop.abort(); }, LOOK_EVERY_MS);
  try {
    return await pool.run(request, { signal: stop.signal }) as Pair[];
  } catch (error) {
    if (stop.signal.aborted) return null;
    throw error;
  } finally {
    clearInterval(timer);
    await pool.destroy();
  }
}

const PAIRS = 16;
const TAKES_MIN = 2;
const TAKES_MAX = 5;
/** Rarely: it costs CPU time, too. */
const LOOK_EVERY_MS = 100;
