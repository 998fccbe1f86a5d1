/**
 * What becomes of a turn when an attempt of it has ended without an agent taking the call (records: sections 6 and 8).
 *
 * Rule: the steps U1 to U11 in their order; the first that ends, ends it. `sweepInOneAttempt` goes on with the next
 * number first and updates once; `nextNow` updates after every attempt; `onePerTurn` makes one attempt.
 */
import { NEVER, type Millis } from '../../base/time.ts';
import { startPauseAfter, startTimer } from '../agents/agentFlow.ts';
import { AgentTimer } from '../agents/agentTable.ts';
import type { Status } from '../options.ts';
import { hasDialableNumber, nextNumber } from '../records/numbers.ts';
import { ROWS, type TransitionRow } from '../records/transitions.ts';
import type { DialerState } from '../state.ts';
import { Action, NONE, Outcome, OUTCOMES, type Reason } from '../vocabulary.ts';
import { closeTurn } from './closing.ts';
import { dialNext, nextPhone, type DialResult } from './dialing.ts';
import type { Turn } from './turn.ts';

/** Outcomes after which the turn goes on with the next number. */
const GOES_ON = bitsOf(Outcome.busy, Outcome.noAnswer, Outcome.rejected, Outcome.machine, Outcome.invalidNumber);
/** Outcomes after which the next turn starts with the number just dialled (N5). */
const SAME_NUMBER = bitsOf(Outcome.answered, Outcome.customerHangup, Outcome.dropped, Outcome.congestion, Outcome.cancelled, Outcome.unknown);

/** An attempt ended with `outcome`, and no agent took the call. */
export function afterAttempt(s: DialerState, turn: Turn, outcome: Outcome): void {
  noteAttempt(s, turn, outcome);
  if (turn.byHand === 1) { // U1
    waitForSave(s, turn);
    return;
  }
  const isNextNow = s.isNextNow && !isPromise(s, turn);
  const goesOn = (GOES_ON & (1 << outcome)) !== 0 && !s.isOnePerTurn;
  if (goesOn && !isNextNow) {
    // Most have no number left: only who has one goes on to the checks of a dial.
    const phone = nextPhone(s, turn);
    const result = phone === NONE ? 'noNumber' : dialNext(s, turn, phone);
    if (result === 'dialled' || result === 'held') return;
  }
  settleTurn(s, turn, goesOn && isNextNow);
}

/** What every ended attempt leaves behind: counters, the invalid mark, where the next turn starts. */
export function noteAttempt(s: DialerState, turn: Turn, outcome: Outcome): void {
  const { records } = s;
  const record = turn.record;
  const phone = turn.phone;
  if (outcome === Outcome.invalidNumber) records.markInvalid(record, phone);
  if (outcome !== Outcome.congestion && outcome !== Outcome.cancelled) records.totalAttempts[record] = records.totalAttempts[record]! + 1;
  // N6: a cancelled attempt is passed over unless it is the only one; an invalid number unless nothing else happened.
  const before = turn.outcome;
  const isPassedOver = outcome === Outcome.cancelled || (outcome === Outcome.invalidNumber && before !== Outcome.cancelled);
  if (before === NONE || !isPassedOver) turn.outcome = outcome;
  if ((SAME_NUMBER & (1 << outcome)) !== 0) records.numberIndex[record] = phone;
  else if (turn.byHand === 0) records.numberIndex[record] = s.isOnePerTurn ? numberAfter(s, record, phone) : 0;
}

/** R14: the agent must save, or the form save time does it for him. */
function waitForSave(s: DialerState, turn: Turn): void {
  startTimer(s, turn.holder, AgentTimer.formSave, turn.endedAt + s.settings.formSaveMs);
}

/** A dial was not made and does not wait: the turn ends without an attempt, or with those it has (N7). Other results change nothing. */
export function endTurnUndialled(s: DialerState, turn: Turn, result: DialResult): void {
  if (result === 'dialled' || result === 'held') return;
  const isNumberMissing = result === 'noNumber';
  const holder = turn.holder;
  if (turn.byHand === 1 && keepsHandTurn(s, turn, isNumberMissing)) return;
  if (turn.dials > 0) {
    if (s.isNextNow && !isPromise(s, turn)) rescheduleUpdated(s, turn);
    else settleTurn(s, turn, false);
    return;
  }
  if (isNumberMissing) closeTurn(s, turn, ROWS.R07, 'noNumber');
  else closeTurn(s, turn, holder === NONE ? ROWS.R11 : ROWS.R10, 'stopped');
  // No pause runs after a turn without an attempt.
  if (holder !== NONE) startPauseAfter(s, holder, 0);
}

function settleTurn(s: DialerState, turn: Turn, mayGoOn: boolean): void {
  const { records, settings } = s;
  const record = turn.record;
  const holder = turn.holder;
  const anyNumber = hasDialableNumber(records, record, settings.callInvalidNumbers);
  const outcome = turn.outcome as Outcome;
  const isPromiseTurn = isPromise(s, turn);

  if (outcome === Outcome.cancelled) { // U2
    finish(s, turn, holder === NONE ? ROWS.R11 : ROWS.R10, 'stopped');
    return;
  }
  // An invalid number counts only when no dialable number is left.
  const automatic = outcome === Outcome.invalidNumber && anyNumber ? NONE : s.statuses.automaticByOutcome[outcome]!;
  const isMissedPromise = isPromiseTurn && outcome !== Outcome.congestion && outcome !== Outcome.dropped && outcome !== Outcome.unknown;
  if (isMissedPromise && settings.missedPromise !== 'retry') { // U3
    if (settings.missedPromise === 'agentDecides' && holder !== NONE) {
      waitForSave(s, turn); // R14
      return;
    }
    setStatus(s, record, automatic);
    s.values.attempts = records.attempts[record]!;
    finish(s, turn, ROWS.R13, 'promiseMissed');
    return;
  }
  setStatus(s, record, automatic); // U4
  const status = automatic === NONE ? undefined : s.statuses.get(automatic);
  if (status !== undefined) applyBlocks(s, turn, status); // U5

  const counts = s.countedOutcomes[outcome] === 1 && !isPromiseTurn; // U8, needed by U6 to U10 alike
  // A status may just have blocked the number; otherwise it is already known whether one is left.
  const reason = status === undefined ? (anyNumber ? null : 'noNumber') : finalReason(s, record, status);
  if (reason !== null) { // U6, U7
    s.values.attempts = records.attempts[record]!;
    finish(s, turn, ROWS.R13, reason);
    return;
  }
  const isRepeat = turn.actionAtStart === Action.rescheduledByDialer || (s.isNextNow && turn.dials > 1);
  let attempts = records.attempts[record]!;
  if (counts && isRepeat) {
    turn.counted = 1;
    attempts += 1;
    // Written now, not only by the closing row: with `nextNow` the turn may go on.
    records.attempts[record] = attempts;
  }
  s.values.attempts = attempts;
  if (settings.maxTotalAttempts > 0 && records.totalAttempts[record]! >= settings.maxTotalAttempts) { // U9
    finish(s, turn, ROWS.R13, 'maxTotalAttempts');
    return;
  }
  if (outcome === Outcome.congestion) {
    s.values.nextCallAt = turn.endedAt + delayAfter(s, outcome, attempts);
    finish(s, turn, ROWS.R15, null);
    return;
  }
  if (counts && attempts >= settings.maxRepeatAttempts) { // U10
    finish(s, turn, ROWS.R13, 'maxRepeatAttempts');
    return;
  }
  if (mayGoOn) { // N4: nextNow, and a number is left in this turn
    const result = dialNext(s, turn);
    if (result === 'dialled' || result === 'held') return;
  }
  reschedule(s, turn, outcome, attempts, status, isPromiseTurn); // U11
}

/** With `nextNow` the last attempt was counted when it ended; what is left is U11. */
function rescheduleUpdated(s: DialerState, turn: Turn): void {
  const outcome = turn.outcome as Outcome;
  const status = s.statuses.get(s.statuses.automaticByOutcome[outcome]!);
  reschedule(s, turn, outcome, s.records.attempts[turn.record]!, status, false);
}

/** U11: the dialer will call again. */
function reschedule(s: DialerState, turn: Turn, outcome: Outcome, attempts: number, status: Status | undefined, isPromiseTurn: boolean): void {
  const { records, settings, values } = s;
  const record = turn.record;
  const holder = turn.holder;
  const endedAt = turn.endedAt;
  const assigns = settings.mode === 'progressive' && settings.dialerRescheduleAssigns && holder !== NONE;
  values.attempts = attempts;
  values.nextCallAt = endedAt + delayAfter(s, outcome, attempts);
  values.retryProgressive = status?.systemStatus === 'callProgressive' && settings.mode === 'predictive';
  values.hardOwner = assigns ? holder : records.hardOwner[record]!;
  values.softOwner = isPromiseTurn && !assigns ? records.softOwner[record]! : NONE;
  if (outcome === Outcome.dropped && !values.retryProgressive && settings.dropLockoutMs > 0) records.blockedUntil[record] = endedAt + settings.dropLockoutMs;
  finish(s, turn, ROWS.R12, null);
}

function finish(s: DialerState, turn: Turn, row: TransitionRow, reason: Reason | null): void {
  const holder = turn.holder;
  closeTurn(s, turn, row, reason);
  if (holder !== NONE) startPauseAfter(s, holder, s.settings.pauseAfterUnansweredMs);
}

/** A set of outcomes, a bit each: asked twice for every call. */
function bitsOf(...outcomes: readonly Outcome[]): number {
  return outcomes.reduce<number>((bits, outcome) => bits | (1 << outcome), 0);
}

/** U6 and U7: does this status, or the lack of numbers, end it? */
export function finalReason(s: DialerState, record: number, status: Status | undefined): Reason | null {
  if (status !== undefined && (status.blocks === 'record' || status.finalUntilRecycled || status.systemStatus === 'doNotCall')) return 'status';
  return hasDialableNumber(s.records, record, s.settings.callInvalidNumbers) ? null : 'noNumber';
}

/** U5, S5: a status may block the record or the number of the last attempt. */
export function applyBlocks(s: DialerState, turn: Turn, status: Status): void {
  const record = turn.record;
  if (status.blocks === 'record') s.records.blockedUntil[record] = NEVER;
  else if (status.blocks === 'number') blockNumber(s, record, turn.number, s.statuses.statuses.indexOf(status));
}

function blockNumber(s: DialerState, record: number, number: number, status: number): void {
  const { blockScope } = s.settings;
  s.records.blockNumber(number, blockScope, true);
  s.out.blockNumber(number, blockScope, record, status);
}

/** An agent who dials himself keeps a record that he has dialled, or whose other numbers he may choose. */
function keepsHandTurn(s: DialerState, turn: Turn, isNumberMissing: boolean): boolean {
  turn.chosen = NONE;
  if (turn.dials > 0) {
    waitForSave(s, turn);
    return true;
  }
  return isNumberMissing && hasDialableNumber(s.records, turn.record, s.settings.callInvalidNumbers);
}

/** Delay before the dialer calls again after this outcome, ms. */
export function delayAfter(s: DialerState, outcome: Outcome | null, attempts: number): Millis {
  const { attemptDelayMs, outcomeDelayMs } = s.settings;
  const own = outcome === null ? undefined : outcomeDelayMs[OUTCOMES[outcome]];
  return own ?? attemptDelayMs[Math.min(attempts, attemptDelayMs.length - 1)]!;
}

function setStatus(s: DialerState, record: number, status: number): void {
  if (status === NONE) return;
  s.statistics.move(s.records.status[record]!, status, true);
  s.records.status[record] = status;
}

function isPromise(s: DialerState, turn: Turn): boolean {
  return turn.actionAtStart === Action.rescheduledByAgent;
}

/** Position of the dialable number that follows `phone` in cyclic order; `phone` itself if it is the only one. */
function numberAfter(s: DialerState, record: number, phone: number): number {
  const following = nextNumber(s.records, record, phone + 1, 0, s.settings.callInvalidNumbers);
  return following === NONE ? 0 : following;
}
