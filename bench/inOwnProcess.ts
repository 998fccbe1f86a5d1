/**
 * Runs a file of the bench in a process of its own, so that nothing measured warms or litters another's machine; gives the JSON that it prints.
 *
 * Rule: what is measured is the program as it is shipped (rolldown.config.ts), not as a loader reads it from the sources.
 */
import { fork } from 'node:child_process';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { inputOptions, outputOptions } from '../rolldown.config.ts';

/** @param file beside this one */
export async function inOwnProcess(file: string, args: readonly (string | number)[]): Promise<unknown> {
  const program = await builtProgram(file);
  return new Promise((resolve, reject) => {
    const child = fork(program, args.map(String), { execArgv: [], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    let text = '';
    child.stdout!.on('data', (part: Buffer) => { text += part.toString(); });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(text));
      else reject(new Error(`${file} ${args.join(' ')} ended with code ${code}`));
    });
  });
}

/** Each file is built once a process, into a folder that git ignores. */
async function builtProgram(file: string): Promise<string> {
  const name = basename(file, '.ts');
  const dir = fileURLToPath(new URL(`../reports/out/bench/${name}`, import.meta.url));
  const known = builds.get(name) ?? build({ ...inputOptions, input: { [name]: fileURLToPath(new URL(file, import.meta.url)) }, output: { ...outputOptions, dir }, logLevel: 'warn' });
  builds.set(name, known);
  await known;
  return join(dir, `${name}.js`);
}

const builds = new Map<string, Promise<unknown>>();
