/**
 * A pacing strategy named at the edge (scenario file, command line): is it known, and are its parameters in range?
 *
 * Rule: every problem is told in words with what is allowed; a choice that passes is completed with the defaults.
 */
import type { StrategyChoice } from '../engine/options.ts';
import { parameterProblems, resolveParameters } from '../engine/pacing/parameters.ts';
import { findStrategy, STRATEGIES } from '../engine/pacing/registry.ts';
import type { ParameterValues } from '../engine/pacing/strategy.ts';

/** `path` from the choice on; `whole`: the message says by itself what is wrong. */
export interface StrategyProblem { readonly path: readonly string[]; readonly message: string; readonly whole: boolean }

/** What is wrong with a choice; empty if nothing. */
export function checkStrategy(id: string, parameters: ParameterValues): StrategyProblem[] {
  const definition = findStrategy(id);
  if (definition === undefined) {
    return [{ path: ['id'], message: `must be one of ${STRATEGIES.map((strategy) => strategy.id).join(', ')}`, whole: false }];
  }
  const problems: StrategyProblem[] = [];
  const names = definition.parameters.map((spec) => spec.name);
  for (const name of Object.keys(parameters)) {
    if (!names.includes(name)) {
      problems.push({ path: [name], message: `is no parameter of ${id}; allowed: ${names.length > 0 ? names.join(', ') : 'none'}`, whole: true });
    }
  }
  for (const spec of definition.parameters) {
    const value = parameters[spec.name];
    // One parameter at a time, so that each problem has its own place.
    for (const message of parameterProblems({ ...definition, parameters: [spec] }, value === undefined ? {} : { [spec.name]: value })) {
      problems.push({ path: [spec.name], message, whole: true });
    }
  }
  return problems;
}

/** Why a strategy cannot serve a team of this size, or null. */
export function teamProblem(id: string, agents: number): string | null {
  const agentsMax = findStrategy(id)?.agentsMax;
  return agentsMax === undefined || agents <= agentsMax ? null : `${id} is made for at most ${agentsMax} agents, the campaign has ${agents}`;
}

/** The choice with every default filled in. Throws on what `checkStrategy` reports. */
export function resolveStrategyChoice(id: string, parameters: ParameterValues): StrategyChoice {
  const definition = findStrategy(id);
  if (definition === undefined) throw new RangeError(checkStrategy(id, parameters)[0]!.message);
  return { id, parameters: resolveParameters(definition, parameters) };
}
