/**
 * A laboratory that keeps what it has run in a store, and runs what the store has not.
 *
 * Rule: replications are numbered from 1, as the benchmark says, and run in blocks of five; a block is a cell. An interrupt
 * loses the blocks under way and nothing else. Several pieces of work may be asked for at the same time.
 */
import type { ReplicationResult } from '../../measure/results.ts';
import type { Laboratory, LaboratoryHooks, Setting } from '../laboratory.ts';
import { strategyText } from '../laboratory.ts';
import type { Batch } from '../workers/batch.ts';
import type { Workforce } from '../workers/workforce.ts';
import { cellKey, type Cell, type CellStore } from './cellStore.ts';

export interface Wanted { readonly setting: Setting; readonly replications: number }

export interface StoredLaboratory extends Laboratory {
  /** As `run`, with so many replications for each setting, the first block of all before the second of any. */
  runEach(wanted: readonly Wanted[]): Promise<void>;
  /** Time that workers spent on a setting's cells when they were run, here or before, ms. */
  wallMsOf(setting: Setting): number;
  /** Cells taken from the store, and cells run. */
  readonly taken: number;
  readonly ran: number;
}

export function createStoredLaboratory(workforce: Workforce, store: CellStore, hooks: LaboratoryHooks = {}): StoredLaboratory {
  return new KeepingLaboratory(workforce, store, hooks);
}

class KeepingLaboratory implements StoredLaboratory {
  readonly workers: number;
  taken = 0;
  ran = 0;
  private readonly workforce: Workforce;
  private readonly store: CellStore;
  private readonly hooks: LaboratoryHooks;
  private readonly cells = new Map<string, Cell>();
  private readonly faults = new Map<string, string>();
  private expected = 0;
  private done = 0;

  constructor(workforce: Workforce, store: CellStore, hooks: LaboratoryHooks) {
    this.workers = workforce.workers;
    this.workforce = workforce;
    this.store = store;
    this.hooks = hooks;
  }

  expect(replications: number): void {
    this.expected += replications;
  }

  run(settings: readonly Setting[], replications: number): Promise<void> {
    return this.runEach(settings.map((setting) => ({ setting, replications })));
  }

  async runEach(wanted: readonly Wanted[]): Promise<void> {
    const missing = this.missing(wanted);
    if (missing.size === 0 || this.isInterrupted()) return;
    const keys = [...missing.keys()];
    const batches = [...missing.values()];
    await this.workforce.work(batches, {
      isInterrupted: () => this.isInterrupted(),
      onBatch: (index, { runs, fault, wallMs }) => {
        const batch = batches[index]!;
        if (fault !== null) this.faults.set(settingKey(batch), fault.message);
        if (runs.length < batch.count) return;
        const cell: Cell = { name: nameOf(batch), wallMs, replications: runs.map(({ replication }) => replication) };
        this.store.put(keys[index]!, cell);
        this.keep(keys[index]!, cell, 'ran');
      },
    });
  }

  /** Cells that neither this laboratory nor the store has. */
  private missing(wanted: readonly Wanted[]): Map<string, Batch> {
    const missing = new Map<string, Batch>();
    const most = Math.max(0, ...wanted.map(({ replications }) => replications));
    // Block by block, so that after an interrupt all settings are about equally far.
    for (let first = 1; first <= most; first += BLOCK) {
      for (const { setting, replications } of wanted) {
        if (first > replications || this.faultOf(setting) !== null) continue;
        const batch = blockOf(setting, first);
        const key = cellKey(batch);
        if (this.cells.has(key) || missing.has(key)) continue;
        const stored = this.store.get(key);
        if (stored === null) missing.set(key, batch);
        else this.keep(key, stored, 'taken');
      }
    }
    return missing;
  }

  results(setting: Setting): readonly ReplicationResult[] {
    return this.cellsOf(setting).flatMap((cell) => [...cell.replications]);
  }

  wallMsOf(setting: Setting): number {
    return this.cellsOf(setting).reduce((sum, cell) => sum + cell.wallMs, 0);
  }

  faultOf(setting: Setting): string | null {
    return this.faults.get(settingKey(setting)) ?? null;
  }

  isInterrupted(): boolean {
    return this.hooks.isInterrupted?.() === true;
  }

  private keep(key: string, cell: Cell, how: 'taken' | 'ran'): void {
    this.cells.set(key, cell);
    this[how] += 1;
    this.done += cell.replications.length;
    this.hooks.onProgress?.(Math.min(1, this.done / Math.max(this.expected, this.done)));
  }

  private cellsOf(setting: Setting): Cell[] {
    const found: Cell[] = [];
    for (let first = 1; ; first += BLOCK) {
      const cell = this.cells.get(cellKey(blockOf(setting, first)));
      if (cell === undefined) return found;
      found.push(cell);
    }
  }
}

/** A block is always whole: more replications than asked for cost less than cells of odd sizes. */
function blockOf({ scenario, strategy, seed }: Setting, first: number): Batch {
  return { scenario, strategy, seed, first, count: BLOCK };
}

function settingKey({ scenario, strategy, seed }: Setting): string {
  return JSON.stringify([scenario.digest, strategy, seed]);
}

function nameOf({ scenario, strategy, seed, first, count }: Batch): string {
  return `${scenario.id}, ${strategyText(strategy)}, seed ${seed}, replications ${first} to ${first + count - 1}`;
}

/** Divides the replications of every profile. */
export const BLOCK = 5;
