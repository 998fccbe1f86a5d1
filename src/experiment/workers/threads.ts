/**
 * Batches on worker threads (piscina).
 *
 * Rule: a task carries its batch and a shared array: place 0 is set to stop, place i + 1 holds the thousandths of batch i
 * that are done. A batch whose thread dies is run again from its start by another one; since a batch always has the
 * same runs, nothing changes but the time. Errors of the simulation come back as data, so only a thread's death rejects.
 */
import type { Worker } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { Batch, BatchOutcome } from './batch.ts';
import { threadFile } from './threadFile.ts';
import type { WorkHooks, Workforce } from './workforce.ts';

export interface ThreadTask { readonly batch: Batch; readonly shared: Int32Array; readonly slot: number }

export interface Threads extends Workforce {
  /** The threads now alive. */
  readonly threads: readonly Worker[];
}

/** @param workers threads, at least 1 */
export function createThreads(workers: number): Threads {
  const pool = new Piscina({ filename: ENTRY.file, name: 'workOff', execArgv: ENTRY.execArgv, minThreads: workers, maxThreads: workers, concurrentTasksPerWorker: 1 });
  // A thread that dies while idle has nothing to give back; the pool has already replaced it.
  pool.on('error', () => undefined);
  return {
    workers,
    get threads() { return pool.threads; },
    work: (batches, hooks = {}) => work(pool, batches, hooks),
    close: () => pool.destroy(),
  };
}

async function work(pool: Piscina, batches: readonly Batch[], hooks: WorkHooks): Promise<BatchOutcome[]> {
  const shared = new Int32Array(new SharedArrayBuffer(4 * (batches.length + 1)));
  const all = batches.reduce((sum, batch) => sum + batch.count, 0);
  const look = (): void => {
    if (hooks.isInterrupted?.() === true) Atomics.store(shared, 0, 1);
    hooks.onProgress?.(batches.reduce((sum, batch, index) => sum + batch.count * Atomics.load(shared, index + 1), 0) / THOUSAND / all);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  try {
    const outcomes: BatchOutcome[] = [];
    let next = 0;
    // Few tasks wait before the pool at a time, because each carries its scenario; after an interrupt no more are handed over.
    const handOver = async (): Promise<void> => {
      for (let index = next++; index < batches.length; index = next++) {
        const stopped = Atomics.load(shared, 0) === 1;
        const outcome = stopped ? { runs: [], fault: null, wallMs: 0 } : await untilDone(pool, { batch: batches[index]!, shared, slot: index + 1 });
        outcomes[index] = outcome;
        hooks.onBatch?.(index, outcome);
      }
    };
    await Promise.all(Array.from({ length: 2 * pool.options.maxThreads }, handOver));
    return outcomes;
  } finally {
    clearInterval(timer);
    look();
  }
}

/** Runs a task again while its thread dies, within reason. */
async function untilDone(pool: Piscina, task: ThreadTask): Promise<BatchOutcome> {
  for (let deaths = 0; ; deaths += 1) {
    try {
      return await pool.run(task) as BatchOutcome;
    } catch (error) {
      if (deaths + 1 < DEATHS_MAX) continue;
      const { scenario, strategy, seed, first, count } = task.batch;
      const which = `${scenario.id}, ${strategy.id}, seed ${seed}, replications ${first} to ${first + count - 1}`;
      throw new Error(`${DEATHS_MAX} worker threads died over the same batch (${which}): ${(error as Error).message}`, { cause: error });
    }
  }
}

const ENTRY = threadFile('experiment/workers/entry');
const THOUSAND = 1_000;
const LOOK_EVERY_MS = 50;
const DEATHS_MAX = 3;
