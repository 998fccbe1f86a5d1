/**
 * Record events from outside: created, and changed by a team leader (records: rows R01–R04, R23–R30, R32, R33, R35).
 *
 * Rule: the transition table says what is legal; what is not is refused with its reason and changes nothing.
 */
import { NEVER, UNSET, type Millis } from '../../base/time.ts';
import { startPauseAfter } from '../agents/agentFlow.ts';
import type { ActionSet, RecordCreated, RecordMoved, RecordRestored } from '../events.ts';
import type { DialerState } from '../state.ts';
import { appendActivity, changeRecord, closeTurn } from '../turns/closing.ts';
import { Action, ACTIONS, NONE, type ActionName, type Reason, type Rejection } from '../vocabulary.ts';
import { mayHaveSoftOwner, nextCallAtOfNew } from './creation.ts';
import { RecordFlag } from './recordTable.ts';
import { LEGAL_STANDINGS, ROWS, standingRejection, withAttemptsGiven, type RecordEventName, type Standing, type TransitionRow } from './transitions.ts';

/** R01–R04. The creator has checked the fields; a soft owner beside a hard one is dropped. */
export function createRecord(s: DialerState, event: RecordCreated): void {
  const { records } = s;
  const record = records.create(event);
  const nextCallAt = nextCallAtOfNew(event.action, event.nextCallAt, s.now);
  records.nextCallAt[record] = nextCallAt;
  if (!mayHaveSoftOwner(event.action, nextCallAt, event.hardOwner !== NONE)) records.softOwner[record] = NONE;
  records.noteBare(record);
  if (event.status === NONE) records.status[record] = s.statuses.initial;
  s.statistics.carry(records.status[record]!, 1);
  s.index.admit(record, s.now);
}

/** A record joins as it stood in a store. Whoever kept it vouches for its fields. */
export function restoreRecord(s: DialerState, event: RecordRestored): void {
  if (event.action === 'ready') throw new RangeError(`record ${event.record} cannot be restored as ready: it stands in no turn`);
  const record = s.records.restore(event);
  s.statistics.carry(event.status, 1);
  s.index.admit(record, s.now);
}

/** R23–R26: the action is set by hand. The counter goes back to 0 when that changes the action (D75). */
export function setAction(s: DialerState, event: ActionSet): Rejection | null {
  const { records } = s;
  const record = event.record;
  const row = ROW_OF_ACTION[event.action];
  if (row === undefined) return 'actionNotSettable';
  const refusal = refusalOf(s, record, 'setAction') ?? timeProblem(s, record, event);
  if (refusal !== null) return refusal;
  const turn = records.actionOf(record) === Action.ready ? s.turns.turnOfRecord(record) : null;
  const holder = turn === null ? NONE : turn.holder;
  const changes = turn !== null || records.actionOf(record) !== row.to;
  s.values.nextCallAt = event.action === 'callImmediately' ? s.now : event.nextCallAt;
  s.values.softOwner = softOwnerAfter(s, event);
  const attempts = changes ? 0 : records.attempts[record]!;
  const effective = withAttemptsGiven(row);
  s.values.attempts = attempts;
  const reason: Reason | null = 'user';
  if (turn !== null) {
    closeTurn(s, turn, effective, reason);
    if (s.agents.isSignedIn(holder)) startPauseAfter(s, holder, 0);
  } else {
    rewrite(s, record, effective, 'change', reason);
  }
  return null;
}

/** R27: a hard owner. Not while somebody else holds the record. */
export function setOwner(s: DialerState, record: number, agent: number): Rejection | null {
  const refusal = refusalOf(s, record, 'setOwner');
  if (refusal !== null) return refusal;
  s.values.hardOwner = agent;
  if (s.records.actionOf(record) !== Action.ready) {
    rewrite(s, record, ROWS.R27, 'assign', null);
    return null;
  }
  if (s.turns.turnOfRecord(record)!.holder !== agent) return 'recordInUse';
  changeRecord(s, record, ROWS.R27, 'assign', null);
  return null;
}

/** R28. */
export function clearOwner(s: DialerState, record: number): Rejection | null {
  return refusalOf(s, record, 'clearOwner') ?? rewrite(s, record, ROWS.R28, 'assign', null);
}

/** R29: only with an activity of kind call, and only to a status of the campaign. */
export function setStatus(s: DialerState, record: number, index: number): Rejection | null {
  const refusal = refusalOf(s, record, 'setStatus');
  if (refusal !== null) return refusal;
  if (!s.records.hasFlag(record, RecordFlag.hasCallActivity)) return 'noActivity';
  const status = s.statuses.get(index);
  if (status === undefined) return 'statusNotInCampaign';
  if (!status.active) return 'statusInactive';
  s.index.withdraw(record);
  s.statistics.move(s.records.status[record]!, index, false);
  s.records.status[record] = index;
  appendChange(s, record);
  s.index.admit(record, s.now);
  return null;
}

/** R30: another record type or database. */
export function moveRecord(s: DialerState, event: RecordMoved): Rejection | null {
  const refusal = refusalOf(s, event.record, 'move');
  if (refusal !== null) return refusal;
  if (event.recordType === s.options.recordType && event.database >= s.options.databases.length) return 'databaseMismatch';
  s.index.withdraw(event.record);
  s.records.recordType[event.record] = event.recordType;
  s.records.database[event.record] = event.database;
  appendChange(s, event.record);
  s.index.admit(event.record, s.now);
  return null;
}

/** R32 and R33. */
export function blockRecord(s: DialerState, record: number, blocked: boolean): Rejection | null {
  const refusal = refusalOf(s, record, blocked ? 'block' : 'unblock');
  if (refusal !== null) return refusal;
  s.index.withdraw(record);
  s.records.blockedUntil[record] = blocked ? NEVER : UNSET;
  changeRecord(s, record, blocked ? ROWS.R32 : ROWS.R33, 'change', blocked ? 'user' : null);
  s.index.admit(record, s.now);
  return null;
}

/** R35. */
export function deleteRecord(s: DialerState, record: number): Rejection | null {
  const refusal = refusalOf(s, record, 'delete');
  if (refusal !== null) return refusal;
  s.index.withdraw(record);
  s.statistics.carry(s.records.status[record]!, -1);
  s.records.setFlag(record, RecordFlag.deleted, true);
  return null;
}

/** A database is switched: its records leave the index or come back. Looks at every record; a rare, manual act. */
export function switchDatabase(s: DialerState, database: number, active: boolean): void {
  s.databaseActive[database] = active ? 1 : 0;
  for (let record = 0; record < s.records.length; record += 1) {
    if (s.records.database[record] !== database) continue;
    s.index.withdraw(record);
    s.index.admit(record, s.now);
  }
}

/** How the record stands towards events. */
export function standingOf(s: DialerState, record: number): Standing {
  const { records, turns } = s;
  if (records.actionOf(record) === Action.done) return 'done';
  if (!records.hasFlag(record, RecordFlag.inTurn)) return 'open';
  if (records.actionOf(record) !== Action.ready) return 'unattended';
  return turns.turnOfRecord(record)!.dials === 0 ? 'readyUndialled' : 'ready';
}

/** Why an event is refused in the record's present standing, or null. */
export function refusalOf(s: DialerState, record: number, event: RecordEventName): Rejection | null {
  if (record < 0 || record >= s.records.length || s.records.hasFlag(record, RecordFlag.deleted)) return 'noSuchRecord';
  const standing = standingOf(s, record);
  return LEGAL_STANDINGS[event].includes(standing) ? null : standingRejection(standing);
}

const ROW_OF_ACTION: { readonly [K in ActionName]?: TransitionRow } = {
  notAssigned: ROWS.R23, callImmediately: ROWS.R24, rescheduledByAgent: ROWS.R25, done: ROWS.R26,
};

/** A time given by a person must not be past, and must lie in the record's calling window. */
function timeProblem(s: DialerState, record: number, event: ActionSet): Rejection | null {
  if (event.action === 'callImmediately' || event.action === 'done') return null;
  if (event.nextCallAt === UNSET) return event.action === 'rescheduledByAgent' ? 'timeRequired' : null;
  if (event.nextCallAt < s.now) return 'timeInPast';
  return isInsideWindow(s, record, event.nextCallAt) ? null : 'outsideWindow';
}

/** Does an instant lie in the record's calling window? */
function isInsideWindow(s: DialerState, record: number, at: Millis): boolean {
  const { open } = s.options.zones[s.records.zone[record]!]!;
  return open === null || open.some(([opens, closes]) => opens <= at && at < closes);
}

function softOwnerAfter(s: DialerState, event: ActionSet): number {
  const { records } = s;
  const present = records.softOwner[event.record]!;
  switch (event.action) {
    case 'notAssigned': return event.nextCallAt === UNSET ? NONE : present;
    case 'rescheduledByAgent':
      if (event.softOwner !== NONE) return event.softOwner;
      return records.actionOf(event.record) === Action.rescheduledByAgent ? present : NONE;
    default: return NONE;
  }
}

function rewrite(s: DialerState, record: number, row: TransitionRow, kind: 'change' | 'assign', reason: Reason | null): null {
  s.index.withdraw(record);
  changeRecord(s, record, row, kind, reason);
  s.index.admit(record, s.now);
  return null;
}

/** A change that no row of the table describes further: appended to the history as it is. */
export function appendChange(s: DialerState, record: number): void {
  s.closed.actionAtStart = ACTIONS[s.records.actionOf(record)];
  appendActivity(s, record, 'change', null);
}
