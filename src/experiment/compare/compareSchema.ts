/**
 * The result of a comparison (`overdial-compare/1`): the shape of `compare --json` and of what reports are made of.
 *
 * Rule: plain data; rates and shares are fractions, times are ms unless the name says otherwise, intervals are two-sided 95 %.
 */
import { z } from 'zod';
import { intervalSchema } from '../intervals.ts';

const fraction = z.number().min(0).max(1);
const count = z.int().min(0);
const strategy = z.strictObject({ id: z.string(), parameters: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])) });
const summaryEntry = intervalSchema.extend({
  level: fraction, method: z.enum(['t', 'jackknife', 'clopperPearson', 'pooled']), replications: count, fewReplications: z.literal(true).optional(),
});

const row = z.strictObject({
  label: z.string().describe('Short and unique in its scenario: the id, with the settings that differ from the defaults.'),
  strategy,
  replications: count,
  fault: z.string().nullable().describe('Why this strategy could not be run here; then there are no figures.'),
  compliant: z.boolean().nullable().describe('Rate within the limit and, where windows are judged, few enough of them over it; point estimates.'),
  feasible: z.boolean().nullable().describe('False when it is shown, at 95 % one-sided, to be over a limit.'),
  metrics: z.record(z.string(), summaryEntry).describe('By path, as in the summary of a run.'),
  predictiveGain: intervalSchema.describe('Talk minutes per agent hour beyond progressive, same streams.'),
  gapClosed: intervalSchema.describe('Share of the way from progressive to the exact optimum; known for Markov scenarios only.'),
  regret: intervalSchema.describe('1 - gapClosed.'),
  capShare: z.number().nullable().describe('Occupancy as a share of the clairvoyant’s, where that was run beside it.'),
});

const sweepPoint = z.strictObject({
  value: z.number(), replications: count, occupancy: intervalSchema, rate: intervalSchema, windowShare: intervalSchema, dayShare: intervalSchema, compliant: z.boolean(),
});

const tuned = z.strictObject({
  label: z.string().describe('Of the row whose strategy it is.'),
  setting: z.string(),
  sweep: z.array(sweepPoint).describe('From the gentlest to the boldest value, on the tuning seed.'),
  atLimit: z.strictObject({
    occupancy: intervalSchema, bracket: z.tuple([z.number(), z.number()]).nullable().describe('The two values that the limit lies between; null: it lies outside, and the end value is given.'),
    share: fraction.describe('Share of the upper value.'), gapClosed: intervalSchema, regret: intervalSchema,
  }).nullable().describe('Occupancy at exactly the limit.'),
  best: row.nullable().describe('The value with the highest occupancy among the compliant ones, scored on the seed of the comparison.'),
});

const pair = z.strictObject({
  basis: z.enum(['asGiven', 'bestCompliant', 'atLimit']).describe('Settings as given; the best compliant ones; or interpolated at exactly the limit.'),
  first: z.string(), second: z.string(),
  occupancy: intervalSchema.describe('First minus second, under common random numbers.'),
  correlation: z.number().nullable(),
  p: z.number().nullable(),
  pHolm: z.number().nullable().describe('Corrected for all pairs of this scenario and basis.'),
  rate: intervalSchema.describe('Difference of the abandon rates; unknown at the limit, where there is none.'),
  winner: z.string().nullable().describe('Who has the higher occupancy at 5 % after correction; null: nobody is shown to.'),
});

const selection = z.strictObject({
  method: z.literal('kimNelson'), level: fraction, indifference: z.number(), firstStage: count, replications: count,
  candidates: z.array(z.string()), infeasible: z.array(z.string()).describe('Shown to be over a limit, and out before the selection.'),
  best: z.string().nullable().describe('Null: not decided within the replications.'),
  survivors: z.array(z.string()),
  eliminated: z.array(z.strictObject({ label: z.string(), atReplication: count, by: z.string() })),
});

const scenario = z.strictObject({
  id: z.string(), title: z.string(), digest: z.string(), agents: count,
  rule: z.string().describe('Id of the rule that counts.'), dayRule: z.string().describe('Id of the same rule by the calendar day.'), limit: fraction,
  windowShareMax: fraction.nullable().describe('Largest share of windows over the limit; null: only the rate is judged.'),
  seed: z.string(), tuningSeed: z.string().nullable(), replications: count, tuningReplications: count.nullable(),
  optimum: z.strictObject({ occupancy: z.number(), progressiveOccupancy: z.number() }).nullable().describe('Exact, for Markov scenarios.'),
  halfWidth: z.number().nullable().describe('Widest half-width of a difference of occupancies, or of the only one.'),
  halfWidthReached: z.boolean().nullable().describe('Null: no half-width was asked for.'),
  rows: z.array(row), tuned: z.array(tuned), pairs: z.array(pair), selection: selection.nullable(),
  missing: z.array(z.strictObject({ label: z.string(), have: count, wanted: count })).describe('What an interrupt has left out.'),
});

export const compareSchema = z.strictObject({
  schema: z.literal('overdial-compare/1'), overdial: z.string(), command: z.string().describe('What gives this result again.'),
  wallMs: z.number(), isInterrupted: z.boolean(), scenarios: z.array(scenario),
});

export type CompareResult = z.infer<typeof compareSchema>;
export type ComparedScenario = z.infer<typeof scenario>;
export type ComparedRow = z.infer<typeof row>;
export type ComparedTuning = z.infer<typeof tuned>;
export type ComparedPair = z.infer<typeof pair>;
export type ComparedSelection = z.infer<typeof selection>;
