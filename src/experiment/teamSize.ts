/** A scenario with another number of agents: what staffing questions are asked of. */
import { compileScenario } from '../scenario/compile.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import type { ResolvedScenario } from '../scenario/parse.ts';

/** Null where the team is given in groups, whose proportions nobody has told. Lines given per agent follow the team. */
export function withAgents({ data, rows }: ResolvedScenario, agents: number): CompiledScenario | null {
  const given = data.agents;
  if (typeof given !== 'number' && given.groups !== undefined) return null;
  if (typeof given === 'number') return compileScenario({ data: { ...data, agents }, rows });
  const { names: _, ...habits } = given;
  return compileScenario({ data: { ...data, agents: { ...habits, count: agents } }, rows });
}
