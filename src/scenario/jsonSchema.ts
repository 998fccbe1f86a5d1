/**
 * The JSON Schema of a scenario file, for editors and other programs.
 *
 * Rule: it describes a file as it is written, so a file that extends another may leave out what the other one says.
 * The parser asks for more: it also checks sums, names and files.
 */
import { z } from 'zod';
import { scenarioSchema } from './schema.ts';

const SCENARIO_SCHEMA_ID = 'urn:overdial:scenario:1';

/** JSON Schema, draft 2020-12. */
export function scenarioJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(scenarioSchema, { io: 'input' }) as JsonSchema;
  const { $schema, required, ...rest } = schema;
  for (const part of MERGED) delete rest.properties?.[part]?.required;
  return {
    $schema,
    $id: SCENARIO_SCHEMA_ID,
    title: 'overdial scenario',
    description: 'A campaign and a description of the world that it meets.',
    ...rest,
    anyOf: [{ required: ['extends'] }, { required: ['abstract'] }, { required }],
  };
}

/** Parts that a file may complete instead of replacing them. */
const MERGED = ['calendar', 'campaign', 'customers'] as const;

interface JsonSchema {
  $schema?: string; required?: string[]; properties?: Record<string, JsonSchema>; [more: string]: unknown;
}
