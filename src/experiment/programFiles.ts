/**
 * Where the files of this program lie: beside their sources, or in `dist` once it is built.
 *
 * Rule: the built program has few files, so nothing may be looked for beside the module that needs it; it is named from the root.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(import.meta.url);

/** Does this program run as it is shipped, not from the sources? */
export const isBuilt = !HERE.endsWith('.ts');

/** The folder that holds package.json and scenarios/, in the repository and in the installed package alike. */
export const packageRoot = nearestPackage(dirname(HERE));

/** A file that the program needs at run time. @param path below `src`, the same below `dist` */
export function programFile(path: string): string {
  return join(packageRoot, isBuilt ? 'dist' : 'src', path);
}

function nearestPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error(`no package.json above ${HERE}`);
  return nearestPackage(above);
}
