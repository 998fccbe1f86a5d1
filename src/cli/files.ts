/**
 * Files as the command line reads and writes them.
 *
 * Rule: a result is written beside its place and moved there when it is complete, so that a run that fails destroys nothing.
 */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from './exitCodes.ts';

/** The folder that holds package.json and scenarios/, in the repository and in the installed package alike. */
export const packageRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A file's text, or null if there is none. */
export function readTextOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

export interface OutputFile {
  write(text: string): void;
  /** Moves the complete file to its place. */
  commit(): void;
  /** Forgets it; what stood in its place stays. */
  abandon(): void;
}

/** Opens a file for writing. Throws an InputError where that is not possible, before any work is done. */
export function openOutput(path: string): OutputFile {
  const part = `${path}.part`;
  let descriptor: number;
  try {
    if (existsSync(path) && statSync(path).isDirectory()) throw new Error('it is a folder');
    mkdirSync(dirname(resolve(path)), { recursive: true });
    descriptor = openSync(part, 'w');
  } catch (error) {
    throw new InputError(`cannot write ${path}: ${(error as Error).message}`);
  }
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  return {
    write: (text) => { writeSync(descriptor, text); },
    commit: () => {
      close();
      renameSync(part, path);
    },
    abandon: () => {
      close();
      rmSync(part, { force: true });
    },
  };
}

/** Writes a whole text to a file, all or nothing. */
export function writeText(path: string, text: string): void {
  const file = openOutput(path);
  file.write(text);
  file.commit();
}

export function scenarioFolder(): string {
  return join(packageRoot, 'scenarios');
}
