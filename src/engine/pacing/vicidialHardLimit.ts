/**
 * `vicidial-hard-limit`: VICIdial's adaptive loops; while today's drop rate is over its limit the level is 1.
 * The rule of the loops, its quirks and its source stand in vicidialLoops.ts.
 */
import { resolveParameters } from './parameters.ts';
import type { StrategyDefinition } from './strategy.ts';
import { VICIDIAL_PARAMETERS, createVicidial } from './vicidialLoops.ts';

export const vicidialHardLimit: StrategyDefinition = {
  id: 'vicidial-hard-limit',
  description: 'VICIdial ADAPT_HARD_LIMIT: a level that grows with idle agents, back to 1 over the drop limit.',
  parameters: VICIDIAL_PARAMETERS,
  create: (parameters) => createVicidial('vicidial-hard-limit', resolveParameters(vicidialHardLimit, parameters), () => 1),
};
