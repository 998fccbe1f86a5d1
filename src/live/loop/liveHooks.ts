/**
 * Named points around COMMIT, for tests and for the harness that kills the process there; and what is counted.
 *
 * Rule: a hook may end the process, or throw to end the loop as a crash would; it changes nothing else.
 */

/** In the order in which a command passes them. */
export const CRASH_POINTS = ['before-commit', 'after-commit', 'after-sent', 'after-execute'] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

export interface LiveHooks {
  /** Reached this point for the `count`-th time, from 1. `before-commit` and `after-commit`: of a batch; the others: of a command. */
  reach?(point: CrashPoint, count: number): void;
}

/** Counted since the process started. */
export interface LiveCounts {
  /** Calls and legs that the journal does not know: hung up. */
  orphans: number;
  /** Attempts of which nothing could be learnt. */
  unknown: number;
  /** Events about attempts and legs that are unknown or over. */
  strangers: number;
  /** Safe-harbour messages that could not be played. */
  messagesFailed: number;
  /** Dials that the driver or the guard refused. */
  refused: number;
  /** Customers who had waited over two seconds when a restart found them. */
  lateAbandoned: number;
}
