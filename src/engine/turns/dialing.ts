/**
 * Placing calls: one attempt to the next number of a turn, if it may be made now.
 *
 * Rule (N7): right before each dial the number must be dialable, the window open and the campaign active. A dial that
 * waits for the gate, a channel or a start keeps its turn and is made as soon as it can be.
 */
import { NEVER, SECOND_MS } from '../../base/time.ts';
import { nextOfTurn } from '../records/numbers.ts';
import { RecordFlag } from '../records/recordTable.ts';
import type { DialerState } from '../state.ts';
import { NONE } from '../vocabulary.ts';
import { openTurn } from './closing.ts';
import type { Turn } from './turn.ts';

/** `dialled`; `held`: it waits; `noNumber`: no untried dialable number; `notNow`: window closed or campaign stopped. */
export type DialResult = 'dialled' | 'held' | 'noNumber' | 'notNow';

/** Dials the turn's next number, at the position `phone` where that is known already. */
export function dialNext(s: DialerState, turn: Turn, phone: number = nextPhone(s, turn)): DialResult {
  if (phone === NONE) return 'noNumber';
  const record = turn.record;
  if (s.active !== true || !(s.zones.allOpen || s.zones.isOpen(s.records.zone[record]!))) return 'notNow';
  if (!mayDialNow(s)) {
    s.heldDials.push(turn);
    s.settled = 0;
    return 'held';
  }
  placeCall(s, turn, record, phone);
  return 'dialled';
}

/**
 * Dials a record of the queue in a new turn. The caller knows that it may be: the campaign is active, the index gave the record, whose zone
 * is therefore open, and the gate, the channels and the starts leave room (asking again cost some 110 instructions a dial).
 */
export function dialFromQueue(s: DialerState, record: number, phone: number): void {
  placeCall(s, openTurn(s, record, NONE), record, phone);
}

/** Position of the number with which a new turn of this record would begin; NONE: none can be dialled. */
export function firstPhone(s: DialerState, record: number): number {
  const { records } = s;
  if (records.hasFlag(record, RecordFlag.oneValidNumber) && records.isOnlyDialable(record)) return 0;
  return nextOfTurn(records, record, 0, s.settings.callInvalidNumbers);
}

/** Is there a channel, a start in this second, and an open gate? */
function mayDialNow(s: DialerState): boolean {
  return !isGateShut(s) && s.channels > s.turns.callsInProgress && (s.options.startsPerSecond === null || startsRoom(s) > 0);
}

/** With `answeredGate`: an answered call is with no agent, so nothing is dialled (11.3, step 2). */
export function isGateShut(s: DialerState): boolean {
  return s.settings.answeredGate && s.turns.waiting.length + s.turns.analysing.length > 0;
}

export function freeChannels(s: DialerState): number {
  return s.channels - s.turns.callsInProgress;
}

/** Dials that may still begin in this whole second. */
export function startsRoom(s: DialerState): number {
  const limit = s.options.startsPerSecond;
  if (limit === null) return NEVER;
  return s.startsSecond === Math.floor(s.now / SECOND_MS) ? limit - s.startsCount : limit;
}

function placeCall(s: DialerState, turn: Turn, record: number, phone: number): void {
  const { records, now } = s;
  const dialNumber = records.dials[record]! + 1;
  records.dials[record] = dialNumber;
  records.lastCalledAt[record] = now;
  if (turn.byHand === 1) {
    records.handDials[record] = records.handDials[record]! + 1;
    s.agentTimers.delete(turn.holder);
  }
  turn.chosen = NONE;
  const attempt = s.turns.beginAttempt(turn, phone, now);
  s.out.dial(attempt, record, phone, dialNumber, turn.holder);
  if (s.tellsStarts === true) tellStart(s, turn);
}

/** A dial has begun, and somebody counts them. */
function tellStart(s: DialerState, turn: Turn): void {
  if (s.options.startsPerSecond !== null) countStart(s);
  if (turn.attended === 0) s.strategy.onAttemptStarted?.(s.now);
}

/** Position of the number that the turn would dial next; NONE: there is none. */
function nextPhone(s: DialerState, turn: Turn): number {
  const record = turn.record;
  if (turn.chosen !== NONE) return chosenNumber(s, turn, record);
  return nextOfTurn(s.records, record, turn.tried, s.settings.callInvalidNumbers);
}

/** The number that the agent chose, if it may still be dialled; chosen once, it is forgotten when it is dialled or gone. */
function chosenNumber(s: DialerState, turn: Turn, record: number): number {
  const phone = turn.chosen;
  return s.records.isDialable(record, phone, s.settings.callInvalidNumbers) ? phone : NONE;
}

function countStart(s: DialerState): void {
  const second = Math.floor(s.now / SECOND_MS);
  if (s.startsSecond !== second) {
    s.startsSecond = second;
    s.startsCount = 0;
  }
  s.startsCount += 1;
}
