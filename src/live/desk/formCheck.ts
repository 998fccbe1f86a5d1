/**
 * Whether the values of a form are of their fields' kinds. Source: records, section 14: a wrong type is refused on every save; whether mandatory
 * fields are filled is the engine's business.
 */
import type { DeskField, FormValues } from '../loop/desk.ts';
import { ApiProblem } from './apiProblem.ts';

/** Throws an ApiProblem (422) with all that is wrong. */
export function checkForm(form: FormValues, fields: readonly DeskField[]): void {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const problems = Object.entries(form).flatMap(([id, value]) => {
    const field = byId.get(id);
    const message = field === undefined ? 'is no field of the form' : faultOf(field, value);
    return message === null ? [] : [{ path: `form.${id.slice(0, 80)}`, message }];
  });
  if (problems.length === 0) return;
  throw new ApiProblem(422, 'invalid', 'the form is not as it must be', { problems: problems.slice(0, 50), allowed: fields.map(({ id }) => id) });
}

function faultOf({ type, choices = [] }: DeskField, value: FormValues[string]): string | null {
  // Nothing, or a text of blanks, is a field that is not filled.
  if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) return null;
  switch (type) {
    case 'text': return typeof value === 'string' ? null : 'must be a text';
    case 'number': return typeof value === 'number' && Number.isFinite(value) ? null : 'must be a number';
    case 'choice': return typeof value === 'string' && choices.includes(value) ? null : `must be one of ${choices.join(', ')}`;
    case 'date': return typeof value === 'string' && isDate(value) ? null : 'must be a date, as in 2026-12-01';
  }
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}
