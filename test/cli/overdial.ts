/** Runs the command line as people do, in a process of its own. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface CommandResult { readonly code: number | null; readonly out: string; readonly errors: string }

export function overdial(words: readonly string[]): CommandResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...words], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { code: status, out: stdout, errors: stderr };
}
