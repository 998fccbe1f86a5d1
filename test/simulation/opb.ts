/** The scenarios of the public benchmark, compiled, for tests that simulate them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileScenario } from '../../src/scenario/compile.ts';
import type { CompiledScenario } from '../../src/scenario/compiled.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import type { SimulationResult } from '../../src/simulation/simulate.ts';

/** Seed base of scored runs. */
export const SCORING_SEED = '20250303';

/** A scenario of `scenarios/opb-1` by its id. */
export function opbScenario(id: string): CompiledScenario {
  const file = fileURLToPath(new URL(`../../scenarios/opb-1/${id}.yaml`, import.meta.url));
  const parsed = parseScenario(file, (name) => readFileSync(name, 'utf8'));
  if ('problems' in parsed) throw new Error(parsed.problems.map((problem) => problem.message).join('\n'));
  return compileScenario(parsed.scenario);
}

/** What a replication adds to the two ratios that pacing is judged by. */
export interface PacingSums { abandoned: number; answered: number; busyMs: number; staffedMs: number }

/** Under the scored rule, over the scored time. */
export function pacingSums({ replication }: SimulationResult): PacingSums {
  const { numerator, denominator } = replication.abandon['score']!;
  const { talkMs, wrapMs, staffedMs } = replication.agents;
  return { abandoned: numerator, answered: denominator, busyMs: talkMs + wrapMs, staffedMs };
}
