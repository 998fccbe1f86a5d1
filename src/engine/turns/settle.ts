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
import { hasDialableNumber } from '../records/numbers.ts';
import { RecordFlag } from '../records/recordTable.ts';
import { ROWS, withAttemptsKept, type TransitionRow } from '../records/transitions.ts';
import type { DialerState } from '../state.ts';
import { Action, NONE, Outcome, OUTCOMES, type Reason } from '../vocabulary.ts';
import { closeTurn } from './closing.ts';
import { dialNext, type DialResult } from './dialing.ts';
import { noteAttempt } from './noteAttempt.ts';
import { outcomeIn, outcomeSet } from './outcomeSet.ts';
import type { Turn } from './turn.ts';

/** Outcomes after which the turn goes on with the next number. */
const GOES_ON = outcomeSet(Outcome.busy, Outcome.noAnswer, Outcome.rejected, Outcome.machine, Outcome.invalidNumber);
/** Outcomes after which a promise is still to be kept (U3). */
const KEEPS_PROMISE = outcomeSet(Outcome.congestion, Outcome.dropped, Outcome.unknown);
/** R13 as it is applied here: the counter is written when it rises, not by the row. */
const DONE = withAttemptsKept(ROWS.R13);

/** An attempt ended with `outcome`, and no agent took the call. (The last of a plain turn does not come here: lastAttempt.ts.) */
export function afterAttempt(s: DialerState, turn: Turn, outcome: Outcome): void {
  const { records } = s;
  const record = turn.record;
  // Most records have one valid number: with it nothing is left to try, and none need be sought.
  const hadOne = records.hasFlag(record, RecordFlag.oneValidNumber);
  const totalAttempts = noteAttempt(s, turn, outcome, hadOne);
  if (turn.byHand === 1) { // U1
    waitForSave(s, turn);
    return;
  }
  if (!hadOne && outcomeIn(GOES_ON, outcome) && !s.isOnePerTurn) goOn(s, turn, totalAttempts);
  else settleTurn(s, turn, false, hadOne && outcome !== Outcome.invalidNumber ? records.isOnlyDialable(record) : hasNumber(s, record), totalAttempts);
}

/** The next number of the turn, if there is one; with `nextNow` the record is updated first. */
function goOn(s: DialerState, turn: Turn, totalAttempts: number): void {
  const isNextNow = s.isNextNow && !isPromise(turn);
  if (!isNextNow) {
    const result = dialNext(s, turn);
    if (result === 'dialled' || result === 'held') return;
  }
  settleTurn(s, turn, isNextNow, hasNumber(s, turn.record), totalAttempts);
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
    const { record } = turn;
    if (s.isNextNow && !isPromise(turn)) rescheduleUpdated(s, turn);
    else settleTurn(s, turn, false, hasNumber(s, record), s.records.totalAttempts[record]!);
    return;
  }
  if (isNumberMissing) closeTurn(s, turn, ROWS.R07, 'noNumber');
  else closeTurn(s, turn, holder === NONE ? ROWS.R11 : ROWS.R10, 'stopped');
  // No pause runs after a turn without an attempt.
  if (holder !== NONE) startPauseAfter(s, holder, 0);
}

/**
 * U2 to U11. `anyNumber`: some number of the record is dialable. What few turns come to is in functions of its own, so that V8 takes the rest
 * into the code of its callers.
 */
function settleTurn(s: DialerState, turn: Turn, mayGoOn: boolean, anyNumber: boolean, totalAttempts: number): void {
  const outcome = turn.outcome as Outcome;
  if (outcome === Outcome.cancelled) { // U2
    finish(s, turn, turn.holder === NONE ? ROWS.R11 : ROWS.R10, 'stopped');
    return;
  }
  const isPromiseTurn = isPromise(turn);
  // An invalid number counts only when no dialable number is left.
  const setsStatus = outcomeIn(s.statuses.automaticOutcomes, outcome) && !(outcome === Outcome.invalidNumber && anyNumber);
  const automatic = setsStatus ? s.statuses.automaticByOutcome[outcome]! : NONE;
  if (isPromiseTurn && isPromiseMissed(s, turn, outcome, automatic)) return; // U3
  let status: Status | undefined;
  let reason: Reason | null = anyNumber ? null : 'noNumber';
  if (automatic !== NONE) {
    setStatus(s, turn.record, automatic); // U4
    status = s.statuses.get(automatic)!;
    applyBlocks(s, turn, status); // U5
    // It may just have blocked the number.
    reason = finalReason(s, turn.record, status);
  }
  if (reason === null) {
    const isRepeat = turn.actionAtStart === Action.rescheduledByDialer || (turn.dials > 1 && s.isNextNow);
    if (isRepeat && !isPromiseTurn) countRepeat(s, turn, outcome);
    const { maxTotalAttempts } = s.settings;
    if (maxTotalAttempts > 0 && totalAttempts >= maxTotalAttempts) reason = 'maxTotalAttempts'; // U9
  }
  if (reason !== null) finish(s, turn, DONE, reason); // U6, U7, U9
  else callAgain(s, turn, outcome, status, mayGoOn);
}

/** U3: a promise was not kept. True: that ends it. */
function isPromiseMissed(s: DialerState, turn: Turn, outcome: Outcome, automatic: number): boolean {
  const { missedPromise } = s.settings;
  if (outcomeIn(KEEPS_PROMISE, outcome) || missedPromise === 'retry') return false;
  if (missedPromise === 'agentDecides' && turn.holder !== NONE) {
    waitForSave(s, turn); // R14
    return true;
  }
  setStatus(s, turn.record, automatic);
  finish(s, turn, DONE, 'promiseMissed');
  return true;
}

/** U8, for the repeat counter: written now, not only by the closing row, because with `nextNow` the turn may go on. */
function countRepeat(s: DialerState, turn: Turn, outcome: Outcome): void {
  if (s.countedOutcomes[outcome] !== 1) return;
  const { attempts } = s.records;
  turn.counted = 1;
  attempts[turn.record] = attempts[turn.record]! + 1;
}

/** U10, U11: it may be called again, unless it was so too often. */
function callAgain(s: DialerState, turn: Turn, outcome: Outcome, status: Status | undefined, mayGoOn: boolean): void {
  const attempts = s.records.attempts[turn.record]!;
  const isPromiseTurn = isPromise(turn);
  if (outcome === Outcome.congestion) {
    s.values.nextCallAt = turn.endedAt + delayAfter(s, outcome, attempts);
    finish(s, turn, ROWS.R15, null);
    return;
  }
  if (s.countedOutcomes[outcome] === 1 && !isPromiseTurn && attempts >= s.settings.maxRepeatAttempts) { // U10
    finish(s, turn, DONE, 'maxRepeatAttempts');
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

/** U6 and U7: does this status, or the lack of numbers, end it? */
export function finalReason(s: DialerState, record: number, status: Status | undefined): Reason | null {
  if (status !== undefined && (status.blocks === 'record' || status.finalUntilRecycled || status.systemStatus === 'doNotCall')) return 'status';
  return hasNumber(s, record) ? null : 'noNumber';
}

/** U5, S5: a status may block the record or the number of the last attempt. */
export function applyBlocks(s: DialerState, turn: Turn, status: Status): void {
  const record = turn.record;
  if (status.blocks === 'record') s.records.blockedUntil[record] = NEVER;
  else if (status.blocks === 'number') blockNumber(s, record, numberDialled(s, turn), s.statuses.statuses.indexOf(status));
}

/** The number of the turn's last attempt, as its index in the directory. */
function numberDialled(s: DialerState, turn: Turn): number {
  return turn.number === NONE ? s.records.numberAt(turn.record, turn.phone) : turn.number;
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
  return isNumberMissing && hasNumber(s, turn.record);
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

/** Is any number of the record dialable? */
function hasNumber(s: DialerState, record: number): boolean {
  return hasDialableNumber(s.records, record, s.settings.callInvalidNumbers);
}

function isPromise(turn: Turn): boolean {
  return turn.actionAtStart === Action.rescheduledByAgent;
}
