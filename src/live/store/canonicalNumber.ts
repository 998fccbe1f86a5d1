/**
 * Telephone numbers made canonical: E.164 digits without plus (records: section 12).
 *
 * Rule: `+` or the international prefix introduces a full number. Without them digits are a full number too, unless a country is
 * set: then a number that fits the country's own numbering is national. What cannot be told for certain is refused.
 */
import { COUNTRIES, type Country } from './countries.ts';

export type CanonicalNumber = { readonly number: string } | { readonly problem: string };

/** The canonical form of a number as people write it, or why there is none. `country`: ISO 3166 code, or null. */
export function canonicalNumber(text: string, country: Country | null): CanonicalNumber {
  if (CANONICAL.test(text) && country === null) return { number: text };
  const plain = text.trim().replaceAll(/[\s().\-/\u00A0]/g, '');
  if (plain === '') return { problem: 'must have digits' };
  if (!/^\+?\d+$/.test(plain)) return { problem: 'must be digits, with spaces, dots, hyphens, slashes or brackets between them, as in +44 20 7946 0018' };
  if (plain.startsWith('+')) return full(plain.slice(1));
  const prefix = country?.international ?? '00';
  if (plain.startsWith(prefix)) return full(plain.slice(prefix.length));
  if (prefix !== '00' && plain.startsWith('00')) return full(plain.slice(2));
  if (country !== null) return national(plain, country);
  if (plain.startsWith('0')) return { problem: 'is a national number; must be written with +, or the country must be set with --country' };
  return full(plain);
}

/** The country of an ISO 3166 code, or undefined. */
export function countryOf(code: string): Country | undefined {
  return COUNTRIES[code.toUpperCase()];
}

const CANONICAL = /^[1-9][0-9]{6,14}$/;

function full(digits: string): CanonicalNumber {
  return CANONICAL.test(digits) ? { number: digits } : { problem: 'must have 7 to 15 digits with the country code, which begins with 1 to 9' };
}

function national(digits: string, country: Country): CanonicalNumber {
  const fits = (rest: string): boolean => rest.length >= country.lengthMin && rest.length <= country.lengthMax;
  const { trunk, code } = country;
  if (trunk !== '' && digits.startsWith(trunk) && fits(digits.slice(trunk.length))) return full(code + digits.slice(trunk.length));
  if (fits(digits) && (trunk === '' || !digits.startsWith('0'))) return full(code + digits);
  if (digits.startsWith(code) && fits(digits.slice(code.length))) return full(digits);
  const lengths = country.lengthMin === country.lengthMax ? `${country.lengthMin}` : `${country.lengthMin} to ${country.lengthMax}`;
  return { problem: `must be a number of ${country.name}: ${lengths} digits${trunk === '' ? '' : ` after the trunk prefix ${trunk}`}, or be written with +` };
}
