/**
 * A distribution of seconds, as a scenario file writes it: a plain number is a constant.
 *
 * Rule: nothing negative can be drawn, because everything described here is a duration.
 */
import { z } from 'zod';
import { name } from './basics.ts';

const seconds = z.number().min(0);
const positive = z.number().gt(0);

/** As written; `empirical` may name a column of a CSV file instead of its quantiles. */
export type DistributionInput =
  | number
  | { distribution: 'constant'; value: number }
  | { distribution: 'uniform'; min: number; max: number }
  | { distribution: 'exponential'; mean: number }
  | { distribution: 'normal'; mean: number; sd: number; min: number; max: number }
  | { distribution: 'lognormal'; mean?: number | undefined; cv?: number | undefined; mu?: number | undefined; sigma?: number | undefined }
  | { distribution: 'gamma'; mean: number; cv: number }
  | { distribution: 'mixture'; parts: { weight: number; of: DistributionInput }[] }
  | { distribution: 'empirical'; quantiles?: [number, number][] | undefined; csv?: string | undefined; column?: string | undefined };

export const distribution: z.ZodType<DistributionInput, DistributionInput> = z.lazy(() => z.union([seconds, named])).meta({ id: 'distribution' });

const named = z.discriminatedUnion('distribution', [
  z.strictObject({ distribution: z.literal('constant'), value: seconds }),
  z.strictObject({ distribution: z.literal('uniform'), min: seconds, max: seconds }).superRefine(checkMinMax),
  z.strictObject({ distribution: z.literal('exponential'), mean: positive }),
  z.strictObject({ distribution: z.literal('normal'), mean: z.number(), sd: positive, min: seconds, max: seconds }).superRefine(checkMinMax),
  z.strictObject({
    distribution: z.literal('lognormal'),
    mean: positive.optional(), cv: positive.optional(), mu: z.number().optional(), sigma: positive.optional(),
  }).superRefine((value, context) => {
    const byMean = value.mean !== undefined && value.cv !== undefined && value.mu === undefined && value.sigma === undefined;
    const byMu = value.mu !== undefined && value.sigma !== undefined && value.mean === undefined && value.cv === undefined;
    if (!byMean && !byMu) context.addIssue({ code: 'custom', message: 'must have either mean and cv, or mu and sigma' });
  }),
  z.strictObject({ distribution: z.literal('gamma'), mean: positive, cv: positive }),
  z.strictObject({
    distribution: z.literal('mixture'),
    parts: z.array(z.strictObject({ weight: positive, of: z.lazy(() => distribution) })).min(1),
  }),
  z.strictObject({
    distribution: z.literal('empirical'),
    quantiles: z.array(z.tuple([z.number().min(0).max(1), seconds])).min(2).optional(), csv: name.optional(), column: name.optional(),
  }).superRefine((value, context) => {
    const fromFile = value.csv !== undefined && value.column !== undefined;
    if (value.quantiles === undefined ? !fromFile : value.csv !== undefined || value.column !== undefined) {
      context.addIssue({ code: 'custom', message: 'must have either quantiles, or csv and column' });
    }
    if (value.quantiles !== undefined) checkQuantiles(value.quantiles, context);
  }),
]);

function checkMinMax(value: { min: number; max: number }, context: z.RefinementCtx): void {
  if (value.min > value.max) context.addIssue({ code: 'custom', path: ['max'], message: `must be at least min, ${value.min}` });
}

function checkQuantiles(points: readonly [number, number][], context: z.RefinementCtx): void {
  if (points[0]![0] !== 0) context.addIssue({ code: 'custom', path: ['quantiles', 0, 0], message: 'must be 0: the first share' });
  const last = points.length - 1;
  if (points[last]![0] !== 1) context.addIssue({ code: 'custom', path: ['quantiles', last, 0], message: 'must be 1: the last share' });
  for (let index = 1; index <= last; index++) {
    for (const part of [0, 1] as const) {
      if (points[index]![part] < points[index - 1]![part]) {
        context.addIssue({ code: 'custom', path: ['quantiles', index, part], message: `must be at least ${points[index - 1]![part]}: points ascend` });
      }
    }
  }
}
