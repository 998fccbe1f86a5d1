/** A table as a Parquet file, for those who read results with a data frame: columns by their ids, unknown values as null. */
import type { DataTable, DataValue } from './dataTable.ts';

/** Snappy-compressed; whole-number columns stay doubles, so that a later version may give fractions. */
export async function toParquet({ columns, rows }: DataTable): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const buffer = parquetWriteBuffer({
    columnData: columns.map(({ id }, index) => {
      const data = rows.map((row) => row[index]!);
      return { name: id, data: data.map((value) => convert(value, typeOf(data))), type: typeOf(data), nullable: true };
    }),
  });
  return new Uint8Array(buffer);
}

type Type = 'DOUBLE' | 'BOOLEAN' | 'STRING';

function typeOf(values: readonly DataValue[]): Type {
  const known = values.filter((value) => value !== null);
  if (known.length > 0 && known.every((value) => typeof value === 'boolean')) return 'BOOLEAN';
  return known.every((value) => typeof value === 'number') ? 'DOUBLE' : 'STRING';
}

function convert(value: DataValue, type: Type): DataValue {
  return value === null || type !== 'STRING' ? value : String(value);
}
