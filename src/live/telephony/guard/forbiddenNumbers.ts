/**
 * Numbers that no campaign may ever call: emergency, short, satellite and premium-rate numbers.
 *
 * Rule: beginnings of numbers, digits with the country's code and without plus; the longest list wins nothing, any match is enough. The lists
 * are not complete for every country, which is why nothing at all may be called that the allow list does not name.
 * Sources: ITU-T, "List of ITU-T Recommendation E.164 assigned country codes" (870, 878, 881 to 883, 888, 979, 808); national numbering
 * plans: NANPA (900), Ofcom (09, 087, 070), Bundesnetzagentur (0900, 0137, 118), ARCEP (089), AGCOM (89), CNMC (80x, 90x), CTU (90x, 976),
 * UKE (70x), RTR (09xx), OFCOM (090x), ACM (090x), BIPT (090x), PTS (09xx), ACMA (190).
 */
export type ForbiddenKind = 'emergency' | 'short' | 'satellite' | 'premium';

/** Why this number may never be called, or null. @param digits with the country's code, without plus */
export function forbiddenKind(digits: string): ForbiddenKind | null {
  const national = digits.slice(countryCodeLength(digits));
  if (EMERGENCY.has(digits) || EMERGENCY.has(national) || begins(digits, EMERGENCY_AREAS)) return 'emergency';
  if (begins(digits, SATELLITE)) return 'satellite';
  if (begins(digits, PREMIUM)) return 'premium';
  return national.length < NATIONAL_DIGITS_MIN ? 'short' : null;
}

/** Digits of the country's code that a full number begins with. */
export function countryCodeLength(digits: string): number {
  if (digits.startsWith('1') || digits.startsWith('7')) return 1;
  return TWO_DIGIT_CODES.has(digits.slice(0, 2)) ? 2 : 3;
}

function begins(digits: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => digits.startsWith(prefix));
}

/** No subscriber of any country has a shorter number; what is shorter is a service. */
const NATIONAL_DIGITS_MIN = 6;

const TWO_DIGIT_CODES = new Set([
  '20', '27', '30', '31', '32', '33', '34', '36', '39', '40', '41', '43', '44', '45', '46', '47', '48', '49', '51', '52', '53', '54', '55', '56', '57', '58',
  '60', '61', '62', '63', '64', '65', '66', '81', '82', '84', '86', '90', '91', '92', '93', '94', '95', '98',
]);

const EMERGENCY = new Set([
  '000', '100', '101', '102', '103', '104', '108', '110', '111', '112', '113', '114', '115', '117', '118', '119', '120', '122', '123', '127', '128', '129', '130', '131',
  '132', '133', '140', '144', '150', '155', '156', '158', '160', '166', '190', '191', '192', '193', '194', '199', '911', '912', '913', '988', '991', '992', '993', '994',
  '995', '996', '997', '998', '999', '1122', '10111', '10177',
]);
/** Area codes that are kept free for emergency calls. */
const EMERGENCY_AREAS = ['1911', '1988'];

const SATELLITE = ['870', '878', '881', '882', '883', '888'];

const PREMIUM = [
  '979', '808', '1900', '1976', '449', '4487', '4470', '49900', '49137', '49118', '49180', '3389', '33118', '39892', '39894', '39895', '39899', '39144', '39166', '34803',
  '34806', '34807', '34905', '34907', '34118', '420900', '420906', '420908', '420909', '420976', '421900', '421976', '4870', '48300', '43900', '43901', '43930', '43931',
  '43939', '41900', '41901', '41906', '31900', '31906', '31909', '3290', '46900', '46939', '46944', '46118', '4590', '47820', '47829', '358600', '358700', '35315', '36906',
  '36909', '351760', '351761', '40900', '40903', '40906', '385060', '38606', '38690', '370900', '37190', '372900', '30901', '30909', '7803', '7809', '6119', '64900',
  '2786', '81990', '82060', '55900', '52900', '90900', '972190',
];
