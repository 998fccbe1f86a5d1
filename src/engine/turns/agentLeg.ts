/**
 * Mode auto: the agent's own phone is called first, the customer only when the agent has answered (records: section 4, C03).
 *
 * Rule: one agent leg a turn. A leg that nobody answers within `agentLegRingMs` gives the record back uncounted (R10,
 * `agentLeg`); after `agentLegFailureLimit` of them in a row auto-dial is off until the agent presses Start. It runs until he
 * signs out; where `dialWay` is optional he may also stop it, and the turn under way goes on.
 */
import { NEVER } from '../../base/time.ts';
import { startPauseAfter, startTimer } from '../agents/agentFlow.ts';
import { AgentTimer } from '../agents/agentTable.ts';
import { ROWS } from '../records/transitions.ts';
import type { DialerState } from '../state.ts';
import { type Rejection } from '../vocabulary.ts';
import { closeTurn } from './closing.ts';
import { dialNext } from './dialing.ts';
import { endTurnUndialled } from './settle.ts';

/** `autoDialSwitched`: null when done, else why it was refused. */
export function switchAutoDial(s: DialerState, agent: number, on: boolean): Rejection | null {
  const { agents, turns, settings } = s;
  if (settings.mode !== 'auto' || !agents.isSignedIn(agent) || (!on && settings.dialWay !== 'optional')) return 'notEligible';
  agents.switchAutoDial(agent, on);
  // A record that he kept while he was away is dialled now.
  const turn = turns.inRow(agents.turn[agent]!);
  const isWaiting = turn !== null && turn.dials === 0 && turn.byHand === 0 && s.agentTimers.keyOf(agent) === NEVER;
  if (on && isWaiting && !s.heldDials.includes(turn)) callAgent(s, agent);
  return null;
}

/** Calls the agent's own phone for the record that he holds. */
export function callAgent(s: DialerState, agent: number): void {
  s.out.callAgent(agent);
  startTimer(s, agent, AgentTimer.agentLeg, s.now + s.settings.agentLegRingMs);
}

/** The agent's phone was answered: the customer is dialled at once. */
export function agentLegAnswered(s: DialerState, agent: number): void {
  if (!isRinging(s, agent)) return;
  s.agentTimers.delete(agent);
  s.agents.legFailures[agent] = 0;
  const turn = s.turns.inRow(s.agents.turn[agent]!)!;
  endTurnUndialled(s, turn, dialNext(s, turn));
}

/** The agent's phone could not be reached. */
export function agentLegFailed(s: DialerState, agent: number): void {
  if (isRinging(s, agent)) endAgentLeg(s, agent);
}

/** The leg is over without an answer. */
export function endAgentLeg(s: DialerState, agent: number): void {
  s.agentTimers.delete(agent);
  const failures = s.agents.legFailures[agent]! + 1;
  s.agents.legFailures[agent] = failures;
  if (failures >= s.settings.agentLegFailureLimit) s.agents.switchAutoDial(agent, false);
  closeTurn(s, s.turns.inRow(s.agents.turn[agent]!)!, ROWS.R10, 'agentLeg');
  startPauseAfter(s, agent, 0);
}

/** A late or repeated word about a leg is counted and ignored. */
function isRinging(s: DialerState, agent: number): boolean {
  const rings = s.agents.timer[agent] === AgentTimer.agentLeg && s.agentTimers.keyOf(agent) !== NEVER;
  if (!rings) s.lateFacts += 1;
  return rings;
}
