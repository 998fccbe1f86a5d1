/**
 * `clairvoyant`: a cap, not a strategy. It is told by the world's oracle how each call will end and when each agent will be
 * free, and exists in simulations only: the engine does not know it, and its runs are neither journaled nor replayed.
 *
 * Rule: the next record is looked at before it is dialled. Nobody will be offered: dial at once while channels are free. A
 * person offered at u: dial iff from u on there is an agent for him and for everybody due; otherwise look again when
 * that first holds. One record an instant; the next is looked at a millisecond later.
 * Source: pacing, `clairvoyant`.
 */
import { NEVER, type Millis } from '../base/time.ts';
import { staffedAgents, type CreateStrategy, type PacingStrategy, type PacingView } from '../engine/pacing/strategy.ts';
import { NONE } from '../engine/vocabulary.ts';
import type { ClairvoyantOracle } from './clairvoyantOracle.ts';

export const CLAIRVOYANT_ID = 'clairvoyant';

/** What to say when its runs are to be journaled or replayed. */
export const CLAIRVOYANT_REFUSAL =
  `'${CLAIRVOYANT_ID}' sees the future of the simulated world, which a journal does not hold: its runs are neither journaled nor replayed`;

/** Makes the strategy that asks this oracle. */
export function clairvoyantStrategy(oracle: ClairvoyantOracle): CreateStrategy {
  return () => new Clairvoyant(oracle);
}

class Clairvoyant implements PacingStrategy {
  readonly id = CLAIRVOYANT_ID;
  private readonly oracle: ClairvoyantOracle;
  private reviewAt: Millis = NEVER;

  constructor(oracle: ClairvoyantOracle) {
    this.oracle = oracle;
  }

  dialCount(view: PacingView): number {
    this.reviewAt = NEVER;
    if (staffedAgents(view) === 0 || view.freeChannels <= 0 || view.startsRoom <= 0) return 0;
    const record = this.oracle.nextRecord();
    if (record === NONE) return 0;
    const delayMs = this.oracle.offerDelayMs(record, view.now);
    const earliest = delayMs === NEVER ? view.now : this.oracle.earliestOffer();
    if (earliest === NEVER) return 0;
    this.reviewAt = delayMs === NEVER ? view.now + 1 : Math.max(view.now + 1, earliest - delayMs);
    return delayMs === NEVER || view.now + delayMs >= earliest ? 1 : 0;
  }

  nextReviewAt(): Millis {
    return this.reviewAt;
  }

  readings(): Readonly<Record<string, number>> {
    return {};
  }
}
