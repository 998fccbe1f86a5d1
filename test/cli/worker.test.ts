/** `--queue` and `overdial worker` on the command line. */
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ANSWER_WITHIN_MS } from '../../src/experiment/workers/redisQueue.ts';
import { overdial, overdialEach, startOverdial, temporaryFolder, TINY } from '../support/cli.ts';
import { freePort, startRedis } from '../support/redis.ts';
import { describeWithTool } from '../support/systemTools.ts';

describe('--queue', () => {
  it('an address where nobody answers, and one that is none, are bad input', async () => {
    const folder = temporaryFolder({ 'tiny.yaml': TINY });
    const nowhere = `redis://127.0.0.1:${await freePort()}`;
    const [worker, compare, run, bad] = await overdialEach([
      ['worker', '--queue', nowhere], ['compare', 'tiny.yaml', '--queue', nowhere], ['run', 'tiny.yaml', '--json', '--queue', nowhere], ['worker', '--queue', 'localhost:1'],
    ], { folder });
    for (const each of [worker!, compare!, run!]) {
      expect(each).toMatchObject({ code: 2, stdout: '' });
      expect(each.stderr).toContain(`--queue: ${nowhere} cannot be reached`);
    }
    expect(bad).toMatchObject({ code: 2 });
    expect(bad!.stderr).toContain('allowed: redis://host:port');
  }, 180_000);
});

describe('a queue that takes a connection and says nothing', () => {
  it('is given up after a time that is shorter than five seconds, and is bad input', async () => {
    expect(ANSWER_WITHIN_MS).toBeLessThan(5_000);
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => { silent.listen(0, '127.0.0.1', resolve); });
    const { port } = silent.address() as AddressInfo;
    try {
      const { code, stdout, stderr } = await overdial(['worker', '--queue', `redis://127.0.0.1:${port}`]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`redis://127.0.0.1:${port} cannot be reached: no answer`);
    } finally {
      silent.close();
    }
  }, 60_000);
});

describeWithTool(['redis-server'], 'overdial worker', (path) => {
  it('a run, a comparison and a tuning on the queue give what they give locally', async () => {
    const folder = temporaryFolder({ 'tiny.yaml': TINY });
    const redis = await startRedis(path);
    const worker = startOverdial(['worker', '--queue', redis.url, '--concurrency', '2'], { folder });
    try {
      const commands = [
        ['run', 'tiny.yaml', '--replications', '6'], ['compare', 'tiny.yaml', '--strategies', 'progressive,webitel', '--replications', '4', '--tuned', '--tuning-replications', '2'],
        ['tune', 'tiny.yaml', '--replications', '16', '--setting', 'ratio=1,1.5,2'],
      ].map((words) => [...words, '--json']);
      const [local, queued] = await Promise.all([
        overdialEach(commands.map((words) => [...words, '--workers', '1']), { folder }), overdialEach(commands.map((words) => [...words, '--queue', redis.url]), { folder }),
      ]);
      for (const [index, { code, stdout }] of queued.entries()) {
        expect(code).toBe(local[index]!.code);
        expect(untimed(stdout)).toEqual(untimed(local[index]!.stdout));
      }
    } finally {
      worker.child.kill('SIGTERM');
      expect((await worker.ended).stderr).toContain('done: tiny');
      await redis.stop();
    }
  }, 240_000);
});

/** The result without how long it took. */
function untimed(text: string): unknown {
  return { ...(JSON.parse(text) as object), wallMs: null, dialsPerSecond: null };
}
