/**
 * A record's own data change: numbers, priority, zone, and the ranks that its form's fields sort by (records: R34).
 *
 * Rule: not while an attempt is under way. A changed number has no invalid mark, and the next turn starts with the first
 * number if the numbers changed. A turn that goes on with the next number knows which of the new ones it has dialled,
 * and which number it dialled last.
 */
import type { RecordEdited, RecordRanked } from '../events.ts';
import type { DialerState } from '../state.ts';
import { CallState, type Turn } from '../turns/turn.ts';
import { NONE, type Rejection } from '../vocabulary.ts';
import { appendChange, refusalOf } from './recordFlow.ts';
import { RecordFlag } from './recordTable.ts';

/** R34: null when done, else why it was refused. */
export function editRecord(s: DialerState, event: RecordEdited): Rejection | null {
  const { records, turns } = s;
  const { record } = event;
  const refusal = refusalOf(s, record, 'edit');
  if (refusal !== null) return refusal;
  const turn = records.hasFlag(record, RecordFlag.inTurn) ? turns.turnOfRecord(record) : null;
  if (turn !== null && turn.callState !== CallState.idle) return 'recordInUse';
  const dialled = turn === null ? [] : dialledNumbers(s, turn);
  if (turn !== null && turn.dials > 0 && turn.number === NONE) turn.number = records.numberAt(record, turn.phone);
  s.index.withdraw(record);
  records.priority[record] = event.priority;
  records.zone[record] = event.zone;
  if (records.changePhones(record, event.phones)) {
    records.numberIndex[record] = 0;
    if (turn !== null) remark(s, turn, dialled);
  }
  appendChange(s, record);
  s.index.admit(record, s.now);
  return null;
}

/** The ranks of the fields that the policy orders by. */
export function rankRecord(s: DialerState, event: RecordRanked): Rejection | null {
  const { record } = event;
  if (record < 0 || record >= s.records.length || s.records.hasFlag(record, RecordFlag.deleted)) return 'noSuchRecord';
  s.index.withdraw(record);
  s.records.setRanks(record, event.ranks);
  s.index.admit(record, s.now);
  return null;
}

function dialledNumbers(s: DialerState, turn: Turn): number[] {
  const record = turn.record;
  const tried = turn.tried;
  const numbers: number[] = [];
  for (let position = 0; position < s.records.phoneCount[record]!; position += 1) {
    if ((tried & (1 << position)) !== 0) numbers.push(s.records.numberAt(record, position));
  }
  return numbers;
}

function remark(s: DialerState, turn: Turn, dialled: readonly number[]): void {
  const record = turn.record;
  let tried = 0;
  for (let position = 0; position < s.records.phoneCount[record]!; position += 1) {
    if (dialled.includes(s.records.numberAt(record, position))) tried |= 1 << position;
  }
  turn.tried = tried;
  turn.chosen = NONE;
}
