/**
 * Cuts replications into batches.
 *
 * Rule: several pieces of work are cut block by block, so that at any time all of them are about equally far: after an
 * interrupt they can still be compared. Batches are small enough that no worker waits long for the last one.
 */
import type { Batch } from './batch.ts';

/** Replications `first` … `first + count - 1` of one setting. */
export type Work = Batch;

/** Batches of all the work, in the order in which they should be begun. */
export function splitBatches(works: readonly Work[], workers: number): Batch[] {
  const all = works.reduce((sum, work) => sum + work.count, 0);
  const size = Math.min(REPLICATIONS_MAX, Math.max(1, Math.floor(all / (workers * BATCHES_PER_WORKER))));
  const longest = Math.max(0, ...works.map((work) => work.count));
  const batches: Batch[] = [];
  for (let from = 0; from < longest; from += size) {
    for (const work of works) {
      if (from < work.count) batches.push({ ...work, first: work.first + from, count: Math.min(size, work.count - from) });
    }
  }
  return batches;
}

const REPLICATIONS_MAX = 8;
const BATCHES_PER_WORKER = 6;
