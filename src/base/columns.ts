/**
 * Tables as parallel typed arrays: growing them together, and storing and restoring them for snapshots.
 *
 * Rule: a table names its columns once; every column has the same capacity; only rows below `length` mean anything.
 */

export type Column =
  | Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float64Array;

/** Stored columns by name: typed arrays cut to the table's length. Survives structuredClone. */
export type SavedColumns = Readonly<Record<string, Column>>;

/** Replaces each named column by a longer one with the same content. */
export function growColumns<T extends object>(table: T, names: readonly (keyof T & string)[], capacity: number): void {
  for (const name of names) {
    const old = table[name] as Column;
    const grown = new (old.constructor as new (length: number) => Column)(capacity);
    grown.set(old);
    (table as Record<string, unknown>)[name] = grown;
  }
}

/** The first `length` rows of each named column. */
export function saveColumns<T extends object>(table: T, names: readonly (keyof T & string)[], length: number): SavedColumns {
  return Object.fromEntries(names.map((name) => [name, (table[name] as Column).slice(0, length)]));
}

/** Puts stored columns back; the table's capacity becomes `capacity`. */
export function loadColumns<T extends object>(table: T, names: readonly (keyof T & string)[], saved: SavedColumns, capacity: number): void {
  for (const name of names) {
    const old = table[name] as Column;
    const fresh = new (old.constructor as new (length: number) => Column)(capacity);
    fresh.set(saved[name]!);
    (table as Record<string, unknown>)[name] = fresh;
  }
}
