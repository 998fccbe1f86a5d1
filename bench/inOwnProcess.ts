/** Runs a file of the bench in a process of its own, so that nothing measured warms or litters another's machine; gives the JSON that it prints. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @param file beside this one; @param flags of Node, besides those of this process */
export function inOwnProcess(file: string, args: readonly (string | number)[], flags: readonly string[] = []): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), args.map(String), { execArgv: [...process.execArgv, ...flags], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    let text = '';
    child.stdout!.on('data', (part: Buffer) => { text += part.toString(); });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(text));
      else reject(new Error(`${file} ${args.join(' ')} ended with code ${code}`));
    });
  });
}
