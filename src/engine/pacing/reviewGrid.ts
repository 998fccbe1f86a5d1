/**
 * A grid of instants at which a rule acts: every `periodMs`, counted from the campaign's start, which is the first time
 * the strategy is asked.
 *
 * Rule: an instant that nobody asked at (the campaign was closed) is not made up for; the rule acts once when it is asked
 * again, then at the grid's next instant.
 */
import { NEVER, UNSET, type Millis } from '../../base/time.ts';

export interface ReviewGridState { readonly startedAt: Millis; readonly nextAt: Millis }

export class ReviewGrid {
  private readonly periodMs: Millis;
  private readonly firstAfterMs: Millis;
  private startedAt: Millis = UNSET;
  private next: Millis = UNSET;

  /** @param firstAfterMs when the rule acts first, counted from the start: 0, or one period for rules that need data. */
  constructor(periodMs: Millis, firstAfterMs: Millis = 0) {
    this.periodMs = periodMs;
    this.firstAfterMs = firstAfterMs;
  }

  /** True if an instant of the grid has come since the rule acted last. The first call starts the grid. */
  take(now: Millis): boolean {
    if (this.startedAt === UNSET) {
      this.startedAt = now;
      this.next = now + this.firstAfterMs;
    }
    if (now < this.next) return false;
    const passed = Math.floor((now - this.startedAt) / this.periodMs);
    this.next = this.startedAt + (passed + 1) * this.periodMs;
    return true;
  }

  /** The grid's next instant; NEVER before it has started. */
  get nextAt(): Millis {
    return this.startedAt === UNSET ? NEVER : this.next;
  }

  save(): ReviewGridState {
    return { startedAt: this.startedAt, nextAt: this.next };
  }

  load(state: ReviewGridState): void {
    this.startedAt = state.startedAt;
    this.next = state.nextAt;
  }
}
