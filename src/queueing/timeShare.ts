/**
 * Two policies in turn, mixed so that an abandon limit is met exactly.
 *
 * Rule: what adds up over time is persons per second, not shares. With g = lost − α·answered per second, the policy above
 * the limit (g > 0) gets the share θ of the time with θ·g(above) + (1 − θ)·g(below) = 0. A mix linear in the two abandoned
 * shares would miss the limit, since the two policies answer different numbers of calls.
 * Source: Beutler and Ross (1985): one constraint needs no more than two deterministic policies.
 */
import type { LevelsValue } from './evaluateLevels.ts';

/** Two policies in turn. */
export interface TimeShare {
  /** Share of the time under the policy above the limit, in [0, 1]. */
  readonly share: number;
  /** Occupancy of the whole, a fraction. */
  readonly occupancy: number;
  /** Abandoned share of the whole: the limit, or less if even `above` keeps it. */
  readonly abandonRate: number;
}

/** Lost persons per second beyond the limit's allowance: above 0 exactly if the policy exceeds the limit. */
export function excess(value: LevelsValue, limit: number): number {
  return value.lostPerSecond - limit * value.answeredPerSecond;
}

/**
 * Mixes two policies of one model to the limit.
 *
 * @param below a policy that keeps the limit
 * @param above a policy that exceeds it; if it keeps it as well it gets all the time
 * @throws RangeError if `below` exceeds the limit
 */
export function timeShare(below: LevelsValue, above: LevelsValue, limit: number): TimeShare {
  const slack = 0 - excess(below, limit);
  const over = excess(above, limit);
  if (slack < 0) throw new RangeError(`below abandons ${below.abandoned}, more than the limit ${limit}`);
  const share = over <= 0 ? 1 : slack / (slack + over);
  const mix = (low: number, high: number): number => (1 - share) * low + share * high;
  const answered = mix(below.answeredPerSecond, above.answeredPerSecond);
  return {
    share,
    occupancy: mix(below.occupancy, above.occupancy),
    abandonRate: answered > 0 ? mix(below.lostPerSecond, above.lostPerSecond) / answered : 0,
  };
}
