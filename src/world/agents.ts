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

export class Agents {
  /** Agents whose shift is over and who wait until no call is pending. */
  leavers = 0;

  private readonly days: AgentDays;
  private readonly calendar: EventCalendar;
  private readonly pauses: SurprisePauses;
  private readonly states: Uint8Array;
  private readonly day: Int32Array;
  private readonly wrapMs: Float64Array;
  private readonly saveStamps: Int32Array;
  /** How the agent leaves: STAYS, LEAVES_WHEN_IDLE, LEAVES_WHEN_READY, or LEAVING when the dialer was told and defers it. */
  private readonly leave: Uint8Array;
  /** 1: his next day began before he had left. */
  private readonly returns: Uint8Array;
  private readonly book: PauseBook;
  private readonly signedIn: AgentSignedIn = blankEvent('agentSignedIn');
  private readonly signedOut: AgentSignedOut = blankEvent('agentSignedOut');
  private readonly paused: AgentPaused = blankEvent('agentPaused');
  private readonly resumed: AgentResumed = blankEvent('agentResumed');
  private readonly leaving: AgentLeaving = blankEvent('agentLeaving');
  private readonly saved: AgentSaved = blankEvent('agentSaved');

  constructor(days: AgentDays, calendar: EventCalendar) {
    const count = days.agents;
    this.days = days;
    this.calendar = calendar;
    this.pauses = new SurprisePauses(days, calendar);
    this.states = new Uint8Array(count).fill(AgentState.signedOut);
    this.day = new Int32Array(count).fill(-1);
    this.wrapMs = new Float64Array(count);
    this.saveStamps = new Int32Array(count);
    this.leave = new Uint8Array(count);
    this.returns = new Uint8Array(count);
    this.book = new PauseBook(count, calendar);
  }

  /** Plans everybody's first day. */
  start(now: Millis): void {
    for (let agent = 0; agent < this.days.agents; agent++) planSignIn(this.days, this.calendar, now, agent, 0);
  }

  /** How long the agent's next wrap-up takes. */
  setWrap(agent: number, wrapMs: Millis): void {
    this.wrapMs[agent] = wrapMs;
  }

  /** No call is pending any more: those whose shift is over go, at this instant. */
  release(now: Millis): void {
    for (let agent = 0; agent < this.leave.length; agent++) {
      if (this.leave[agent] === LEAVES_WHEN_IDLE && this.states[agent] === AgentState.ready) this.calendar.push(now, READY_CHECK, agent, 0);
    }
  }

  /** The dialer says what the agent is doing now. */
  agentState(now: Millis, agent: number, name: AgentStateName, idle: boolean): void {
    const before = this.states[agent]!;
    const state = agentStateNumber(name);
    if (state === before) return;
    this.states[agent] = state;
    if (before === AgentState.wrapping) this.saveStamps[agent] = this.saveStamps[agent]! + 1;
    if (state === AgentState.wrapping) {
      const stamp = (this.saveStamps[agent] = this.saveStamps[agent]! + 1);
      this.calendar.push(now + this.wrapMs[agent]!, WRAP_OVER, agent, stamp);
      return;
    }
    if (state === AgentState.talking) return;
    this.pauses.staffed(now, agent, this.day[agent]!, state !== AgentState.signedOut && state !== AgentState.paused);
    if (state === AgentState.paused) {
      if (this.book.begin(now, agent)) this.pauses.taken(agent, this.day[agent]!);
    } else if (state === AgentState.signedOut) this.goHome(now, agent);
    else if (state === AgentState.ready && this.wantsAway(agent, idle)) this.calendar.push(now, READY_CHECK, agent, 0);
  }

  /** The event behind a calendar entry, or null. `idle`: no call is pending. */
  fire(now: Millis, code: number, agent: number, b: number, idle: boolean): DialerEvent | null {
    switch (code) {
      case WRAP_OVER:
        return this.fireWrapOver(now, agent, b, idle);
      case RECORD_SAVED:
        return this.fireSaved(now, agent, b);
      case READY_CHECK:
        return this.states[agent] === AgentState.ready ? this.away(now, agent, idle) : null;
      case PAUSE_DUE:
        return this.pauses.fire(agent, b) && this.states[agent] === AgentState.ready ? this.away(now, agent, idle) : null;
      case PAUSE_OVER:
        return this.firePauseOver(now, agent, b);
      case BREAK_ANNOUNCED:
        return this.isHere(agent, Math.floor(b / BREAKS_MAX)) ? this.announce(now, agent) : null;
      case BREAK_STARTED:
        return this.isHere(agent, Math.floor(b / BREAKS_MAX)) ? this.fireBreak(now, agent, b) : null;
      case SIGN_OUT_ANNOUNCED:
        return this.isHere(agent, b) ? this.announce(now, agent) : null;
      case SIGN_OUT:
        return this.isHere(agent, b) ? this.fireSignOut(now, agent, b, idle) : null;
      case SIGN_IN:
        return this.fireSignIn(now, agent, b);
      case SIGN_IN_LATE:
        return this.states[agent] === AgentState.signedOut ? this.signIn(now, agent) : null;
      default:
        return null;
    }
  }

  // ---- the day

  private fireSignIn(now: Millis, agent: number, day: number): DialerEvent | null {
    planSignIn(this.days, this.calendar, now, agent, day + 1);
    this.day[agent] = day;
    this.pauses.newDay(agent, day);
    planDay(this.days, this.calendar, now, agent, day);
    if (this.states[agent] === AgentState.signedOut) return this.signIn(now, agent);
    // Still here from the day before: he stays, unless the dialer was already told that he goes.
    if (this.leave[agent] === LEAVING) this.returns[agent] = 1;
    else this.stay(agent);
    return null;
  }

  private signIn(now: Millis, agent: number): AgentSignedIn {
    this.signedIn.at = now;
    this.signedIn.agent = agent;
    return this.signedIn;
  }

  private fireSignOut(now: Millis, agent: number, day: number, idle: boolean): DialerEvent | null {
    const how = this.days.plan(agent, day).signOut;
    const state = this.states[agent];
    if (how === 'announced' || state === AgentState.paused) return this.signOut(now, agent);
    if (this.leave[agent] !== STAYS) return null;
    this.leave[agent] = how === 'endOfShift' ? LEAVES_WHEN_IDLE : LEAVES_WHEN_READY;
    if (how === 'endOfShift') this.leavers++;
    return state === AgentState.ready ? this.away(now, agent, idle) : null;
  }

  private signOut(now: Millis, agent: number): AgentSignedOut {
    this.stay(agent);
    this.leave[agent] = LEAVING;
    this.signedOut.at = now;
    this.signedOut.agent = agent;
    return this.signedOut;
  }

  private goHome(now: Millis, agent: number): void {
    this.stay(agent);
    this.book.forget(agent);
    if (this.returns[agent] === 0) return;
    this.returns[agent] = 0;
    this.calendar.push(now, SIGN_IN_LATE, agent, 0);
  }

  private stay(agent: number): void {
    if (this.leave[agent] === LEAVES_WHEN_IDLE) this.leavers--;
    this.leave[agent] = STAYS;
  }

  /** Does an entry of this day still concern the agent? */
  private isHere(agent: number, day: number): boolean {
    return this.day[agent] === day && this.states[agent] !== AgentState.signedOut && this.leave[agent] !== LEAVING;
  }

  private announce(now: Millis, agent: number): AgentLeaving | null {
    if (this.states[agent] === AgentState.paused) return null;
    this.leaving.at = now;
    this.leaving.agent = agent;
    return this.leaving;
  }

  // ---- saving

  private fireWrapOver(now: Millis, agent: number, stamp: number, idle: boolean): DialerEvent | null {
    if (this.saveStamps[agent] !== stamp) return null;
    const event = this.wantsAway(agent, idle) ? this.away(now, agent, idle) : null;
    if (event === null) return this.fireSaved(now, agent, stamp);
    this.calendar.push(now, RECORD_SAVED, agent, stamp);
    return event;
  }

  private fireSaved(now: Millis, agent: number, stamp: number): AgentSaved | null {
    if (this.saveStamps[agent] !== stamp) return null;
    this.saved.at = now;
    this.saved.agent = agent;
    return this.saved;
  }

  // ---- leaving the floor

  /** Is there a reason to leave at the next ready instant? */
  private wantsAway(agent: number, idle: boolean): boolean {
    const leave = this.leave[agent];
    if (leave === LEAVES_WHEN_READY || (leave === LEAVES_WHEN_IDLE && idle)) return true;
    return this.pauses.due[agent] === 1 && !this.book.isTold(agent) && leave !== LEAVING;
  }

  private away(now: Millis, agent: number, idle: boolean): DialerEvent | null {
    const leave = this.leave[agent];
    if (leave === LEAVES_WHEN_READY || (leave === LEAVES_WHEN_IDLE && idle)) return this.signOut(now, agent);
    return this.wantsAway(agent, idle) ? this.pause(now, agent, true, this.pauses.lengthMs[agent]!) : null;
  }

  private pause(now: Millis, agent: number, surprise: boolean, lengthMs: Millis): AgentPaused {
    this.book.tell(agent, surprise, lengthMs);
    this.paused.at = now;
    this.paused.agent = agent;
    return this.paused;
  }

  private fireBreak(now: Millis, agent: number, b: number): AgentPaused | null {
    // An agent whose shift is over, or who is about to leave, makes no break any more.
    if (this.leave[agent] !== STAYS) return null;
    this.days.drawBreak(agent, Math.floor(b / BREAKS_MAX), b % BREAKS_MAX);
    const { breakMs } = this.days;
    if (this.states[agent] === AgentState.paused) this.book.prolong(now, agent, breakMs);
    else if (this.book.isTold(agent)) this.book.lengthen(agent, breakMs);
    else return this.pause(now, agent, false, breakMs);
    return null;
  }

  private firePauseOver(now: Millis, agent: number, stamp: number): AgentResumed | null {
    if (!this.book.isOver(agent, stamp) || this.states[agent] !== AgentState.paused) return null;
    this.resumed.at = now;
    this.resumed.agent = agent;
    return this.resumed;
  }
}

const STAYS = 0;
const LEAVES_WHEN_IDLE = 1;
const LEAVES_WHEN_READY = 2;
const LEAVING = 3;
