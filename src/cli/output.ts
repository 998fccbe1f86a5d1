/**
 * Where the command line writes: results to standard output, progress and remarks to standard error.
 *
 * Rule: with `--json` standard output carries one JSON document and nothing else. A progress bar appears only on a
 * terminal. Colour obeys NO_COLOR and pipes.
 */
import { Presets, SingleBar } from 'cli-progress';
import pc from 'picocolors';

export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function remark(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Whoever reads standard output may stop, as `head` does: that is the end of the work and no fault. */
export function quitWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

/** Columns of the terminal; 100 where there is none. */
export function terminalWidth(): number {
  return Math.max(40, process.stdout.columns ?? 100);
}

export function hasColour(): boolean {
  return pc.isColorSupported && process.stdout.isTTY === true;
}

export interface ProgressBar {
  update(share: number): void;
  stop(): void;
}

/** A bar on standard error; silent when that is no terminal. */
export function createProgressBar(label: string): ProgressBar {
  if (process.stderr.isTTY !== true) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar({ format: `${label} {bar} {percentage} %, {eta_formatted} left`, hideCursor: true, clearOnComplete: true, stream: process.stderr }, Presets.shades_classic);
  bar.start(1_000, 0);
  return { update: (share) => { bar.update(Math.round(share * 1_000)); }, stop: () => { bar.stop(); } };
}

/** Ctrl-C once: asks to stop at the next good place. Twice: stops at once. */
export function watchInterrupt(): { readonly isInterrupted: () => boolean; readonly dispose: () => void } {
  let count = 0;
  const onSignal = (): void => {
    count += 1;
    if (count > 1) process.exit(130);
  };
  process.on('SIGINT', onSignal);
  return { isInterrupted: () => count > 0, dispose: () => { process.off('SIGINT', onSignal); } };
}
