/**
 * What a benchmark suite is: an id, one line about it, and a run that yields a report of rows and columns.
 *
 * Rule: no number stands alone. A suite measures a yardstick in the same run, on the same machine at the same hour, and
 * one of its columns is the ratio to that.
 */
import { Bench } from 'tinybench';

export interface SuiteOptions {
  /** As little as shows that the suite works: its figures say nothing. */
  readonly quick: boolean;
}

export interface Suite {
  readonly id: string;
  readonly description: string;
  run(options: SuiteOptions): Promise<SuiteReport>;
}

export interface SuiteReport {
  /** What was measured, and against what. */
  readonly note: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}
interface Column { readonly key: string; readonly title: string; readonly digits: number }
/** `values` by the columns' keys; null: could not be measured. */
export interface Row { readonly name: string; readonly values: Readonly<Record<string, number | null>> }

/** Time of one call of a task. */
export interface Timing {
  readonly meanMs: number;
  /** Half of the 95 % interval of the mean, as a fraction of it. */
  readonly margin: number;
  readonly p99Ms: number;
  readonly samples: number;
}

/** Measures tasks one after the other, each for `timeMs` and at least five times; in a quick run each once. */
export async function measure(tasks: Readonly<Record<string, () => void>>, { quick }: SuiteOptions, timeMs = 2_000): Promise<Record<string, Timing>> {
  const bench = new Bench(quick ? { time: 0, iterations: 1, warmup: false, throws: true } : { time: timeMs, iterations: 5, warmupTime: timeMs / 4, warmupIterations: 2, throws: true });
  for (const [name, task] of Object.entries(tasks)) bench.add(name, task);
  await bench.run();
  return Object.fromEntries(bench.tasks.map(({ name, result }) => {
    if (result.state !== 'completed') throw new Error(`${name} could not be measured: ${result.state}`);
    const { mean, rme, p99, samplesCount } = result.latency;
    return [name, { meanMs: mean, margin: rme / 100, p99Ms: p99, samples: samplesCount }];
  }));
}
