/**
 * Pauses that the dialer was told of: how long they last, and when their agents are back.
 *
 * Rule: the dialer defers a pause while the agent is busy, so its length counts from the moment it begins. A break that
 * comes while another pause is told or under way makes that one last until both are over.
 */
import type { EventCalendar } from '../base/eventCalendar.ts';
import type { Millis } from '../base/time.ts';
import { PAUSE_OVER } from './codes.ts';

export class PauseBook {
  private readonly calendar: EventCalendar;
  /** Told and not begun: NOT_TOLD, ANNOUNCED or SURPRISE. */
  private readonly told: Uint8Array;
  private readonly lengthMs: Float64Array;
  private readonly endsAt: Float64Array;
  private readonly stamps: Int32Array;

  constructor(agents: number, calendar: EventCalendar) {
    this.calendar = calendar;
    this.told = new Uint8Array(agents);
    this.lengthMs = new Float64Array(agents);
    this.endsAt = new Float64Array(agents);
    this.stamps = new Int32Array(agents);
  }

  /** Does a pause that was told wait for the agent to be free? */
  isTold(agent: number): boolean {
    return this.told[agent] !== NOT_TOLD;
  }

  tell(agent: number, surprise: boolean, lengthMs: Millis): void {
    this.told[agent] = surprise ? SURPRISE : ANNOUNCED;
    this.lengthMs[agent] = lengthMs;
  }

  /** Makes a told pause at least so long. */
  lengthen(agent: number, lengthMs: Millis): void {
    this.lengthMs[agent] = Math.max(this.lengthMs[agent]!, lengthMs);
  }

  /** Makes the pause under way last at least so long from now. */
  prolong(now: Millis, agent: number, lengthMs: Millis): void {
    this.planReturn(agent, Math.max(this.endsAt[agent]!, now + lengthMs));
  }

  /** The agent went home instead. */
  forget(agent: number): void {
    this.told[agent] = NOT_TOLD;
  }

  /** The pause begins; true when it is one without notice. */
  begin(now: Millis, agent: number): boolean {
    const surprise = this.told[agent] === SURPRISE;
    this.told[agent] = NOT_TOLD;
    this.planReturn(agent, now + this.lengthMs[agent]!);
    return surprise;
  }

  /** Is an entry with this stamp the end of the present pause? */
  isOver(agent: number, stamp: number): boolean {
    return this.stamps[agent] === stamp;
  }

  private planReturn(agent: number, at: Millis): void {
    this.endsAt[agent] = at;
    const stamp = (this.stamps[agent] = this.stamps[agent]! + 1);
    this.calendar.push(at, PAUSE_OVER, agent, stamp);
  }
}

const NOT_TOLD = 0;
const ANNOUNCED = 1;
const SURPRISE = 2;
