/**
 * Agents: they sign in, save records, take breaks and pauses, and go home.
 *
 * Rule: what an agent is doing is what the dialer said last (`agentState`). Announced breaks and sign-outs are told at
 * their time, and the dialer defers them while he is busy. What comes without notice waits for the next instant of being
 * ready; for a busy agent it is told just before his save, so that no call reaches him in between. At the end of a shift
 * he leaves as soon as no call is pending.
 */
import type { EventCalendar } from '../base/eventCalendar.ts';
import type { Millis } from '../base/time.ts';
import type { AgentLeaving, AgentPaused, AgentResumed, AgentSaved, AgentSignedIn, AgentSignedOut, DialerEvent } from '../engine/events.ts';
import { AgentState, type AgentStateName } from '../engine/vocabulary.ts';
import { agentStateNumber } from '../engine/wordNumbers.ts';
import type { AgentDays } from './agentDays.ts';
import { blankEvent } from './blankEvents.ts';
import {
  BREAK_ANNOUNCED, BREAK_STARTED, BREAKS_MAX, PAUSE_DUE, PAUSE_OVER, READY_CHECK, RECORD_SAVED, SIGN_IN, SIGN_IN_LATE, SIGN_OUT, SIGN_OUT_ANNOUNCED,
  WRAP_OVER,
} from './codes.ts';
import { planDay, planSignIn } from './dayPlan.ts';
import { PauseBook } from './pauseBook.ts';
import { SurprisePauses } from './surprisePauses.ts';
import { LEAVES_WHEN_IDLE, LEAVES_WHEN_READY, LEAVING, STAYS, WorldAgent } from './worldAgent.ts';

export class Agents {
  /** Agents whose shift is over and who wait until no call is pending. */
  leavers = 0;

  private readonly days: AgentDays;
  private readonly calendar: EventCalendar;
  private readonly pauses: SurprisePauses;
  private readonly all: readonly WorldAgent[];
  private readonly book: PauseBook;
  private readonly signedIn: AgentSignedIn = blankEvent('agentSignedIn');
  private readonly signedOut: AgentSignedOut = blankEvent('agentSignedOut');
  private readonly paused: AgentPaused = blankEvent('agentPaused');
  private readonly resumed: AgentResumed = blankEvent('agentResumed');
  private readonly leaving: AgentLeaving = blankEvent('agentLeaving');
  private readonly saved: AgentSaved = blankEvent('agentSaved');

  constructor(days: AgentDays, calendar: EventCalendar) {
    this.days = days;
    this.calendar = calendar;
    this.pauses = new SurprisePauses(days, calendar);
    this.all = Array.from({ length: days.agents }, (_, agent) => new WorldAgent(agent));
    this.book = new PauseBook(days.agents, calendar);
  }

  /** Plans everybody's first day. */
  start(now: Millis): void {
    for (let agent = 0; agent < this.days.agents; agent++) planSignIn(this.days, this.calendar, now, agent, 0);
  }

  /** How long the agent's next wrap-up takes. */
  setWrap(agent: number, wrapMs: Millis): void {
    this.all[agent]!.wrapMs = wrapMs;
  }

  /** No call is pending any more: those whose shift is over go, at this instant. */
  release(now: Millis): void {
    for (const who of this.all) if (who.leave === LEAVES_WHEN_IDLE && who.state === AgentState.ready) this.calendar.push(now, READY_CHECK, who.agent, 0);
  }

  /** The dialer says what the agent is doing now. */
  agentState(now: Millis, agent: number, name: AgentStateName, idle: boolean): void {
    const who = this.all[agent]!;
    const before = who.state;
    const state = agentStateNumber(name);
    if (state === before) return;
    who.state = state;
    if (before === AgentState.wrapping) who.wrapStamp = (who.wrapStamp + 1) | 0;
    if (state === AgentState.wrapping) {
      this.calendar.push(now + who.wrapMs, WRAP_OVER, agent, who.wrapStamp);
      return;
    }
    if (state === AgentState.talking) return;
    if (state === AgentState.signedOut || state === AgentState.paused) {
      this.pauses.away(now, who);
      if (state === AgentState.signedOut) this.goHome(now, who);
      else if (this.book.begin(now, agent)) this.pauses.taken(who);
      return;
    }
    this.pauses.staffed(now, who);
    if (state === AgentState.ready && this.wantsAway(who, idle)) this.calendar.push(now, READY_CHECK, agent, 0);
  }

  /** The event behind a calendar entry, or null. `idle`: no call is pending. */
  fire(now: Millis, code: number, agent: number, b: number, idle: boolean): DialerEvent | null {
    const who = this.all[agent]!;
    // By far the most frequent, and so not in the list, which V8 makes a table of jumps.
    if (code === WRAP_OVER) return this.fireWrapOver(now, who, b, idle);
    switch (code) {
      case RECORD_SAVED:
        return this.fireSaved(now, who, b);
      case READY_CHECK:
        return who.state === AgentState.ready ? this.away(now, who, idle) : null;
      case PAUSE_DUE:
        return this.pauses.fire(who, b) && who.state === AgentState.ready ? this.away(now, who, idle) : null;
      case PAUSE_OVER:
        return this.firePauseOver(now, who, b);
      case BREAK_ANNOUNCED:
        return isHere(who, Math.floor(b / BREAKS_MAX)) ? this.announce(now, who) : null;
      case BREAK_STARTED:
        return isHere(who, Math.floor(b / BREAKS_MAX)) ? this.fireBreak(now, who, b) : null;
      case SIGN_OUT_ANNOUNCED:
        return isHere(who, b) ? this.announce(now, who) : null;
      case SIGN_OUT:
        return isHere(who, b) ? this.fireSignOut(now, who, b, idle) : null;
      case SIGN_IN:
        return this.fireSignIn(now, who, b);
      case SIGN_IN_LATE:
        return who.state === AgentState.signedOut ? this.signIn(now, who) : null;
      default:
        return null;
    }
  }

  // ---- the day

  private fireSignIn(now: Millis, who: WorldAgent, day: number): DialerEvent | null {
    const { agent } = who;
    planSignIn(this.days, this.calendar, now, agent, day + 1);
    who.day = day;
    this.pauses.newDay(who);
    planDay(this.days, this.calendar, now, agent, day);
    if (who.state === AgentState.signedOut) return this.signIn(now, who);
    // Still here from the day before: he stays, unless the dialer was already told that he goes.
    if (who.leave === LEAVING) who.returns = true;
    else this.stay(who);
    return null;
  }

  private signIn(now: Millis, who: WorldAgent): AgentSignedIn {
    this.signedIn.at = now;
    this.signedIn.agent = who.agent;
    return this.signedIn;
  }

  private fireSignOut(now: Millis, who: WorldAgent, day: number, idle: boolean): DialerEvent | null {
    const how = this.days.plan(who.agent, day).signOut;
    const { state } = who;
    if (how === 'announced' || state === AgentState.paused) return this.signOut(now, who);
    if (who.leave !== STAYS) return null;
    who.leave = how === 'endOfShift' ? LEAVES_WHEN_IDLE : LEAVES_WHEN_READY;
    if (how === 'endOfShift') this.leavers++;
    return state === AgentState.ready ? this.away(now, who, idle) : null;
  }

  private signOut(now: Millis, who: WorldAgent): AgentSignedOut {
    this.stay(who);
    who.leave = LEAVING;
    this.signedOut.at = now;
    this.signedOut.agent = who.agent;
    return this.signedOut;
  }

  private goHome(now: Millis, who: WorldAgent): void {
    this.stay(who);
    this.book.forget(who.agent);
    if (!who.returns) return;
    who.returns = false;
    this.calendar.push(now, SIGN_IN_LATE, who.agent, 0);
  }

  private stay(who: WorldAgent): void {
    if (who.leave === LEAVES_WHEN_IDLE) this.leavers--;
    who.leave = STAYS;
  }

  private announce(now: Millis, who: WorldAgent): AgentLeaving | null {
    if (who.state === AgentState.paused) return null;
    this.leaving.at = now;
    this.leaving.agent = who.agent;
    return this.leaving;
  }

  // ---- saving

  private fireWrapOver(now: Millis, who: WorldAgent, stamp: number, idle: boolean): DialerEvent | null {
    if (who.wrapStamp !== stamp) return null;
    if (!this.wantsAway(who, idle)) return this.fireSaved(now, who, stamp);
    const event = this.away(now, who, idle);
    if (event === null) return this.fireSaved(now, who, stamp);
    this.calendar.push(now, RECORD_SAVED, who.agent, stamp);
    return event;
  }

  private fireSaved(now: Millis, who: WorldAgent, stamp: number): AgentSaved | null {
    if (who.wrapStamp !== stamp) return null;
    this.saved.at = now;
    this.saved.agent = who.agent;
    return this.saved;
  }

  // ---- leaving the floor

  /** Is there a reason to leave at the next ready instant? */
  private wantsAway(who: WorldAgent, idle: boolean): boolean {
    const { leave } = who;
    if (leave === LEAVES_WHEN_READY || (leave === LEAVES_WHEN_IDLE && idle)) return true;
    return who.isPauseDue && !this.book.isTold(who.agent) && leave !== LEAVING;
  }

  private away(now: Millis, who: WorldAgent, idle: boolean): DialerEvent | null {
    const { leave } = who;
    if (leave === LEAVES_WHEN_READY || (leave === LEAVES_WHEN_IDLE && idle)) return this.signOut(now, who);
    return this.wantsAway(who, idle) ? this.pause(now, who, true, this.pauses.lengthMs[who.agent]!) : null;
  }

  private pause(now: Millis, who: WorldAgent, surprise: boolean, lengthMs: Millis): AgentPaused {
    this.book.tell(who.agent, surprise, lengthMs);
    this.paused.at = now;
    this.paused.agent = who.agent;
    return this.paused;
  }

  private fireBreak(now: Millis, who: WorldAgent, b: number): AgentPaused | null {
    // An agent whose shift is over, or who is about to leave, makes no break any more.
    if (who.leave !== STAYS) return null;
    this.days.drawBreak(who.agent, Math.floor(b / BREAKS_MAX), b % BREAKS_MAX);
    const { breakMs } = this.days;
    if (who.state === AgentState.paused) this.book.prolong(now, who.agent, breakMs);
    else if (this.book.isTold(who.agent)) this.book.lengthen(who.agent, breakMs);
    else return this.pause(now, who, false, breakMs);
    return null;
  }

  private firePauseOver(now: Millis, who: WorldAgent, stamp: number): AgentResumed | null {
    if (!this.book.isOver(who.agent, stamp) || who.state !== AgentState.paused) return null;
    this.resumed.at = now;
    this.resumed.agent = who.agent;
    return this.resumed;
  }
}

/** Does an entry of this day still concern the agent? */
function isHere(who: WorldAgent, day: number): boolean {
  return who.day === day && who.state !== AgentState.signedOut && who.leave !== LEAVING;
}
