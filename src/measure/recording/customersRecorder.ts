/**
 * What customers waited: persons connected, from the answer and from the detector's verdict, and persons dropped.
 */
import type { Millis } from '../../base/time.ts';
import type { CustomersResult } from '../results.ts';
import { LogHistogram } from '../statistics/logHistogram.ts';
import { CUSTOMER_WAIT_BOUNDS_MS } from './seriesRecorder.ts';
import { ZERO } from './zero.ts';

export class CustomersRecorder {
  readonly waits = new LogHistogram(CUSTOMER_WAIT_BOUNDS_MS);
  private readonly waitsFromVerdict = new LogHistogram();
  private waited = 0;
  private drops = 0;
  private dropWaitSumMs = ZERO;

  /** A person in the scoring interval was connected to an agent. */
  connected(waitMs: Millis, fromVerdictMs: Millis): void {
    this.waits.add(waitMs);
    this.waitsFromVerdict.add(fromVerdictMs);
    if (waitMs > 0) this.waited++;
  }

  /** So many persons in the scoring interval were connected to an agent at the instant of the answer. */
  connectedAtOnce(times: number): void {
    this.waits.addZeros(times);
    this.waitsFromVerdict.addZeros(times);
  }

  /** A person in the scoring interval was dropped. */
  dropped(waitMs: Millis): void {
    this.drops++;
    this.dropWaitSumMs += waitMs;
  }

  result(): CustomersResult {
    const { waits, waitsFromVerdict } = this;
    return {
      waitMeanMs: waits.mean(), waitP95Ms: waits.quantile(0.95),
      fromVerdict: { waitMeanMs: waitsFromVerdict.mean(), waitP95Ms: waitsFromVerdict.quantile(0.95) },
      waitedShare: waits.count === 0 ? null : this.waited / waits.count,
      dropWaitMeanMs: this.drops === 0 ? null : this.dropWaitSumMs / this.drops,
    };
  }
}
