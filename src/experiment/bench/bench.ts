/**
 * `overdial bench`, the engineers' gate: runs the suite and judges it by the baseline, or makes a new baseline of it.
 *
 * Rule: speed is timed before any worker thread starts, because the process's CPU time counts threads too.
 */
import { cpus } from 'node:os';
import { VERSION } from '../../base/version.ts';
import type { Workforce } from '../workers/workforce.ts';
import type { Baseline, CellSums } from './baseline.ts';
import type { BenchResult } from './benchSchema.ts';
import { judgeQuality, judgeSpeed, speedTolerance } from './judge.ts';
import { measureQuality, type MeasuredCell } from './quality.ts';
import { measureSpeed, type MeasuredSpeed } from './speed.ts';
import type { BenchSuite } from './suite.ts';

export interface BenchInput {
  readonly suite: BenchSuite;
  readonly baseline: Baseline | null;
  readonly parts: { readonly speed: boolean; readonly quality: boolean };
  /** Made only when quality is measured; closed here. */
  readonly createWorkforce: () => Workforce;
  readonly onProgress?: (share: number) => void;
  readonly isInterrupted?: () => boolean;
  /** CPU time wasted in the timed runs, as a share: to show that the gate sees it. */
  readonly waste?: number;
}

export interface BenchOutcome {
  readonly result: BenchResult;
  /** Today's figures as a baseline; null where something is missing. */
  readonly asBaseline: (reason: string) => Baseline | null;
}

export async function runBench(input: BenchInput): Promise<BenchOutcome> {
  const { suite, baseline, parts } = input;
  const here = { node: process.version, processor: cpus()[0]?.model ?? 'unknown' };
  const tolerance = baseline === null ? 0 : speedTolerance(baseline, here);
  const isInterrupted = (): boolean => input.isInterrupted?.() === true;
  const speed = !parts.speed ? {} : await measureSpeed(suite.workloads, {
    isInterrupted, onProgress: (share) => { input.onProgress?.(share * SPEED_SHARE); },
    boundaryOf: (id) => (baseline?.speed[id] === undefined ? null : (1 - tolerance) * baseline.speed[id].ratio),
    ...(input.waste === undefined ? {} : { waste: input.waste }),
  });
  const cells = !parts.quality || isInterrupted() ? [] : await qualityOf(input, isInterrupted);
  const speedRows = judgeSpeed(speed, baseline, tolerance);
  const qualityRows = judgeQuality(cells, baseline);
  const verdicts = [...speedRows.map(({ verdict }) => verdict), ...qualityRows.flatMap((row) => [row.occupancy, row.rate, row.violation].map((metric) => metric?.verdict))];
  const result: BenchResult = {
    schema: 'overdial-bench/1', overdial: VERSION, suite: suite.digest, ...here,
    baseline: baseline === null ? null : { reason: baseline.reason, node: baseline.node, processor: baseline.processor },
    isRegression: verdicts.includes('worse'), isInterrupted: isInterrupted(), speed: speedRows, quality: qualityRows,
  };
  const isWhole = parts.speed && parts.quality && !result.isInterrupted;
  return { result, asBaseline: (reason) => (isWhole ? baselineOf(suite, reason, here, speed, cells) : null) };
}

async function qualityOf({ suite, createWorkforce, onProgress }: BenchInput, isInterrupted: () => boolean): Promise<MeasuredCell[]> {
  const workforce = createWorkforce();
  try {
    return await measureQuality(suite, workforce, { isInterrupted, onProgress: (share) => { onProgress?.(SPEED_SHARE + (1 - SPEED_SHARE) * share); } });
  } finally {
    await workforce.close();
  }
}

function baselineOf(suite: BenchSuite, reason: string, here: Pick<Baseline, 'node' | 'processor'>, speed: Readonly<Record<string, MeasuredSpeed>>, cells: readonly MeasuredCell[]): Baseline {
  const quality: Record<string, Record<string, CellSums>> = {};
  for (const { cell, sums } of cells) {
    if (sums !== null) (quality[cell.scenario.id] ??= {})[cell.label] = sums;
  }
  const rounded = (value: number): number => Number(value.toPrecision(5));
  return {
    schema: 'overdial-bench-baseline/1', overdial: VERSION, suite: suite.digest, reason, ...here,
    speed: Object.fromEntries(Object.entries(speed).map(([id, { ratio, lower, upper, pairs }]) => [id, { ratio: rounded(ratio), lower: rounded(lower), upper: rounded(upper), pairs }])), quality,
  };
}

const SPEED_SHARE = 0.3;
