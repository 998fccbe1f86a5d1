/** What a piece of evidence is, and the figures that most of them are made of. */
import { clopperPearson, type ShareInterval } from '../../src/measure/statistics/clopperPearson.ts';
import { jackknifeRatio } from '../../src/measure/statistics/jackknifeRatio.ts';
import type { Run, Task } from './run.ts';

export interface Options { readonly replications: number | null; readonly workers: number }

export interface Evidence {
  /** For people, line by line. */
  readonly lines: readonly string[];
  readonly isPassed: boolean;
  readonly figures: unknown;
}

/** Seeds of the benchmark's scored runs, which nothing was tuned on, and those of tuning. */
export const SCORING_SEED = '20250303';
export const TUNING_SEED = '910000';

export function tasksOf(scenario: string, replications: number, parts: Partial<Task> = {}): Task[] {
  return Array.from({ length: replications }, (_, index) => ({ scenario, change: '', without: '', seed: SCORING_SEED, hour: -1, ...parts, replication: index + 1 }));
}

export interface Figures {
  readonly replications: number;
  readonly occupancy: number; readonly occupancyHalfWidth: number;
  /** Pooled. */
  readonly rate: number; readonly rateHalfWidth: number;
  readonly windowsOver: number; readonly windowsCounted: number;
  /** Share of windows over the limit; null where the rule has no windows. */
  readonly overShare: ShareInterval | null;
  readonly dialsPerCpuSecond: number;
}

/** At least two runs of one scenario. */
export function figuresOf(runs: readonly Run[]): Figures {
  const sum = (of: (run: Run) => number): number => runs.reduce((total, run) => total + of(run), 0);
  const occupancy = jackknifeRatio(runs.map((run) => run.busyMs), runs.map((run) => run.staffedMs))!;
  const rate = jackknifeRatio(runs.map((run) => run.abandoned), runs.map((run) => run.answered))!;
  const windowsOver = sum((run) => run.windowsOver);
  const windowsCounted = sum((run) => run.windowsCounted);
  return {
    replications: runs.length, occupancy: occupancy.estimate, occupancyHalfWidth: occupancy.halfWidth, rate: rate.pooled, rateHalfWidth: rate.halfWidth,
    windowsOver, windowsCounted, overShare: windowsCounted === 0 ? null : clopperPearson(windowsOver, windowsCounted), dialsPerCpuSecond: sum((run) => run.dials) / sum((run) => run.cpuSeconds),
  };
}

export const percent = (share: number, digits = 2): string => (100 * share).toFixed(digits);

/** Cells to lines; the first column is left-aligned, the others right. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  '));
}
