/**
 * Many runs of foresight on child processes, each run kept: an interrupted measurement goes on where it stopped, and what two
 * tables need is run once.
 *
 * Rule: a kept run counts as long as the code it depends on (the simulation and the strategy, with all that they import) is
 * the same to the byte. Kept in `reports/out/`, which is not committed.
 */
import { fork } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codeDigest } from '../../src/experiment/codeDigest.ts';
import type { Run, Task } from './run.ts';

/** In the order of the tasks. */
export async function runAll(tasks: readonly Task[], workers: number): Promise<Run[]> {
  const kept = keptRuns();
  const queue = tasks.filter((task) => !kept.has(keyOf(task))).toReversed();
  await Promise.all(Array.from({ length: Math.min(workers, queue.length) }, () => workOff(queue, (run) => {
    kept.set(keyOf(run.task), run);
    appendFileSync(FILE, `${JSON.stringify({ code: codeDigest('foresight'), run })}\n`);
  })));
  return tasks.map((task) => kept.get(keyOf(task))!);
}

/** A child takes one task after the other until none is left. */
function workOff(queue: Task[], onRun: (run: Run) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(WORKER, { execArgv: process.execArgv });
    const next = (): void => {
      const task = queue.pop();
      if (task === undefined) child.disconnect();
      else child.send(task);
    };
    child.on('message', (run: Run) => {
      onRun(run);
      next();
    });
    child.on('exit', (code) => { if (code === 0) resolve(); else reject(new Error(`a worker ended with code ${code}`)); });
    next();
  });
}

function keptRuns(): Map<string, Run> {
  const found = new Map<string, Run>();
  mkdirSync(FOLDER, { recursive: true });
  const digest = codeDigest('foresight');
  for (const line of existsSync(FILE) ? readFileSync(FILE, 'utf8').split('\n') : []) {
    const kept = readLine(line);
    if (kept !== null && kept.code === digest) found.set(keyOf(kept.run.task), kept.run);
  }
  return found;
}

/** Null for a line that an interrupt cut short. */
function readLine(line: string): { readonly code: string; readonly run: Run } | null {
  try {
    return JSON.parse(line) as { code: string; run: Run };
  } catch {
    return null;
  }
}

const keyOf = ({ scenario, change, without, seed, replication, hour }: Task): string => JSON.stringify([scenario, change, without, seed, replication, hour]);

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../reports/out', import.meta.url));
const FILE = `${FOLDER}/foresight-runs.jsonl`;
