/**
 * Many replications of one scenario and strategy, and the result that is printed and written.
 *
 * Rule: replication r draws from `seed/r`; results are put together in the order of replications, whoever worked them off.
 * Wall time is measured here, above the pure floors, and is no part of any digest.
 */
import { VERSION } from '../base/version.ts';
import type { StrategyChoice } from '../engine/options.ts';
import { combineDigests } from '../journal/digest.ts';
import { combineSeries } from '../measure/combineSeries.ts';
import type { DaySeries, RunResult } from '../measure/results.ts';
import { summarise } from '../measure/summary.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import type { FinishedRun, LocalExtras } from './workers/batch.ts';
import { createWorkforce, defaultWorkers } from './workers/createWorkforce.ts';
import { createLocalWorkforce } from './workers/localWorkforce.ts';
import { splitBatches } from './workers/splitBatches.ts';
import type { WorkHooks, Workforce } from './workers/workforce.ts';

/** Observers and strategies that are not in the registry keep the work in this process. */
export interface ExperimentInput extends LocalExtras, Pick<WorkHooks, 'onProgress' | 'isInterrupted'> {
  readonly scenario: CompiledScenario;
  readonly strategy: StrategyChoice;
  readonly seed: string;
  /** Whole number >= 1. */
  readonly replications: number;
  /** Threads to work on; 1 is this process, where one replication always stays. `auto`, the default: threads only where they save time. A workforce is used and left open. */
  readonly workers?: number | 'auto' | Workforce;
}

export interface ExperimentResult {
  /** Of the replications that were finished; null if none was. */
  readonly result: RunResult | null;
  readonly series: DaySeries | null;
  readonly isInterrupted: boolean;
}

/** Throws what the simulation throws. */
export async function runExperiment(input: ExperimentInput): Promise<ExperimentResult> {
  const { scenario, strategy, seed, replications } = input;
  const hooks: WorkHooks = {
    ...(input.onProgress === undefined ? {} : { onProgress: input.onProgress }),
    ...(input.isInterrupted === undefined ? {} : { isInterrupted: input.isInterrupted }),
  };
  const startedAt = performance.now();
  const runs = await finishedRuns(input, hooks);
  const wallMs = performance.now() - startedAt;
  const isInterrupted = runs.length < replications;
  if (runs.length === 0) return { result: null, series: null, isInterrupted };

  const finished = runs.map((run) => run.replication);
  const dials = runs.reduce((sum, run) => sum + run.dials, 0);
  const result: RunResult = {
    schema: 'overdial-run/1', overdial: VERSION, scenario: scenario.id, scenarioDigest: scenario.digest,
    strategy: { id: strategy.id, parameters: { ...strategy.parameters } }, seed, digest: combineDigests(finished.map((each) => each.digest)),
    wallMs: Math.round(wallMs), dialsPerSecond: Math.round(dials / (wallMs / 1000)), summary: summarise(finished), replications: finished,
  };
  return { result, series: combineSeries(runs.map((run) => run.series)), isInterrupted };
}

/** In order of replications. */
async function finishedRuns(input: ExperimentInput, hooks: WorkHooks): Promise<FinishedRun[]> {
  const { replications, workers = 'auto', observers, createStrategy, trace } = input;
  const isBound = observers !== undefined || createStrategy !== undefined || trace !== undefined;
  const extras: LocalExtras = {
    ...(observers === undefined ? {} : { observers }), ...(createStrategy === undefined ? {} : { createStrategy }), ...(trace === undefined ? {} : { trace }),
  };
  if (!isBound && typeof workers === 'object') return workOn({ ...workers, close: async () => undefined }, input, 0, replications, hooks);
  if (isBound || replications === 1) return workOn(createLocalWorkforce(extras), input, 0, replications, hooks);
  if (typeof workers === 'number') return workOn(createWorkforce(Math.min(workers, replications)), input, 0, replications, hooks);
  const startedAt = performance.now();
  const first = await workOn(createLocalWorkforce(), input, 0, 1, { ...hooks, onProgress: (share) => hooks.onProgress?.(share / replications) });
  if (first.length === 0) return [];
  const restMs = (performance.now() - startedAt) * (replications - 1);
  const workforce = createWorkforce(restMs < WORTH_THREADS_MS ? 1 : Math.min(defaultWorkers(), replications - 1));
  const onProgress = (share: number): void => hooks.onProgress?.((1 + share * (replications - 1)) / replications);
  return [...first, ...await workOn(workforce, input, 1, replications - 1, { ...hooks, onProgress })];
}

async function workOn(workforce: Workforce, { scenario, strategy, seed }: ExperimentInput, first: number, count: number, hooks: WorkHooks): Promise<FinishedRun[]> {
  try {
    const outcomes = await workforce.work(splitBatches([{ scenario, strategy, seed, first, count }], workforce.workers), hooks);
    const fault = outcomes.find((outcome) => outcome.fault !== null)?.fault;
    if (fault !== undefined && fault !== null) throw Object.assign(new Error(fault.message), { stack: fault.stack });
    return outcomes.flatMap((outcome) => outcome.runs);
  } finally {
    await workforce.close();
  }
}

/** Threads need a second or two to start. */
const WORTH_THREADS_MS = 5_000;
