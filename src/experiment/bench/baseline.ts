/**
 * The baseline (`overdial-bench-baseline/1`): what the suite gave when somebody said that it was good, and why.
 *
 * Rule: it carries every replication's sums, so that a new run is compared with it pair by pair. One of another version or
 * another suite is refused, because its figures answer another question.
 */
import { z } from 'zod';
import { VERSION } from '../../base/version.ts';

const numbers = z.array(z.number().nonnegative());

const cellSums = z.strictObject({
  digest: z.string(), busyMs: numbers, staffedMs: numbers, abandoned: numbers, answered: numbers, daysOver: numbers, daysCounted: numbers,
});
export type CellSums = z.infer<typeof cellSums>;

const baselineSchema = z.strictObject({
  schema: z.literal('overdial-bench-baseline/1'),
  overdial: z.string(),
  suite: z.string().describe('Digest of scenarios, workloads, seed and replications.'),
  reason: z.string().min(1).describe('Why it was written.'),
  node: z.string(),
  processor: z.string(),
  speed: z.record(z.string(), z.strictObject({ ratio: z.number().positive(), lower: z.number().positive(), upper: z.number().positive(), pairs: z.int().positive() })),
  quality: z.record(z.string(), z.record(z.string(), cellSums)).describe('By scenario and strategy.'),
});
export type Baseline = z.infer<typeof baselineSchema>;

const HOW_TO_UPDATE = 'write a new one: overdial bench --update --reason "why"';

/** Reads a baseline for this version and suite. Throws a `RangeError` that says what is wrong and what to do. */
export function parseBaseline(text: string, suite: string): Baseline {
  const data = jsonOf(text);
  if (versionOf(data) !== null && versionOf(data) !== VERSION) {
    throw new RangeError(`the baseline was written by overdial ${versionOf(data)!}, this is ${VERSION}; compare with that version, or ${HOW_TO_UPDATE}`);
  }
  const parsed = baselineSchema.safeParse(data);
  if (!parsed.success) throw new RangeError(`this is no baseline (${parsed.error.issues[0]!.path.join('.')}: ${parsed.error.issues[0]!.message}); ${HOW_TO_UPDATE}`);
  if (parsed.data.suite !== suite) {
    throw new RangeError(`the baseline is of another suite (${parsed.data.suite.slice(0, 8)}, this is ${suite.slice(0, 8)}: scenarios, seed or replications have changed); ${HOW_TO_UPDATE}`);
  }
  return parsed.data;
}

/** As a file: replications on one line, so that a change can be read in a diff. */
export function formatBaseline(baseline: Baseline): string {
  return `${JSON.stringify(baseline, null, 1).replaceAll(/\[[\s\d.,e+-]*\]/g, (list) => list.replaceAll(/\s+/g, '').replaceAll(',', ', '))}\n`;
}

/** What to do where there is none. */
export function noBaseline(path: string): string {
  return `there is no baseline ${path}; ${HOW_TO_UPDATE}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RangeError(`this is no baseline (${(error as Error).message}); ${HOW_TO_UPDATE}`, { cause: error });
  }
}

function versionOf(data: unknown): string | null {
  const version = (data as { overdial?: unknown } | null)?.overdial;
  return typeof version === 'string' ? version : null;
}
