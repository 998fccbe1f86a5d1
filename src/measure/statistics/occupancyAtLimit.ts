/**
 * A strategy's occupancy at exactly the abandon limit: the curve over its knob, read where it crosses the limit.
 *
 * Rule: per knob value the pooled excess g = Σ(A - αN)/Σ staffed. Between the largest compliant value and its neighbour,
 * g_lo <= 0 < g_hi, occupancy is linear in g: occ = (1 - v)·occ_lo + v·occ_hi with v = -g_lo/(g_hi - g_lo), which is what
 * sharing the time between the two settings would give. The whole expression is jackknifed over the replications, with the
 * bracket held. Without a bracket the end value is reported.
 */
import { sum } from 'simple-statistics';
import { meanInterval, type Interval } from './meanInterval.ts';

/** What one knob value did, per replication; all knob values share their replications. */
export interface KnobSums {
  readonly abandoned: readonly number[];
  readonly answered: readonly number[];
  /** Talk and wrap-up, ms. */
  readonly busyMs: readonly number[];
  readonly staffedMs: readonly number[];
}

export interface OccupancyAtLimit extends Interval {
  /** Indices of the two values; null: all of them are on one side of the limit, and the estimate is the end value's. */
  readonly bracket: readonly [lower: number, upper: number] | null;
  /** Index of the value itself, or of the lower one of the two. */
  readonly index: number;
  /** v in [0, 1): the share of the upper one. */
  readonly share: number;
  readonly pseudoValues: readonly number[];
}

/** `knobs` from the gentlest to the boldest value, at least one with at least two replications, else a `RangeError`. */
export function occupancyAtLimit(knobs: readonly KnobSums[], limit: number, level = 0.95): OccupancyAtLimit {
  const replications = knobs[0]?.abandoned.length ?? 0;
  if (replications < 2) throw new RangeError(`occupancyAtLimit: ${replications} replications; at least 2 are needed`);
  const compliant = knobs.map((knob) => excessOf(knob, limit, null) <= 0);
  const largest = compliant.lastIndexOf(true);
  const isBracketed = largest !== -1 && largest + 1 < knobs.length;
  const low = knobs[Math.max(0, largest)]!;
  const high = isBracketed ? knobs[largest + 1]! : low;
  const whole = valueOf(low, high, limit, null);
  const pseudoValues = Array.from({ length: replications }, (_, without) => (
    replications * whole.occupancy - (replications - 1) * valueOf(low, high, limit, without).occupancy
  ));
  return {
    ...meanInterval(pseudoValues, level), bracket: isBracketed ? [largest, largest + 1] : null, index: Math.max(0, largest), share: whole.share, pseudoValues,
  };
}

/** g of one knob value: abandoned beyond the limit per unit of staffed time. */
export function excessOf(knob: KnobSums, limit: number, without: number | null): number {
  return (total(knob.abandoned, without) - limit * total(knob.answered, without)) / total(knob.staffedMs, without);
}

function valueOf(low: KnobSums, high: KnobSums, limit: number, without: number | null): { readonly occupancy: number; readonly share: number } {
  const occupancyLow = total(low.busyMs, without) / total(low.staffedMs, without);
  if (low === high) return { occupancy: occupancyLow, share: 0 };
  const occupancyHigh = total(high.busyMs, without) / total(high.staffedMs, without);
  const excessLow = excessOf(low, limit, without);
  const share = -excessLow / (excessOf(high, limit, without) - excessLow);
  return { occupancy: (1 - share) * occupancyLow + share * occupancyHigh, share };
}

function total(values: readonly number[], without: number | null): number {
  return sum([...values]) - (without === null ? 0 : values[without]!);
}
