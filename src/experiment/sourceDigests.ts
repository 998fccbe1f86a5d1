/**
 * The code that a run depends on, as digests of the sources: one for each strategy, so that stored cells are valid as long as it stays
 * the same, and one for all, so that workers on other machines have the same code.
 *
 * Rule: the simulation's file and the strategy's own, with everything that they import, directly or not; the list of all
 * strategies is not followed, so that a new strategy, or a change in one, leaves the cells of the others alone. A strategy's
 * file is named for its id.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { VERSION } from '../base/version.ts';

/** Of one strategy; 16 hexadecimal digits. @param root the folder `src` */
export function strategyDigest(root: string, strategyId: string): string {
  const name = strategyId.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return digestOf(root, [`engine/pacing/${name}.ts`, `simulation/${name}.ts`].map((path) => resolve(root, path)).filter((path) => existsSync(path)));
}

/** Of the simulation with every strategy; 16 hexadecimal digits. @param root the folder `src` */
export function wholeDigest(root: string): string {
  const pacing = resolve(root, 'engine', 'pacing');
  return digestOf(root, readdirSync(pacing).filter((file) => file.endsWith('.ts')).map((file) => resolve(pacing, file)));
}

/** These files and all that they import, but for the list of strategies. */
export function closure(roots: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...roots];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file) || file.endsWith(`pacing${sep}registry.ts`)) continue;
    found.add(file);
    for (const match of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;]*?from '(\.[^']+)'/gm)) open.push(resolve(dirname(file), match[1]!));
  }
  return found;
}

function digestOf(root: string, own: readonly string[]): string {
  const hash = createHash('sha256').update(VERSION);
  for (const file of [...closure([resolve(root, 'simulation', 'simulate.ts'), ...own])].sort()) {
    hash.update(`\n${relative(root, file).replaceAll(sep, '/')}\n`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}
