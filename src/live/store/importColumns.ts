/**
 * What the columns of a list mean: which heading (CSV) or key (NDJSON) is which field of a record.
 *
 * Rule: a field's own name is its default heading; `phone`, `phone1`, `phone2`, … are numbers in that order, `form.NAME` a value of the
 * form. What export adds for people (id, counters, the status's name) is passed over; any other name is refused.
 */
export const FIELDS = [
  'database', 'contactId', 'timeZone', 'priority', 'createdAt', 'owner', 'softOwner', 'action', 'nextCallAt', 'status',
] as const;
export type Field = (typeof FIELDS)[number];

/** Columns that export writes and import passes over. */
const INFORMATION = ['id', 'statusName', 'attempts', 'totalAttempts', 'dials', 'lastCalledAt', 'blocked', 'activities'] as const;

export type Target =
  | { readonly kind: 'phone' }
  | { readonly kind: 'field'; readonly field: Field }
  | { readonly kind: 'form'; readonly name: string }
  | { readonly kind: 'skipped' };

/** Headings that the user named: heading → `phone`, a field, or `form.NAME`. */
export type ColumnMap = ReadonlyMap<string, string>;

/** What a column is, or null where its name says nothing. */
export function targetOf(heading: string, map: ColumnMap): Target | null {
  const meaning = map.get(heading);
  if (meaning === undefined && [...map.values()].includes(heading) && heading !== 'phone') return { kind: 'skipped' };
  const name = meaning ?? heading;
  if (name === 'phone' || name === 'phones' || /^phone\d+$/.test(name)) return { kind: 'phone' };
  if ((FIELDS as readonly string[]).includes(name)) return { kind: 'field', field: name as Field };
  if (name.startsWith('form.') && name.length > 5) return { kind: 'form', name: name.slice(5) };
  return (INFORMATION as readonly string[]).includes(name) ? { kind: 'skipped' } : null;
}

/** For messages. */
export const ALLOWED_COLUMNS = `phone, phone1, phone2, …, ${FIELDS.join(', ')}, form.NAME; or map the column, as in --map phone=Tel`;
