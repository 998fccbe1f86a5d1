/**
 * Record types, their forms and databases, and what of a filled form is wrong (records: section 14).
 *
 * Rule: a value of a wrong type is refused on every save; an empty mandatory field only with a status that validates.
 * Filled is: text not blank, number finite, choice one of the choices, date a valid instant.
 */
import { DAY_MS } from '../../base/time.ts';

/** Instants of a calendar date lie within so many days of 1970 (ECMAScript's time range). */
const MAX_DATE_MS = 100_000_000 * DAY_MS;

export const FIELD_TYPES = ['text', 'number', 'choice', 'date'] as const;

export interface FormField {
  readonly id: string;
  readonly label: string;
  readonly type: (typeof FIELD_TYPES)[number];
  /** Of a choice. */
  readonly choices?: readonly string[];
  readonly mandatory: boolean;
}
export interface Form { readonly id: string; readonly fields: readonly FormField[] }
interface Database { readonly id: string; readonly active: boolean }

/** A record type has one or more forms and may have several databases (D24, D25). */
export interface RecordType { readonly id: string; readonly forms: readonly Form[]; readonly databases: readonly Database[] }

/** Values by the field's id; dates in milliseconds since 1970. */
export type FormValues = Readonly<Record<string, string | number | null>>;

export interface FormReport {
  /** Fields whose value is of a wrong type, and fields that the record type does not have. */
  readonly wrong: readonly string[];
  /** Mandatory fields that are not filled. */
  readonly missing: readonly string[];
}

/** What is wrong with a filled form. */
export function checkForm({ forms }: RecordType, values: FormValues): FormReport {
  const fields = forms.flatMap((form) => form.fields);
  const known = new Set(fields.map((field) => field.id));
  return {
    wrong: [
      ...fields.filter((field) => !hasRightType(field, values[field.id])).map((field) => field.id),
      ...Object.keys(values).filter((id) => !known.has(id)),
    ],
    missing: fields.filter((field) => field.mandatory && !isFilled(field, values[field.id])).map((field) => field.id),
  };
}

/** May a save with a status of this `validation` go through? */
export function mayBeSaved(report: FormReport, validation: boolean): boolean {
  return report.wrong.length === 0 && (!validation || report.missing.length === 0);
}

/** `fieldsMissing: amount, term`. */
export function formatMissing(report: FormReport): string {
  return `fieldsMissing: ${report.missing.join(', ')}`;
}

/** What is wrong with a record type; empty if nothing is. */
export function recordTypeProblems({ forms, databases }: RecordType): string[] {
  const problems: string[] = [];
  if (forms.length === 0) problems.push('has no form; it needs one or more');
  const fields = forms.flatMap((form) => form.fields);
  for (const id of twice(fields.map((field) => field.id))) problems.push(`has the field ${id} twice`);
  for (const id of twice(databases.map((database) => database.id))) problems.push(`has the database ${id} twice`);
  for (const field of fields) {
    if (field.type === 'choice' && (field.choices ?? []).length === 0) problems.push(`has the choice ${field.id} without choices`);
  }
  return problems;
}

function isFilled(field: FormField, value: string | number | null | undefined): boolean {
  if (value === null || value === undefined) return false;
  return typeof value === 'string' && value.trim() === '' ? false : hasRightType(field, value);
}

function hasRightType(field: FormField, value: string | number | null | undefined): boolean {
  if (value === null || value === undefined || value === '') return true;
  switch (field.type) {
    case 'text': return typeof value === 'string';
    case 'number': return typeof value === 'number' && Number.isFinite(value);
    case 'choice': return typeof value === 'string' && (field.choices ?? []).includes(value);
    case 'date': return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= MAX_DATE_MS;
  }
}

function twice(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}
