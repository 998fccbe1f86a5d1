/** Workers on a queue: whoever works the batches off, and however he ends, the runs are those of a local run. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLocalWorkforce } from '../../src/experiment/workers/localWorkforce.ts';
import type { BatchOutcome } from '../../src/experiment/workers/batch.ts';
import { createRedisWorkforce } from '../../src/experiment/workers/redisWorkforce.ts';
import { splitBatches } from '../../src/experiment/workers/splitBatches.ts';
import { startOverdial, type Started } from '../support/cli.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { describeWithTool } from '../support/systemTools.ts';
import { smallScenario } from './smallScenario.ts';

const work = { scenario: smallScenario(5, 40), strategy: { id: 'fixed-ratio-idle', parameters: { ratio: 2 } }, seed: 'queue', first: 0, count: 60 };

function digestsOf(outcomes: readonly BatchOutcome[]): string[] {
  return outcomes.flatMap((outcome) => outcome.runs.map((run) => run.replication.digest));
}

describeWithTool(['redis-server'], 'batches on a queue', (path) => {
  let redis: TestRedis;
  const started: Started[] = [];
  const startWorker = (): Started => {
    const worker = startOverdial(['worker', '--queue', redis.url, '--concurrency', '1']);
    started.push(worker);
    return worker;
  };
  beforeAll(async () => { redis = await startRedis(path); });
  afterAll(async () => {
    for (const { child } of started) child.kill('SIGKILL');
    await redis.stop();
  });

  it('a worker killed in the middle loses nothing: another one takes its batch up, and the runs are those of a local run', async () => {
    const batches = splitBatches([work], 2);
    const expected = digestsOf(await createLocalWorkforce().work(batches));
    const workers = [startWorker(), startWorker()];
    const workforce = await createRedisWorkforce(redis.url);
    let finished = 0;
    let killed = false;
    try {
      const outcomes = await workforce.work(batches, {
        onBatch: () => {
          finished += 1;
          if (finished < 2 || killed) return;
          killed = workers[0]!.child.kill('SIGKILL');
        },
      });
      expect(killed).toBe(true);
      expect((await workers[0]!.ended).signal).toBe('SIGKILL');
      expect(finished).toBe(batches.length);
      expect(digestsOf(outcomes)).toEqual(expected);
    } finally {
      await workforce.close();
    }
    workers[1]!.child.kill('SIGTERM');
    expect((await workers[1]!.ended).code).toBe(0);
  }, 180_000);

  it('what a simulation throws comes back as a fault, and an interrupt keeps what is finished', async () => {
    startWorker();
    const workforce = await createRedisWorkforce(redis.url);
    try {
      const [fault] = await workforce.work([{ ...work, strategy: { id: 'no-such-strategy', parameters: {} }, count: 1 }]);
      expect(fault!.fault!.message).toContain('no-such-strategy');
      let finished = 0;
      const outcomes = await workforce.work(splitBatches([{ ...work, count: 200 }], 8), { onBatch: () => { finished += 1; }, isInterrupted: () => finished >= 2 });
      const done = digestsOf(outcomes).length;
      expect(done).toBeGreaterThan(0);
      expect(done).toBeLessThan(200);
    } finally {
      await workforce.close();
    }
  }, 180_000);
});
