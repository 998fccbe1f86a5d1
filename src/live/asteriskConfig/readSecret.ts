/**
 * Reads a secret from a file of its own.
 *
 * Rule: a regular file that nobody but its owner may read or write (mode 0600 or 0400); one line; it is never part of a message.
 * Source: live, section 8.
 */
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { FITTING, fitsInLine } from './fitsInLine.ts';

export type Secret = { readonly secret: string } | { readonly problem: string };

export function readSecret(file: string): Secret {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch (error) {
    return { problem: `${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})` };
  }
  try {
    const state = fstatSync(handle);
    if (!state.isFile()) return { problem: `${file}: is not a file` };
    if ((state.mode & 0o077) !== 0) return { problem: `${file}: mode is 0${(state.mode & 0o777).toString(8)}, must be 0600: others may read it` };
    const secret = readFileSync(handle, 'utf8').replace(/\r?\n$/, '');
    return fitsInLine(secret) ? { secret } : { problem: `${file}: must hold ${FITTING}` };
  } finally {
    closeSync(handle);
  }
}
