/**
 * A running hash of whole numbers in 64 bits: the digest of runs and the checksum of journal lines are made with it.
 *
 * Rule: two lanes of 32 bits, each step takes a word into each. For a given state the next one is a one-to-one function of the
 * two words, and for given words a one-to-one function of the state, so a single altered word always alters the result.
 * Not cryptographic: it finds accidents and differences, not forgeries.
 * Source: multiply-rotate mixing and the finalizer of MurmurHash3, Appleby (2011).
 */

import { NEVER, UNSET } from '../base/time.ts';

export class Mixer {
  private a = 0x243f6a88;
  private b = 0x85a308d3 | 0;

  /** Mixes two words of 32 bits: the single step that everything else is made of. Kept short, as it is put where it is called only as long as there is room. */
  protected words(first: number, second: number): void {
    const { b } = this;
    const x = this.a ^ first;
    // `second | 0`: without it V8 adds a word that comes through a call as a fraction (7 instructions).
    const y = b + (second | 0);
    const a = (imul((x << 13) | (x >>> 19), 0xcc9e2d51) + b) | 0;
    this.b = (imul(((y << 17) | (y >>> 15)) ^ a, 0x1b873593) + 0x52dce729) | 0;
    this.a = a;
  }

  /** Mixes one word of 32 bits. */
  protected word(word: number): void {
    this.words(word, 0x165667b1);
  }

  /** Mixes a word and a number: 32-bit integers as they are, all others (instants like NEVER, fractions) as the 64 bits of a double. */
  protected wordAndNumber(word: number, value: number): void {
    // The narrow one is mixed and not the value, here and below: V8 would add an instant, which may be wide, as a fraction.
    const narrow = value | 0;
    if (narrow === value) {
      this.words(word, narrow);
    } else {
      this.word(word);
      this.wide(value);
    }
  }

  /** Mixes two numbers. */
  protected numbers(first: number, second: number): void {
    const narrowFirst = first | 0;
    const narrowSecond = second | 0;
    if (narrowFirst === first && narrowSecond === second) {
      this.words(narrowFirst, narrowSecond);
    } else {
      this.number(first);
      this.number(second);
    }
  }

  /** Mixes the absent instant and a word, as `numbers(UNSET, word)` does. */
  protected absentAndWord(word: number): void {
    this.words(UNSET_FIRST, UNSET_SECOND);
    this.word(word);
  }

  /** Mixes one number. */
  protected number(value: number): void {
    const narrow = value | 0;
    if (narrow === value) this.word(narrow);
    else this.wide(value);
  }

  /** The state as 16 hexadecimal digits; mixing can go on afterwards. */
  hex(): string {
    const a = finalize(this.a ^ finalize(this.b));
    return hex8(a) + hex8(finalize(this.b ^ a));
  }

  /** The state folded into 16 bits, 0 to 65535. */
  protected fold(): number {
    const a = finalize(this.a ^ finalize(this.b));
    return (a ^ (a >>> 16)) & 0xffff;
  }

  private wide(value: number): void {
    // The two wide numbers that fill whole columns, without the way through a buffer.
    if (value === UNSET) return this.words(UNSET_FIRST, UNSET_SECOND);
    if (value === NEVER) return this.words(0x3c6ef372, 0x4e657665);
    // The mark keeps a wide number apart from narrow ones.
    this.a ^= 0x3c6ef372;
    BITS.setFloat64(0, value);
    this.words(BITS.getInt32(0), BITS.getInt32(4));
  }
}

const { imul } = Math;
const UNSET_FIRST = 0x3c6ef372;
const UNSET_SECOND = 0x556e7365;
const BITS = new DataView(new ArrayBuffer(8));

function finalize(word: number): number {
  let h = word | 0;
  h = imul(h ^ (h >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function hex8(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
