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
  const parameters = Object.create(null) as Record<string, number | boolean | string>;
  const problems: string[] = [];
  for (const piece of colon === -1 ? [] : text.slice(colon + 1).split(',')) {
    const equals = piece.indexOf('=');
    const key = piece.slice(0, equals);
    if (equals <= 0 || equals === piece.length - 1) problems.push(`--strategy: '${piece}' is no setting; allowed: key=value`);
    else if (Object.hasOwn(parameters, key)) problems.push(`--strategy: '${key}' is given twice; allowed: once`);
    else parameters[key] = parseValue(piece.slice(equals + 1));
  }
  for (const { path, message, whole } of checkStrategy(id, parameters)) {
    // A message either names what it is about or begins with what is wrong with it.
    const subject = !whole ? `'${id}' ` : message.startsWith('is ') ? `'${path[0]}' ` : '';
    problems.push(`--strategy: ${subject}${message}`);
  }
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return resolveStrategyChoice(id, parameters);
}

function parseValue(text: string): number | boolean | string {
  if (text === 'true' || text === 'false') return text === 'true';
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) ? value : text;
}
