/**
 * The end of most turns: nobody answered the record's only number, and it is not called again.
 *
 * Rule: nothing here that `afterAttempt` would not do. Of its steps all but U9 have nothing to do with a plain turn (no agent, no promise, no
 * repeat), a plain record and a plain outcome; three tests tell so, and two calls less are made (some 100 instructions a dial).
 */
import { RecordFlag } from '../records/recordTable.ts';
import type { DialerState } from '../state.ts';
import { Action, NONE, type Outcome, type OutcomeName } from '../vocabulary.ts';
import { closeDone } from './closing.ts';
import { PASSED_OVER, UNCOUNTED } from './noteAttempt.ts';
import { outcomeIn } from './outcomeSet.ts';
import type { Turn } from './turn.ts';

/** Of a record with one valid number, no next call and no owner. */
const PLAIN = RecordFlag.oneValidNumber | RecordFlag.bare;

/** Ends a plain turn whose attempt was the last that is allowed. False: it is another, and nothing was done. */
export function endsLast(s: DialerState, turn: Turn, outcome: Outcome, name: OutcomeName): boolean {
  const { records } = s;
  const { record } = turn;
  const word = records.flagsAndAction[record]!;
  if (turn.holder !== NONE || turn.dials !== 1 || turn.actionAtStart > Action.callImmediately) return false;
  if ((word & PLAIN) !== PLAIN || !records.isOnlyDialable(record)) return false;
  if (outcomeIn(s.statuses.automaticOutcomes | UNCOUNTED | PASSED_OVER, outcome)) return false;
  const { maxTotalAttempts } = s.settings;
  const totalAttempts = records.totalAttempts[record]! + 1;
  if (maxTotalAttempts <= 0 || totalAttempts < maxTotalAttempts) return false;
  records.totalAttempts[record] = totalAttempts;
  closeDone(s, turn, word, name, 'maxTotalAttempts'); // U9
  return true;
}
