/**
 * A scenario file: its parts, each described in a file of `schema/`. One schema serves the parser, the types and the
 * JSON Schema that editors use.
 *
 * Rule: unknown keys are refused; shares are percent, times of the world are seconds, settings that end in Ms are
 * milliseconds, clock times are local.
 */
import { z } from 'zod';
import { agents } from './schema/agents.ts';
import { count, name } from './schema/basics.ts';
import { calendar } from './schema/calendar.ts';
import { campaign } from './schema/campaign.ts';
import { carrier, list, priors } from './schema/carrier.ts';
import { customers, detector } from './schema/customers.ts';
import { measure } from './schema/measure.ts';

export const scenarioSchema = z.strictObject({
  $schema: z.string().optional().describe('For editors: where the JSON Schema of this file is.'),
  extends: name.optional().describe('A file that this one completes or changes: objects are merged, everything else is replaced.'),
  abstract: z.boolean().optional().describe('True: only a base for others.'),
  id: name.regex(/^[a-z0-9][a-z0-9-]*$/, 'must be small letters, digits and hyphens').describe('Name in tables and on the command line.'),
  title: z.string().optional(),
  description: z.string().optional(),
  seed: z.union([z.string().min(1), z.number()]).optional().describe('Seed of the random streams; default 1.'),
  calendar,
  campaign,
  agents: z.union([count, agents]),
  list: list.optional().describe('endless (default), so many records, or a CSV file.'),
  customers,
  detector: detector.optional().describe('Answer detection: none, network (machines recognised at the answer; default), or audio.'),
  carrier: carrier.optional(),
  priors: priors.optional(),
  measure: measure.optional(),
  live: z.record(z.string(), z.unknown()).optional().describe('Trunks, limits and phones, for overdial live alone; checked there.'),
});

/** A scenario file as read, defaults not yet filled in. */
export type ScenarioData = z.infer<typeof scenarioSchema>;
