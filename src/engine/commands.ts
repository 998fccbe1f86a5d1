/**
 * Everything that the dialer asks for. Commands are methods of a sink, so that the hot path makes no objects: 2 ns a
 * command instead of 39 for arrays of fresh ones.
 *
 * Rule: `handle(event, out)` calls every command that the event causes before it returns; a sink must not call the
 * engine back. `COMMAND_FIELDS` lists the arguments in order: journal, digest and ARCHITECTURE.md come from it.
 */
import type { Millis } from '../base/time.ts';
import type { FieldType } from './events.ts';
import type { ActionName, AgentStateName, Batch, BlockScope, ClipCause, OutcomeName, Reason, Rejection } from './vocabulary.ts';

/** A finished piece of a record's history, and the record as it is afterwards. One object, refilled: copy what you keep. */
export interface ClosedActivity {
  readonly record: number;
  readonly kind: 'call' | 'change' | 'assign' | 'recycle' | 'import';
  /** Who held it at the end, or NONE (unattended turn). */
  readonly agent: number;
  readonly startedAt: Millis;
  readonly endedAt: Millis;
  /** Attempts made in this turn. */
  readonly dials: number;
  /** Outcome of the turn, or null where no attempt was made. */
  readonly outcome: OutcomeName | null;
  readonly reason: Reason | null;
  /** For turns from `rescheduledByAgent`: was the first attempt begun in the callback window? */
  readonly promise: 'kept' | 'late' | null;
  /** The time that was promised, or UNSET. */
  readonly promisedAt: Millis;
  readonly counted: boolean;
  readonly status: number;
  readonly actionAtStart: ActionName;
  readonly actionAfter: ActionName;
  readonly attemptsAfter: number;
  readonly nextCallAtAfter: Millis;
  readonly hardOwnerAfter: number;
  readonly softOwnerAfter: number;
}

export interface Commands {
  /** Place a call to the record's number `phone` (position). `dialNumber` counts all dials of the record, never reset. `agent`: who holds it, or NONE. */
  dial(attempt: number, record: number, phone: number, dialNumber: number, agent: number): void;
  /** Bridge the answered call to the agent. */
  connect(attempt: number, agent: number): void;
  /** No agent came in time: play the message and hang up. The attempt is over. */
  drop(attempt: number): void;
  /** Hang up an answered call (a machine). The attempt is over. */
  hangUp(attempt: number): void;
  /** Withdraw a call that is not answered yet; `attemptEnded` follows. */
  cancel(attempt: number): void;
  /** The attempt has ended with this outcome: exactly once for every `dial`. */
  attemptOver(attempt: number, outcome: OutcomeName): void;
  /** Show the record to the agent: an attended turn begins, or an answered call was connected. */
  showRecord(agent: number, record: number): void;
  /** The agent is now in this state. */
  agentState(agent: number, state: AgentStateName): void;
  /** Call the agent's own phone (mode auto). Its ringing ends when the agent is no longer `reserved`. */
  callAgent(agent: number): void;
  /** A piece of history is complete; whoever keeps history copies it. */
  activity(closed: ClosedActivity): void;
  /** A status put this number of a record on the block list. Tell the other campaigns if the scope is global. */
  blockNumber(number: number, scope: BlockScope, record: number, status: number): void;
  /**
   * A batch is through: `done` records were changed; `inUse` and `blocked` ones were skipped (each was told as `rejected`).
   * `agent`: who obtained, or NONE. `limitReached`: he owns as many as he may.
   */
  batchDone(batch: Batch, agent: number, done: number, inUse: number, blocked: number, limitReached: boolean): void;
  /** A record event was illegal; nothing changed. */
  rejected(record: number, reason: Rejection): void;
  /** The strategy wanted this many dials more than could be placed. */
  clipped(cause: ClipCause, count: number): void;
}

export type CommandKind = keyof Commands;

/** Argument names and types of every command, in order. `activity` is written with the fields of `ClosedActivity`. */
export const COMMAND_FIELDS: { readonly [K in CommandKind]: readonly (readonly [string, FieldType])[] } = {
  dial: [['attempt', 'integer'], ['record', 'integer'], ['phone', 'integer'], ['dialNumber', 'integer'], ['agent', 'integer']],
  connect: [['attempt', 'integer'], ['agent', 'integer']],
  drop: [['attempt', 'integer']],
  hangUp: [['attempt', 'integer']],
  cancel: [['attempt', 'integer']],
  attemptOver: [['attempt', 'integer'], ['outcome', 'word']],
  showRecord: [['agent', 'integer'], ['record', 'integer']],
  agentState: [['agent', 'integer'], ['state', 'word']],
  callAgent: [['agent', 'integer']],
  activity: [
    ['record', 'integer'], ['kind', 'word'], ['agent', 'integer'], ['startedAt', 'integer'], ['endedAt', 'integer'], ['dials', 'integer'], ['outcome', 'word'],
    ['reason', 'word'], ['promise', 'word'], ['promisedAt', 'integer'], ['counted', 'boolean'], ['status', 'integer'], ['actionAtStart', 'word'],
    ['actionAfter', 'word'], ['attemptsAfter', 'integer'], ['nextCallAtAfter', 'integer'], ['hardOwnerAfter', 'integer'], ['softOwnerAfter', 'integer'],
  ],
  blockNumber: [['number', 'integer'], ['scope', 'word'], ['record', 'integer'], ['status', 'integer']],
  batchDone: [
    ['batch', 'word'], ['agent', 'integer'], ['done', 'integer'], ['inUse', 'integer'], ['blocked', 'integer'], ['limitReached', 'boolean'],
  ],
  rejected: [['record', 'integer'], ['reason', 'word']],
  clipped: [['cause', 'word'], ['count', 'integer']],
};
