/**
 * A workforce on other machines: batches go to a queue on Redis, `overdial worker` works them off.
 *
 * Rule: outcomes come back in the order of the batches whoever worked them off, so results are those of a local run. While
 * the owner lives it renews its work's key; if it vanishes, workers drop what is left. A batch whose worker vanishes is
 * taken up again by another one.
 */
import { randomUUID } from 'node:crypto';
import { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { Batch, BatchOutcome } from './batch.ts';
import { ALIVE_SECONDS, connectQueue, KEPT_SECONDS, keysOf, pack, QUEUE_NAME, unpack, type QueuedBatch } from './redisQueue.ts';
import type { WorkHooks, Workforce } from './workforce.ts';

/** Throws a `QueueUnreachable`. `onRemark` is told what a person should know, such as that no worker is there. */
export async function createRedisWorkforce(url: string, onRemark: (text: string) => void = () => undefined): Promise<Workforce> {
  const redis = await connectQueue(url);
  const queue = new Queue<QueuedBatch>(QUEUE_NAME, { connection: redis, defaultJobOptions: { removeOnComplete: true, removeOnFail: true } });
  // BullMQ leaves open what it was given.
  const own = redis.duplicate();
  const events = new QueueEvents(QUEUE_NAME, { connection: own });
  // The connection reports its own troubles when they last; BullMQ repeats every one of them.
  queue.on('error', () => undefined);
  events.on('error', () => undefined);
  await events.waitUntilReady();
  return {
    workers: WORKERS_EXPECTED,
    work: (batches, hooks = {}) => workOn({ redis, queue, events, onRemark }, batches, hooks),
    close: async () => {
      await events.close();
      await queue.close();
      own.disconnect();
      redis.disconnect();
    },
  };
}

interface Connection { readonly redis: Redis; readonly queue: Queue<QueuedBatch>; readonly events: QueueEvents; readonly onRemark: (text: string) => void }

async function workOn(connection: Connection, batches: readonly Batch[], hooks: WorkHooks): Promise<BatchOutcome[]> {
  const { redis, queue, events } = connection;
  const work = randomUUID();
  const keys = keysOf(work);
  const outcomes: (BatchOutcome | undefined)[] = batches.map(() => undefined);
  const failed = new Map<number, string>();
  const onFailed = ({ jobId, failedReason }: { jobId: string; failedReason: string }): void => {
    if (jobId.startsWith(work)) failed.set(Number(jobId.slice(work.length + 1)), failedReason);
  };
  events.on('failed', onFailed);
  try {
    await submit(connection, work, batches);
    await collect({ ...connection, work, batches, outcomes, failed, hooks });
    return outcomes.map((outcome) => outcome ?? { runs: [], fault: null, wallMs: 0 });
  } finally {
    events.off('failed', onFailed);
    // What waits is withdrawn, and whoever works on the rest sees that nobody wants it.
    await Promise.allSettled(outcomes.flatMap((outcome, index) => (outcome === undefined ? [queue.remove(`${work}-${index}`)] : [])));
    await redis.del(keys.alive, keys.results, keys.progress, ...scenariosOf(batches).map((_, index) => keys.scenario(index)));
  }
}

async function submit({ redis, queue }: Connection, work: string, batches: readonly Batch[]): Promise<void> {
  const keys = keysOf(work);
  const scenarios = scenariosOf(batches);
  await redis.set(keys.alive, 'run', 'EX', ALIVE_SECONDS);
  for (const [index, scenario] of scenarios.entries()) await redis.set(keys.scenario(index), pack(scenario), 'EX', KEPT_SECONDS);
  await queue.addBulk(batches.map(({ scenario, ...rest }, index) => (
    { name: 'batch', data: { work, index, scenario: scenarios.indexOf(scenario), rest: pack(rest) }, opts: { jobId: `${work}-${index}` } })));
}

interface Collecting extends Connection {
  readonly work: string; readonly batches: readonly Batch[]; readonly outcomes: (BatchOutcome | undefined)[]; readonly failed: ReadonlyMap<number, string>; readonly hooks: WorkHooks;
}

/** Fetches outcomes until all are there, or until an interrupt has been given time to bring in what is half done. */
async function collect({ redis, queue, work, batches, outcomes, failed, hooks, onRemark }: Collecting): Promise<void> {
  const keys = keysOf(work);
  const all = batches.reduce((sum, { count }) => sum + count, 0);
  let missing = batches.length;
  let stopAt = Number.POSITIVE_INFINITY;
  let renewAt = 0;
  let workersAskedAt = performance.now() + NO_WORKER_AFTER_MS;
  let lostAt: number | null = null;
  while (missing > 0 && performance.now() < stopAt) {
    const now = performance.now();
    // Commands wait while the connection is away; that must not last for ever.
    lostAt = redis.status === 'ready' ? null : lostAt ?? now;
    if (lostAt !== null) {
      if (now - lostAt > LOST_AFTER_MS) throw new Error('the connection to Redis is lost; nothing that was finished elsewhere can be fetched');
      await pause();
      continue;
    }
    if (hooks.isInterrupted?.() === true && stopAt === Number.POSITIVE_INFINITY) {
      stopAt = now + INTERRUPT_WAITS_MS;
      await redis.set(keys.alive, 'stop', 'EX', ALIVE_SECONDS);
    } else if (now >= renewAt && stopAt === Number.POSITIVE_INFINITY) {
      renewAt = now + (ALIVE_SECONDS * 1_000) / 4;
      await redis.set(keys.alive, 'run', 'EX', ALIVE_SECONDS);
    }
    for (const [field, text] of Object.entries(await redis.hgetall(keys.results))) {
      const index = Number(field);
      await redis.hdel(keys.results, field);
      if (outcomes[index] !== undefined) continue;
      outcomes[index] = unpack<BatchOutcome>(text);
      missing -= 1;
      hooks.onBatch?.(index, outcomes[index]);
    }
    for (const [index, reason] of failed) {
      if (outcomes[index] === undefined) throw new Error(`a batch could not be worked off (${batches[index]!.scenario.id}, ${batches[index]!.strategy.id}): ${reason}`);
    }
    hooks.onProgress?.(batches.reduce((sum, { count }, index) => sum + (outcomes[index] === undefined ? 0 : count), 0) / all);
    if (now >= workersAskedAt) {
      workersAskedAt = Number.POSITIVE_INFINITY;
      if (missing > 0 && await queue.getWorkersCount() === 0) onRemark('no worker of this version is on the queue yet; start one or more: overdial worker --queue redis://…');
    }
    await pause();
  }
}

function scenariosOf(batches: readonly Batch[]): CompiledScenario[] {
  return [...new Set(batches.map(({ scenario }) => scenario))];
}

function pause(): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, LOOK_EVERY_MS); });
}

/** Only the size of batches depends on it. */
const WORKERS_EXPECTED = 8;
const LOOK_EVERY_MS = 100;
const INTERRUPT_WAITS_MS = 3_000;
const NO_WORKER_AFTER_MS = 5_000;
const LOST_AFTER_MS = 30_000;
