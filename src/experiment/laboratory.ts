/**
 * The laboratory: settings to try on one side, finished replications on the other.
 *
 * Rule: a setting is a scenario, a strategy with its parameters, and a seed. What has been run is kept, so asking for more
 * replications costs only the new ones. Replications of a setting are given without gaps, in order; after an interrupt
 * that may be fewer than asked for. A setting whose runs fail keeps its fault and is not tried again.
 */
import type { StrategyChoice } from '../engine/options.ts';
import type { ReplicationResult } from '../measure/results.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import type { BatchOutcome } from './workers/batch.ts';
import { splitBatches } from './workers/splitBatches.ts';
import type { Workforce } from './workers/workforce.ts';

export interface Setting {
  readonly scenario: CompiledScenario;
  readonly strategy: StrategyChoice;
  readonly seed: string;
}

export interface LaboratoryHooks {
  /** Share of the work expected so far that is done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly isInterrupted?: () => boolean;
}

export interface Laboratory {
  readonly workers: number;
  /** So many replications more will probably be wanted: for the progress only. */
  expect(replications: number): void;
  /** Runs what is missing until each setting has so many replications, or until the interrupt. */
  run(settings: readonly Setting[], replications: number): Promise<void>;
  /** Finished replications 0, 1, 2, … without a gap. */
  results(setting: Setting): readonly ReplicationResult[];
  /** Why this setting cannot be run; null if nothing is known against it. */
  faultOf(setting: Setting): string | null;
  isInterrupted(): boolean;
}

export function createLaboratory(workforce: Workforce, hooks: LaboratoryHooks = {}): Laboratory {
  return new KeepingLaboratory(workforce, hooks);
}

/** A strategy as one word: `fixed-ratio-idle:ratio=2`. */
export function strategyText({ id, parameters }: StrategyChoice): string {
  const pieces = Object.entries(parameters).map(([key, value]) => `${key}=${String(value)}`);
  return pieces.length === 0 ? id : `${id}:${pieces.join(',')}`;
}

interface Shelf { readonly runs: Map<number, ReplicationResult>; fault: string | null }

class KeepingLaboratory implements Laboratory {
  readonly workers: number;
  private readonly workforce: Workforce;
  private readonly hooks: LaboratoryHooks;
  private readonly shelves = new Map<CompiledScenario, Map<string, Shelf>>();
  private expected = 0;
  private done = 0;

  constructor(workforce: Workforce, hooks: LaboratoryHooks) {
    this.workforce = workforce;
    this.workers = workforce.workers;
    this.hooks = hooks;
  }

  expect(replications: number): void {
    this.expected += replications;
  }

  async run(settings: readonly Setting[], replications: number): Promise<void> {
    const wanted = [...new Map(settings.map((setting) => [this.shelf(setting), setting]))];
    const works = wanted.filter(([shelf]) => shelf.fault === null)
      .map(([shelf, setting]) => ({ ...setting, first: contiguous(shelf), count: replications - contiguous(shelf) }))
      .filter((work) => work.count > 0);
    if (works.length === 0 || this.isInterrupted()) return;
    const count = works.reduce((sum, work) => sum + work.count, 0);
    const batches = splitBatches(works, this.workers);
    this.expected = Math.max(this.expected, this.done + count);
    await this.workforce.work(batches, {
      isInterrupted: () => this.isInterrupted(),
      onProgress: (share) => this.hooks.onProgress?.(Math.min(1, (this.done + share * count) / this.expected)),
      onBatch: (index, outcome) => { this.keep(batches[index]!, outcome); },
    });
    this.done += count;
  }

  results(setting: Setting): readonly ReplicationResult[] {
    const { runs } = this.shelf(setting);
    const results: ReplicationResult[] = [];
    for (let next = runs.get(0); next !== undefined; next = runs.get(results.length)) results.push(next);
    return results;
  }

  faultOf(setting: Setting): string | null {
    return this.shelf(setting).fault;
  }

  isInterrupted(): boolean {
    return this.hooks.isInterrupted?.() === true;
  }

  private keep(setting: Setting, { runs, fault }: BatchOutcome): void {
    const shelf = this.shelf(setting);
    for (const { replication } of runs) shelf.runs.set(replication.replication, replication);
    if (fault !== null) shelf.fault ??= fault.message;
  }

  private shelf({ scenario, strategy, seed }: Setting): Shelf {
    let ofScenario = this.shelves.get(scenario);
    if (ofScenario === undefined) this.shelves.set(scenario, ofScenario = new Map<string, Shelf>());
    const key = `${strategyText(strategy)} ${seed}`;
    let shelf = ofScenario.get(key);
    if (shelf === undefined) ofScenario.set(key, shelf = { runs: new Map(), fault: null });
    return shelf;
  }
}

function contiguous({ runs }: Shelf): number {
  let count = 0;
  while (runs.has(count)) count += 1;
  return count;
}
