/**
 * The result of the public benchmark (`overdial-benchmark/1`): league tables, the oracle ladder, and what was not run.
 *
 * Rule: plain data; rates and shares are fractions, intervals are two-sided 95 %. It holds no time of day and no path.
 */
import { z } from 'zod';
import { intervalSchema } from '../intervals.ts';

const fraction = z.number().min(0).max(1);
const count = z.int().min(0);

const sums = z.strictObject({
  abandoned: z.array(z.number()), answered: z.array(z.number()), busyMs: z.array(z.number()), staffedMs: z.array(z.number()),
  windowsOver: z.array(z.number()), windowsCounted: z.array(z.number()),
}).describe('Per replication, from 1 on: what a later version is compared with, pair by pair.');

const score = z.strictObject({
  parameters: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
  replications: count, digest: z.string().describe('Of all replications, in order: equal digests, equal runs.'),
  compliant: z.boolean(), occupancy: intervalSchema, rate: intervalSchema, windowShare: intervalSchema.describe('P(window over its limit).'),
  gapClosed: intervalSchema, regret: intervalSchema, predictiveGain: intervalSchema.describe('Talk minutes per agent hour beyond progressive.'),
  metrics: z.record(z.string(), intervalSchema).describe('By path, as in the summary of a run.'),
});

const sweepPoint = z.strictObject({ value: z.number(), occupancy: intervalSchema, rate: intervalSchema, windowShare: intervalSchema, compliant: z.boolean() });

const row = z.strictObject({
  strategy: z.string(), isBound: z.boolean().describe('Sees the future: shown, never ranked.'),
  fault: z.string().nullable().describe('Why it could not be run here.'),
  knob: z.string().nullable(), seconds: z.number().describe('Time of one worker that its cells took on the machine that ran them.'),
  asGiven: score.nullable().describe('Default settings (D).'),
  sweep: z.array(sweepPoint).describe('On the tuning seed, from the gentlest to the boldest.'),
  atLimit: z.strictObject({
    occupancy: intervalSchema, bracket: z.tuple([z.number(), z.number()]).nullable(), share: fraction, gapClosed: intervalSchema,
  }).nullable().describe('Occupancy at exactly the limit (T3).'),
  tuned: score.nullable().describe('The knob value with the highest occupancy among the compliant ones (TC).'),
  best: z.enum(['asGiven', 'tuned']).nullable().describe('Which of the two is the better one that complies; null: none does.'),
  behindBest: intervalSchema.describe('Occupancy of the best other strategy’s best compliant setting minus this one’s, paired.'),
  pHolm: z.number().nullable(), tiedWithBest: z.boolean().nullable().describe('Not shown to be behind, and the half-width is at most 0.005.'),
  sums: sums.nullable().describe('Of the settings as given, in the quick profile only.'),
});

const scenario = z.strictObject({
  id: z.string(), title: z.string(), family: z.string(), digest: z.string(), agents: count, limit: fraction, windowShareMax: z.number().nullable(),
  replications: count, replicationsWanted: count, replicationsSpecified: count,
  progressiveOccupancy: z.number().nullable(),
  reference: z.strictObject({ occupancy: z.number(), from: z.string() }).nullable().describe('occ(ref): the exact optimum, else the highest occupancy at exactly the limit of any strategy that was run.'),
  rows: z.array(row),
});

const rung = z.strictObject({
  name: z.string(), exact: z.number(), estimate: z.number(), lower: z.number(), upper: z.number(), p: z.number(), pHolm: z.number(), passed: z.boolean(),
}).describe('An exact value and the 99 % interval of 20 seeds; it fails where Holm’s corrected p is below 0.01.');

export const benchmarkSchema = z.strictObject({
  schema: z.literal('overdial-benchmark/1'), benchmark: z.literal('OPB-1'), overdial: z.string(),
  code: z.record(z.string(), z.string()).describe('Digest of the code behind each strategy.'),
  profile: z.enum(['full', 'quick']), command: z.string(), isInterrupted: z.boolean(),
  seeds: z.strictObject({ scoring: z.string(), tuning: z.string(), tuningReplications: count }),
  replicationsMax: count.nullable().describe('At most so many scoring replications, fewer than specified; null: as specified.'),
  ladder: z.array(rung), scenarios: z.array(scenario),
  overall: z.array(z.strictObject({
    strategy: z.string(), gapClosed: z.number(), violationShare: z.number().nullable(), families: count, compliantIn: count,
  })).describe('Mean over the families that were run of gapClosed at the best compliant setting; 0 where none complies.'),
  notRun: z.array(z.string()),
});

export type BenchmarkResult = z.infer<typeof benchmarkSchema>;
export type BenchmarkScenario = z.infer<typeof scenario>;
export type BenchmarkRow = z.infer<typeof row>;
export type BenchmarkScore = z.infer<typeof score>;
export type LadderRung = z.infer<typeof rung>;
