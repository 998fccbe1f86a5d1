/**
 * P(a busy agent is free again within a horizon), by phase and elapsed time, as two tables over the bins of the handle laws.
 *
 * Rule: wrapping agents by the wrap-up law alone; talking ones by the end of talk, convolved with a fresh wrap-up second
 * by second. Between the edges of bins the tables are read on straight lines.
 * Source: pacing, `fractile` u_j and F3.
 */
import type { Millis } from '../../../base/time.ts';
import { handleBinOf, HANDLE_BINS, HANDLE_EDGES, type HandleLaw } from './handleLaw.ts';

export class FreeForecast {
  private readonly talking = new Float64Array(HANDLE_BINS + 1);
  private readonly wrapping = new Float64Array(HANDLE_BINS + 1);

  /** Rebuilds both tables for a horizon. */
  refresh(talk: HandleLaw, wrap: HandleLaw, horizonMs: Millis): void {
    const horizon = Math.max(0.001, horizonMs / 1_000);
    const steps = Math.min(STEPS_MAX, Math.ceil(horizon));
    const step = horizon / steps;
    for (let edge = 0; edge <= HANDLE_BINS; edge += 1) {
      const elapsed = HANDLE_EDGES[edge]!;
      this.wrapping[edge] = wrap.endsWithin(elapsed, horizon);
      const hazardBefore = talk.hazardUntil(elapsed);
      let stillTalking = 1;
      let free = 0;
      for (let each = 1; each <= steps; each += 1) {
        const stays = Math.exp(hazardBefore - talk.hazardUntil(elapsed + each * step));
        // A talk that ends in this step ends at its middle, and all that is left of the horizon is for the wrap-up.
        free += (stillTalking - stays) * (1 - Math.exp(-wrap.hazardUntil(horizon - (each - 0.5) * step)));
        stillTalking = stays;
      }
      this.talking[edge] = free;
    }
  }

  /** For an agent who has talked so long. */
  freeAfterTalk(elapsedMs: Millis): number {
    return read(this.talking, elapsedMs / 1_000);
  }

  /** For an agent who has wrapped up so long. */
  freeAfterWrap(elapsedMs: Millis): number {
    return read(this.wrapping, elapsedMs / 1_000);
  }
}

/** Longest forecast in steps of a second; longer horizons take longer steps. */
const STEPS_MAX = 60;

function read(table: Float64Array, seconds: number): number {
  const bin = handleBinOf(seconds);
  const from = HANDLE_EDGES[bin]!;
  const share = Math.min(1, (seconds - from) / (HANDLE_EDGES[bin + 1]! - from));
  return table[bin]! + (table[bin + 1]! - table[bin]!) * share;
}
