/**
 * The queue on Redis: its name, its keys, and how batches and outcomes travel.
 *
 * Rule: the queue's name carries a digest of the code that simulates, so that a worker of another version never takes a batch. Every piece of work
 * has keys of its own that expire: whoever vanishes leaves nothing behind. Data go as V8's structured clone, because JSON
 * has no infinity and no typed arrays.
 */
import { deserialize, serialize } from 'node:v8';
import { Redis } from 'ioredis';
import { VERSION } from '../../base/version.ts';
import { wholeCodeDigest } from '../codeDigest.ts';

export const QUEUE_NAME = `overdial-${VERSION}-${wholeCodeDigest()}`;

/** A job: a batch whose scenario lies beside it, because many batches share one. */
export interface QueuedBatch { readonly work: string; readonly index: number; readonly scenario: number; readonly rest: string }

/** Keys of one piece of work. `alive` expires unless its owner renews it; it says `run` or `stop`. */
export function keysOf(work: string): { readonly alive: string; readonly results: string; readonly progress: string; readonly scenario: (index: number) => string } {
  const prefix = `overdial:${VERSION}:${work}`;
  return { alive: `${prefix}:alive`, results: `${prefix}:results`, progress: `${prefix}:progress`, scenario: (index) => `${prefix}:scenario:${index}` };
}

export const ALIVE_SECONDS = 120;
export const KEPT_SECONDS = 86_400;

export function pack(value: unknown): string {
  return serialize(value).toString('base64');
}

export function unpack<Value>(text: string): Value {
  return deserialize(Buffer.from(text, 'base64')) as Value;
}

/** Thrown where nobody answers; the message is for people. */
export class QueueUnreachable extends Error {
  override readonly name = 'QueueUnreachable';
}

/** A connection that has been answered once. Throws a `QueueUnreachable` within five seconds otherwise. */
export async function connectQueue(url: string): Promise<Redis> {
  let isUp = false;
  const redis = new Redis(url, {
    lazyConnect: true, connectTimeout: ANSWER_WITHIN_MS, maxRetriesPerRequest: null,
    retryStrategy: (times) => (isUp ? Math.min(100 * times, 2_000) : null),
  });
  let reason = 'no answer';
  redis.on('error', (error: Error) => { reason = error.message === '' ? (error as NodeJS.ErrnoException).code ?? reason : error.message; });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => { reject(new Error('no answer')); }, ANSWER_WITHIN_MS); });
  const answered = redis.connect().then(() => redis.ping());
  answered.catch(() => undefined);
  try {
    await Promise.race([answered, late]);
    isUp = true;
    return redis;
  } catch (error) {
    redis.disconnect();
    const message = (error as Error).message;
    throw new QueueUnreachable(`${withoutPassword(url)} cannot be reached: ${message === 'Connection is closed.' ? reason : message}; allowed: a running Redis, redis://host:port`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** Passwords are not for logs. */
function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//');
}

/** Nobody waits longer to hear that an address is wrong. */
export const ANSWER_WITHIN_MS = 4_000;
