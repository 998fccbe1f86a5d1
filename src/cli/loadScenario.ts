/** A scenario from the command line: a path, or the name of a shipped one. Problems become one InputError with a line each. */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compileScenario } from '../scenario/compile.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { parseScenario, type ParsedScenario } from '../scenario/parse.ts';
import { formatProblem } from '../scenario/problem.ts';
import { InputError } from './exitCodes.ts';
import { readTextOrNull, scenarioFolder } from './files.ts';

export const DEFAULT_SCENARIO = 'telesales-20';

/** Reads, checks and compiles. Throws an InputError that lists every problem. */
export function loadScenario(name: string): CompiledScenario {
  const parsed = parseFile(name);
  if ('problems' in parsed) throw new InputError(parsed.problems.map(formatProblem).join('\n'));
  return compileScenario(parsed.scenario);
}

export function parseFile(name: string): ParsedScenario {
  const file = findScenario(name);
  if (file === null) {
    throw new InputError(`${name}: there is no such scenario file; allowed: a YAML or JSON file, or one of ${shippedScenarios().map((each) => each.name).join(', ')}`);
  }
  return parseScenario(file, readTextOrNull);
}

export interface ShippedScenario { readonly name: string; readonly path: string }

/** Every scenario that comes with overdial; bases of other scenarios are left out. */
export function shippedScenarios(): ShippedScenario[] {
  return (readdirSync(scenarioFolder(), { recursive: true }) as string[])
    .filter((each) => each.endsWith('.yaml'))
    .toSorted()
    .map((each) => ({ name: each.replaceAll('\\', '/').replace(/\.yaml$/, ''), path: join(scenarioFolder(), each) }))
    .filter((each) => !isBase(each.path));
}

function findScenario(name: string): string | null {
  if (existsSync(name)) return name;
  const shipped = shippedScenarios().find((each) => each.name === name);
  if (shipped === undefined) return null;
  const near = relative(process.cwd(), shipped.path);
  return near.startsWith('..') ? shipped.path : near;
}

function isBase(path: string): boolean {
  return /^abstract: *true\b/m.test(readTextOrNull(path) ?? '');
}
