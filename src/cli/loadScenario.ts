/** A scenario from the command line: a path, or the name of a shipped one. Problems become one InputError with a line each. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compileScenario } from '../scenario/compile.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { parseScenario, type ParsedScenario } from '../scenario/parse.ts';
import { formatProblem } from '../scenario/problem.ts';
import { InputError } from './exitCodes.ts';
import { fileExists, readTextOrNull, scenarioFolder } from './files.ts';

export const DEFAULT_SCENARIO = 'telesales-20';

/** Reads, checks and compiles. Throws an InputError that lists every problem. */
export function loadScenario(name: string): CompiledScenario {
  const parsed = parseFile(name);
  if ('problems' in parsed) throw new InputError(parsed.problems.map(formatProblem).join('\n'));
  return compileScenario(parsed.scenario);
}

/** Reads and checks; a name that stands for no file is a problem like any other. */
export function parseFile(name: string): ParsedScenario {
  const file = findScenario(name);
  if (file !== null) return parseScenario(file, readTextOrNull);
  const message = `is missing: there is no such scenario; allowed: a YAML or JSON file, or one of ${shippedScenarios().map((each) => each.name).join(', ')}`;
  return { problems: [{ file: name, line: 1, column: 1, path: '', message }] };
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

/** The file that a name stands for: a path, or the name of a shipped scenario; null if there is none. */
export function findScenario(name: string): string | null {
  if (fileExists(name)) return name;
  const shipped = shippedScenarios().find((each) => each.name === name);
  if (shipped === undefined) return null;
  const near = relative(process.cwd(), shipped.path);
  return near.startsWith('..') ? shipped.path : near;
}

function isBase(path: string): boolean {
  return /^abstract: *true\b/m.test(readTextOrNull(path) ?? '');
}
