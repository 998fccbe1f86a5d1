/**
 * The rows of a scenario's list, their texts checked but not yet turned into indices and instants.
 *
 * Rule: one row is never an object that stays: numbers are indices of distinct numbers, and each text is kept once a column.
 */
import { DigitIndex } from '../base/digitIndex.ts';

/** One record as its line says it. */
export interface ListRow {
  readonly phones: readonly string[];
  readonly priority: number;
  readonly owner: string | null;
  readonly timeZone: string | null;
  readonly database: string | null;
  readonly createdAt: string | null;
  readonly nextCallAt: string | null;
  /** Values of the form's fields that the policy orders by. */
  readonly form: readonly (string | null)[];
}

export class ListRows {
  readonly numbers = new DigitIndex();
  readonly priority: number[] = [];
  readonly owner = new TextColumn();
  readonly timeZone = new TextColumn();
  readonly database = new TextColumn();
  readonly createdAt = new TextColumn();
  readonly nextCallAt = new TextColumn();
  /** Names of the form's fields, and their columns. */
  readonly fields: readonly string[];
  readonly form: readonly TextColumn[];
  private readonly firstPhone: number[] = [];
  private readonly phones: number[] = [];

  constructor(fields: readonly string[]) {
    this.fields = fields;
    this.form = fields.map(() => new TextColumn());
  }

  get length(): number {
    return this.priority.length;
  }

  push(row: ListRow): void {
    this.priority.push(row.priority);
    for (const name of ['owner', 'timeZone', 'database', 'createdAt', 'nextCallAt'] as const) this[name].push(row[name]);
    this.form.forEach((column, place) => { column.push(row.form[place]!); });
    this.firstPhone.push(this.phones.length);
    for (const phone of row.phones) this.phones.push(this.numbers.of(phone));
  }

  /** Indices of a row's numbers. */
  phonesOf(row: number): number[] {
    return this.phones.slice(this.firstPhone[row], this.firstPhone[row + 1]);
  }
}

/** A column of texts that may be absent; equal texts are kept once. */
export class TextColumn {
  /** Distinct texts in order of appearance. */
  readonly texts: string[] = [];
  private readonly indices = new Map<string, number>();
  private readonly cells: number[] = [];

  push(text: string | null): void {
    let index = text === null ? -1 : this.indices.get(text);
    if (index === undefined) {
      index = this.texts.length;
      this.texts.push(text!);
      this.indices.set(text!, index);
    }
    this.cells.push(index);
  }

  /** A number for each row: asked once for each distinct text, `absent` where there is none. */
  numbers(ask: (text: string) => number, absent: number): (row: number) => number {
    const known = this.texts.map(ask);
    return (row) => known[this.cells[row]!] ?? absent;
  }
}
