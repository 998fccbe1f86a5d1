/**
 * Takes secrets and telephone numbers out of a text or a value before it is shown or logged.
 *
 * Rule: a value under a key that names a secret is replaced whatever it is; a known secret is replaced wherever it stands, also in its
 * URL, Base64 and JSON forms; of a run of seven or more digits the last three stay.
 * Source: live, section 8.
 */
const HIDDEN = '[hidden]';
const SECRET_KEY = /pass|secret|token|authorization|cookie|credential|api_?key/i;
/** Names of files are no secrets. */
const FILE_KEY = /file$/i;

export interface Redactor {
  text(text: string): string;
  /** A copy in which nothing secret is left; deep. */
  value(value: unknown): unknown;
}

export function createRedactor(secrets: readonly string[]): Redactor {
  const forms = [...new Set(secrets.filter((secret) => secret !== '').flatMap(formsOf))].toSorted((a, b) => b.length - a.length);
  const text = (given: string): string => {
    let clean = given.replaceAll(/\b(Basic|Bearer)\s+[0-9A-Za-z+/=._~-]+/g, `$1 ${HIDDEN}`).replaceAll(/([?&]api_key=)[^&\s"']+/g, `$1${HIDDEN}`);
    for (const form of forms) clean = clean.replaceAll(form, HIDDEN);
    return clean.replaceAll(/\d{7,}/g, (digits) => `${'x'.repeat(digits.length - 3)}${digits.slice(-3)}`);
  };
  const value = (given: unknown): unknown => {
    if (typeof given === 'string') return text(given);
    if (Array.isArray(given)) return given.map(value);
    if (typeof given !== 'object' || given === null) return given;
    return Object.fromEntries(Object.entries(given).map(([key, inner]) => [text(key), SECRET_KEY.test(key) && !FILE_KEY.test(key) ? HIDDEN : value(inner)]));
  };
  return { text, value };
}

function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret, 'utf8').toString('base64');
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), base64, base64.replace(/=+$/, '')];
}
