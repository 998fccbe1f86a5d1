/**
 * Pauses without notice: a clock for every agent that runs only while he is staffed, that is signed in and not paused.
 *
 * Rule: when the clock has run, a pause is due; it is taken at the next instant of being ready. The clock of the next
 * pause starts when this one is over. A new day begins with a new clock.
 */
import type { EventCalendar } from '../base/eventCalendar.ts';
import { NEVER, type Millis } from '../base/time.ts';
import type { AgentDays } from './agentDays.ts';
import { PAUSE_DUE } from './codes.ts';

export class SurprisePauses {
  /** 1: the agent takes a pause at the next ready instant, of `lengthMs`. */
  readonly due: Uint8Array;
  readonly lengthMs: Float64Array;

  private readonly days: AgentDays;
  private readonly calendar: EventCalendar;
  /** Pauses drawn for the agent on this day. */
  private readonly drawn: Int32Array;
  /** Staffed time until the pause is due, as of `since`; NEVER: no pause is planned. */
  private readonly leftMs: Float64Array;
  /** Since when the clock runs, or -1. */
  private readonly since: Float64Array;
  private readonly stamps: Int32Array;

  constructor(days: AgentDays, calendar: EventCalendar) {
    const count = days.agents;
    this.days = days;
    this.calendar = calendar;
    this.due = new Uint8Array(count);
    this.lengthMs = new Float64Array(count);
    this.drawn = new Int32Array(count);
    this.leftMs = new Float64Array(count).fill(NEVER);
    this.since = new Float64Array(count).fill(-1);
    this.stamps = new Int32Array(count);
  }

  newDay(agent: number, day: number): void {
    this.drawn[agent] = 0;
    this.draw(agent, day);
  }

  /** The agent's next pause was taken: the clock of the one after it waits. */
  taken(agent: number, day: number): void {
    this.draw(agent, day);
  }

  /** The agent is, or is no longer, signed in and not paused. Repeating it changes nothing. */
  staffed(now: Millis, agent: number, day: number, staffed: boolean): void {
    if (day < 0 || staffed === this.since[agent]! >= 0) return;
    if (staffed) {
      this.since[agent] = now;
      if (this.due[agent] === 0 && this.leftMs[agent]! < NEVER) this.calendar.push(now + this.leftMs[agent]!, PAUSE_DUE, agent, this.nextStamp(agent));
    } else {
      if (this.leftMs[agent]! < NEVER) this.leftMs[agent] = Math.max(0, this.leftMs[agent]! - (now - this.since[agent]!));
      this.since[agent] = -1;
      this.nextStamp(agent);
    }
  }

  /** The clock has run; false when the entry is stale. */
  fire(agent: number, stamp: number): boolean {
    if (this.stamps[agent] !== stamp) return false;
    this.due[agent] = 1;
    return true;
  }

  private draw(agent: number, day: number): void {
    this.due[agent] = 0;
    this.leftMs[agent] = NEVER;
    this.nextStamp(agent);
    if (!this.days.drawPause(agent, day, this.drawn[agent]!)) return;
    this.drawn[agent] = this.drawn[agent]! + 1;
    this.leftMs[agent] = this.days.pauseAfterMs;
    this.lengthMs[agent] = this.days.pauseMs;
  }

  /** Makes a planned entry stale. */
  private nextStamp(agent: number): number {
    return (this.stamps[agent] = this.stamps[agent]! + 1);
  }
}
