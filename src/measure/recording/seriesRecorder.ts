/**
 * Numbers over the local day, for charts: sums per bin over the scored days, and how long agents waited between calls.
 */
import type { Millis } from '../../base/time.ts';
import { AgentState } from '../../engine/vocabulary.ts';
import type { DaySeries } from '../results.ts';
import type { ScoringClock } from './scoringClock.ts';

export class SeriesRecorder {
  readonly dials: Float64Array;
  readonly liveAnswers: Float64Array;
  readonly abandoned: Float64Array;
  readonly connects: Float64Array;
  /** Agents' time by state and bin: `[state * bins + bin]`. */
  readonly stateMs: Float64Array;
  readonly bins: number;

  private readonly clock: ScoringClock;
  private readonly waits = new Float64Array(WAIT_BOUNDS_SECONDS.length);
  private readonly customerWaits = new Float64Array(CUSTOMER_BOUNDS_SECONDS.length);

  constructor(clock: ScoringClock) {
    this.clock = clock;
    this.bins = clock.binsPerDay;
    this.dials = new Float64Array(this.bins);
    this.liveAnswers = new Float64Array(this.bins);
    this.abandoned = new Float64Array(this.bins);
    this.connects = new Float64Array(this.bins);
    this.stateMs = new Float64Array(this.bins * STATES);
  }

  waited(waitMs: Millis): void {
    // As an integer, which is what an element is looked up by.
    const seconds = Math.ceil(waitMs / 1_000) | 0;
    this.waits[seconds < WAIT_BINS.length ? WAIT_BINS[seconds]! : waitBin(waitMs)]!++;
  }

  /** A person was connected to an agent. */
  customerWaited(waitMs: Millis): void {
    this.customerWaits[waitMs === 0 ? 0 : customerBin(waitMs)]!++;
  }

  /** Bins from the first to the last that the scoring interval touches on any day. */
  result(): DaySeries {
    const bins: DaySeries['bins'] = [];
    const { first, last } = this.touchedBins();
    for (let bin = first; bin <= last; bin++) {
      bins.push({
        at: bin * this.clock.binMs,
        dials: this.dials[bin]!, liveAnswers: this.liveAnswers[bin]!, abandoned: this.abandoned[bin]!, connects: this.connects[bin]!,
        talkMs: this.timeIn(AgentState.talking, bin), wrapMs: this.timeIn(AgentState.wrapping, bin), readyMs: this.timeIn(AgentState.ready, bin),
        reservedMs: this.timeIn(AgentState.reserved, bin), pausedMs: this.timeIn(AgentState.paused, bin),
      });
    }
    return {
      binMs: this.clock.binMs, bins, waits: WAIT_BOUNDS_SECONDS.map((upToSeconds, index) => ({ upToSeconds, count: this.waits[index]! })),
      customerWaits: CUSTOMER_BOUNDS_SECONDS.map((upToSeconds, index) => ({ upToSeconds, count: this.customerWaits[index]! })),
    };
  }

  private timeIn(state: number, bin: number): Millis {
    return this.stateMs[state * this.bins + bin]!;
  }

  private touchedBins(): { first: number; last: number } {
    let first = this.bins;
    let last = -1;
    const { dayStarts, binMs } = this.clock;
    for (let day = 0; day < this.clock.days; day++) {
      for (let bin = 0; bin < this.bins; bin++) {
        const from = dayStarts[day]! + bin * binMs;
        // A day of 23 hours has fewer bins than the others.
        if (!this.clock.overlaps(from, Math.min(from + binMs, dayStarts[day + 1]!))) continue;
        first = Math.min(first, bin);
        last = Math.max(last, bin);
      }
    }
    return { first, last };
  }
}

const STATES = Object.keys(AgentState).length;

/** Upper bounds of the chart's bins; the last holds all longer waits too. */
const WAIT_BOUNDS_SECONDS = [0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 600, 1_200, 3_600, 86_400] as const;

/** People are connected at once or within a drop limit of a few seconds. */
const CUSTOMER_BOUNDS_SECONDS = [
  0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 8, 10, 15, 20, 30, 60, 120, 600, 86_400,
] as const;

const WAIT_BOUNDS_MS = Float64Array.from(WAIT_BOUNDS_SECONDS, (seconds) => seconds * 1_000);
const CUSTOMER_BOUNDS_MS = Float64Array.from(CUSTOMER_BOUNDS_SECONDS, (seconds) => seconds * 1_000);

/** The bin of every wait of up to an hour, by its length in begun seconds, because the bounds are whole seconds. */
const WAIT_BINS = Uint8Array.from({ length: 3_601 }, (_, seconds) => waitBin(seconds * 1_000));

function waitBin(waitMs: Millis): number {
  let bin = 0;
  while (bin < WAIT_BOUNDS_SECONDS.length - 1 && waitMs > WAIT_BOUNDS_MS[bin]!) bin++;
  return bin;
}

function customerBin(waitMs: Millis): number {
  let bin = 0;
  while (bin < CUSTOMER_BOUNDS_SECONDS.length - 1 && waitMs > CUSTOMER_BOUNDS_MS[bin]!) bin++;
  return bin;
}
