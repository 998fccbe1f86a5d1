/**
 * `vicidial-tapered`: VICIdial's adaptive loops; the later in the day, the harder a drop rate over its limit cuts the level.
 *
 * Rule: h = latestTime − now as HHMM integers; L = 1 if h < 0, else L·min(1, h/1000). HHMM subtraction is not time
 * (2100 − 1459 = 641, 2100 − 1500 = 600), and before 11:00 (of 21:00) the cut does nothing. The rule of the loops, its quirks
 * and its source stand in vicidialLoops.ts.
 */
import { resolveParameters } from './parameters.ts';
import type { PacingView, StrategyDefinition } from './strategy.ts';
import { VICIDIAL_PARAMETERS, createVicidial } from './vicidialLoops.ts';

export const vicidialTapered: StrategyDefinition = {
  id: 'vicidial-tapered',
  description: 'VICIdial ADAPT_TAPERED: a level that grows with idle agents, cut over the drop limit the harder the later it is.',
  parameters: VICIDIAL_PARAMETERS,
  create: (parameters) => createVicidial('vicidial-tapered', resolveParameters(vicidialTapered, parameters), taper),
};

function taper(level: number, view: PacingView, latestTime: number): number {
  const minute = view.localMinuteOfDay;
  const left = latestTime - (Math.floor(minute / 60) * 100 + (minute % 60));
  return left < 0 ? 1 : level * Math.min(1, left / 1_000);
}
