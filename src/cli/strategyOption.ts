/**
 * `--strategy ID[:key=value,…]`: a pacing strategy with its parameters, as one word of the command line.
 *
 * Rule: an id of the list is checked against its parameters; a path (`./mine.js`, `/x/mine.mjs`) is a module that
 * default-exports a `CreateStrategy`, which gets the parameters as they are given and checks them itself.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { StrategyChoice } from '../engine/options.ts';
import type { CreateStrategy } from '../engine/pacing/strategy.ts';
import { checkStrategy, resolveStrategyChoice } from '../scenario/strategyChoice.ts';
import { SIMULATED_STRATEGIES } from '../simulation/strategies.ts';
import { InputError } from './exitCodes.ts';

type Parameters = Record<string, number | boolean | string>;

export interface ChosenStrategy {
  readonly choice: StrategyChoice;
  /** Of a user's own module. */
  readonly createStrategy?: CreateStrategy;
}

/** Throws an InputError that lists every problem with what is allowed. */
export async function chooseStrategy(text: string): Promise<ChosenStrategy> {
  if (!/^(\.{0,2}\/|[A-Za-z]:[\\/])/.test(text)) return { choice: parseStrategyOption(text) };
  const { id, parameters, problems } = splitOption(text);
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return { choice: { id, parameters }, createStrategy: await importStrategy(id) };
}

/** A strategy that overdial itself brings. Throws an InputError that lists every problem with what is allowed. */
export function parseStrategyOption(text: string): StrategyChoice {
  const { id, parameters, problems } = splitOption(text);
  const simulated = SIMULATED_STRATEGIES.find((strategy) => strategy.id === id);
  if (simulated?.simulationOnly === true) {
    if (Object.keys(parameters).length > 0) problems.push(`--strategy: ${id} has no parameters; allowed: none`);
    if (problems.length > 0) throw new InputError(problems.join('\n'));
    return { id, parameters: {} };
  }
  for (const { path, message, whole } of checkStrategy(id, parameters)) {
    // A message either names what it is about or begins with what is wrong with it.
    const subject = !whole ? `'${id}' ` : message.startsWith('is ') ? `'${path[0]}' ` : '';
    const more = path[0] === 'id' ? ', or a path to a module of your own (./mine.js)' : '';
    problems.push(`--strategy: ${subject}${message}${more}`);
  }
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return resolveStrategyChoice(id, parameters);
}

function splitOption(text: string): { id: string; parameters: Parameters; problems: string[] } {
  const colon = text.indexOf(':', /^[A-Za-z]:[\\/]/.test(text) ? 2 : 0);
  const id = colon === -1 ? text : text.slice(0, colon);
  const parameters = Object.create(null) as Parameters;
  const problems: string[] = [];
  for (const piece of colon === -1 ? [] : text.slice(colon + 1).split(',')) {
    const equals = piece.indexOf('=');
    const key = piece.slice(0, equals);
    if (equals <= 0 || equals === piece.length - 1) problems.push(`--strategy: '${piece}' is no setting; allowed: key=value`);
    else if (Object.hasOwn(parameters, key)) problems.push(`--strategy: '${key}' is given twice; allowed: once`);
    else parameters[key] = parseValue(piece.slice(equals + 1));
  }
  return { id, parameters, problems };
}

async function importStrategy(path: string): Promise<CreateStrategy> {
  const file = resolve(path);
  if (!existsSync(file)) throw new InputError(`--strategy: there is no file ${path}; allowed: a module that default-exports a CreateStrategy, or an id of overdial strategies`);
  let module: { default?: unknown };
  try {
    module = await import(pathToFileURL(file).href) as { default?: unknown };
  } catch (error) {
    throw new InputError(`--strategy: ${path} cannot be loaded: ${(error as Error).message}`);
  }
  if (typeof module.default !== 'function') throw new InputError(`--strategy: ${path} has no default export that is a function; allowed: a CreateStrategy`);
  return module.default as CreateStrategy;
}

function parseValue(text: string): number | boolean | string {
  if (text === 'true' || text === 'false') return text === 'true';
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) ? value : text;
}
