/**
 * The action transition table of a record (records: section 5), as data: which event is legal in which standing, and
 * what each row does to the record's fields.
 *
 * Rule: what is not in the table is illegal and changes nothing. Two general rules are applied by `applyRow` to every row:
 * a change to `done` unsets next call, soft owner and retry mode; a record with a hard owner never has a soft one.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import { Action, NONE, type Rejection } from '../vocabulary.ts';
import { RecordFlag, type RecordTable } from './recordTable.ts';

/** How a record stands towards events. */
const STANDINGS = ['open', 'unattended', 'readyUndialled', 'ready', 'done'] as const;
export type Standing = (typeof STANDINGS)[number];

export type RecordEventName =
  | 'load' | 'take' | 'connect' | 'release' | 'cancel' | 'turnFailed' | 'save' | 'saveTimeout' | 'setAction' | 'setOwner' | 'clearOwner' | 'setStatus'
  | 'move' | 'recycle' | 'block' | 'unblock' | 'edit' | 'delete';

/** Standings in which each event is legal. `load` on `ready` is legal for the holder only, `setOwner` likewise. */
export const LEGAL_STANDINGS: { readonly [K in RecordEventName]: readonly Standing[] } = {
  load: ['open', 'readyUndialled', 'ready'],
  take: ['open'],
  connect: ['unattended'],
  release: ['readyUndialled', 'ready'],
  cancel: ['unattended'],
  turnFailed: ['unattended', 'readyUndialled', 'ready'],
  save: ['ready'],
  saveTimeout: ['ready'],
  setAction: ['open', 'done', 'readyUndialled'],
  setOwner: ['open', 'done', 'readyUndialled', 'ready'],
  clearOwner: ['open', 'done'],
  setStatus: ['open', 'done'],
  move: ['open', 'done'],
  recycle: ['done', 'open'],
  block: ['open', 'done'],
  unblock: ['open', 'done'],
  // While no attempt is under way, which the standing alone does not say.
  edit: ['open', 'unattended', 'done', 'readyUndialled', 'ready'],
  delete: ['open', 'done'],
};

/** Why an event is refused in a standing where it is not legal. */
export function standingRejection(standing: Standing): Rejection {
  return standing === 'done' ? 'recordDone' : 'recordInUse';
}

type Effect = 'kept' | 'unset' | 'given';

/** What a row does. `atStart`: the action that the turn started from. */
interface RowEffects {
  readonly row: string;
  readonly to: Action | 'kept' | 'atStart';
  readonly nextCallAt: Effect;
  readonly attempts: 'kept' | 'zero' | 'given';
  readonly softOwner: Effect;
  readonly hardOwner: Effect;
  readonly retryMode: Effect;
}

/** A row as it is applied: the effects as small integers beside their names, and one shape for all rows, because comparing names cost most of `applyRow`. */
export interface TransitionRow extends RowEffects {
  /** The action, or one of the codes for `kept` and `atStart`. */
  readonly toCode: number;
  readonly nextCallCode: number;
  readonly attemptsCode: number;
  readonly softOwnerCode: number;
  readonly hardOwnerCode: number;
  readonly retryCode: number;
  /** Something but the action changes. */
  readonly changesMore: boolean;
  /** Next call or owners may be set: the record is no longer surely bare. */
  readonly maySetPlans: boolean;
  /** It leads to `done` and changes nothing that this does not unset anyway: the flag of the records to which nothing else happens then; or 0. */
  readonly plainEndFlag: number;
}

const KEPT = 0;
const CLEARED = 1;
const GIVEN = 2;
const ACTION_KEPT = -1;
const ACTION_AT_START = -2;

const KEEP = { nextCallAt: 'kept', attempts: 'kept', softOwner: 'kept', hardOwner: 'kept', retryMode: 'kept' } as const;
const RESET = { nextCallAt: 'given', attempts: 'zero', softOwner: 'given', hardOwner: 'kept', retryMode: 'unset' } as const;

export const ROWS = compileRows({
  R05: { row: 'R05', to: Action.ready, ...KEEP },
  R07: { row: 'R07', to: Action.done, ...KEEP },
  R08: { row: 'R08', to: 'kept', ...KEEP },
  R09: { row: 'R09', to: Action.ready, ...KEEP },
  R10: { row: 'R10', to: 'atStart', ...KEEP },
  R11: { row: 'R11', to: 'kept', ...KEEP },
  R12: { row: 'R12', to: Action.rescheduledByDialer, nextCallAt: 'given', attempts: 'given', softOwner: 'given', hardOwner: 'given', retryMode: 'given' },
  R13: { row: 'R13', to: Action.done, ...KEEP, attempts: 'given' },
  R14: { row: 'R14', to: Action.ready, ...KEEP },
  R15: { row: 'R15', to: 'atStart', ...KEEP, nextCallAt: 'given' },
  R16: { row: 'R16', to: Action.rescheduledByAgent, ...KEEP, nextCallAt: 'given', softOwner: 'given', hardOwner: 'given', retryMode: 'unset' },
  R17: { row: 'R17', to: Action.rescheduledByAgent, ...KEEP, nextCallAt: 'given', softOwner: 'given', hardOwner: 'given', retryMode: 'unset' },
  R18: { row: 'R18', to: Action.rescheduledByAgent, ...KEEP, nextCallAt: 'given', softOwner: 'given', hardOwner: 'given', retryMode: 'unset' },
  R19: { row: 'R19', to: Action.rescheduledByDialer, ...KEEP, nextCallAt: 'given', softOwner: 'unset', retryMode: 'unset' },
  R20: { row: 'R20', to: Action.rescheduledByDialer, ...KEEP, nextCallAt: 'given', softOwner: 'unset', retryMode: 'given' },
  R21: { row: 'R21', to: Action.done, ...KEEP },
  R23: { row: 'R23', to: Action.notAssigned, ...RESET },
  R24: { row: 'R24', to: Action.callImmediately, ...RESET },
  R25: { row: 'R25', to: Action.rescheduledByAgent, ...RESET },
  R26: { row: 'R26', to: Action.done, ...RESET },
  R27: { row: 'R27', to: 'kept', ...KEEP, hardOwner: 'given', softOwner: 'unset' },
  R28: { row: 'R28', to: 'kept', ...KEEP, hardOwner: 'unset', softOwner: 'unset' },
  R29: { row: 'R29', to: 'kept', ...KEEP },
  R30: { row: 'R30', to: 'kept', ...KEEP },
  R31: { row: 'R31', to: Action.notAssigned, nextCallAt: 'unset', attempts: 'zero', softOwner: 'unset', hardOwner: 'kept', retryMode: 'unset' },
  R32: { row: 'R32', to: Action.done, ...KEEP },
  R33: { row: 'R33', to: 'kept', ...KEEP },
  R34: { row: 'R34', to: 'kept', ...KEEP },
});

function compileRows<Id extends string>(rows: { readonly [K in Id]: RowEffects }): { readonly [K in Id]: TransitionRow } {
  const compiled = Object.entries<RowEffects>(rows).map(([id, row]) => [id, compileRow(row)] as const);
  return Object.fromEntries(compiled) as { readonly [K in Id]: TransitionRow };
}

/** A row with the same effects but for the counter, which is given. */
export function withAttemptsGiven(row: TransitionRow): TransitionRow {
  return compileRow({ ...row, attempts: 'given' });
}

/** A row with the same effects but for the counter, which has been written already. */
export function withAttemptsKept(row: TransitionRow): TransitionRow {
  return compileRow({ ...row, attempts: 'kept' });
}

function compileRow({ row, to, nextCallAt, attempts, softOwner, hardOwner, retryMode }: RowEffects): TransitionRow {
  return {
    row, to, nextCallAt, attempts, softOwner, hardOwner, retryMode,
    toCode: to === 'kept' ? ACTION_KEPT : to === 'atStart' ? ACTION_AT_START : to,
    nextCallCode: codeOf(nextCallAt), attemptsCode: codeOf(attempts), softOwnerCode: codeOf(softOwner), hardOwnerCode: codeOf(hardOwner), retryCode: codeOf(retryMode),
    changesMore: [nextCallAt, attempts, softOwner, hardOwner, retryMode].some((effect) => effect !== 'kept'),
    maySetPlans: [nextCallAt, softOwner, hardOwner].includes('given'),
    plainEndFlag: to === Action.done && attempts === 'kept' && hardOwner === 'kept' ? RecordFlag.bare : 0,
  };
}

function codeOf(effect: Effect | 'zero'): number {
  return effect === 'kept' ? KEPT : effect === 'given' ? GIVEN : CLEARED;
}

/** The values that a row's `given` fields take, and the action that the turn started from. One object, refilled. */
export interface RowValues {
  actionAtStart: Action;
  nextCallAt: Millis;
  attempts: number;
  softOwner: number;
  hardOwner: number;
  retryProgressive: boolean;
}

/** What `applyRow` does for R05 and R09, the rows with which an agent gets a record: nothing changes but the action, so no row is read. */
export function makeReady(records: RecordTable, record: number): void {
  records.setAction(record, Action.ready);
  if (records.hardOwner[record] !== NONE) records.softOwner[record] = NONE;
}

/** Writes a row's effects into the table. Returns the action after it. */
export function applyRow(records: RecordTable, record: number, row: TransitionRow, values: RowValues): Action {
  const { toCode } = row;
  const to = (toCode >= 0 ? toCode : toCode === ACTION_KEPT ? records.actionOf(record) : values.actionAtStart) as Action;
  records.setAction(record, to);
  // Compared with `true`: V8 tells a flag that is true in one comparison so, in six without.
  const changesMore = row.changesMore === true;
  if (changesMore) {
    if (row.maySetPlans === true) records.setFlag(record, RecordFlag.bare, false);
    if (row.attemptsCode !== KEPT) records.attempts[record] = row.attemptsCode === GIVEN ? values.attempts : 0;
    if (row.hardOwnerCode !== KEPT) records.hardOwner[record] = row.hardOwnerCode === GIVEN ? values.hardOwner : NONE;
  }
  if (to === Action.done) {
    records.nextCallAt[record] = UNSET;
    records.softOwner[record] = NONE;
    // Few records are retried progressively: reading is all that most need.
    if (records.hasFlag(record, RecordFlag.retryProgressive)) records.setFlag(record, RecordFlag.retryProgressive, false);
    return to;
  }
  if (changesMore) {
    if (row.nextCallCode !== KEPT) records.nextCallAt[record] = row.nextCallCode === GIVEN ? values.nextCallAt : UNSET;
    if (row.softOwnerCode !== KEPT) records.softOwner[record] = row.softOwnerCode === GIVEN ? values.softOwner : NONE;
    if (row.retryCode !== KEPT) records.setFlag(record, RecordFlag.retryProgressive, row.retryCode === GIVEN && values.retryProgressive);
  }
  if (records.hardOwner[record] !== NONE) records.softOwner[record] = NONE;
  return to;
}
