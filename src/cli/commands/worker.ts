/** `overdial worker --queue redis://…`: works off batches that `run`, `compare` and `tune` put on a queue, until Ctrl-C. */
import type { Argv, CommandModule } from 'yargs';
import { defaultWorkers } from '../../experiment/workers/createWorkforce.ts';
import { serveQueue } from '../../experiment/workers/redisWorker.ts';
import { ExitCode } from '../exitCodes.ts';
import { remark } from '../output.ts';
import { checkQueue, orInputError } from '../queueOption.ts';
import { wholeNumber } from '../values.ts';

interface WorkerOptions { queue: string; concurrency?: string }

export const workerCommand: CommandModule<object, WorkerOptions> = {
  command: 'worker',
  describe: 'Work off batches of replications from a queue, until Ctrl-C',
  builder: (yargs: Argv) => yargs
    .option('queue', { type: 'string', demandOption: true, describe: 'Where the queue is: redis://host:port' })
    .option('concurrency', { type: 'string', describe: 'Batches at a time, each in a thread (default: cores but one)' }) as unknown as Argv<WorkerOptions>,
  handler: async (options) => {
    process.exitCode = await serve(options);
  },
};

async function serve({ queue, concurrency }: WorkerOptions): Promise<number> {
  const url = checkQueue(queue);
  const threads = concurrency === undefined ? defaultWorkers() : wholeNumber('concurrency', concurrency, 1);
  const worker = await orInputError(() => serveQueue(url, threads, (text) => { remark(`done: ${text}`); }));
  remark(`working, ${threads} at a time; Ctrl-C finishes what is under way, twice leaves it to others`);
  await untilSignal();
  await worker.close();
  return ExitCode.success;
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    let count = 0;
    const onSignal = (): void => {
      count += 1;
      if (count > 1) process.exit(ExitCode.interrupted);
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}
