/**
 * Random streams by name and by owner.
 *
 * Rule: `seedrandom` turns a seed and a name into a stream's key, so adding a stream never moves another. What befalls
 * an entity is drawn from (stream, entity, occasion) and not from the order of drawing: record 17's third attempt has
 * the same fate under every strategy. A draw seats a small generator at a hash of these three and takes uniforms from
 * it; how many it takes disturbs nobody else.
 *
 * Sources: xoshiro128** by Blackman and Vigna (2018); the 32-bit finalizer of MurmurHash3 by Appleby (2011).
 */
import seedrandom from 'seedrandom';

/** A source of uniform numbers in [0, 1), 53 bits each. */
export interface RandomStream {
  next(): number;
}

/** A stream whose position can be stored and set again: what a pacing strategy is given. */
export interface SavableRandomStream extends RandomStream {
  save(): readonly number[];
  load(state: readonly number[]): void;
}

/** A stream that is seated anew for each (entity, occasion): what the world draws fates from. */
export interface KeyedStream extends RandomStream {
  /** Seats the stream; the following `next()` belong to this entity and occasion. Returns the stream itself. */
  at(entity: number, occasion: number): RandomStream;
  /** The first uniform that `at` would give, for draws that take just this one. Where the stream is seated stays as it was. */
  first(entity: number, occasion: number): number;
  /** The highest 26 bits of that uniform, as a whole number: half the work, and mostly enough to tell which share a uniform falls into. */
  firstBits(entity: number, occasion: number): number;
}

/** Four 32-bit words that name a stream: plain data, so that options and journals can carry them. */
export type StreamKey = readonly [number, number, number, number];

/** The key of the stream `name` under `seed`. Different names or seeds give independent streams. */
export function streamKey(seed: string | number, name: string): StreamKey {
  // The length in front keeps (seed "1/2", name "x") and (seed "1", name "2/x") apart.
  const text = String(seed);
  const generator = seedrandom(`overdial/1:${text.length}:${text}/${name}`);
  return [generator.int32() >>> 0, generator.int32() >>> 0, generator.int32() >>> 0, generator.int32() >>> 0];
}

/** A sequential stream, for causes that belong to no entity (a strategy's own randomness). */
export function createSequentialStream(key: StreamKey): SavableRandomStream {
  const stream = new Xoshiro();
  stream.seat(key[0], key[1], key[2], key[3]);
  return stream;
}

/** A keyed stream, for everything that befalls an entity. */
export function createKeyedStream(key: StreamKey): KeyedStream {
  return new KeyedXoshiro(key);
}

const TWO_POW_27 = 134_217_728;
const INVERSE_TWO_POW_53 = 1 / 9_007_199_254_740_992;

class Xoshiro implements SavableRandomStream {
  private a = 1;
  private b = 2;
  private c = 3;
  private d = 4;

  seat(a: number, b: number, c: number, d: number): void {
    this.a = a | 0;
    this.b = b | 0;
    this.c = c | 0;
    // The all-zero state is the one fixed point of the generator.
    this.d = (a | b | c | d) === 0 ? 1 : d | 0;
  }

  next(): number {
    const high = this.word() >>> 6;
    const low = this.word() >>> 5;
    return (high * TWO_POW_27 + low) * INVERSE_TWO_POW_53;
  }

  save(): readonly number[] {
    return [this.a, this.b, this.c, this.d];
  }

  load(state: readonly number[]): void {
    this.a = state[0]! | 0;
    this.b = state[1]! | 0;
    this.c = state[2]! | 0;
    this.d = state[3]! | 0;
  }

  private word(): number {
    const result = scrambled(this.b);
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }
}

/**
 * Rule: most draws take one uniform, and that one does not depend on the seat's fourth word and needs no state afterwards. So the seat is
 * only noted, and taken when a second uniform is asked for; `first` does not even note it. The key lies in fields, as 32-bit integers: read
 * from its tuple, whose words are beyond them, it cost 40 instructions a draw more.
 */
class KeyedXoshiro extends Xoshiro implements KeyedStream {
  private readonly key0: number;
  private readonly key1: number;
  private readonly key2: number;
  private readonly key3: number;
  private seatA = 0;
  private seatB = 0;
  private seatC = 0;
  private taken = 0;

  constructor(key: StreamKey) {
    super();
    this.key0 = key[0] | 0;
    this.key1 = key[1] | 0;
    this.key2 = key[2] | 0;
    this.key3 = key[3] | 0;
  }

  at(entity: number, occasion: number): RandomStream {
    const a = finalize(this.mixed(entity, occasion) ^ this.key1);
    const b = finalize(((a + this.key2) | 0) + (entity | 0));
    this.seatA = a;
    this.seatB = b;
    this.seatC = finalize(b ^ this.key3 ^ occasion);
    this.taken = 0;
    return this;
  }

  first(entity: number, occasion: number): number {
    const a = finalize(this.mixed(entity | 0, occasion | 0) ^ this.key1);
    const b = finalize(((a + this.key2) | 0) + (entity | 0));
    return firstUniform(a, b, finalize(b ^ this.key3 ^ occasion));
  }

  firstBits(entity: number, occasion: number): number {
    const a = finalize(this.mixed(entity | 0, occasion | 0) ^ this.key1);
    return scrambled(finalize(((a + this.key2) | 0) + (entity | 0))) >>> 6;
  }

  override next(): number {
    const taken = this.taken + 1;
    this.taken = taken;
    if (taken === 1) return firstUniform(this.seatA, this.seatB, this.seatC);
    if (taken === 2) {
      this.seat(this.seatA, this.seatB, this.seatC, finalize(this.seatC + this.key0));
      super.next();
    }
    return super.next();
  }

  /** Entity and occasion in one word, from which each word of the seat is made with its own word of the key. */
  private mixed(entity: number, occasion: number): number {
    return finalize(Math.imul(entity, 0x9e3779b1) ^ this.key0) ^ Math.imul(occasion, 0x85ebca77);
  }
}

/** The first two words of the generator, in terms of the seat, as a uniform number. */
function firstUniform(a: number, b: number, c: number): number {
  return ((scrambled(b) >>> 6) * TWO_POW_27 + (scrambled(a ^ b ^ c) >>> 5)) * INVERSE_TWO_POW_53;
}

/** What the generator gives for its second word of state. */
function scrambled(word: number): number {
  const product = Math.imul(word, 5);
  return Math.imul((product << 7) | (product >>> 25), 9);
}

function finalize(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
