/**
 * Numbering of countries: calling code, trunk prefix of national calls, and how many digits a national number has
 * without that prefix. Enough to make a list's national numbers canonical, not to check that a number is in use.
 *
 * Source: the national numbering plans as filed with the ITU (E.164, E.129). Countries that are not here are refused by name.
 */
export interface Country {
  readonly name: string;
  readonly code: string;
  /** What a national call begins with, or empty where nothing is put in front. */
  readonly trunk: string;
  readonly lengthMin: number;
  readonly lengthMax: number;
  /** What an international call begins with. */
  readonly international: string;
}

/** By ISO 3166 code. */
export const COUNTRIES: Readonly<Record<string, Country>> = {
  AT: country('Austria', '43', '0', 4, 13),
  AU: country('Australia', '61', '0', 9, 9, '0011'),
  BE: country('Belgium', '32', '0', 8, 9),
  BG: country('Bulgaria', '359', '0', 7, 9),
  CA: country('Canada', '1', '1', 10, 10, '011'),
  CH: country('Switzerland', '41', '0', 9, 9),
  CY: country('Cyprus', '357', '', 8, 8),
  CZ: country('Czechia', '420', '', 9, 9),
  DE: country('Germany', '49', '0', 5, 13),
  DK: country('Denmark', '45', '', 8, 8),
  EE: country('Estonia', '372', '', 7, 8),
  ES: country('Spain', '34', '', 9, 9),
  FI: country('Finland', '358', '0', 5, 12),
  FR: country('France', '33', '0', 9, 9),
  GB: country('the United Kingdom', '44', '0', 9, 10),
  GR: country('Greece', '30', '', 10, 10),
  HR: country('Croatia', '385', '0', 8, 9),
  HU: country('Hungary', '36', '06', 8, 9),
  IE: country('Ireland', '353', '0', 7, 9),
  IN: country('India', '91', '0', 10, 10),
  IS: country('Iceland', '354', '', 7, 9),
  IT: country('Italy', '39', '', 6, 11),
  JP: country('Japan', '81', '0', 9, 10, '010'),
  LV: country('Latvia', '371', '', 8, 8),
  MT: country('Malta', '356', '', 8, 8),
  MX: country('Mexico', '52', '', 10, 10),
  NL: country('the Netherlands', '31', '0', 9, 9),
  NO: country('Norway', '47', '', 8, 8),
  NZ: country('New Zealand', '64', '0', 8, 10),
  PL: country('Poland', '48', '', 9, 9),
  PT: country('Portugal', '351', '', 9, 9),
  RO: country('Romania', '40', '0', 9, 9),
  RS: country('Serbia', '381', '0', 8, 9),
  SE: country('Sweden', '46', '0', 7, 9),
  SG: country('Singapore', '65', '', 8, 8),
  SI: country('Slovenia', '386', '0', 8, 8),
  SK: country('Slovakia', '421', '0', 9, 9),
  TR: country('Türkiye', '90', '0', 10, 10),
  UA: country('Ukraine', '380', '0', 9, 9),
  US: country('the United States', '1', '1', 10, 10, '011'),
  ZA: country('South Africa', '27', '0', 9, 9),
};

function country(name: string, code: string, trunk: string, lengthMin: number, lengthMax: number, international = '00'): Country {
  return { name, code, trunk, lengthMin, lengthMax, international };
}
