/**
 * Numbers over the local day, for charts: sums per bin over the scored days, and how long agents and customers waited.
 */
import { SECOND_MS, type Millis } from '../../base/time.ts';
import { AgentState } from '../../engine/vocabulary.ts';
import type { DaySeries } from '../results.ts';
import type { LogHistogram } from '../statistics/logHistogram.ts';
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

  constructor(clock: ScoringClock) {
    this.clock = clock;
    this.bins = clock.binsPerDay;
    this.dials = new Float64Array(this.bins);
    this.liveAnswers = new Float64Array(this.bins);
    this.abandoned = new Float64Array(this.bins);
    this.connects = new Float64Array(this.bins);
    this.stateMs = new Float64Array(this.bins * STATES);
  }

  /** Bins from the first to the last that the scoring interval touches on any day. The waits: of histograms with the bounds below. */
  result(agentWaits: LogHistogram, customerWaits: LogHistogram): DaySeries {
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
    return { binMs: this.clock.binMs, bins, waits: waitBins(AGENT_BOUNDS_SECONDS, agentWaits), customerWaits: waitBins(CUSTOMER_BOUNDS_SECONDS, customerWaits) };
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
const AGENT_BOUNDS_SECONDS = [0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 600, 1_200, 3_600, 86_400] as const;

/** People are connected at once or within a drop limit of a few seconds. */
const CUSTOMER_BOUNDS_SECONDS = [
  0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 8, 10, 15, 20, 30, 60, 120, 600, 86_400,
] as const;

export const AGENT_WAIT_BOUNDS_MS: readonly Millis[] = AGENT_BOUNDS_SECONDS.map((seconds) => seconds * SECOND_MS);
export const CUSTOMER_WAIT_BOUNDS_MS: readonly Millis[] = CUSTOMER_BOUNDS_SECONDS.map((seconds) => seconds * SECOND_MS);

function waitBins(boundsSeconds: readonly number[], waits: LogHistogram): DaySeries['waits'] {
  const counts = waits.inBins();
  return boundsSeconds.map((upToSeconds, index) => ({ upToSeconds, count: counts[index]! }));
}
