/**
 * One turn under way: a record from being chosen until it is updated or released, with the attempt that is being made in it.
 *
 * Rule: `callState` says where the present attempt is; a turn has at most one.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import { NONE, type Action } from '../vocabulary.ts';

/** Where the turn's attempt is. `idle`: none is under way. */
export const CallState = { idle: 0, ringing: 1, analysing: 2, waiting: 3, talking: 4 } as const;
export type CallState = (typeof CallState)[keyof typeof CallState];

/**
 * One turn, and the attempt that is being made in it. An object, not a row of columns: few turns are under way, their fields are
 * what the engine touches most, and a field costs two instructions where an element of a column costs ten.
 */
export class Turn {
  /** Its number among the rows: what timers and lists know it by. */
  readonly row: number;
  /** NONE: the row is free. */
  record = NONE;
  /** The agent who holds the turn, or NONE. */
  holder = NONE;
  /** 1: the agent held it before the customer was dialled. */
  attended = 0;
  startedAt: Millis = UNSET;
  actionAtStart: Action = 0;
  /** For promise turns, the promised time; else UNSET. */
  promisedAt: Millis = UNSET;
  firstDialAt: Millis = UNSET;
  /** 1: the agent dials this turn himself, as in preview. */
  byHand = 0;
  /** Position of the number that the agent chose and that waits to be dialled, or NONE. */
  chosen = NONE;
  /** Position of the number being or last dialled. */
  phone = 0;
  /** The number last dialled itself, once the record's numbers were changed after the dial; else NONE: it stands where it stood. */
  number = NONE;
  /** Bit per position already dialled in this turn. */
  tried = 0;
  dials = 0;
  /** Outcome of the turn so far (N6), or NONE. */
  outcome = NONE;
  counted = 0;
  /** Serial number of the present attempt, or NONE. */
  attempt = NONE;
  callState: CallState = 0;
  dialledAt: Millis = UNSET;
  answeredAt: Millis = UNSET;
  greetingStartAt: Millis = UNSET;
  greetingEndAt: Millis = UNSET;
  /** When a person was first offered to the agents. */
  offeredAt: Millis = UNSET;
  agentAt: Millis = UNSET;
  /** When the last attempt ended. */
  endedAt: Millis = UNSET;
  /** Neighbours in the queue of waiting calls; `next` of a free row is the one that was free before it. */
  next: Turn | null = null;
  previous: Turn | null = null;
  /** Its index in the list of its attempt's state. */
  place = 0;

  constructor(row: number) {
    this.row = row;
  }
}
