/** What a thread is started with: a file of the built program, or one of the sources. */
import { isBuilt, programFile } from '../programFiles.ts';

export interface ThreadFile { readonly file: string; readonly execArgv: string[] }

/**
 * Run from the sources a thread needs a loader; built, it needs nothing.
 * @param path below `src`, without its ending; the build makes a file of its own of it (rolldown.config.ts)
 */
export function threadFile(path: string): ThreadFile {
  if (isBuilt) return { file: programFile(`${path}.js`), execArgv: [] };
  return { file: programFile(`${path}.ts`), execArgv: ['--import', new URL('./readSources.mjs', import.meta.url).href] };
}
