/** The parts `carrier`, `priors` and `list` of a scenario file. */
import { z } from 'zod';
import { count, name, percent } from './basics.ts';
import { distribution } from './distribution.ts';

export const carrier = z.strictObject({
  channels: z.union([count, z.literal('unlimited'), z.strictObject({ perAgent: z.number().gt(0) })]).optional()
    .describe('Calls at once: a number, unlimited (default), or perAgent.'),
  startsPerSecond: z.union([count, z.literal('unlimited')]).optional().describe('Dials per whole second; default unlimited.'),
  setUp: distribution.optional().describe('Seconds from the dial to ringing; default 0.'),
});
export type CarrierData = z.infer<typeof carrier>;

export const priors = z.strictObject({
  answerPercent: percent.gt(0).optional(),
  resolution: z.number().gt(0).optional(),
  talk: z.number().gt(0).optional(),
  wrap: z.number().min(0).optional(),
}).describe('What a strategy believes before it has data: percent answered, seconds until a call is answered or over, of talk, of wrap-up.');
export type PriorsData = z.infer<typeof priors>;

export const list = z.union([
  z.literal('endless'),
  z.strictObject({ records: count, secondNumberPercent: percent.optional().describe('Of the records: with a second number; default 0.') })
    .describe('So many equal records, one number each unless said otherwise.'),
  z.strictObject({
    csv: name,
    delimiter: z.string().length(1).optional().describe('Between the columns; default a comma.'),
    phoneSeparator: z.string().length(1).optional().describe('Between the numbers within a column of phones; default: one number each.'),
    duplicates: z.boolean().optional().describe('May two records have the same first number? Default false.'),
    columns: z.strictObject({
      phones: z.array(name).min(1).optional(), priority: name.optional(), owner: name.optional(), timeZone: name.optional(), database: name.optional(),
      createdAt: name.optional(), nextCallAt: name.optional(),
    }).optional().describe('The file’s own headings; default: phone, phone2, phone3, …, priority, owner, timeZone, database, createdAt, nextCallAt.'),
  }).describe('Records from a file, one a line.'),
]);
export type ListData = z.infer<typeof list>;
export type CsvListData = Extract<ListData, { csv: string }>;
