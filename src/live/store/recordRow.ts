/**
 * One row of a list file, checked and made a record: numbers canonical, names known, times instants, the action legal.
 *
 * Rule: all texts that are wrong come together, each with its place; once they are right, what the engine forbids of a new record
 * is forbidden here by the engine's own rule.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import type { Status, ZoneCalendar } from '../../engine/options.ts';
import { creationProblem, mayHaveSoftOwner, nextCallAtOfNew } from '../../engine/records/creation.ts';
import { PHONES_MAX } from '../../engine/records/numbers.ts';
import { ACTIONS, type ActionName } from '../../engine/vocabulary.ts';
import type { Problem } from '../../scenario/problem.ts';
import { isZone } from '../../scenario/zones.ts';
import { canonicalNumber } from './canonicalNumber.ts';
import type { Country } from './countries.ts';
import { readFormCells, type FormContext } from './formCells.ts';
import type { Field } from './importColumns.ts';
import type { NewRecord } from './insertRecords.ts';
import type { Cell, SourceRow } from './listSource.ts';
import { parseInstant } from './zoneCalendars.ts';

export interface RowContext extends FormContext {
  readonly now: Millis;
  readonly country: Country | null;
  readonly databases: ReadonlyMap<string, number>;
  /** For rows that name none. */
  readonly database: string;
  readonly statuses: ReadonlyMap<string, Status>;
  readonly initialStatus: string | null;
  readonly agentNamed: (name: string) => number;
  readonly openOf: (zone: string, until: Millis) => ZoneCalendar['open'];
}

export interface ReadRow { readonly record: NewRecord; readonly firstPhone: Cell | null }

/** The record that a row describes, or what is wrong with the row. */
export function readRecordRow(file: string, row: SourceRow, context: RowContext): ReadRow | Problem[] {
  const problems: Problem[] = [];
  const refuse = (cell: Cell, message: string): void => {
    problems.push({ file, line: row.line, column: cell.column(), path: cell.name, message: `is "${cell.text}"; ${message}` });
  };
  const fields: { [F in Field]?: Cell } = {};
  const phones: string[] = [];
  let firstPhone: Cell | null = null;
  for (const cell of row.cells) {
    if (cell.text === '') continue;
    if (cell.target.kind === 'field') fields[cell.target.field] = cell;
    else if (cell.target.kind === 'phone') {
      const result = canonicalNumber(cell.text, context.country);
      if ('problem' in result) refuse(cell, result.problem);
      else if (!phones.includes(result.number)) phones.push(result.number);
      firstPhone ??= cell;
    }
  }
  if (phones.length > PHONES_MAX) refuse(firstPhone!, `is one of ${phones.length} numbers; a record has at most ${PHONES_MAX}`);

  const instant = (cell: Cell | undefined): Millis => {
    if (cell === undefined) return UNSET;
    const at = parseInstant(cell.text, context.zone);
    if (at === null) refuse(cell, 'must be a date and time, as in 2025-03-03T09:30');
    return at ?? UNSET;
  };
  const nextCallAt = instant(fields.nextCallAt);
  const createdAt = instant(fields.createdAt);
  if (fields.priority !== undefined && !/^-?\d{1,9}$/.test(fields.priority.text)) refuse(fields.priority, 'must be a whole number');
  if (fields.timeZone !== undefined && !isZone(fields.timeZone.text)) refuse(fields.timeZone, 'must be an IANA time zone, as in Europe/London');
  const database = context.databases.get(fields.database?.text ?? context.database);
  if (database === undefined) refuse(fields.database!, `must be one of ${[...context.databases.keys()].join(', ')}`);
  const action = (fields.action?.text ?? 'notAssigned') as ActionName;
  if (!ACTIONS.includes(action)) refuse(fields.action!, 'must be one of notAssigned, callImmediately, rescheduledByAgent, done');
  const statusId = fields.status?.text ?? null;
  const status = statusId === null ? null : context.statuses.get(statusId);
  const form = readFormCells(row.cells, context, status?.validation === true, fields.status, refuse);
  if (problems.length > 0) return problems;

  const timeZone = fields.timeZone?.text ?? null;
  const problem = creationProblem(action, nextCallAt, status, context.now, () => context.openOf(timeZone ?? context.zone, nextCallAt));
  if (problem !== null) {
    const cell = CELL_OF_PROBLEM[problem] === undefined ? undefined : fields[CELL_OF_PROBLEM[problem]];
    refuse(cell ?? fields.action!, `${problem}${problem === 'statusNotInCampaign' ? `; must be one of ${[...context.statuses.keys()].join(', ') || 'none'}` : ''}`);
    return problems;
  }
  const callAt = nextCallAtOfNew(action, nextCallAt, context.now);
  const hardOwner = fields.owner === undefined ? null : context.agentNamed(fields.owner.text);
  const keepsSoft = fields.softOwner !== undefined && mayHaveSoftOwner(action, callAt, hardOwner !== null);
  return {
    firstPhone,
    record: {
      database: database!, phones, contactId: fields.contactId?.text ?? null, timeZone, priority: Number(fields.priority?.text ?? 0),
      createdAt: createdAt === UNSET ? context.now : createdAt, hardOwner, softOwner: keepsSoft ? context.agentNamed(fields.softOwner!.text) : null,
      action, nextCallAt: callAt === UNSET ? null : callAt, status: statusId ?? context.initialStatus, form,
    },
  };
}

/** Which cell an engine's refusal is about. */
const CELL_OF_PROBLEM: { readonly [problem: string]: Field } = {
  actionNotSettable: 'action', statusNotInCampaign: 'status', statusInactive: 'status', timeRequired: 'action', timeInPast: 'nextCallAt', outsideWindow: 'nextCallAt',
};
