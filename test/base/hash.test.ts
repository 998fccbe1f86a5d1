/** Digests: equal texts, equal digests; nearly equal texts, digests that have nothing in common. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../src/base/hash.ts';

describe('the hash of a text', () => {
  it('is 16 hexadecimal digits, the same for the same text', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      expect(hashText(text)).toMatch(/^[0-9a-f]{16}$/);
      expect(hashText(text)).toBe(hashText(text));
    }));
  });

  it('meets no text twice among a hundred thousand neighbours', () => {
    const hashes = new Set<string>();
    for (let index = 0; index < 100_000; index++) hashes.add(hashText(`{"count":${index}}`));
    expect(hashes.size).toBe(100_000);
  });

  it('changes about half of its bits when one letter changes', () => {
    let changed = 0;
    for (let index = 0; index < 1_000; index++) {
      const difference = BigInt(`0x${hashText(`a${index}`)}`) ^ BigInt(`0x${hashText(`b${index}`)}`);
      changed += difference.toString(2).replaceAll('0', '').length;
    }
    expect(changed / 1_000).toBeGreaterThan(31);
    expect(changed / 1_000).toBeLessThan(33);
  });

  it('tells apart texts that differ only in their trailing zeros or their order', () => {
    expect(new Set(['', '\0', '\0\0', 'ab', 'ba', 'a', 'aa'].map(hashText)).size).toBe(7);
  });
});
