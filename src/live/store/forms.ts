/**
 * The forms of a record type: read from a YAML or JSON file, kept in the store, asked for when form values come in.
 *
 * Rule: a record type without forms takes any value. New forms change no value that is stored already; they judge what is
 * written from then on (records: section 14).
 */
import { z } from 'zod';
import type { Millis } from '../../base/time.ts';
import { FIELD_TYPES, recordTypeProblems, type Form, type RecordType } from '../../engine/records/forms.ts';
import { readLocated, toPlain } from '../../scenario/located.ts';
import { allowed, problemsOf } from '../../scenario/messages.ts';
import { formatProblem } from '../../scenario/problem.ts';
import { name } from '../../scenario/schema/basics.ts';
import { databasesOf } from './names.ts';
import { inTransaction, type Store } from './openStore.ts';
import { StoreError } from './storeError.ts';

const formsFile = z.strictObject({
  forms: z.array(z.strictObject({
    id: name,
    fields: z.array(z.strictObject({
      id: name, label: name.optional(), type: z.enum(FIELD_TYPES).optional(), choices: z.array(name).min(1).optional(), mandatory: z.boolean().optional(),
    })).min(1),
  })).min(1),
});

/** The forms that a file describes. Throws a StoreError with every problem and its place. */
export function readForms(file: string, text: string): Form[] {
  const located = readLocated(file, text);
  if ('problems' in located) throw new StoreError(located.problems.map(formatProblem).join('\n'));
  const parsed = formsFile.safeParse(toPlain(located.root), { error: allowed });
  if (!parsed.success) throw new StoreError(problemsOf(parsed.error.issues, located.root).map(formatProblem).join('\n'));
  const forms = parsed.data.forms.map((form): Form => ({
    id: form.id,
    fields: form.fields.map(({ id, label, type, choices, mandatory }) => ({
      id, label: label ?? id, type: type ?? 'text', mandatory: mandatory ?? false, ...(choices === undefined ? {} : { choices }),
    })),
  }));
  const problems = recordTypeProblems({ id: '', forms, databases: [] });
  if (problems.length > 0) throw new StoreError(problems.map((problem) => `${file}:1:1 forms: ${problem}`).join('\n'));
  return forms;
}

/** A record type of the store with its forms and databases. */
export function recordTypeOf(store: Store, id: number): RecordType {
  const row = store.db.prepare('SELECT name, forms FROM record_type WHERE id = ?').get(id) as { name: string; forms: string };
  return { id: row.name, forms: JSON.parse(row.forms) as Form[], databases: databasesOf(store, id).map((one) => ({ id: one.name, active: one.active })) };
}

/** The number of a record type. Throws a StoreError that names those there are. */
export function findRecordType(store: Store, type: string): number {
  const all = store.db.prepare('SELECT id, name FROM record_type ORDER BY id').all() as { id: number; name: string }[];
  const found = all.find((one) => one.name === type);
  if (found === undefined) throw new StoreError(`there is no record type '${type}'; there are: ${all.map((one) => one.name).join(', ')}`);
  return found.id;
}

/** Gives a record type these forms instead of those it has. */
export function setForms(store: Store, recordType: number, forms: readonly Form[], now: Millis): void {
  inTransaction(store, () => {
    store.db.prepare('UPDATE record_type SET forms = ? WHERE id = ?').run(JSON.stringify(forms), recordType);
    store.db.prepare('INSERT INTO audit (at, what, body) VALUES (?, ?, ?)').run(now, 'forms', JSON.stringify({ recordType, forms }));
  });
}
