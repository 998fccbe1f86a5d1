/**
 * The code that a run of this program depends on, as digests: they name stored cells and the queue of workers.
 *
 * Rule: a program that runs from the sources reads them; the build wrote down what it read. So both have the same digests.
 */
import { readFileSync } from 'node:fs';
import { isBuilt, programFile } from './programFiles.ts';
import { strategyDigest, wholeDigest } from './sourceDigests.ts';

/** What the build writes, 16 hexadecimal digits each. */
export interface CodeDigests {
  /** The simulation with every strategy. */
  readonly whole: string;
  /** The simulation alone: for a strategy that does not come with overdial. */
  readonly common: string;
  readonly strategies: Readonly<Record<string, string>>;
}
export const CODE_DIGESTS_FILE = 'codeDigests.json';

/** Of one strategy; 16 hexadecimal digits. */
export function codeDigest(strategyId: string): string {
  const known = digests.get(strategyId);
  if (known !== undefined) return known;
  const digest = isBuilt ? written().strategies[strategyId] ?? written().common : strategyDigest(programFile(''), strategyId);
  digests.set(strategyId, digest);
  return digest;
}

/** Of the simulation with every strategy; 16 hexadecimal digits. */
export function wholeCodeDigest(): string {
  return isBuilt ? written().whole : wholeDigest(programFile(''));
}

function written(): CodeDigests {
  return JSON.parse(readFileSync(programFile(CODE_DIGESTS_FILE), 'utf8')) as CodeDigests;
}

const digests = new Map<string, string>();
