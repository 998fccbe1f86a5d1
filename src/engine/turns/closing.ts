/**
 * Opening and closing turns: applying a row of the transition table, handing the finished activity to the sink, and
 * telling the selection index.
 */
import { UNSET } from '../../base/time.ts';
import { ACTION_SHIFT, RecordFlag, type RecordTable } from '../records/recordTable.ts';
import { applyRow, makeReady, ROWS, type TransitionRow } from '../records/transitions.ts';
import type { DialerState } from '../state.ts';
import { Action, ACTIONS, NONE, OUTCOMES, type OutcomeName, type Reason } from '../vocabulary.ts';
import type { Turn } from './turn.ts';

/** Opens a turn on a record that the index offers: R05 for an agent, R08 for the queue. `byHand`: the agent dials it himself. Returns the turn. */
export function openTurn(s: DialerState, record: number, holder: number, byHand = false): Turn {
  const { records, turns } = s;
  s.index.picked(record);
  s.index.withdraw(record);
  const action = records.beginTurn(record);
  const promisedAt = action === Action.rescheduledByAgent ? records.nextCallAt[record]! : UNSET;
  const turn = turns.open(record, holder, action, promisedAt, s.now, byHand);
  if (holder !== NONE) {
    makeReady(records, record); // R05
    s.agents.turn[holder] = turn.row;
  }
  return turn;
}

/**
 * Closes a turn with a row of the transition table. `s.values` must hold what the row's `given` fields take. The holder,
 * if there is one, no longer holds it; what he does next is the caller's affair.
 */
export function closeTurn(s: DialerState, turn: Turn, row: TransitionRow, reason: Reason | null): void {
  const { records } = s;
  const { record, holder } = turn;
  const outcome = turn.outcome === NONE ? null : OUTCOMES[turn.outcome]!;
  if (holder !== NONE) {
    s.agents.turn[holder] = NONE;
    s.agentTimers.delete(holder);
  }
  if (s.heldDials.length > 0) s.heldDials = s.heldDials.filter((held) => held !== turn);
  const word = records.flagsAndAction[record]!;
  if ((word & row.plainEndFlag) !== 0) {
    closeDone(s, turn, word, outcome, reason);
    return;
  }
  s.values.actionAtStart = turn.actionAtStart;
  applyRow(records, record, row, s.values);
  records.flagsAndAction[record] = (records.flagsAndAction[record]! & ~RecordFlag.inTurn) | (turn.dials > 0 ? RecordFlag.hasCallActivity : 0);
  const closed = noteTurn(s, turn, outcome, reason);
  noteStanding(records, record, closed);
  s.out.activity(closed);
  s.index.admit(record, s.now);
}

/**
 * Closes a turn that nobody holds any more, and after which its record is done. Most do so: the record is bare, has neither next call nor
 * owner, so three columns need not be touched (some 100 instructions a dial). `word`: its flags and action.
 */
export function closeDone(s: DialerState, turn: Turn, word: number, outcome: OutcomeName | null, reason: Reason | null): void {
  const { records } = s;
  const { record } = turn;
  records.flagsAndAction[record] = (word & KEPT_WHEN_DONE) | (turn.dials > 0 ? DONE | RecordFlag.hasCallActivity : DONE);
  const closed = noteTurn(s, turn, outcome, reason);
  closed.attemptsAfter = records.attempts[record]!;
  closed.actionAfter = 'done';
  closed.nextCallAtAfter = UNSET;
  closed.hardOwnerAfter = NONE;
  closed.softOwnerAfter = NONE;
  s.out.activity(closed);
}

const DONE = Action.done << ACTION_SHIFT;
/** Flags of a bare record that stay as they are when it is done. */
const KEPT_WHEN_DONE = RecordFlag.deleted | RecordFlag.hasCallActivity | RecordFlag.oneValidNumber | RecordFlag.bare;

/** R07: eligible, but no number can be dialled. */
export function finishWithoutNumber(s: DialerState, record: number): void {
  s.index.withdraw(record);
  changeRecord(s, record, ROWS.R07, 'change', 'noNumber');
  s.index.admit(record, s.now);
}

/** Applies a row to a record that is in no turn (or leaves its turn as it is), and appends the activity. */
export function changeRecord(s: DialerState, record: number, row: TransitionRow, kind: 'change' | 'assign' | 'recycle' | 'import', reason: Reason | null): void {
  s.closed.actionAtStart = ACTIONS[s.records.actionOf(record)];
  applyRow(s.records, record, row, s.values);
  appendActivity(s, record, kind, reason);
}

/** Hands out an activity that was complete the moment it began. */
export function appendActivity(s: DialerState, record: number, kind: 'change' | 'assign' | 'recycle' | 'import', reason: Reason | null): void {
  const { records, closed } = s;
  closed.record = record;
  closed.kind = kind;
  closed.startedAt = s.now;
  closed.endedAt = s.now;
  closed.reason = reason;
  closed.status = records.status[record]!;
  noteStanding(records, record, closed);
  s.out.activity(closed);
}

/** What the activity says of its turn, whose row becomes free. */
function noteTurn(s: DialerState, turn: Turn, outcome: OutcomeName | null, reason: Reason | null): DialerState['closedCall'] {
  const { closedCall: closed } = s;
  const { record, actionAtStart } = turn;
  closed.record = record;
  closed.agent = turn.holder;
  closed.startedAt = turn.startedAt;
  closed.endedAt = s.now;
  closed.dials = turn.dials;
  closed.outcome = outcome;
  closed.reason = reason;
  closed.counted = turn.counted === 1;
  closed.status = s.records.status[record]!;
  if (actionAtStart !== s.closedCallFrom || actionAtStart === Action.rescheduledByAgent) noteStart(s, closed, turn);
  s.turns.close(turn);
  return closed;
}

/** What the activity says of the record as it stands now. */
function noteStanding(records: RecordTable, record: number, closed: DialerState['closed']): void {
  closed.actionAfter = ACTIONS[records.actionOf(record)];
  closed.attemptsAfter = records.attempts[record]!;
  closed.nextCallAtAfter = records.nextCallAt[record]!;
  closed.hardOwnerAfter = records.hardOwner[record]!;
  closed.softOwnerAfter = records.softOwner[record]!;
}

/** What the activity says of where its turn started: nothing to change while turns start from the same action and no promise is in play. */
function noteStart(s: DialerState, closed: DialerState['closedCall'], turn: Turn): void {
  s.closedCallFrom = turn.actionAtStart;
  closed.actionAtStart = ACTIONS[turn.actionAtStart]!;
  closed.promisedAt = turn.promisedAt;
  closed.promise = promiseOf(s, turn);
}

function promiseOf(s: DialerState, turn: Turn): 'kept' | 'late' | null {
  const promisedAt = turn.promisedAt;
  const firstDialAt = turn.firstDialAt;
  if (promisedAt === UNSET || firstDialAt === UNSET) return null;
  const { callbackEarlyMs, callbackLateMs } = s.settings;
  return firstDialAt >= promisedAt - callbackEarlyMs && firstDialAt <= promisedAt + callbackLateMs ? 'kept' : 'late';
}
