import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { canonicalNumber, countryOf } from '../../../src/live/store/canonicalNumber.ts';
import { COUNTRIES } from '../../../src/live/store/countries.ts';

const read = (text: string, country?: string): string => {
  const result = canonicalNumber(text, country === undefined ? null : countryOf(country)!);
  return 'number' in result ? result.number : `refused: ${result.problem}`;
};

describe('a telephone number made canonical', () => {
  it.each([
    ['+44 20 7946 0018', undefined, '442079460018'], ['0044 (20) 7946-0018', undefined, '442079460018'], ['442079460018', undefined, '442079460018'],
    ['020 7946 0018', 'GB', '442079460018'], ['+420 601 234 567', 'GB', '420601234567'], ['601 234 567', 'CZ', '420601234567'], ['420601234567', 'CZ', '420601234567'],
    ['06 12 34 56 78', 'FR', '33612345678'], ['011 44 20 7946 0018', 'US', '442079460018'], ['(212) 555-0100', 'US', '12125550100'], ['1-212-555-0100', 'US', '12125550100'],
    ['06 6982 0001', 'IT', '390669820001'], ['06 1 234 5678', 'HU', '3612345678'],
  ])('reads %s in %s as %s', (text, country, number) => {
    expect(read(text, country)).toBe(number);
  });

  it('refuses a national number without a country, and what is no number', () => {
    expect(read('020 7946 0018')).toMatch(/national number/);
    expect(read('+12345')).toMatch(/7 to 15 digits/);
    expect(read('+0123456789')).toMatch(/begins with 1 to 9/);
    expect(read('call me')).toMatch(/must be digits/);
    expect(read('')).toMatch(/must have digits/);
    expect(read('0123', 'GB')).toMatch(/the United Kingdom: 9 to 10 digits after the trunk prefix 0/);
    expect(countryOf('XX')).toBeUndefined();
  });

  it('gives with plus what it gave, in every country: canonical numbers are fixed points', () => {
    fc.assert(fc.property(fc.constantFrom(...Object.keys(COUNTRIES)), fc.stringMatching(/^[1-9][0-9]{6,14}$/), (country, number) => {
      expect(read(`+${number}`, country)).toBe(number);
      expect(read(number)).toBe(number);
    }));
  });

  it('a national number has the country code in front, once', () => {
    fc.assert(fc.property(fc.constantFrom(...Object.entries(COUNTRIES)), fc.infiniteStream(fc.integer({ min: 1, max: 9 })), ([id, country], digits) => {
      const rest = Array.from({ length: country.lengthMax }, () => digits.next().value).join('');
      fc.pre(country.code.length + rest.length <= 15);
      expect(read(country.trunk + rest, id)).toBe(country.code + rest);
    }));
  });
});
