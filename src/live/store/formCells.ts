/**
 * The form values of a row of a list, as their fields want them, and what is wrong with them (records: section 14).
 *
 * Rule: a text becomes what its field is: a number, a date (ms since 1970), a choice. A value of a wrong type, or of a field that
 * no form has, is always refused; an empty mandatory field only beside a status with validation, as in a save (S3).
 */
import { checkForm, type FormField, type RecordType } from '../../engine/records/forms.ts';
import type { Cell } from './listSource.ts';
import type { FormValues } from './storedRecord.ts';
import { parseInstant } from './zoneCalendars.ts';

export interface FormContext {
  readonly recordType: RecordType;
  /** Zone of dates without an offset. */
  readonly zone: string;
}

/**
 * The values of these cells, empty ones left out; null: there are none.
 * @param validation the row's status demands the mandatory fields
 * @param fallback the cell to point at where a field has no cell
 * @param refuse is told of every cell that is wrong
 */
export function readFormCells(
  cells: readonly Cell[], context: FormContext, validation: boolean, fallback: Cell | undefined, refuse: (cell: Cell, message: string) => void,
): FormValues | null {
  const { recordType, zone } = context;
  const values: Record<string, string | number | boolean> = {};
  const cellOf = new Map<string, Cell>();
  const fields = new Map(recordType.forms.flatMap((form) => form.fields).map((field) => [field.id, field]));
  for (const cell of cells) {
    if (cell.target.kind !== 'form') continue;
    cellOf.set(cell.target.name, cell);
    if (cell.text !== '') values[cell.target.name] = valueOf(cell, fields.get(cell.target.name), zone);
  }
  const isEmpty = Object.keys(values).length === 0;
  if (fields.size === 0) return isEmpty ? null : values;
  const report = checkForm(recordType, values as Record<string, string | number>);
  for (const id of report.wrong) {
    const field = fields.get(id);
    refuse(cellOf.get(id)!, field === undefined ? `no form of ${recordType.id} has this field; must be one of ${[...fields.keys()].join(', ')}` : mustBe(field));
  }
  for (const id of validation ? report.missing : []) {
    const cell = cellOf.get(id) ?? fallback;
    if (!report.wrong.includes(id) && cell !== undefined) refuse(cell, `the status needs the form's field ${id} to be filled`);
  }
  return isEmpty ? null : values;
}

/** The value as its field has it; a text that is none stays a text, and is refused for it. */
function valueOf({ text, value }: Cell, field: FormField | undefined, zone: string): string | number | boolean {
  if (typeof value !== 'string') return value;
  if (field?.type === 'number' && /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return Number(text);
  return field?.type === 'date' ? (parseInstant(text, zone) ?? text) : text;
}

function mustBe(field: FormField): string {
  switch (field.type) {
    case 'number': return 'must be a number, as in 12.5';
    case 'date': return 'must be a date, as in 2025-03-03 or 2025-03-03T09:30';
    case 'choice': return `must be one of ${(field.choices ?? []).join(', ')}`;
    case 'text': return 'must be a text';
  }
}
