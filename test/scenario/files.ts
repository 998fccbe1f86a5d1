/** Scenario files for the tests: the shipped ones from the disk, small ones from a map of texts. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { compileScenario } from '../../src/scenario/compile.ts';
import type { CompiledScenario } from '../../src/scenario/compiled.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { formatProblem } from '../../src/scenario/problem.ts';
import { initialRecordAt } from '../../src/world/recordColumns.ts';
import type { InitialRecord, WorldSpec } from '../../src/world/spec.ts';

export function readText(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** Every shipped YAML file, bases included. */
export function shippedFiles(): string[] {
  return readdirSync('scenarios', { recursive: true }).map((name) => `scenarios/${String(name).replaceAll('\\', '/')}`).filter((name) => name.endsWith('.yaml')).sort();
}

export function isBase(file: string): boolean {
  return /^abstract: true$/m.test(readText(file) ?? '');
}

export function compileFile(file: string, read: (path: string) => string | null = readText): CompiledScenario {
  const parsed = parseScenario(file, read);
  if ('problems' in parsed) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return compileScenario(parsed.scenario);
}

/** A small whole scenario that the tests' own files extend. */
const BASE = `id: base
calendar:
  zone: UTC
  firstDay: 2025-03-03
  days: 2
  shift: { from: 09:00, to: 17:00 }
campaign:
  mode: predictive
  strategy: { id: fixed-ratio-idle, ratio: 2 }
agents: 5
customers:
  shares: { person: 100 }
  ring: { person: 9 }
  handle: [{ id: talk, share: 100, talk: 120, wrap: 10 }]
`;

/** Problems of `a.yaml`, which extends `base.yaml`, as the user reads them. */
export function problemsOf(text: string, files: Record<string, string> = {}): string[] {
  const parsed = parseScenario('a.yaml', texts({ 'a.yaml': `extends: base.yaml\nid: a\n${text}`, ...files }));
  return 'problems' in parsed ? parsed.problems.map(formatProblem) : [];
}

/** Compiles `a.yaml`, which extends `base.yaml`. */
export function compileText(text: string, files: Record<string, string> = {}): CompiledScenario {
  return compileFile('a.yaml', texts({ 'a.yaml': `extends: base.yaml\nid: a\n${text}`, ...files }));
}

export function texts(files: Record<string, string>): (path: string) => string | null {
  const all: Record<string, string> = { 'base.yaml': BASE, ...files };
  return (path) => all[path] ?? null;
}

/** The records of a compiled list, one by one. */
export function recordsOf({ list }: WorldSpec): InitialRecord[] {
  if (list.kind !== 'given') throw new Error(`the list is ${list.kind}, not given`);
  const { records } = list;
  return Array.from({ length: records.length }, (_, index) => initialRecordAt(records, index));
}
