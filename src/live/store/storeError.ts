/**
 * What can be wrong with a store or with what is asked of it, told in words.
 *
 * Rule: a StoreError is bad input, never a bug: nothing has been changed, and its message is all that a person needs.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** SQLite's own complaint about the file, as a StoreError; any other error as it is. */
export function explainSqlite(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const code = (error as { code?: string }).code ?? '';
  const text = `${code} ${error.message}`;
  if (/BUSY|LOCKED|database is locked/.test(text)) return new StoreError(`${path} is locked: another process is writing to it; try again when it is done`);
  if (/CORRUPT|NOTADB|malformed|not a database/.test(text)) return new StoreError(`${path} is damaged: ${error.message}; nothing was changed. Restore it from a copy`);
  if (/READONLY/.test(text)) return new StoreError(`${path} cannot be written: ${error.message}`);
  if (/CANTOPEN|PERM|IOERR|FULL/.test(code)) return new StoreError(`${path}: ${error.message}`);
  return error;
}
