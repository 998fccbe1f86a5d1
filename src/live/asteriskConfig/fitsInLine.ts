/**
 * May this text stand as a value in a configuration file of Asterisk?
 *
 * Rule: printable ASCII without space; no `;` (begins a comment) and no `\` (escapes it); not first `>` (`=>` is read like `=`) or `+`;
 * at most 128 characters. So a value can end neither its line nor its meaning. Refusing is safer than escaping: Asterisk's escapes differ from file to file.
 */
export function fitsInLine(text: string): boolean {
  return /^(?![>+])[!-:<-[\]-~]{1,128}$/.test(text);
}

/** What a person is told when it may not. */
export const FITTING = '1 to 128 printable characters without spaces, semicolons and backslashes, not beginning with > or +';
