import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DigitIndex } from '../../src/base/digitIndex.ts';

describe('the index of telephone numbers', () => {
  it('gives each number the index of its first naming, and its digits back', () => {
    const number = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.stringMatching(/^[0-9]{0,14}$/)).map(([first, rest]) => `${first}${rest}`);
    fc.assert(fc.property(fc.array(number, { maxLength: 400 }), (numbers) => {
      const index = new DigitIndex();
      const distinct: string[] = [];
      for (const one of numbers) {
        const known = distinct.indexOf(one);
        expect(index.of(one)).toBe(known < 0 ? distinct.length : known);
        if (known < 0) distinct.push(one);
      }
      expect(index.size).toBe(distinct.length);
      distinct.forEach((one, place) => { expect(index.at(place)).toBe(one); });
    }));
  });

  it('keeps serial numbers apart', () => {
    const index = new DigitIndex();
    for (let serial = 0; serial < 100_000; serial += 1) expect(index.of(String(442_079_460_000 + serial))).toBe(serial);
    expect(index.of('442079460099')).toBe(99);
  });

  it('refuses what is no canonical number', () => {
    for (const text of ['', '0442', '+442', '1234567890123456', '12 3']) expect(() => new DigitIndex().of(text)).toThrow(RangeError);
  });
});
