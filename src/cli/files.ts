/**
 * Files as the command line reads and writes them.
 *
 * Rule: a result is written beside its place and moved there when it is complete, so that a run that fails destroys
 * nothing and leaves nothing behind, however it ends.
 */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { packageRoot } from '../experiment/programFiles.ts';
import { InputError } from './exitCodes.ts';

/** A file's text, or null if there is none. Throws an InputError for a file that is there and cannot be read. */
export function readTextOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isAbsence(error)) return null;
    throw new InputError(`cannot read ${path}: ${(error as Error).message}`);
  }
}

/** Is there a file (or a pipe) of this name? */
export function fileExists(path: string): boolean {
  return existsSync(path) && !statSync(path).isDirectory();
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
  const folder = dirname(resolve(path));
  let part = path;
  let made: string | undefined;
  let descriptor: number;
  try {
    const standing = existsSync(path) ? statSync(path) : null;
    if (standing?.isDirectory() === true) throw new Error('it is a folder');
    // A device or a pipe is written to, never replaced.
    if (standing === null || standing.isFile()) part = `${path}.${process.pid}.part`;
    made = mkdirSync(folder, { recursive: true });
    descriptor = openSync(part, 'w');
  } catch (error) {
    removeMade(folder, made);
    throw new InputError(`cannot write ${path}: ${(error as Error).message}`);
  }
  let isOpen = true;
  const close = (): void => {
    closeSync(descriptor);
    isOpen = false;
    process.off('exit', abandon);
  };
  const abandon = (): void => {
    if (!isOpen) return;
    close();
    if (part !== path) rmSync(part, { force: true });
    removeMade(folder, made);
  };
  process.on('exit', abandon);
  return {
    write: (text) => { writeSync(descriptor, text); },
    commit: () => {
      close();
      if (part !== path) renameSync(part, path);
    },
    abandon,
  };
}

export function scenarioFolder(): string {
  return join(packageRoot, 'scenarios');
}

/** ENOENT: nothing there; ENOTDIR: a part of the path is a file; EISDIR: the name is a folder's. */
function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** Removes the folders that were made for a file, from the inmost to `made`, as long as they are empty. */
function removeMade(folder: string, made: string | undefined): void {
  if (made === undefined) return;
  try {
    for (let inner = folder; inner.length >= made.length; inner = dirname(inner)) rmdirSync(inner);
  } catch {
    // Somebody else has put something there: it stays.
  }
}
