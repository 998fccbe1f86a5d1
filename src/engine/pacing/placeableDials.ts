/**
 * How many dials could be placed now whatever a strategy wants: channels, starts in this second, due records. A strategy
 * that learns from its own answers must know when something else limits them.
 */
import type { PacingView } from './strategy.ts';

/** At least 0. */
export function placeableDials(view: PacingView): number {
  return Math.max(0, Math.min(view.freeChannels, view.startsRoom, view.dueNow));
}
