/** The JSON Schemas of results, for other programs: what `bench`, `benchmark`, `compare` and `tune` print with --json. */
import { z } from 'zod';
import { benchSchema } from './bench/benchSchema.ts';
import { benchmarkSchema } from './benchmark/benchmarkSchema.ts';
import { compareSchema } from './compare/compareSchema.ts';
import { tuneSchema } from './tune/tuneSchema.ts';

/** By the name of the command that prints such a result. */
export const RESULT_SCHEMAS = { bench: benchSchema, benchmark: benchmarkSchema, compare: compareSchema, tune: tuneSchema } as const;

/** JSON Schema, draft 2020-12. */
export function resultJsonSchema(name: keyof typeof RESULT_SCHEMAS): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(RESULT_SCHEMAS[name]);
  return { $schema, $id: `urn:overdial:${name}:1`, title: `overdial ${name} --json`, ...rest };
}
