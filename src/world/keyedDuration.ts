/**
 * A duration that belongs to (entity, occasion), whoever asks and whenever: a named stream and a distribution in seconds.
 */
import { createKeyedStream, type KeyedStream, type StreamKey } from '../base/random.ts';
import type { Millis } from '../base/time.ts';
import type { Sampler } from './distributions/sampler.ts';

export class KeyedDuration {
  private readonly stream: KeyedStream;
  private readonly sampler: Sampler;
  /** The duration when it is always the same, or -1: constants need no stream. */
  readonly constantMs: Millis;
  /** Most distributions take one uniform, which the stream gives without being seated. */
  private readonly isOfOneUniform: boolean;

  constructor(key: StreamKey, sampler: Sampler) {
    this.stream = createKeyedStream(key);
    this.sampler = sampler;
    this.constantMs = sampler.variance === 0 ? toMillis(sampler.mean) : -1;
    this.isOfOneUniform = sampler.ofUniform !== undefined;
  }

  /** Whole milliseconds, >= 0. */
  draw(entity: number, occasion: number): Millis {
    if (this.constantMs >= 0) return this.constantMs;
    if (this.isOfOneUniform === true) return toMillis(this.sampler.ofUniform!(this.stream.first(entity, occasion)));
    return toMillis(this.sampler.sample(this.stream.at(entity, occasion)));
  }
}

/** Seconds to whole milliseconds; a negative duration is none. */
export function toMillis(seconds: number): Millis {
  return seconds > 0 ? Math.floor(seconds * 1_000 + 0.5) : 0;
}
