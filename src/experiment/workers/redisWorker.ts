/**
 * Works batches off a queue on Redis, in threads of this process.
 *
 * Rule: a batch belongs to whoever renews its lock; a worker that dies stops renewing, and within seconds another one takes
 * its batch from the start, which gives the same runs. The threads leave this thread free to renew.
 */
import { UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { Batch } from './batch.ts';
import { connectQueue, KEPT_SECONDS, keysOf, pack, QUEUE_NAME, unpack, type QueuedBatch } from './redisQueue.ts';
import { createThreads } from './threads.ts';
import type { Workforce } from './workforce.ts';

export interface QueueWorker {
  /** Finishes the batches under way and takes no more. */
  close(): Promise<void>;
}

/** @param concurrency threads, at least 1. Throws a `QueueUnreachable`. */
export async function serveQueue(url: string, concurrency: number, onBatch: (text: string) => void = () => undefined): Promise<QueueWorker> {
  const redis = await connectQueue(url);
  const threads = createThreads(concurrency);
  const scenarios = new Map<string, CompiledScenario>();
  // BullMQ leaves open what it was given.
  const own = redis.duplicate();
  const worker = new Worker<QueuedBatch>(QUEUE_NAME, (job) => workOff(job.data, redis, threads, scenarios, onBatch), {
    connection: own, concurrency, lockDuration: LOCK_MS, stalledInterval: STALLED_EVERY_MS, maxStalledCount: DEATHS_MAX, drainDelay: 1,
  });
  worker.on('error', () => undefined);
  await worker.waitUntilReady();
  return {
    close: async () => {
      await worker.close();
      await threads.close();
      own.disconnect();
      redis.disconnect();
    },
  };
}

async function workOff(queued: QueuedBatch, redis: Redis, threads: Workforce, scenarios: Map<string, CompiledScenario>, onBatch: (text: string) => void): Promise<void> {
  const keys = keysOf(queued.work);
  if (await redis.get(keys.alive) !== 'run') return;
  const scenario = await scenarioOf(keys.scenario(queued.scenario), redis, scenarios);
  const batch: Batch = { ...unpack<Omit<Batch, 'scenario'>>(queued.rest), scenario };
  let isInterrupted = false;
  const timer = setInterval(() => {
    redis.get(keys.alive).then((state) => { isInterrupted = state !== 'run'; }, () => undefined);
  }, ASK_EVERY_MS);
  try {
    const [outcome] = await threads.work([batch], { isInterrupted: () => isInterrupted });
    await redis.hset(keys.results, String(queued.index), pack(outcome));
    await redis.expire(keys.results, KEPT_SECONDS);
    onBatch(`${scenario.id}, ${batch.strategy.id}, replications ${batch.first} to ${batch.first + batch.count - 1}`);
  } finally {
    clearInterval(timer);
  }
}

async function scenarioOf(key: string, redis: Redis, known: Map<string, CompiledScenario>): Promise<CompiledScenario> {
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const text = await redis.get(key);
  if (text === null) throw new UnrecoverableError('its scenario is gone');
  const scenario = unpack<CompiledScenario>(text);
  if (known.size >= SCENARIOS_KEPT) known.clear();
  known.set(key, scenario);
  return scenario;
}

const LOCK_MS = 3_000;
const STALLED_EVERY_MS = 1_000;
/** A batch that so many workers died over is given up. */
const DEATHS_MAX = 5;
const ASK_EVERY_MS = 500;
const SCENARIOS_KEPT = 16;
