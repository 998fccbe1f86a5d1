/** `overdial replay <journal>`: feed a journal to the engine and compare every command. Exit 1 at the first difference. */
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { Argv, CommandModule } from 'yargs';
import { createDialer } from '../../engine/dialer.ts';
import { formatProblem } from '../../journal/problem.ts';
import { replayJournal } from '../../journal/replay.ts';
import { ExitCode, InputError } from '../exitCodes.ts';
import { printJson, printLine } from '../output.ts';

interface ReplayOptions { journal: string; json: boolean }

export const replayCommand: CommandModule<object, ReplayOptions> = {
  command: 'replay <journal>',
  describe: 'Feed a journal to the engine and compare every command',
  builder: (yargs: Argv) => yargs
    .positional('journal', { type: 'string', demandOption: true, describe: 'File written by run --journal' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' }) as Argv<ReplayOptions>,
  handler: ({ journal, json }) => {
    process.exitCode = replay(journal, json);
  },
};

function replay(file: string, json: boolean): number {
  const replayed = replayJournal(linesOf(file), (options) => createDialer(options));
  if (replayed.kind === 'refused') throw new InputError(formatProblem(replayed.problem, file));
  const { header, events, commands, digest, difference, cutShort } = replayed;
  const isSame = difference === null && cutShort === null;
  if (json) {
    printJson({ journal: file, overdial: header.overdial, scenario: header.scenario, seed: header.seed, events, commands, digest, same: isSame, difference, cutShort });
    return isSame ? ExitCode.success : ExitCode.checkFailed;
  }
  if (difference !== null) {
    printLine(`${file}:${difference.line}: ${difference.message}`);
    if (difference.expected !== null) printLine(`  journal: ${difference.expected}`);
    if (difference.actual !== null) printLine(`  engine:  ${difference.actual}`);
  } else if (cutShort !== null) {
    printLine(formatProblem(cutShort, file));
  } else {
    printLine(`${file}: no difference (${events} events, ${commands} commands, scenario ${header.scenario}, seed ${header.seed}, digest ${digest})`);
  }
  return isSame ? ExitCode.success : ExitCode.checkFailed;
}

/** The file's lines, read in pieces, so that a journal larger than memory can be replayed. */
function* linesOf(file: string): Generator<string> {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    throw new InputError(`cannot read ${file}: ${(error as Error).message}`);
  }
  try {
    const piece = Buffer.alloc(1 << 16);
    const decoder = new StringDecoder('utf8');
    let rest = '';
    for (let length = read(file, descriptor, piece); length > 0; length = read(file, descriptor, piece)) {
      const lines = (rest + decoder.write(piece.subarray(0, length))).split('\n');
      rest = lines.pop()!;
      yield* lines;
    }
    if (rest !== '') yield rest;
  } finally {
    closeSync(descriptor);
  }
}

function read(file: string, descriptor: number, piece: Buffer): number {
  try {
    return readSync(descriptor, piece);
  } catch (error) {
    throw new InputError(`cannot read ${file}: ${(error as Error).message}`);
  }
}
