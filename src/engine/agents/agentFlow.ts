/**
 * What agents do between calls: sign in and out, pause, become free; and what their timers end.
 *
 * Rule: a wish to pause or to sign out takes effect when the present work (call, wrap-up, pause after the call) is done.
 */
import type { Millis } from '../../base/time.ts';
import { ROWS } from '../records/transitions.ts';
import type { DialerState } from '../state.ts';
import { closeTurn } from '../turns/closing.ts';
import { AgentState } from '../vocabulary.ts';
import { agentStateName } from '../wordNumbers.ts';
import { AgentTimer, AgentWish } from './agentTable.ts';

/** Puts an agent into a state and says so. */
export function setAgentState(s: DialerState, agent: number, state: AgentState): void {
  s.agents.become(agent, state, s.now);
  s.out.agentState(agent, agentStateName(state));
}

export function startTimer(s: DialerState, agent: number, timer: number, at: Millis): void {
  s.agents.timer[agent] = timer;
  s.agentTimers.set(agent, at);
}

/** The agent's work is done: he signs out, pauses or becomes ready, as he wished. */
export function becomeFree(s: DialerState, agent: number): void {
  const wish = s.agents.wish[agent]!;
  if (wish === AgentWish.none) {
    setAgentState(s, agent, AgentState.ready);
    return;
  }
  s.agents.setIntent(agent, AgentWish.none, false);
  setAgentState(s, agent, wish === AgentWish.signOut ? AgentState.signedOut : AgentState.paused);
}

/** After a call or an unanswered attended turn: the pause settings run, then he is free. */
export function startPauseAfter(s: DialerState, agent: number, pauseMs: Millis): void {
  if (pauseMs <= 0) {
    becomeFree(s, agent);
    return;
  }
  if (s.agents.stateOf(agent) !== AgentState.reserved) setAgentState(s, agent, AgentState.reserved);
  startTimer(s, agent, AgentTimer.pauseAfterCall, s.now + pauseMs);
}

export function signIn(s: DialerState, agent: number): void {
  if (s.agents.isSignedIn(agent)) return;
  s.agents.setIntent(agent, AgentWish.none, false);
  const turn = s.turns.inRow(s.agents.turn[agent]!);
  if (turn === null) {
    setAgentState(s, agent, AgentState.ready);
    return;
  }
  // He kept his ready record while he was away: it is shown to him again and dialled after the form load time, or when he says so.
  s.agentTimers.delete(agent);
  setAgentState(s, agent, AgentState.reserved);
  s.out.showRecord(agent, turn.record);
  const { mode, formLoadMs } = s.settings;
  if (mode === 'progressive' || mode === 'predictive') startTimer(s, agent, AgentTimer.formLoad, s.now + formLoadMs);
}

export function signOut(s: DialerState, agent: number): void {
  leave(s, agent, AgentWish.signOut);
}

export function pause(s: DialerState, agent: number): void {
  leave(s, agent, AgentWish.pause);
}

/** Ends a pause, or takes back a wish that has not come true yet. */
export function resume(s: DialerState, agent: number): void {
  s.agents.setIntent(agent, AgentWish.none, false);
  if (s.agents.stateOf(agent) === AgentState.paused) setAgentState(s, agent, AgentState.ready);
}

export function announceLeaving(s: DialerState, agent: number, leaving: boolean): void {
  s.agents.setIntent(agent, s.agents.wish[agent]!, leaving);
}

/** The agent who was away too long loses his ready record (O5, R10). */
export function endReadyHold(s: DialerState, agent: number): void {
  closeTurn(s, s.turns.inRow(s.agents.turn[agent]!)!, ROWS.R10, 'stopped');
}

function leave(s: DialerState, agent: number, wish: number): void {
  const { agents } = s;
  switch (agents.stateOf(agent)) {
    case AgentState.signedOut: return;
    case AgentState.paused:
      if (wish === AgentWish.signOut) setAgentState(s, agent, AgentState.signedOut);
      return;
    case AgentState.ready:
      agents.setIntent(agent, AgentWish.none, false);
      setAgentState(s, agent, wish === AgentWish.signOut ? AgentState.signedOut : AgentState.paused);
      return;
    default:
      if (wish === AgentWish.signOut && holdsUndialledRecord(s, agent)) leaveReadyRecord(s, agent);
      else agents.setIntent(agent, wish, agents.announced[agent] === 1);
  }
}

function holdsUndialledRecord(s: DialerState, agent: number): boolean {
  const turn = s.turns.inRow(s.agents.turn[agent]!);
  return turn !== null && turn.dials === 0;
}

/** He signs out with a loaded, undialled record: he keeps it for `readyHoldMs` (O5). */
function leaveReadyRecord(s: DialerState, agent: number): void {
  const { readyHoldMs } = s.settings;
  s.heldDials = s.heldDials.filter((turn) => turn.row !== s.agents.turn[agent]);
  s.agentTimers.delete(agent);
  if (readyHoldMs === 0) endReadyHold(s, agent);
  else if (readyHoldMs !== null) startTimer(s, agent, AgentTimer.readyHold, s.now + readyHoldMs);
  setAgentState(s, agent, AgentState.signedOut);
}
