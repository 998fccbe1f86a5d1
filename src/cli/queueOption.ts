/** `--queue redis://host:port`: who works the batches off, workers on a queue or threads of this machine. */
import { createWorkforce } from '../experiment/workers/createWorkforce.ts';
import { QueueUnreachable } from '../experiment/workers/redisQueue.ts';
import { createRedisWorkforce } from '../experiment/workers/redisWorkforce.ts';
import type { Workforce } from '../experiment/workers/workforce.ts';
import { InputError } from './exitCodes.ts';
import { remark } from './output.ts';

export const QUEUE_DESCRIPTION = 'Let the workers of this queue do the work (redis://host:port, see overdial worker); results do not depend on it';

/** Throws an InputError where the queue cannot be reached, or does not go with what else was asked for. */
export async function workforceOf(queue: string | undefined, workersGiven: string | undefined, workers: number): Promise<Workforce> {
  if (queue === undefined) return createWorkforce(workers);
  if (workersGiven !== undefined) throw new InputError('--queue: the workers of the queue do the work; allowed: without --workers');
  return orInputError(() => createRedisWorkforce(checkQueue(queue), remark));
}

/** The address, or an InputError that says what is allowed. */
export function checkQueue(queue: string): string {
  if (!/^rediss?:\/\/[^/\s]+/.test(queue) || !URL.canParse(queue)) throw new InputError(`--queue: '${queue}' is not allowed; allowed: redis://host:port`);
  return queue;
}

/** What cannot be reached is bad input. */
export async function orInputError<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof QueueUnreachable) throw new InputError(`--queue: ${error.message}`);
    throw error;
  }
}
