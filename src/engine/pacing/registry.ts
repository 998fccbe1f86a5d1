/** Every pacing strategy that this version knows, in the order in which they are listed. */
import { fixedRatioAll } from './fixedRatioAll.ts';
import { fixedRatioIdle } from './fixedRatioIdle.ts';
import { openLoop } from './openLoop.ts';
import { progressive } from './progressive.ts';
import type { StrategyDefinition } from './strategy.ts';

export const STRATEGIES: readonly StrategyDefinition[] = [progressive, fixedRatioIdle, fixedRatioAll, openLoop];

/** The strategy of this id, or undefined. */
export function findStrategy(id: string): StrategyDefinition | undefined {
  return STRATEGIES.find((strategy) => strategy.id === id);
}
