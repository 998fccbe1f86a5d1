/**
 * `overdial optimum`: the exact optimum of the Markov model (pacing: section 7): the best occupancy that any pacing rule
 * can reach at an abandon limit, and the levels that reach it. For one team size, or a table over a range.
 */
import Table from 'cli-table3';
import type { Argv, CommandModule } from 'yargs';
import { optimum, type Optimum } from '../../queueing/optimum.ts';
import { waldOccupancy } from '../../queueing/wald.ts';
import { InputError } from '../exitCodes.ts';
import { printJson, printLine } from '../output.ts';

interface OptimumOptions { agents: string; answer: string; ring: string; handle: string; limit: string; json: boolean }

interface OptimumRow extends Optimum { readonly agents: number; readonly waitSeconds: number }

/** Teams larger than this take minutes at low answer rates. */
const AGENTS_MAX = 100;

export const optimumCommand: CommandModule<object, OptimumOptions> = {
  command: 'optimum',
  describe: 'Exact optimum of the Markov model: occupancy and levels',
  builder: (yargs: Argv) => yargs
    .option('agents', { type: 'string', demandOption: true, describe: `Agents, 1 to ${AGENTS_MAX}: a number, or a range such as 5..20` })
    .option('answer', { type: 'string', demandOption: true, describe: 'Share of dials that a person answers, above 0 to 1' })
    .option('ring', { type: 'string', demandOption: true, describe: 'Mean time from the dial to its answer or end, s' })
    .option('handle', { type: 'string', demandOption: true, describe: 'Mean handle time (talk and wrap-up), s' })
    .option('limit', { type: 'string', default: '0.03', describe: 'Abandon limit, share of answered calls, 0 to below 1' })
    .option('json', { type: 'boolean', default: false, describe: 'Print one JSON document and nothing else' }) as Argv<OptimumOptions>,
  handler: (options) => { showOptimum(options); },
};

function showOptimum(options: OptimumOptions): void {
  const answerRate = inRange('answer', options.answer, (value) => value > 0 && value <= 1, 'above 0 to 1');
  const resolutionSeconds = inRange('ring', options.ring, (value) => value > 0, 'seconds above 0');
  const handleSeconds = inRange('handle', options.handle, (value) => value > 0, 'seconds above 0');
  const limit = inRange('limit', options.limit, (value) => value >= 0 && value < 1, '0 to below 1');
  const progressive = waldOccupancy(answerRate, resolutionSeconds, handleSeconds);
  const rows: OptimumRow[] = teamSizes(options.agents).map((agents) => {
    const best = optimum({ agents, answerRate, resolutionSeconds, handleSeconds }, limit);
    return { agents, waitSeconds: handleSeconds * (1 - best.occupancy) / best.occupancy, ...best };
  });
  if (options.json) {
    printJson({ schema: 'overdial-optimum/1', answerRate, resolutionSeconds, handleSeconds, limit, progressiveOccupancy: progressive, optima: rows });
    return;
  }
  printLine(`Markov model: ${percent(answerRate)} of dials answered, ${resolutionSeconds} s to answer or end, ${handleSeconds} s handle time, limit ${percent(limit)}`);
  printLine(`progressive dialling reaches ${percent(progressive)} occupancy at any team size\n`);
  const table = new Table({ head: ['agents', 'occupancy', 'abandoned', 'wait between calls'], style: { head: [], border: [] } });
  for (const { agents, occupancy, abandonRate, waitSeconds } of rows) table.push([agents, percent(occupancy), percent(abandonRate), `${waitSeconds.toFixed(1)} s`]);
  printLine(table.toString());
  for (const row of rows) printLine(`\n${describeLevels(row)}`);
}

/** The two policies between which time is shared. T(i): calls to keep in flight while i agents are busy. */
function describeLevels({ agents, below, above, share }: OptimumRow): string {
  const line = (levels: readonly number[]): string => levels.join(', ');
  const timeShare = share > 0 && share < 1 ? `\n  ${percent(share)} of the time instead  ${line(above.levels)}  (occupancy ${percent(above.occupancy)}, abandoned ${percent(above.abandoned)})` : '';
  return `${agents} agents: levels T(0) … T(${agents})\n  ${line(below.levels)}  (occupancy ${percent(below.occupancy)}, abandoned ${percent(below.abandoned)})${timeShare}`;
}

function teamSizes(text: string): number[] {
  const match = /^(\d+)(?:\.\.(\d+))?$/.exec(text.trim());
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  if (match === null || from < 1 || to < from || to > AGENTS_MAX) {
    throw new InputError(`--agents: '${text}' is not allowed; allowed: a whole number from 1 to ${AGENTS_MAX}, or a range such as 5..20`);
  }
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function inRange(option: string, text: string, isAllowed: (value: number) => boolean, allowed: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || !isAllowed(value)) throw new InputError(`--${option}: '${text}' is not allowed; allowed: ${allowed}`);
  return value;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3).replace(/\.?0+$/, '')} %`;
}
