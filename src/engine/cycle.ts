/**
 * The passes that follow an event: connect who waits, load records for agents, dial what pacing asks for
 * (records: section 11.3).
 *
 * Rule: the order is fixed. An answered call comes before any selection; records for agents before the queue; pacing is
 * asked once, after the records for agents were loaded.
 */
import { NEVER, SECOND_MS } from '../base/time.ts';
import { setAgentState, startTimer } from './agents/agentFlow.ts';
import { AgentTimer } from './agents/agentTable.ts';
import type { DialerView } from './pacing/dialerView.ts';
import { pendingCalls } from './pacing/strategy.ts';
import { isQueueBlocked, offerRecord } from './serving.ts';
import { traceChoice } from './selection/trace.ts';
import { callAgent } from './turns/agentLeg.ts';
import { finishWithoutNumber, openTurn } from './turns/closing.ts';
import { dialFromQueue, dialNext, firstPhone, freeChannels, isGateShut, startsRoom } from './turns/dialing.ts';
import type { DialerState } from './state.ts';
import { connect } from './turns/attemptFlow.ts';
import { endTurnUndialled } from './turns/settle.ts';
import { AgentState, NONE, type ClipCause } from './vocabulary.ts';

/** Runs all passes once. */
export function runCycle(s: DialerState, view: DialerView): void {
  s.settled = 0;
  s.index.advance(s.now);
  if (s.turns.firstWaiting() !== null) connectWaiting(s);
  // Also while the campaign is stopped: what waited to be dialled is then given back.
  if (s.heldDials.length > 0) resumeHeldDials(s);
  if (s.active !== true || (s.plan.mayStop && isStopped(s))) {
    endReview(s);
    return;
  }
  s.starved = false;
  if (s.plan.isForAgents) {
    agentPass(s);
    endReview(s);
    return;
  }
  // In predictive mode few records are for agents: without any, nobody needs to be hidden or offered one.
  if (s.index.agentSide.filled > 0 || s.index.personalCount > 0 || s.hasHidden) serveAgents(s);
  queuePass(s, view);
}

function serveAgents(s: DialerState): void {
  if (s.plan.agentBlocking.length > 0) hideOwners(s);
  if (s.index.agentSide.filled > 0) agentPass(s);
}

/** Is the gate shut, or a record loaded only when an agent asks for it? */
function isStopped(s: DialerState): boolean {
  if (!isGateShut(s)) return s.settings.mode === 'preview';
  if (s.trace !== null) traceChoice(s, NONE, NONE, NONE, 'gate');
  return true;
}

/** A review that is due is over, even if pacing is not asked now. */
function endReview(s: DialerState): void {
  if (s.reviewAt <= s.now) s.review(NEVER);
}

function connectWaiting(s: DialerState): void {
  for (;;) {
    const turn = s.turns.firstWaiting();
    const agent = turn === null ? NONE : s.agents.firstFree();
    if (turn === null || agent === NONE) return;
    connect(s, turn, agent);
  }
}

/** Dials that waited for the gate, a channel or a start, in the order in which they began to wait. */
function resumeHeldDials(s: DialerState): void {
  const held = s.heldDials;
  s.heldDials = [];
  for (const turn of held) {
    endTurnUndialled(s, turn, dialNext(s, turn));
  }
}

/** Each free agent, longest free first, is given the first record of the first bucket that has one for him. */
function agentPass(s: DialerState): void {
  const { plan } = s;
  let agent = s.agents.firstFree();
  if (agent === NONE) return;
  const isBlocked = isQueueBlocked(s);
  const buckets = isBlocked ? plan.queueBlocking : plan.agentBuckets;
  const isAuto = s.settings.mode === 'auto';
  while (agent !== NONE) {
    const following = s.agents.nextFree(agent);
    if (!isAuto || s.agents.autoDial[agent] === 1) {
      const record = offerRecord(s, buckets, agent, isBlocked);
      if (record !== NONE) load(s, record, agent);
      else if (plan.isForAgents) s.starved = true;
    }
    agent = following;
  }
  // The record that stopped the others is loaded: now they are served.
  if (isBlocked && !isQueueBlocked(s)) agentPass(s);
}

/** R05: the record is shown at once, and dialled after the form load time or, in auto, when the agent has answered his own phone. */
function load(s: DialerState, record: number, agent: number): void {
  const turn = openTurn(s, record, agent);
  setAgentState(s, agent, AgentState.reserved);
  s.out.showRecord(agent, record);
  if (s.settings.mode === 'auto') {
    callAgent(s, agent);
    return;
  }
  if (s.settings.formLoadMs > 0) {
    startTimer(s, agent, AgentTimer.formLoad, s.now + s.settings.formLoadMs);
    return;
  }
  endTurnUndialled(s, turn, dialNext(s, turn));
}

/** `personalBlocks: agent`: owners of waiting personal records are left out of the agents that pacing sees. */
function hideOwners(s: DialerState): void {
  if (s.index.personalCount === 0 && !s.hasHidden) return;
  s.hasHidden = false;
  for (let agent = 0; agent < s.agents.count; agent += 1) {
    const hides = s.plan.agentBlocking.some((bucket) => s.index.hasPersonal(bucket, agent));
    s.agents.hide(agent, hides);
    if (hides) s.hasHidden = true;
  }
}

/**
 * Step 5: the queue's share of dialling, as many as pacing asks for and limits allow. One piece, as it runs for every dial; and what is mostly
 * true is compared with true: V8 asks whether a field that might hold anything counts as true at three times the price. Nor is `s.index` kept in a
 * constant: reading it again is one instruction, asking after a call whether a constant is still what it was is three.
 */
function queuePass(s: DialerState, view: DialerView): void {
  s.review(NEVER);
  if (s.zones.allOpen !== true && !s.zones.isOpen(s.options.campaignZone) && !s.index.hasInQueue()) return;
  // A strategy that is overridden is asked all the same, so that its memory goes on.
  const asked = s.strategy.dialCount(view);
  const wanted = s.level === NONE ? asked : askedByLevel(s, view);
  if ((wanted | 0) !== wanted || wanted < 0) requireWhole(s, wanted);
  let left = wanted;
  if (wanted > 0) {
    if (s.plan.isUnlimited !== true || s.turns.callsInProgress + wanted > s.channels) left = clipAll(s, view, wanted);
    const isBlocked = left > 0 && s.index.personalCount > 0 && isQueueBlocked(s);
    if (s.trace !== null && (isBlocked || left === 0)) traceChoice(s, NONE, NONE, NONE, isBlocked ? 'personalBlocks' : 'budget');
    let isShort = isBlocked || left < wanted;
    if (isBlocked) left = 0;
    while (left > 0) {
      const record = s.index.firstInQueue();
      if (record === NONE) {
        noneDue(s, left);
        isShort = true;
        break;
      }
      const phone = firstPhone(s, record);
      if (phone === NONE) {
        finishWithoutNumber(s, record);
        continue;
      }
      if (s.trace !== null) traceChoice(s, NONE, s.index.bucketOf(record), record, null);
      dialFromQueue(s, record, phone);
      left -= 1;
    }
    // Where dials wait, this one was short of a channel or of a start, too.
    if (!isShort && mayStay(s) && s.index.hasInQueue()) s.settled = s.settledAtMost;
  } else if (!s.index.hasInQueue()) s.starved = true;
  else if (s.heldDials.length === 0 && mayStay(s)) s.settled = s.settledAtMost;
  if (s.strategy.nextReviewAt === undefined) return;
  const reviewAt = s.strategy.nextReviewAt(view);
  if (reviewAt < s.reviewAt) s.review(reviewAt);
}

/** Not while an agent is hidden: his own records may have turned out to have no number, and the next cycle shows him again. */
function mayStay(s: DialerState): boolean {
  return s.level === NONE && !s.hasHidden;
}

function noneDue(s: DialerState, missing: number): void {
  s.starved = true;
  s.out.clipped('due', missing);
  if (s.trace !== null) traceChoice(s, NONE, NONE, NONE, null);
}

/** A team leader overrides the strategy. */
function askedByLevel(s: DialerState, view: DialerView): number {
  return Math.max(0, Math.round(s.level * view.ready) - pendingCalls(view));
}

/** Apart, as a message is written out before it is known that it is wanted. (As 32 bits, which all but absurd answers are, a number is whole.) */
function requireWhole(s: DialerState, wanted: number): void {
  if (!(wanted >= 0 && Number.isInteger(wanted))) throw new Error(`bug: strategy ${s.strategy.id} asked for ${wanted} dials; allowed: whole numbers from 0`);
}

function clipAll(s: DialerState, view: DialerView, wanted: number): number {
  let room = clip(s, wanted, capPerAgent(s, view), 'callsPerAgent');
  room = clip(s, room, guardRoom(s, view), 'guard');
  room = clip(s, room, freeChannels(s), 'channels');
  const starts = startsRoom(s);
  if (room > starts) s.review((Math.floor(s.now / SECOND_MS) + 1) * SECOND_MS);
  return clip(s, room, starts, 'starts');
}

function clip(s: DialerState, wanted: number, room: number, cause: ClipCause): number {
  if (wanted <= room) return wanted;
  const placed = Math.max(0, room);
  s.out.clipped(cause, wanted - placed);
  return placed;
}

function capPerAgent(s: DialerState, view: DialerView): number {
  const { callsPerAgent } = s.settings;
  return callsPerAgent === null ? NEVER : Math.floor(callsPerAgent * view.ready) - pendingCalls(view);
}

/** The guard over any strategy (metrics: Guard): while a window is over (or would go over) its limit, one call per ready agent. */
function guardRoom(s: DialerState, view: DialerView): number {
  const { guard } = s.settings;
  if (guard === 'off') return NEVER;
  for (const window of view.windows) {
    if (window.answered < 50) continue;
    const isOver = window.abandoned > window.limit * window.answered;
    if (guard === 'strict' ? isOver : isOver || wouldGoOver(window)) return view.ready - pendingCalls(view);
  }
  return NEVER;
}

/** Would one more abandoned call put the window over its limit at its projected end? */
function wouldGoOver(window: DialerView['windows'][number]): boolean {
  const { diallingMs, diallingMsLeft } = window;
  const share = diallingMs >= NEVER || diallingMs <= 0 ? 1 : Math.max(0.01, 1 - diallingMsLeft / diallingMs);
  return window.abandoned + 1 > window.limit * (window.answered / share);
}
