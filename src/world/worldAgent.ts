/**
 * An agent, as the world knows him: an object each, because of several lists by agent every look costs ten machine instructions, and
 * a call with an agent takes a dozen of them.
 */
import { UNSET, type Millis } from '../base/time.ts';
import { AgentState } from '../engine/vocabulary.ts';

/** How an agent leaves: not at all, when no call is pending any more, at the next ready instant; or the dialer was told and defers it. */
export const STAYS = 0;
export const LEAVES_WHEN_IDLE = 1;
export const LEAVES_WHEN_READY = 2;
export const LEAVING = 3;

export class WorldAgent {
  readonly agent: number;
  /** What the dialer said last. */
  state: AgentState = AgentState.signedOut;
  day = -1;
  /** How long the next wrap-up takes. Times begin as UNSET and not as 0, which V8 would take for a small integer. */
  wrapMs: Millis = UNSET;
  /** Changes at the end of a wrap-up: what was planned for it is then stale. */
  wrapStamp = 0;
  leave: number = STAYS;
  /** His next day began before he had left. */
  returns = false;
  /** He takes a pause without notice at the next ready instant. */
  isPauseDue = false;
  /** He is signed in and not paused, on a day of his plan, since that instant. */
  isStaffed = false;
  staffedSince: Millis = UNSET;

  constructor(agent: number) {
    this.agent = agent;
    this.wrapMs = 0;
  }
}
