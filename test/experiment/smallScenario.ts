/** Small worlds for tests of experiments: Markov ones, whose truth is known, and a shortened telesales team. */
import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { compileScenario } from '../../src/scenario/compile.ts';
import type { CompiledScenario } from '../../src/scenario/compiled.ts';
import { parseScenario, type ResolvedScenario } from '../../src/scenario/parse.ts';

const SCENARIOS = fileURLToPath(new URL('../../scenarios/', import.meta.url));

/** A shipped scenario, checked but not compiled. */
export function shipped(name: string): ResolvedScenario {
  const parsed = parseScenario(`${SCENARIOS}${name}.yaml`, (path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  });
  if ('problems' in parsed) throw new Error(parsed.problems.map((problem) => problem.message).join('; '));
  return parsed.scenario;
}

/** The Markov world of the benchmark with so many agents and hours that count, after one hour that does not. */
export function smallScenario(agents = 5, hours = 10): CompiledScenario {
  const { data, rows } = shipped('opb-1/markov-5');
  const calendar = { ...data.calendar, days: 1, shift: { from: '00:00', hours: hours + 1 }, warmUp: { hours: 1 } };
  return compileScenario({ data: { ...data, id: `markov-${agents}-small`, calendar, agents: { count: agents } }, rows });
}

/** The default scenario with fewer days. */
export function shortTelesales(days = 2): CompiledScenario {
  const { data, rows } = shipped('telesales-20');
  return compileScenario({ data: { ...data, id: 'telesales-short', calendar: { ...data.calendar, days } }, rows });
}
