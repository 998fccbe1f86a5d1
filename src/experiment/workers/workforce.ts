/**
 * A workforce: whoever works batches off, be it this process or threads. All give the same outcomes in the order of the batches.
 *
 * Rule: after an interrupt nothing new is begun, the replications under way are given up, and what is finished stays.
 */
import type { Batch, BatchOutcome } from './batch.ts';

export interface WorkHooks {
  /** Share of all replications of these batches that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Asked between portions of work; true stops it. */
  readonly isInterrupted?: () => boolean;
  /** Told when a batch is over, in no particular order: for whoever stores what is finished. */
  readonly onBatch?: (index: number, outcome: BatchOutcome) => void;
}

export interface Workforce {
  /** How many batches are worked on at the same time. */
  readonly workers: number;
  /** Outcomes in the order of the batches. */
  work(batches: readonly Batch[], hooks?: WorkHooks): Promise<BatchOutcome[]>;
  close(): Promise<void>;
}
