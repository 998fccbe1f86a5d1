/** Chooses a workforce by the number of workers. */
import { availableParallelism } from 'node:os';
import { createLocalWorkforce } from './localWorkforce.ts';
import { createThreads } from './threads.ts';
import type { Workforce } from './workforce.ts';

/** One worker is this process itself. */
export function createWorkforce(workers: number): Workforce {
  return workers <= 1 ? createLocalWorkforce() : createThreads(workers);
}

/** Cores but one, which is left to the rest of the machine; at least 1. */
export function defaultWorkers(): number {
  return Math.max(1, availableParallelism() - 1);
}
