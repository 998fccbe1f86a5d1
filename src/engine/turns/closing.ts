/**
 * Opening and closing turns: applying a row of the transition table, handing the finished activity to the sink, and
 * telling the selection index.
 */
import { UNSET } from '../../base/time.ts';
import { RecordFlag } from '../records/recordTable.ts';
import { applyRow, ROWS, type TransitionRow } from '../records/transitions.ts';
import type { DialerState } from '../state.ts';
import { Action, ACTIONS, NONE, OUTCOMES, type Reason } from '../vocabulary.ts';
import type { Turn } from './turn.ts';

/** Opens a turn on a record that the index offers: R05 for an agent, R08 for the queue. `byHand`: the agent dials it himself. Returns the turn. */
export function openTurn(s: DialerState, record: number, holder: number, byHand = false): Turn {
  const { records, turns } = s;
  s.index.picked(record);
  s.index.withdraw(record);
  const action = records.action[record] as Action;
  const promisedAt = action === Action.rescheduledByAgent ? records.nextCallAt[record]! : UNSET;
  const turn = turns.open(record, holder, action, promisedAt, s.now, byHand);
  records.setFlag(record, RecordFlag.inTurn, true);
  if (holder !== NONE) {
    applyRow(records, record, ROWS.R05, s.values);
    s.agents.turn[holder] = turn.row;
  }
  return turn;
}

/**
 * Closes a turn with a row of the transition table. `s.values` must hold what the row's `given` fields take. The holder,
 * if there is one, no longer holds it; what he does next is the caller's affair.
 */
export function closeTurn(s: DialerState, turn: Turn, row: TransitionRow, reason: Reason | null): void {
  const { records, turns } = s;
  const record = turn.record;
  const holder = turn.holder;
  s.values.actionAtStart = turn.actionAtStart;
  const actionAfter = applyRow(records, record, row, s.values);
  records.flags[record] = (records.flags[record]! & ~RecordFlag.inTurn) | (turn.dials > 0 ? RecordFlag.hasCallActivity : 0);
  if (holder !== NONE) {
    s.agents.turn[holder] = NONE;
    s.agentTimers.delete(holder);
  }
  const closed = s.closed;
  closed.kind = 'call';
  closed.agent = holder;
  closed.startedAt = turn.startedAt;
  closed.dials = turn.dials;
  const outcome = turn.outcome;
  closed.outcome = outcome === NONE ? null : OUTCOMES[outcome]!;
  closed.promisedAt = turn.promisedAt;
  closed.promise = promiseOf(s, turn);
  closed.counted = turn.counted === 1;
  closed.actionAtStart = ACTIONS[turn.actionAtStart]!;
  turns.close(turn);
  if (s.heldDials.length > 0) s.heldDials = s.heldDials.filter((held) => held !== turn);
  emitActivity(s, record, reason, actionAfter, actionAfter === Action.done);
  s.index.admit(record, s.now);
}

/** R07: eligible, but no number can be dialled. */
export function finishWithoutNumber(s: DialerState, record: number): void {
  s.index.withdraw(record);
  changeRecord(s, record, ROWS.R07, 'change', 'noNumber');
  s.index.admit(record, s.now);
}

/** Applies a row to a record that is in no turn (or leaves its turn as it is), and appends the activity. */
export function changeRecord(s: DialerState, record: number, row: TransitionRow, kind: 'change' | 'assign' | 'recycle' | 'import', reason: Reason | null): void {
  s.closed.actionAtStart = ACTIONS[s.records.action[record]!]!;
  applyRow(s.records, record, row, s.values);
  appendActivity(s, record, kind, reason);
}

/** Hands out an activity that was complete the moment it began. */
export function appendActivity(s: DialerState, record: number, kind: 'change' | 'assign' | 'recycle' | 'import', reason: Reason | null): void {
  const closed = s.closed;
  closed.kind = kind;
  closed.agent = NONE;
  closed.startedAt = s.now;
  closed.dials = 0;
  closed.outcome = null;
  closed.promise = null;
  closed.promisedAt = UNSET;
  closed.counted = false;
  emitActivity(s, record, reason, s.records.action[record] as Action, false);
}

/** `isJustDone`: a row has just led to `done`, so that there is neither a next call nor a soft owner: two columns less to read for most. */
function emitActivity(s: DialerState, record: number, reason: Reason | null, actionAfter: Action, isJustDone: boolean): void {
  const { records, closed } = s;
  closed.record = record;
  closed.endedAt = s.now;
  closed.reason = reason;
  closed.status = records.status[record]!;
  closed.actionAfter = ACTIONS[actionAfter]!;
  closed.attemptsAfter = records.attempts[record]!;
  closed.hardOwnerAfter = records.hardOwner[record]!;
  closed.nextCallAtAfter = isJustDone ? UNSET : records.nextCallAt[record]!;
  closed.softOwnerAfter = isJustDone ? NONE : records.softOwner[record]!;
  s.out.activity(closed);
}

function promiseOf(s: DialerState, turn: Turn): 'kept' | 'late' | null {
  const promisedAt = turn.promisedAt;
  const firstDialAt = turn.firstDialAt;
  if (promisedAt === UNSET || firstDialAt === UNSET) return null;
  const { callbackEarlyMs, callbackLateMs } = s.settings;
  return firstDialAt >= promisedAt - callbackEarlyMs && firstDialAt <= promisedAt + callbackLateMs ? 'kept' : 'late';
}
