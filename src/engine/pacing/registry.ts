/** Every pacing strategy that this version knows, in the order in which they are listed. */
import { asterccChannels } from './asterccChannels.ts';
import { asterccPercentage } from './asterccPercentage.ts';
import { baseStock } from './baseStock.ts';
import { eisWindow } from './eisWindow.ts';
import { fixedRatioAll } from './fixedRatioAll.ts';
import { fixedRatioIdle } from './fixedRatioIdle.ts';
import { foresight } from './foresight.ts';
import { fractile } from './fractile.ts';
import { impact } from './impact.ts';
import { invitation } from './invitation.ts';
import { issabel } from './issabel.ts';
import { openLoop } from './openLoop.ts';
import { predict1 } from './predict1.ts';
import { predict1Pi } from './predict1Pi.ts';
import { progressive } from './progressive.ts';
import { sinch } from './sinch.ts';
import type { StrategyDefinition } from './strategy.ts';
import { vicidialAverage } from './vicidialAverage.ts';
import { vicidialHardLimit } from './vicidialHardLimit.ts';
import { vicidialTapered } from './vicidialTapered.ts';
import { webitel } from './webitel.ts';

export const STRATEGIES: readonly StrategyDefinition[] = [
  progressive, fixedRatioIdle, fixedRatioAll, openLoop,
  asterccPercentage, asterccChannels, vicidialHardLimit, vicidialAverage, vicidialTapered, webitel, issabel, predict1, predict1Pi, sinch, impact, eisWindow, invitation, fractile, baseStock, foresight,
];

/** The strategy of this id, or undefined. */
export function findStrategy(id: string): StrategyDefinition | undefined {
  return STRATEGIES.find((strategy) => strategy.id === id);
}
