/**
 * Finished cells of the benchmark in a folder: one compressed file for each block of replications, named by the digest of all
 * that its runs are a function of.
 *
 * Rule: a cell is written beside its place and moved there, so what is there is whole; a file that cannot be read counts as
 * none. Per-agent figures are not kept: they are most of the bytes and no table needs them.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ReplicationResult } from '../../measure/results.ts';
import type { Batch } from '../workers/batch.ts';
import { codeDigest } from '../codeDigest.ts';

export interface Cell {
  /** What it is, for people. */
  readonly name: string;
  /** Time that it took here, ms. */
  readonly wallMs: number;
  readonly replications: readonly ReplicationResult[];
}

export interface CellStore {
  /** Null where this cell was never finished. */
  get(key: string): Cell | null;
  put(key: string, cell: Cell): void;
}

/** Makes the folder where it is missing; throws what the file system throws. */
export function openCellStore(folder: string): CellStore {
  mkdirSync(folder, { recursive: true });
  const pathOf = (key: string): string => join(folder, `${key}.json.gz`);
  return {
    get: (key) => {
      try {
        return JSON.parse(gunzipSync(readFileSync(pathOf(key))).toString('utf8')) as Cell;
      } catch {
        return null;
      }
    },
    put: (key, cell) => {
      const slim = { ...cell, replications: cell.replications.map((each) => ({ ...each, agents: { ...each.agents, byAgent: [] } })) };
      const part = `${pathOf(key)}.${process.pid}.part`;
      writeFileSync(part, gzipSync(JSON.stringify(slim)));
      renameSync(part, pathOf(key));
    },
  };
}

/** A store that forgets, for tests and for whoever wants nothing kept. */
export function createMemoryStore(): CellStore {
  const cells = new Map<string, Cell>();
  return { get: (key) => cells.get(key) ?? null, put: (key, cell) => { cells.set(key, cell); } };
}

/** Of the scenario, its rules, the strategy with its settings, the seed, the block of replications and the code. */
export function cellKey({ scenario, strategy, seed, first, count }: Batch): string {
  const parameters = Object.entries(strategy.parameters).sort(([left], [right]) => (left < right ? -1 : 1));
  const inputs = [codeDigest(strategy.id), scenario.digest, scenario.rules, scenario.dialer.enforcedRules, strategy.id, parameters, seed, first, count];
  return createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 32);
}
