/**
 * `vicidial-average`: VICIdial's adaptive loops; while today's drop rate is over its limit the level is halved at each turn.
 * The rule of the loops, its quirks and its source stand in vicidialLoops.ts.
 */
import { resolveParameters } from './parameters.ts';
import type { StrategyDefinition } from './strategy.ts';
import { VICIDIAL_PARAMETERS, createVicidial } from './vicidialLoops.ts';

export const vicidialAverage: StrategyDefinition = {
  id: 'vicidial-average',
  description: 'VICIdial ADAPT_AVERAGE: a level that grows with idle agents, halved over the drop limit.',
  parameters: VICIDIAL_PARAMETERS,
  create: (parameters) => createVicidial('vicidial-average', resolveParameters(vicidialAverage, parameters), (level) => level / 2),
};
