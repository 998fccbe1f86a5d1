/**
 * A batch: some replications of one scenario under one strategy, the piece of work that a worker takes at a time.
 *
 * Rule: a batch is plain data and says everything that its runs are a function of, so that it may be worked off in this
 * process, in a thread or on another machine, and twice if need be, always with the same runs.
 */
import type { StrategyChoice } from '../../engine/options.ts';
import type { DaySeries, ReplicationResult } from '../../measure/results.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { createSimulation, type SimulationInput } from '../../simulation/simulate.ts';

export interface Batch {
  readonly scenario: CompiledScenario;
  readonly strategy: StrategyChoice;
  readonly seed: string;
  /** Number of the first replication, and how many. */
  readonly first: number;
  readonly count: number;
}

/** One finished replication. */
export interface FinishedRun {
  readonly replication: ReplicationResult;
  readonly series: DaySeries;
  readonly dials: number;
}

/** What stopped a batch: an error of the simulation, or a strategy that refuses this scenario. */
export interface Fault { readonly message: string; readonly stack: string }

export interface BatchOutcome {
  /** In order of replications; fewer than asked for after an interrupt or a fault. */
  readonly runs: readonly FinishedRun[];
  readonly fault: Fault | null;
  /** Time that its worker spent on it, ms. */
  readonly wallMs: number;
}

/** What cannot leave this process: observers, a trace, and strategies that are not in the registry. */
export type LocalExtras = Pick<SimulationInput, 'observers' | 'createStrategy' | 'trace'>;

/**
 * Works a batch off in portions: yields its share done, 0 to 1, after each, and puts finished runs into `runs`. Whoever
 * goes through it may stop at any yield; what is finished by then stays.
 */
export function* batchPortions(batch: Batch, runs: FinishedRun[], extras: LocalExtras = {}): Generator<number, void, void> {
  for (let done = 0; done < batch.count; done += 1) {
    const { scenario, strategy, seed } = batch;
    const simulation = createSimulation({ scenario, strategy, seed, replication: batch.first + done, ...extras });
    while (!simulation.advance(STEPS_PER_PORTION)) yield (done + simulation.progress()) / batch.count;
    const { replication, series, dials } = simulation.result();
    runs.push({ replication, series, dials });
    yield (done + 1) / batch.count;
  }
}

/** An error as plain data. */
export function faultOf(error: unknown): Fault {
  const known = error instanceof Error ? error : new Error(String(error));
  return { message: known.message, stack: known.stack ?? known.message };
}

const STEPS_PER_PORTION = 50_000;
