/** How many of the busy agents will be ready again. Which of them announced that they leave is not told: each stays with the share of those who stay. */
import type { PacingView } from './strategy.ts';

/** 0 to 1. */
export function stayingShare(view: PacingView): number {
  return Math.max(0, 1 - view.leaving / Math.max(1, view.talking + view.wrapping + view.reserved));
}
