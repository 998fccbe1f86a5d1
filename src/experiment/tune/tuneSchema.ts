/**
 * The result of tuning (`overdial-tune/1`): the shape of `tune --json` and of what reports are made of.
 *
 * Rule: plain data; rates and shares are fractions, intervals are two-sided 95 %.
 */
import { z } from 'zod';
import { intervalSchema } from '../intervals.ts';

const fraction = z.number().min(0).max(1);
const count = z.int().min(0);
const values = z.record(z.string(), z.number()).describe('The settings, by name.');

const point = z.strictObject({
  values, replications: count, occupancy: intervalSchema, rate: intervalSchema, dayShare: intervalSchema.describe('Days over the limit.'),
  talkMinutes: intervalSchema.describe('Talk minutes per agent hour.'),
  fittedRate: z.number().nullable().describe('On the rising curve through all points; null with two settings.'),
  fittedOccupancy: z.number().nullable(),
});

const recommendation = z.strictObject({
  values, strategy: z.strictObject({ id: z.string(), parameters: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])) }),
  replications: count, occupancy: intervalSchema, rate: intervalSchema,
  rateUpper: z.number().describe('Upper 97.5 % bound that also allows for the chance of another experiment of the same length; it is what stays under the limit.'),
  dayShare: intervalSchema, talkMinutes: intervalSchema,
  gainOverProgressive: intervalSchema.describe('Talk minutes per agent hour, same streams; unknown where progressive was not run beside it.'),
  behindBest: intervalSchema.describe('Talk minutes per agent hour that the best strategy we know does beyond it.'),
  recordsPerHour: z.number().nullable(), listLastsHours: z.number().nullable().describe('Hours of dialling until the list runs out; null: it never does, or that is unknown.'),
});

const team = z.strictObject({
  agents: count, points: z.array(point).describe('The sweep; with one setting from the gentlest to the boldest value.'),
  longRun: recommendation.nullable().describe('The boldest setting whose upper bound stays under the limit; null: none does.'),
  steadyDays: recommendation.nullable().describe('The boldest that also keeps days over the limit to 5 %; null: none does.'),
});

const beside = z.strictObject({
  strategy: z.string(), replications: count, occupancy: intervalSchema, rate: intervalSchema, dayShare: intervalSchema, talkMinutes: intervalSchema,
});

export const tuneSchema = z.strictObject({
  schema: z.literal('overdial-tune/1'), overdial: z.string(), command: z.string().describe('What gives this result again.'),
  scenario: z.string(), title: z.string(), scenarioDigest: z.string(), seed: z.string(), strategy: z.string(), settings: z.array(z.string()),
  rule: z.string(), limit: fraction, dayShareMax: fraction, isCompliant: z.boolean().describe('Is there any setting whose bound stays under the limit?'),
  team: team.describe('The team of the scenario.'),
  progressive: beside.nullable(), best: beside.nullable().describe('The best strategy we know, at its own settings.'),
  staffing: z.array(team).describe('Other sizes of the team, where asked for.'),
  wallMs: z.number(), isInterrupted: z.boolean(),
});

export type TuneResult = z.infer<typeof tuneSchema>;
export type TunedTeam = z.infer<typeof team>;
export type TunedPoint = z.infer<typeof point>;
export type Recommendation = z.infer<typeof recommendation>;
export type BesideStrategy = z.infer<typeof beside>;
