/**
 * How long a phase of work lasts (talk, wrap-up, or both together), as a hazard by elapsed time.
 *
 * Rule: constant rates on bins of width 2 s·1.25^j, (events + c₀·r)/(exposure + c₀), with r the rate of all bins pooled, so
 * that an empty bin takes the pooled rate. The prior counts as 10 calls in r. Older calls fade: all weigh at most 400,
 * which is as good as the last 800 counted equally. Calls in progress add exposure, since those that have ended are the
 * shorter ones; the more has faded, the less they add, because what was in progress before has then been counted whole.
 * Source: pacing, F2; occurrence/exposure rates shrunk to their pool.
 */
import type { Millis } from '../../../base/time.ts';
import type { InstantList } from '../strategy.ts';

export const HANDLE_BINS = 30;
const FIRST_WIDTH = 2;
const RATIO = 1.25;
const PRIOR_CALLS = 10;
const HANDLE_MEMORY = 400;
const KEEP = 1 - 1 / HANDLE_MEMORY;

/** Where bins begin, in seconds; one entry more than there are bins. The last bin is open all the same. */
export const HANDLE_EDGES: Float64Array = Float64Array.from({ length: HANDLE_BINS + 1 }, (_, bin) => (FIRST_WIDTH * (RATIO ** bin - 1)) / (RATIO - 1));

/** The bin that an elapsed time falls into. */
export function handleBinOf(seconds: number): number {
  let bin = Math.min(HANDLE_BINS - 1, Math.floor(Math.log(1 + (seconds * (RATIO - 1)) / FIRST_WIDTH) / LOG_RATIO));
  // The logarithm may be off by a rounding at an edge.
  if (bin < HANDLE_BINS - 1 && seconds >= HANDLE_EDGES[bin + 1]!) bin += 1;
  else if (seconds < HANDLE_EDGES[bin]!) bin -= 1;
  return bin;
}

const LOG_RATIO = Math.log(RATIO);

export interface HandleLawState { readonly total: number; readonly bins: readonly (readonly number[])[] }

export class HandleLaw {
  private readonly priorSeconds: number;
  private readonly shrinkSeconds: number;
  private readonly events = new Float64Array(HANDLE_BINS);
  /** Seconds that calls spent in the bin in which they ended. */
  private readonly lastSeconds = new Float64Array(HANDLE_BINS);
  private readonly exposure = new Float64Array(HANDLE_BINS);
  private readonly rates = new Float64Array(HANDLE_BINS);
  /** Cumulative hazard at the edges. */
  private readonly cumulative = new Float64Array(HANDLE_BINS + 1);
  private total = 0;

  /**
   * @param priorMs mean length believed before there are data
   * @param shrinkSeconds c₀: exposure that the pooled rate is worth in each bin, seconds
   */
  constructor(priorMs: Millis, shrinkSeconds: number) {
    this.priorSeconds = Math.max(0.001, priorMs / 1_000);
    this.shrinkSeconds = shrinkSeconds;
    this.refresh(null, 0);
  }

  /** The phase of one call lasted so long. */
  add(durationMs: Millis): void {
    const seconds = durationMs / 1_000;
    const ended = handleBinOf(seconds);
    for (let bin = 0; bin < HANDLE_BINS; bin += 1) {
      this.events[bin] = this.events[bin]! * KEEP;
      this.lastSeconds[bin] = this.lastSeconds[bin]! * KEEP;
    }
    this.events[ended] = this.events[ended]! + 1;
    this.lastSeconds[ended] = this.lastSeconds[ended]! + seconds - HANDLE_EDGES[ended]!;
    this.total = this.total * KEEP + 1;
  }

  /** Rebuilds the rates. `inProgress`: since when the calls now in this phase are in it. */
  refresh(inProgress: InstantList | null, now: Millis): void {
    const { events, exposure, rates } = this;
    let later = 0;
    for (let bin = HANDLE_BINS - 1; bin >= 0; bin -= 1) {
      exposure[bin] = this.lastSeconds[bin]! + later * (HANDLE_EDGES[bin + 1]! - HANDLE_EDGES[bin]!);
      later += events[bin]!;
    }
    const share = 1 - this.total / HANDLE_MEMORY;
    if (inProgress !== null) for (let call = 0; call < inProgress.length; call += 1) this.expose((now - inProgress.at(call)) / 1_000, share);
    let seconds = PRIOR_CALLS * this.priorSeconds;
    for (let bin = 0; bin < HANDLE_BINS; bin += 1) seconds += exposure[bin]!;
    const pooled = (PRIOR_CALLS + later) / seconds;
    for (let bin = 0; bin < HANDLE_BINS; bin += 1) rates[bin] = (events[bin]! + this.shrinkSeconds * pooled) / (exposure[bin]! + this.shrinkSeconds);
    this.accumulate();
  }

  /** −ln P(the phase lasts longer than `seconds`). */
  hazardUntil(seconds: number): number {
    const bin = handleBinOf(seconds);
    return this.cumulative[bin]! + this.rates[bin]! * (seconds - HANDLE_EDGES[bin]!);
  }

  /** P(over within `horizonSeconds` | it has lasted `seconds`). */
  endsWithin(seconds: number, horizonSeconds: number): number {
    return 1 - Math.exp(this.hazardUntil(seconds) - this.hazardUntil(seconds + horizonSeconds));
  }

  /** The rates are stored too: they stand as they were at the last refresh. */
  save(): HandleLawState {
    return { total: this.total, bins: [this.events, this.lastSeconds, this.rates].map((column) => Array.from(column)) };
  }

  load(saved: HandleLawState): void {
    this.total = saved.total;
    [this.events, this.lastSeconds, this.rates].forEach((column, index) => column.set(saved.bins[index]!));
    this.accumulate();
  }

  private accumulate(): void {
    const { rates, cumulative } = this;
    for (let bin = 0; bin < HANDLE_BINS; bin += 1) cumulative[bin + 1] = cumulative[bin]! + rates[bin]! * (HANDLE_EDGES[bin + 1]! - HANDLE_EDGES[bin]!);
  }

  private expose(seconds: number, share: number): void {
    const last = handleBinOf(seconds);
    for (let bin = 0; bin < last; bin += 1) this.exposure[bin] = this.exposure[bin]! + share * (HANDLE_EDGES[bin + 1]! - HANDLE_EDGES[bin]!);
    this.exposure[last] = this.exposure[last]! + share * (seconds - HANDLE_EDGES[last]!);
  }
}
