/**
 * `--strategy ID[:key=value,…]`: a pacing strategy with its parameters, as one word of the command line.
 */
import type { StrategyChoice } from '../engine/options.ts';
import { checkStrategy, resolveStrategyChoice } from '../scenario/strategyChoice.ts';
import { InputError } from './exitCodes.ts';

/** Throws an InputError that lists every problem with what is allowed. */
export function parseStrategyOption(text: string): StrategyChoice {
  const colon = text.indexOf(':');
  const id = colon === -1 ? text : text.slice(0, colon);
  const parameters: Record<string, number | boolean | string> = {};
  const problems: string[] = [];
  for (const piece of colon === -1 ? [] : text.slice(colon + 1).split(',')) {
    const equals = piece.indexOf('=');
    if (equals <= 0) problems.push(`--strategy: '${piece}' is no setting; allowed: key=value`);
    else parameters[piece.slice(0, equals)] = parseValue(piece.slice(equals + 1));
  }
  for (const problem of checkStrategy(id, parameters)) {
    const place = problem.whole ? '' : `'${id}' `;
    problems.push(`--strategy: ${problem.path[0] !== 'id' && problem.message.startsWith('is ') ? `'${String(problem.path[0])}' ` : ''}${place}${problem.message}`);
  }
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return resolveStrategyChoice(id, parameters);
}

function parseValue(text: string): number | boolean | string {
  if (text === 'true' || text === 'false') return text === 'true';
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) ? value : text;
}
