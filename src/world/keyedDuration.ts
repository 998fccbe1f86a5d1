/**
 * A duration that belongs to (entity, occasion), whoever asks and whenever: a named stream and a distribution in seconds.
 */
import { createKeyedStream, type KeyedStream, type StreamKey } from '../base/random.ts';
import type { Millis } from '../base/time.ts';
import type { Sampler } from './distributions/sampler.ts';
import { MillisTable } from './millisTable.ts';

export class KeyedDuration {
  private readonly stream: KeyedStream;
  private readonly sampler: Sampler;
  /** The duration when it is always the same, or -1: constants need no stream. */
  readonly constantMs: Millis;
  /** Made at the first draw, whoever drew before in this process: a draw depends on its key alone. */
  private table: MillisTable | null;

  constructor(key: StreamKey, sampler: Sampler) {
    this.stream = createKeyedStream(key);
    this.sampler = sampler;
    this.constantMs = sampler.variance === 0 ? toMillis(sampler.mean) : -1;
    this.table = TABLES.get(sampler) ?? null;
  }

  /** Whole milliseconds, >= 0. */
  draw(entity: number, occasion: number): Millis {
    const { table } = this;
    if (table !== null) {
      const tabledMs = table.millisOf(this.stream.firstBits(entity, occasion));
      if (tabledMs >= 0) return tabledMs;
    }
    return this.drawByFunction(entity, occasion);
  }

  private drawByFunction(entity: number, occasion: number): Millis {
    if (this.constantMs >= 0) return this.constantMs;
    const { sampler, stream } = this;
    // Most distributions take one uniform, which the stream gives without being seated.
    if (sampler.ofUniform === undefined) return toMillis(sampler.sample(stream.at(entity, occasion)));
    if (this.table === null && sampler.isSmooth === true) {
      this.makeTable();
      return this.draw(entity, occasion);
    }
    return toMillis(sampler.ofUniform(stream.first(entity, occasion)));
  }

  private makeTable(): void {
    const { sampler } = this;
    this.table = new MillisTable((uniform) => sampler.ofUniform!(uniform));
    TABLES.set(sampler, this.table);
  }
}

/** Runs of one scenario share its samplers, and so the tables made of them: making one costs some 0.3 ms. */
const TABLES = new WeakMap<Sampler, MillisTable>();

/** Seconds to whole milliseconds; a negative duration is none. */
export function toMillis(seconds: number): Millis {
  return seconds > 0 ? Math.floor(seconds * 1_000 + 0.5) : 0;
}
