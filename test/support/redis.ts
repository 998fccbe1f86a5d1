/** A Redis server of the test's own: on loopback, on a free port, without files; gone when the test ends it. */
import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { connectQueue } from '../../src/experiment/workers/redisQueue.ts';

export interface TestRedis { readonly url: string; stop(): Promise<void> }

export async function startRedis(path: string): Promise<TestRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const child = spawn(path, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => { child.on('close', () => { resolve(); }); });
  for (let tries = 0; ; tries += 1) {
    try {
      (await connectQueue(url)).disconnect();
      break;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
  }
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A port that nobody listens on, at least a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => { resolve(port); });
    });
  });
}
