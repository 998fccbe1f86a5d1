/**
 * Occupancy of progressive dialling: one call per ready agent, none for a busy one.
 *
 * Rule: a ready agent waits for 1/p dials of E[R] each, whatever the laws and whatever the team's size, and then is busy
 * for one handle time, so occupancy = τ / (τ + E[R]/p). Nobody is ever abandoned.
 * Source: Wald's identity (1944) and the renewal reward theorem.
 */
import { requireChance, requirePositive } from './require.ts';

/**
 * Exact occupancy of progressive dialling, a fraction in (0, 1).
 *
 * @param answerRate probability that a dial ends as a person offered to an agent, in (0, 1]
 * @param resolutionSeconds mean time from the dial to its answer or end, over all dials, above 0
 * @param handleSeconds mean talk and wrap-up of a handled call, above 0
 * @throws RangeError for an argument out of its range
 * @example waldOccupancy(0.25, 12, 120) // 0.714286
 */
export function waldOccupancy(answerRate: number, resolutionSeconds: number, handleSeconds: number): number {
  requireChance('answerRate', answerRate);
  requirePositive('resolutionSeconds', resolutionSeconds);
  requirePositive('handleSeconds', handleSeconds);
  return handleSeconds / (handleSeconds + resolutionSeconds / answerRate);
}
