/**
 * Reading a strategy's parameters against its specification: defaults filled in, everything unknown or out of range
 * reported in words. Used at the edge (scenario, command line) and, once more, when a strategy is created.
 */
import type { ParameterSpec, ParameterValues, StrategyDefinition } from './strategy.ts';

/** What is wrong with these parameters, a sentence each; empty if nothing. */
export function parameterProblems(definition: StrategyDefinition, values: ParameterValues): string[] {
  const problems: string[] = [];
  const known = definition.parameters.map((spec) => spec.name);
  for (const name of Object.keys(values)) {
    if (!known.includes(name)) {
      problems.push(`${definition.id} has no parameter '${name}'; allowed: ${known.length > 0 ? known.join(', ') : 'none'}`);
    }
  }
  for (const spec of definition.parameters) {
    const problem = valueProblem(spec, values[spec.name]);
    if (problem !== null) problems.push(`${definition.id}: ${problem}`);
  }
  return problems;
}

/** The parameters with defaults filled in. Throws on what `parameterProblems` would report. */
export function resolveParameters(definition: StrategyDefinition, values: ParameterValues): ParameterValues {
  const problems = parameterProblems(definition, values);
  if (problems.length > 0) throw new RangeError(problems.join('; '));
  return Object.fromEntries(definition.parameters.map((spec) => [spec.name, values[spec.name] ?? spec.default!]));
}

/** A numeric parameter that `resolveParameters` has put there. */
export function numberOf(values: ParameterValues, name: string): number {
  const value = values[name];
  if (typeof value !== 'number') throw new TypeError(`parameter '${name}' is not a number`);
  return value;
}

function valueProblem(spec: ParameterSpec, value: number | boolean | string | undefined): string | null {
  if (value === undefined) return spec.default === undefined ? `'${spec.name}' is required (${describeRange(spec)})` : null;
  if (spec.type === 'boolean') return typeof value === 'boolean' ? null : `'${spec.name}' is ${String(value)}; allowed: true, false`;
  const inRange = typeof value === 'number' && Number.isFinite(value) && value >= (spec.min ?? -Infinity) && value <= (spec.max ?? Infinity);
  if (inRange && (spec.type === 'number' || Number.isInteger(value))) return null;
  return `'${spec.name}' is ${String(value)}; allowed: ${describeRange(spec)}`;
}

function describeRange(spec: ParameterSpec): string {
  if (spec.type === 'boolean') return 'true or false';
  const what = spec.type === 'integer' ? 'whole numbers' : 'numbers';
  const low = spec.min === undefined ? '' : ` from ${spec.min}`;
  const high = spec.max === undefined ? '' : ` to ${spec.max}`;
  return `${what}${low}${high}, in ${spec.unit}`;
}
