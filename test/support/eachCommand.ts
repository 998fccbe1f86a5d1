/**
 * Runs several command lines of `overdial` one after the other in one process: starting one takes far longer than refusing
 * a wrong word. Arguments: the main file's URL, and the lines as JSON; prints what each ended with, as JSON.
 */
import process from 'node:process';

const [, , main, lines] = process.argv;
const print = process.stdout.write.bind(process.stdout);
const ended: { code: number; stdout: string; stderr: string }[] = [];
// Each line's program listens to the streams anew.
process.stdout.setMaxListeners(0);

for (const [index, args] of (JSON.parse(lines!) as string[][]).entries()) {
  let stdout = '';
  let stderr = '';
  process.stdout.write = (text: string | Uint8Array): boolean => { stdout += String(text); return true; };
  process.stderr.write = (text: string | Uint8Array): boolean => { stderr += String(text); return true; };
  process.argv = [process.execPath, 'overdial', ...args];
  process.exitCode = 0;
  try {
    await import(`${main!}?line=${index}`);
  } catch (error) {
    stderr += String((error as Error).stack);
    process.exitCode = 1;
  }
  ended.push({ code: Number(process.exitCode), stdout, stderr });
}

process.exitCode = 0;
print(JSON.stringify(ended));
