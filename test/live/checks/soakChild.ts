/** `overdial live …` that tells its parent how much memory it holds after a collection, every ten seconds. */
import process from 'node:process';

const collect = (globalThis as { gc?: () => void }).gc;
setInterval(() => {
  collect?.();
  const { heapUsed, rss } = process.memoryUsage();
  process.send?.({ heapUsed, rss });
}, 10_000).unref();

await import('./liveChild.ts');
