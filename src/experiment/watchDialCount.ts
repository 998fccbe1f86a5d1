/**
 * A strategy with somebody who looks on when it is asked how many calls to place.
 *
 * Rule: there is one strategy, not two. Every method runs on the strategy itself, so what its callbacks note is what it counts on when
 * it is asked, and a method that it has not is not there. An object that inherits from the strategy would keep its numbers apart.
 */
import type { PacingStrategy, PacingView } from '../engine/pacing/strategy.ts';

/** @param asked is told each answer, after the strategy gave it; it may ask for readings, but not keep the view. */
export function watchDialCount(strategy: PacingStrategy, asked: (view: PacingView, dials: number) => void): PacingStrategy {
  const dialCount = (view: PacingView): number => {
    const dials = strategy.dialCount(view);
    asked(view, dials);
    return dials;
  };
  return new Proxy(strategy, {
    get: (target, name) => {
      if (name === 'dialCount') return dialCount;
      // Who looks on is shown every moment, those too at which the answer cannot be another.
      if (name === 'follows') return undefined;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (...given: unknown[]): unknown => Reflect.apply(value, target, given) : value;
    },
  });
}
