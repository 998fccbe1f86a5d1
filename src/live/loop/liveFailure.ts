/**
 * What ends a live campaign, and the exit code that says so.
 * Source: live, sections 9 and 10.
 */
import { explainSqlite, StoreError } from '../store/storeError.ts';

/** Why a live campaign cannot go on, with the exit code that says so: 2 bad input, 70 internal or SQLite failure, 75 another instance. */
export class LiveFailure extends Error {
  override readonly name = 'LiveFailure';
  readonly exitCode: 2 | 70 | 75;

  constructor(exitCode: 2 | 70 | 75, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** Any error as one: a store that another process holds is 75, a damaged one 2, whatever else 70. */
export function asLiveFailure(path: string, error: unknown): LiveFailure {
  const explained = explainSqlite(path, error);
  if (explained instanceof LiveFailure) return explained;
  const message = explained instanceof Error ? explained.message : String(explained);
  if (!(explained instanceof StoreError)) return new LiveFailure(70, `live: ${message}`, { cause: error });
  return new LiveFailure(/ is locked/.test(message) ? 75 : / is damaged/.test(message) ? 2 : 70, message, { cause: error });
}
