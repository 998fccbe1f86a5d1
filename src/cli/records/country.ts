/** The option `--country`: a country whose numbering is known. */
import { countryOf } from '../../live/store/canonicalNumber.ts';
import { COUNTRIES, type Country } from '../../live/store/countries.ts';
import { InputError } from '../exitCodes.ts';

/** The country of an ISO 3166 code; null: none. Throws an InputError that names those that are known. */
export function canonicalCountry(code: string | null): Country | null {
  if (code === null) return null;
  const country = countryOf(code);
  if (country === undefined) throw new InputError(`--country: the numbering of '${code}' is not known, its numbers must be written with +; known: ${Object.keys(COUNTRIES).join(', ')}`);
  return country;
}
