/**
 * Who watches a run: sees each event before the engine does, each command as it is given, and the facts that only the
 * world knows. Observers change nothing.
 */
import type { Millis } from '../base/time.ts';
import type { Commands } from '../engine/commands.ts';
import type { DialerEvent } from '../engine/events.ts';

/** Facts of one attempt that a live system does not have. */
export interface Truth {
  /** Called when the network answers: who it really is, and the greeting's true instants (UNSET for machines). */
  answered(attempt: number, who: 'person' | 'machine' | 'fax', greetingStartAt: Millis, greetingEndAt: Millis): void;
}

export interface RunObserver extends Commands {
  /** Before the engine handles it. Commands that follow were caused by it and happen at `event.at`. */
  event(event: DialerEvent): void;
}
