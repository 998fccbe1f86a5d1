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
import type { WorldAgent } from './worldAgent.ts';

export class SurprisePauses {
  /** Of the pause that is due. */
  readonly lengthMs: Float64Array;

  private readonly days: AgentDays;
  private readonly calendar: EventCalendar;
  /** Pauses drawn for the agent on this day. */
  private readonly drawn: Int32Array;
  /** Staffed time until the pause is due, as of the instant since when he is staffed; NEVER: no pause is planned. */
  private readonly leftMs: Float64Array;
  private readonly stamps: Int32Array;

  constructor(days: AgentDays, calendar: EventCalendar) {
    const count = days.agents;
    this.days = days;
    this.calendar = calendar;
    this.lengthMs = new Float64Array(count);
    this.drawn = new Int32Array(count);
    this.leftMs = new Float64Array(count).fill(NEVER);
    this.stamps = new Int32Array(count);
  }

  newDay(who: WorldAgent): void {
    this.drawn[who.agent] = 0;
    this.draw(who);
  }

  /** The agent's next pause was taken: the clock of the one after it waits. */
  taken(who: WorldAgent): void {
    this.draw(who);
  }

  /** The agent is signed in and not paused. Repeating it changes nothing. */
  staffed(now: Millis, who: WorldAgent): void {
    if (who.isStaffed === true || who.day < 0) return;
    const { agent } = who;
    who.isStaffed = true;
    who.staffedSince = now;
    if (!who.isPauseDue && this.leftMs[agent]! < NEVER) this.calendar.push(now + this.leftMs[agent]!, PAUSE_DUE, agent, this.nextStamp(agent));
  }

  /** The agent is no longer signed in, or paused. Repeating it changes nothing. */
  away(now: Millis, who: WorldAgent): void {
    if (!who.isStaffed) return;
    const { agent } = who;
    who.isStaffed = false;
    if (this.leftMs[agent]! < NEVER) this.leftMs[agent] = Math.max(0, this.leftMs[agent]! - (now - who.staffedSince));
    this.nextStamp(agent);
  }

  /** The clock has run; false when the entry is stale. */
  fire(who: WorldAgent, stamp: number): boolean {
    if (this.stamps[who.agent] !== stamp) return false;
    who.isPauseDue = true;
    return true;
  }

  private draw(who: WorldAgent): void {
    const { agent } = who;
    who.isPauseDue = false;
    this.leftMs[agent] = NEVER;
    this.nextStamp(agent);
    if (!this.days.drawPause(agent, who.day, this.drawn[agent]!)) return;
    this.drawn[agent] = this.drawn[agent]! + 1;
    this.leftMs[agent] = this.days.pauseAfterMs;
    this.lengthMs[agent] = this.days.pauseMs;
  }

  /** Makes a planned entry stale. */
  private nextStamp(agent: number): number {
    return (this.stamps[agent] = this.stamps[agent]! + 1);
  }
}
