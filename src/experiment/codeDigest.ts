/**
 * The code that a run depends on, as one digest: for a strategy, so that stored cells are valid as long as it stays the same, and for
 * all of them, so that workers on other machines have the same code.
 *
 * Rule: the simulation's file and the strategy's own, with everything that they import, directly or not; the list of all
 * strategies is not followed, so that a new strategy, or a change in one, leaves the cells of the others alone. A strategy's
 * file is named for its id. Files are hashed as they lie beside this one, sources or built.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VERSION } from '../base/version.ts';

/** Of one strategy; 16 hexadecimal digits. */
export function codeDigest(strategyId: string): string {
  const name = strategyId.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const own = [`engine/pacing/${name}${EXTENSION}`, `simulation/${name}${EXTENSION}`].map((path) => resolve(ROOT, path)).filter((path) => existsSync(path));
  return digestOf(strategyId, own);
}

/** Of the simulation with every strategy; 16 hexadecimal digits. */
export function wholeCodeDigest(): string {
  return digestOf('', readdirSync(resolve(ROOT, 'engine', 'pacing')).filter((file) => file.endsWith(EXTENSION)).map((file) => resolve(ROOT, 'engine', 'pacing', file)));
}

function digestOf(key: string, own: readonly string[]): string {
  const known = digests.get(key);
  if (known !== undefined) return known;
  const files = [...closure([resolve(ROOT, `simulation/simulate${EXTENSION}`), ...own])].sort();
  const hash = createHash('sha256').update(VERSION);
  for (const file of files) hash.update(`\n${relative(ROOT, file)}\n`).update(readFileSync(file));
  const digest = hash.digest('hex').slice(0, 16);
  digests.set(key, digest);
  return digest;
}

/** These files and all that they import, but for the list of strategies. */
export function closure(roots: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...roots];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file) || file.endsWith(`pacing/registry${EXTENSION}`)) continue;
    found.add(file);
    for (const match of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;]*?from '(\.[^']+)'/gm)) open.push(resolve(dirname(file), match[1]!));
  }
  return found;
}

const HERE = fileURLToPath(import.meta.url);
const EXTENSION = extname(HERE);
const ROOT = resolve(dirname(HERE), '..');
const digests = new Map<string, string>();
