/**
 * What every ended attempt leaves behind, whatever becomes of its turn: counters, the outcome of the turn so far, the invalid mark, where
 * the next turn starts (records: sections 6 and 8, N5 and N6).
 */
import { nextNumber } from '../records/numbers.ts';
import type { DialerState } from '../state.ts';
import { NONE, Outcome } from '../vocabulary.ts';
import { outcomeIn, outcomeSet } from './outcomeSet.ts';
import type { Turn } from './turn.ts';

/** Outcomes after which the next turn starts with the number just dialled (N5). */
const SAME_NUMBER = outcomeSet(Outcome.answered, Outcome.customerHangup, Outcome.dropped, Outcome.congestion, Outcome.cancelled, Outcome.unknown);
/** Outcomes of attempts that `maxTotalAttempts` does not count. */
export const UNCOUNTED = outcomeSet(Outcome.congestion, Outcome.cancelled);
/** Outcomes that may not be the turn's. */
export const PASSED_OVER = outcomeSet(Outcome.cancelled, Outcome.invalidNumber);

/** Returns the attempts since the last recycling. `hadOne`: the record's flag `oneValidNumber` as it was at the end of the attempt. */
export function noteAttempt(s: DialerState, turn: Turn, outcome: Outcome, hadOne: boolean): number {
  const { records } = s;
  const record = turn.record;
  const totalAttempts = records.totalAttempts[record]! + (outcomeIn(UNCOUNTED, outcome) ? 0 : 1);
  records.totalAttempts[record] = totalAttempts;
  if (outcomeIn(PASSED_OVER, outcome)) notePassedOver(s, turn, outcome);
  else turn.outcome = outcome;
  // A record with one valid number begins with it, always.
  if (!hadOne) noteNumber(s, turn, outcome);
  return totalAttempts;
}

/** N6: a cancelled attempt is passed over unless it is the only one; an invalid number unless nothing else happened. */
function notePassedOver(s: DialerState, turn: Turn, outcome: Outcome): void {
  const before = turn.outcome;
  if (before === NONE || (outcome === Outcome.invalidNumber && before === Outcome.cancelled)) turn.outcome = outcome;
  if (outcome === Outcome.invalidNumber) s.records.markInvalid(turn.record, turn.phone);
}

/** N5: where the next turn starts. */
function noteNumber(s: DialerState, turn: Turn, outcome: Outcome): void {
  const { records } = s;
  const record = turn.record;
  const phone = turn.phone;
  if (outcomeIn(SAME_NUMBER, outcome)) records.numberIndex[record] = phone;
  else if (turn.byHand === 0) records.numberIndex[record] = s.isOnePerTurn ? numberAfter(s, record, phone) : 0;
}

/** Position of the dialable number that follows `phone` in cyclic order; `phone` itself if it is the only one. */
function numberAfter(s: DialerState, record: number, phone: number): number {
  const following = nextNumber(s.records, record, phone + 1, 0, s.settings.callInvalidNumbers);
  return following === NONE ? 0 : following;
}
