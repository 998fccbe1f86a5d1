/**
 * Many replications of one scenario and strategy, and the result that is printed and written.
 *
 * Rule: replication r draws from `seed/r`; results are put together in the order of replications. Wall time is measured
 * here, above the pure floors, and is no part of any digest.
 */
import type { DialerOptions, StrategyChoice } from '../engine/options.ts';
import type { CreateStrategy } from '../engine/pacing/strategy.ts';
import { combineDigests } from '../journal/digest.ts';
import { combineSeries } from '../measure/combineSeries.ts';
import type { RunObserver } from '../measure/observer.ts';
import type { DaySeries, ReplicationResult, RunResult } from '../measure/results.ts';
import { summarise } from '../measure/summary.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { createSimulation } from '../simulation/simulate.ts';
import { VERSION } from '../base/version.ts';

export interface ExperimentInput {
  readonly scenario: CompiledScenario;
  readonly strategy: StrategyChoice;
  readonly createStrategy?: CreateStrategy;
  readonly seed: string;
  /** Whole number >= 1. */
  readonly replications: number;
  readonly observers?: (options: DialerOptions) => readonly RunObserver[];
  /** Told between portions of work: replications done and the share of all work, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Asked between portions of work; true stops before the next one. */
  readonly isInterrupted?: () => boolean;
}

export interface ExperimentResult {
  /** Of the replications that were finished; null if none was. */
  readonly result: RunResult | null;
  readonly series: DaySeries | null;
  readonly isInterrupted: boolean;
}

const STEPS_PER_PORTION = 50_000;

export async function runExperiment(input: ExperimentInput): Promise<ExperimentResult> {
  const finished: ReplicationResult[] = [];
  const allSeries: DaySeries[] = [];
  let dials = 0;
  let workMs = 0;
  let isInterrupted = false;

  for (let replication = 0; replication < input.replications && !isInterrupted; replication += 1) {
    const startedAt = performance.now();
    const simulation = createSimulation({
      scenario: input.scenario, seed: input.seed, replication, strategy: input.strategy,
      ...(input.createStrategy === undefined ? {} : { createStrategy: input.createStrategy }),
      ...(input.observers === undefined ? {} : { observers: input.observers }),
    });
    while (!simulation.advance(STEPS_PER_PORTION)) {
      input.onProgress?.((replication + simulation.progress()) / input.replications);
      await breathe();
      if (input.isInterrupted?.() === true) {
        isInterrupted = true;
        break;
      }
    }
    workMs += performance.now() - startedAt;
    if (isInterrupted) break;
    const run = simulation.result();
    finished.push(run.replication);
    allSeries.push(run.series);
    dials += run.dials;
    input.onProgress?.((replication + 1) / input.replications);
    await breathe();
    isInterrupted = input.isInterrupted?.() === true && replication + 1 < input.replications;
  }

  if (finished.length === 0) return { result: null, series: null, isInterrupted };
  const { scenario, strategy, seed } = input;
  const result: RunResult = {
    schema: 'overdial-run/1', overdial: VERSION, scenario: scenario.id, scenarioDigest: scenario.digest,
    strategy: { id: strategy.id, parameters: { ...strategy.parameters } }, seed, digest: combineDigests(finished.map((each) => each.digest)),
    wallMs: Math.round(workMs), dialsPerSecond: Math.round(dials / (workMs / 1000)), summary: summarise(finished), replications: finished,
  };
  return { result, series: combineSeries(allSeries), isInterrupted };
}

/** Lets signals and timers come through. */
function breathe(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}
