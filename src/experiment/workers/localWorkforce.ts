/** A workforce of one: this process itself, which gives signals and timers a chance between portions. */
import { batchPortions, faultOf, type Batch, type BatchOutcome, type FinishedRun, type LocalExtras } from './batch.ts';
import type { Workforce } from './workforce.ts';

/** `extras`: what only this process can do, such as observers. */
export function createLocalWorkforce(extras: LocalExtras = {}): Workforce {
  return {
    workers: 1,
    work: async (batches, hooks = {}) => {
      const all = batches.reduce((sum, batch) => sum + batch.count, 0);
      const outcomes: BatchOutcome[] = [];
      let before = 0;
      for (const [index, batch] of batches.entries()) {
        const outcome = await workHere(batch, extras, (share) => { hooks.onProgress?.((before + share * batch.count) / all); }, hooks.isInterrupted ?? never);
        outcomes.push(outcome);
        hooks.onBatch?.(index, outcome);
        before += batch.count;
      }
      return outcomes;
    },
    close: async () => undefined,
  };
}

async function workHere(batch: Batch, extras: LocalExtras, onProgress: (share: number) => void, isInterrupted: () => boolean): Promise<BatchOutcome> {
  const runs: FinishedRun[] = [];
  if (isInterrupted()) return { runs, fault: null, wallMs: 0 };
  const startedAt = performance.now();
  const took = (): number => performance.now() - startedAt;
  try {
    for (const share of batchPortions(batch, runs, extras)) {
      onProgress(share);
      await breathe();
      if (isInterrupted()) break;
    }
  } catch (error) {
    return { runs, fault: faultOf(error), wallMs: took() };
  }
  return { runs, fault: null, wallMs: took() };
}

function never(): boolean {
  return false;
}

/** Lets signals and timers come through. */
function breathe(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}
