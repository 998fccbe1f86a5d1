/** What a recorder must know of the run before it begins. */
import type { Millis } from '../base/time.ts';
import type { AbandonRule } from '../engine/abandon/rule.ts';

export interface RecorderInput {
  readonly rules: readonly AbandonRule[];
  /** Half-open parts of the scoring interval, ascending and disjoint. */
  readonly scored: readonly (readonly [Millis, Millis])[];
  /** Local midnights of the campaign's zone, ascending, one more than the run's days. */
  readonly dayStarts: readonly Millis[];
  readonly agents: number;
  /** Local midnights at which months begin; needed by rules with calendar months only. */
  readonly monthStarts?: readonly Millis[];
  /** Calling windows of the campaign's zone; null or absent: always open. */
  readonly callingWindows?: readonly (readonly [Millis, Millis])[] | null;
  /** P(person, given verdict machine), as configured; default 0. */
  readonly falsePositiveShare?: number;
  /** Ringing that the dialer ends itself, ms; null or absent: never. */
  readonly ringLimitMs?: Millis | null;
  /** Does the world tell who really answered? Default true: a simulated run. */
  readonly truthKnown?: boolean;
  /** Is the greeting observed? Default as `truthKnown`; false makes every rule start at the answer. */
  readonly greetingKnown?: boolean;
  /** Length of the charts' bins; default 15 minutes. */
  readonly binMs?: Millis;
}
