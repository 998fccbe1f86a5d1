/**
 * An agent who works by hand: he asks for a record, reads it, and dials when he likes (records: section 4, mode preview;
 * mode auto where `dialWay` is optional and auto-dial is off).
 *
 * Rule: R05 and R06 for the request, N7 for the dial. A number of the block list is never dialled, not even by hand. After
 * an unanswered attempt the agent must save, and may dial again before (U1, R14).
 */
import { setAgentState } from '../agents/agentFlow.ts';
import { hasDialableNumber, nextNumber } from '../records/numbers.ts';
import { RecordFlag } from '../records/recordTable.ts';
import { NO_BUCKET } from '../selection/matching.ts';
import { traceHeld } from '../selection/trace.ts';
import { offerRecord } from '../serving.ts';
import type { DialerState } from '../state.ts';
import { Action, AgentState, NONE, type Rejection } from '../vocabulary.ts';
import { finishWithoutNumber, openTurn } from './closing.ts';
import { dialNext } from './dialing.ts';
import { endTurnUndialled } from './settle.ts';
import { CallState, type Turn } from './turn.ts';

/** `recordRequested`: null when served (or nothing was found), else why it was refused. */
export function requestRecord(s: DialerState, agent: number, record: number): Rejection | null {
  const turn = s.turns.inRow(s.agents.turn[agent]!);
  if (turn !== null) return showAgain(s, agent, turn, record);
  if (!s.active || !worksByHand(s, agent) || s.agents.stateOf(agent) !== AgentState.ready) return 'notEligible';
  if (record === NONE) {
    const found = offerRecord(s, s.plan.agentBuckets, agent, false);
    if (found !== NONE) loadByHand(s, agent, found);
    return null;
  }
  const refusal = refusalOfNamed(s, agent, record);
  if (refusal !== null) return refusal;
  if (hasDialableNumber(s.records, record, s.settings.callInvalidNumbers)) loadByHand(s, agent, record);
  else finishWithoutNumber(s, record); // R07
  return null;
}

/** `dialRequested`: null when done, else why it was refused. `phone` NONE: the number that is proposed. */
export function requestDial(s: DialerState, agent: number, phone: number): Rejection | null {
  const { agents, turns, records, settings } = s;
  const turn = turns.inRow(agents.turn[agent]!);
  if (turn === null || turn.byHand === 0) return 'notHolder';
  if (turn.callState !== CallState.idle || agents.stateOf(agent) !== AgentState.reserved || s.heldDials.includes(turn)) return 'recordInUse';
  const record = turn.record;
  if (phone !== NONE) {
    if (phone < 0 || phone >= records.phoneCount[record]!) return 'notEligible';
    if (records.isBlockedNumber(records.numberAt(record, phone))) return 'numberBlocked';
    if (!records.isDialable(record, phone, settings.callInvalidNumbers)) return 'notEligible';
  }
  if (turn.dials > 0) {
    // Nothing that fails may end a turn that waits for its save.
    if (!s.active) return 'notEligible';
    if (!s.zones.isOpen(records.zone[record]!)) return 'outsideWindow';
    if (phone === NONE && nextNumber(records, record, records.numberIndex[record]!, turn.tried, settings.callInvalidNumbers) === NONE) {
      return 'notEligible';
    }
  }
  turn.chosen = phone;
  endTurnUndialled(s, turn, dialNext(s, turn));
  return null;
}

/** In preview always; in auto while auto-dial is off and may be. */
function worksByHand(s: DialerState, agent: number): boolean {
  const { mode, dialWay } = s.settings;
  return mode === 'preview' || (mode === 'auto' && dialWay === 'optional' && s.agents.autoDial[agent] === 0);
}

function loadByHand(s: DialerState, agent: number, record: number): void {
  openTurn(s, record, agent, true);
  setAgentState(s, agent, AgentState.reserved);
  s.out.showRecord(agent, record);
}

/** R06: he holds a record, and no attempt is under way. */
function showAgain(s: DialerState, agent: number, turn: Turn, record: number): Rejection | null {
  const held = turn.record;
  if (record !== NONE && record !== held) return 'notEligible';
  if (turn.callState !== CallState.idle) return 'recordInUse';
  if (s.trace !== null) traceHeld(s, agent, held);
  s.out.showRecord(agent, held);
  return null;
}

/** Why the agent may not have this very record now, or null. */
function refusalOfNamed(s: DialerState, agent: number, record: number): Rejection | null {
  const { records, matching, now } = s;
  if (record < 0 || record >= records.length || records.hasFlag(record, RecordFlag.deleted)) return 'noSuchRecord';
  if (records.actionOf(record) === Action.done) return 'recordDone';
  if (records.hasFlag(record, RecordFlag.inTurn)) return 'recordInUse';
  if (records.blockedUntil[record]! > now) return 'recordBlocked';
  matching.place(record, now);
  const { general, personal, owner } = matching.placement;
  if (general === NO_BUCKET && (personal === NO_BUCKET || owner !== agent)) {
    return matching.dueAt(record) > now ? 'notDue' : 'notEligible';
  }
  return s.zones.isOpen(records.zone[record]!) ? null : 'outsideWindow';
}
