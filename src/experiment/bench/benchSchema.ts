/** The result of the gate (`overdial-bench/1`): the shape of `bench --json`. Rates and shares are fractions. */
import { z } from 'zod';
import { intervalSchema } from '../intervals.ts';

const verdict = z.enum(['same', 'within noise', 'better', 'worse', 'new']).describe('new: the baseline has none. Only worse is a regression.');
export type Verdict = z.infer<typeof verdict>;

const speedRow = z.strictObject({
  workload: z.string(), ratio: z.number().describe('Dials per second over those of the bare loop, user CPU time, median over the pairs.'),
  lower: z.number().describe('Of the 99 % interval of the median (sign test).'), upper: z.number(), pairs: z.int(),
  baseline: z.number().nullable(), change: z.number().nullable().describe('Relative change of the ratio.'), allowed: z.number(),
  dialsPerSecond: z.number(), takes: z.int(), verdict,
});

const metric = z.strictObject({
  value: z.number().nullable(), baseline: z.number().nullable(),
  difference: intervalSchema.describe('Paired with the baseline by replication.'),
  p: z.number().nullable().describe('Of the difference, Holm-corrected over everything that could have moved.'), verdict,
});
export type BenchMetric = z.infer<typeof metric>;

const qualityRow = z.strictObject({
  scenario: z.string(), strategy: z.string(), basis: z.enum(['default', 'limit']).describe('At the default setting, or with the knob at exactly the limit.'),
  occupancy: metric, rate: metric.nullable(), violation: metric.nullable().describe('Share of days over the limit.'),
  regret: z.strictObject({ value: z.number().nullable(), baseline: z.number().nullable() }).describe('Share of the way from progressive to the exact optimum that is missing; null where none is known.'),
  fault: z.string().nullable(),
});

export const benchSchema = z.strictObject({
  schema: z.literal('overdial-bench/1'), overdial: z.string(), suite: z.string(), node: z.string(), processor: z.string(),
  baseline: z.strictObject({ reason: z.string(), node: z.string(), processor: z.string() }).nullable(),
  isRegression: z.boolean(), isInterrupted: z.boolean(),
  speed: z.array(speedRow), quality: z.array(qualityRow),
});
export type BenchResult = z.infer<typeof benchSchema>;
export type SpeedRow = z.infer<typeof speedRow>;
export type QualityRow = z.infer<typeof qualityRow>;
