/**
 * An attempt from the answer to its end: offered to an agent, connected, dropped, hung up, over.
 *
 * Rule: every attempt ends exactly once. The engine itself ends a call when it drops it or hangs up on a machine; what the
 * network says of it later is a late fact, counted and ignored.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import { setAgentState, startTimer } from '../agents/agentFlow.ts';
import { AgentTimer } from '../agents/agentTable.ts';
import type { AnsweredCall } from '../abandon/rule.ts';
import { Tally } from '../pacing/pacingHistory.ts';
import { RecordFlag } from '../records/recordTable.ts';
import { makeReady } from '../records/transitions.ts';
import type { DialerState } from '../state.ts';
import { AgentState, NONE, Outcome, OUTCOMES, type CauseName, type OutcomeName, type Verdict } from '../vocabulary.ts';
import { Change } from './change.ts';
import { noteAttempt } from './noteAttempt.ts';
import { endsLast } from './lastAttempt.ts';
import { afterAttempt } from './settle.ts';
import { CallState, type Turn } from './turn.ts';

/** The outcome that each cause gives to a call that nobody answered. */
const OUTCOME_OF_CAUSE: { readonly [K in CauseName]: Outcome } = {
  busy: Outcome.busy, noAnswer: Outcome.noAnswer, rejected: Outcome.rejected, invalidNumber: Outcome.invalidNumber, congestion: Outcome.congestion,
  unknown: Outcome.unknown, cancelled: Outcome.cancelled, customerHangup: Outcome.noAnswer, agentHangup: Outcome.cancelled,
};

/** The network says answered. */
export function attemptAnswered(s: DialerState, attempt: number, verdict: Verdict): Change {
  const turn = s.turns.turnOf(attempt);
  if (turn === null || turn.callState !== CallState.ringing) {
    s.lateFacts += 1;
    return Change.anything;
  }
  turn.answeredAt = s.now;
  if (verdict === 'person' || verdict === 'none') return offer(s, turn);
  if (verdict === 'pending') s.turns.enter(turn, CallState.analysing);
  else endMachine(s, turn);
  return Change.anything;
}

/** The detector's verdict on an answered call. */
export function attemptClassified(s: DialerState, attempt: number, machine: boolean, greetingStartAt: Millis, greetingEndAt: Millis): Change {
  const turn = s.turns.turnOf(attempt);
  if (turn === null || turn.callState !== CallState.analysing) {
    s.lateFacts += 1;
    return Change.anything;
  }
  turn.greetingStartAt = greetingStartAt;
  turn.greetingEndAt = greetingEndAt;
  if (!machine) return offer(s, turn);
  endMachine(s, turn);
  return Change.anything;
}

/** The call is over, says the network. Most were never answered: what becomes of the others is in functions of their own. */
export function attemptEnded(s: DialerState, attempt: number, cause: CauseName): Change {
  const turn = s.turns.likelyTurnOf(attempt);
  if (turn.attempt !== attempt) return endSought(s, attempt, cause);
  if (turn.callState !== CallState.ringing) return endAnswered(s, turn, cause);
  endUnanswered(s, turn, cause);
  return Change.anything;
}

function endSought(s: DialerState, attempt: number, cause: CauseName): Change {
  const turn = s.turns.turnOf(attempt);
  if (turn === null) s.lateFacts += 1;
  else if (turn.callState === CallState.ringing) endUnanswered(s, turn, cause);
  else return endAnswered(s, turn, cause);
  return Change.anything;
}

function endAnswered(s: DialerState, turn: Turn, cause: CauseName): Change {
  if (turn.callState === CallState.talking) {
    endTalk(s, turn);
    return Change.talkEnded;
  }
  endBeforeAgent(s, turn, cause);
  return Change.anything;
}

/** Bridges a waiting (or just answered) call to an agent. */
export function connect(s: DialerState, turn: Turn, agent: number): void {
  const { records, agents } = s;
  if (turn.callState === CallState.waiting) s.dropTimers.delete(turn.row);
  s.turns.enter(turn, CallState.talking);
  turn.agentAt = s.now;
  if (!isServedAtOnce(turn)) s.ledger.settled(answeredCall(s, turn));
  const record = turn.record;
  const isUnattended = turn.holder === NONE;
  if (isUnattended) {
    turn.holder = agent;
    agents.turn[agent] = turn.row;
    makeReady(records, record); // R09
  }
  s.out.connect(turn.attempt, agent);
  if (isUnattended) s.out.showRecord(agent, record);
  setAgentState(s, agent, AgentState.talking);
}

/** The drop limit of a waiting call has passed. */
export function drop(s: DialerState, turn: Turn): void {
  const { now } = s;
  s.dropTimers.delete(turn.row);
  s.out.drop(turn.attempt);
  s.ledger.settled(answeredCall(s, turn, now));
  s.history.add(Tally.dropped, 1);
  s.strategy.onDropped?.(now, now - turn.offeredAt);
  finishAttempt(s, turn, 'dropped');
  afterAttempt(s, turn, Outcome.dropped);
}

/** A person (or what passes for one) is there: to its holder, a free agent, the queue, or, with no time to wait, dropped. */
function offer(s: DialerState, turn: Turn): Change {
  const { now, history } = s;
  const ringMs = turn.answeredAt - turn.dialledAt;
  turn.offeredAt = now;
  if (turn.attended === 1) {
    s.ledger.offered();
    connect(s, turn, turn.holder);
    return Change.anything;
  }
  history.answered(now, ringMs);
  s.ledger.offered();
  s.strategy.onAttemptAnswered?.(now, ringMs);
  const agent = s.turns.waiting.length === 0 ? s.agents.firstFree() : NONE;
  if (agent !== NONE) {
    connect(s, turn, agent);
    // Hidden agents are in none of pacing's numbers.
    return s.hasHidden ? Change.anything : Change.connected;
  }
  s.turns.enter(turn, CallState.waiting);
  const deadline = dropDeadline(s, turn);
  if (deadline <= now) drop(s, turn);
  else s.dropTimers.set(turn.row, deadline);
  return Change.anything;
}

function dropDeadline(s: DialerState, turn: Turn): Millis {
  const { settings } = s;
  const observed = settings.dropLimitFrom === 'greetingStart' ? turn.greetingStartAt
    : settings.dropLimitFrom === 'greetingEnd' ? turn.greetingEndAt
    : settings.dropLimitFrom === 'verdict' ? turn.offeredAt : UNSET;
  if (observed !== UNSET) return observed + settings.dropLimitMs;
  // No greeting was observed. A detector that listened and heard none (a machine passed on) makes its verdict the start; without one the answer is.
  const wasAnalysed = settings.dropLimitFrom !== 'connected' && turn.offeredAt > turn.answeredAt;
  return (wasAnalysed ? turn.offeredAt : turn.answeredAt) + settings.dropLimitMs;
}

function endMachine(s: DialerState, turn: Turn): void {
  s.out.hangUp(turn.attempt);
  if (turn.attended === 0) s.history.machine(s.now, turn.answeredAt - turn.dialledAt);
  s.ledger.machine();
  finishAttempt(s, turn, 'machine');
  afterAttempt(s, turn, Outcome.machine);
}

function endUnanswered(s: DialerState, turn: Turn, cause: CauseName): void {
  if (turn.attended === 0) s.history.unanswered(s.now, s.now - turn.dialledAt);
  // The frequent causes first, which are outcomes by name too: looking one up costs ten times a comparison.
  let outcome: Outcome;
  let name: OutcomeName;
  if (cause === 'noAnswer') {
    outcome = Outcome.noAnswer;
    name = cause;
  } else if (cause === 'busy') {
    outcome = Outcome.busy;
    name = cause;
  } else {
    outcome = OUTCOME_OF_CAUSE[cause];
    name = OUTCOMES[outcome]!;
  }
  finishAttempt(s, turn, name);
  if (!endsLast(s, turn, outcome, name)) afterAttempt(s, turn, outcome);
}

/** The customer left while he waited, or while the detector listened; or the call was lost there. */
function endBeforeAgent(s: DialerState, turn: Turn, cause: CauseName): void {
  const { now, history } = s;
  const isLost = cause === 'unknown';
  const wasAnalysed = turn.callState === CallState.analysing;
  if (wasAnalysed && turn.attended === 0) history.unanswered(now, turn.answeredAt - turn.dialledAt);
  s.dropTimers.delete(turn.row);
  if (!isLost) {
    const call = answeredCall(s, turn, UNSET, now);
    // While the detector listens, the greeting is not over as far as anybody knows: no time that counts from it has begun.
    if (wasAnalysed) s.callFacts.greetingStartAt = s.callFacts.greetingEndAt = now;
    s.ledger.settled(call);
    history.add(Tally.customerHangups, 1);
  }
  const outcome = isLost ? Outcome.unknown : Outcome.customerHangup;
  finishAttempt(s, turn, isLost ? 'unknown' : 'customerHangup');
  afterAttempt(s, turn, outcome);
}

/** The call with the agent is over: he wraps up until he saves or the form save time has run. */
function endTalk(s: DialerState, turn: Turn): void {
  const agent = turn.holder;
  finishAttempt(s, turn, 'answered');
  noteAttempt(s, turn, Outcome.answered, s.records.hasFlag(turn.record, RecordFlag.oneValidNumber));
  setAgentState(s, agent, AgentState.wrapping);
  startTimer(s, agent, AgentTimer.formSave, s.now + s.settings.formSaveMs);
}

function finishAttempt(s: DialerState, turn: Turn, outcome: OutcomeName): void {
  const { attempt } = turn;
  turn.endedAt = s.now;
  s.turns.endAttempt(turn);
  s.out.attemptOver(attempt, outcome);
  if (s.tellsEnds === true) tellEnd(s, turn, outcome);
}

/** An attempt has ended, and a rule or the strategy counts them. */
function tellEnd(s: DialerState, turn: Turn, outcome: OutcomeName): void {
  const { now } = s;
  s.ledger.ended();
  if (turn.attended === 1) return;
  const resolvedAt = turn.answeredAt === UNSET ? now : turn.answeredAt;
  s.strategy.onAttemptEnded?.(now, outcome, resolvedAt - turn.dialledAt);
}

/** An agent was there at the answer, and no greeting was heard before: no rule counts from before it, and none is failed (some 40 instructions a dial). */
function isServedAtOnce(turn: Turn): boolean {
  return turn.agentAt === turn.answeredAt && turn.greetingEndAt === UNSET && turn.greetingStartAt === UNSET;
}

/** The instants of the turn's call so far. One object, refilled. */
function answeredCall(s: DialerState, turn: Turn, droppedAt: Millis = UNSET, hangupAt: Millis = UNSET): AnsweredCall {
  const { callFacts: facts } = s;
  facts.connectedAt = turn.answeredAt;
  // A detector that listened and heard no greeting (a machine passed on) makes its verdict the start, as for the drop limit.
  const heardNone = turn.greetingEndAt === UNSET && turn.offeredAt > turn.answeredAt;
  facts.greetingStartAt = heardNone ? turn.offeredAt : turn.greetingStartAt;
  facts.greetingEndAt = heardNone ? turn.offeredAt : turn.greetingEndAt;
  facts.agentAt = turn.agentAt;
  facts.droppedAt = droppedAt;
  facts.hangupAt = hangupAt;
  return facts;
}
