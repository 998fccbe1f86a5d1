/** What a worker thread does with a task: work the batch off, say how far it is, stop when told. */
import { batchPortions, faultOf, type BatchOutcome, type FinishedRun } from './batch.ts';
import type { ThreadTask } from './threads.ts';

/** Called by the pool. Never throws for what the simulation throws: that comes back as the outcome's fault. */
export function workOff({ batch, shared, slot }: ThreadTask): BatchOutcome {
  const runs: FinishedRun[] = [];
  if (Atomics.load(shared, 0) === 1) return { runs, fault: null, wallMs: 0 };
  const startedAt = performance.now();
  try {
    for (const share of batchPortions(batch, runs)) {
      Atomics.store(shared, slot, Math.floor(share * 1_000));
      if (Atomics.load(shared, 0) === 1) break;
    }
  } catch (error) {
    return { runs, fault: faultOf(error), wallMs: performance.now() - startedAt };
  }
  return { runs, fault: null, wallMs: performance.now() - startedAt };
}
