/** `--queue` and `overdial worker` on the command line. */
import { describe, expect, it } from 'vitest';
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

describeWithTool(['redis-server'], 'overdial worker', (path) => {
  it('a run on the queue has the digest of a local run', async () => {
    const folder = temporaryFolder({ 'tiny.yaml': TINY });
    const redis = await startRedis(path);
    const worker = startOverdial(['worker', '--queue', redis.url, '--concurrency', '2'], { folder });
    try {
      const words = ['run', 'tiny.yaml', '--replications', '6', '--json'];
      const [local, queued] = await Promise.all([overdial([...words, '--workers', '1'], { folder }), overdial([...words, '--queue', redis.url], { folder })]);
      expect(queued.code).toBe(0);
      const digestOf = (text: string): string => (JSON.parse(text) as { digest: string }).digest;
      expect(digestOf(queued.stdout)).toBe(digestOf(local.stdout));
    } finally {
      worker.child.kill('SIGTERM');
      expect((await worker.ended).stderr).toContain('done: tiny');
      await redis.stop();
    }
  }, 180_000);
});
