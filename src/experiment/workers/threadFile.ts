/** What a thread is started with: a file that lies beside the one that starts it, built or as it is in the sources. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface ThreadFile { readonly file: string; readonly execArgv: string[] }

/**
 * Run from the sources a thread needs a loader; built, it needs nothing.
 * @param besideUrl `import.meta.url` of a module beside it
 */
export function threadFile(besideUrl: string, name: string): ThreadFile {
  const built = new URL(`./${name}.js`, besideUrl);
  if (existsSync(built)) return { file: fileURLToPath(built), execArgv: [] };
  return { file: fileURLToPath(new URL(`./${name}.ts`, besideUrl)), execArgv: ['--import', new URL('./readSources.mjs', import.meta.url).href] };
}
