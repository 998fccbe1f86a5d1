/**
 * What a trunk, or all of them together, carries now and has carried today, against its limits; and how it is doing.
 *
 * Rule: a token bucket of one call, so that nothing is saved up. Each congestion halves the rate, which comes back in steps of 10 % every
 * 10 s; ten in a row, or a fault of configuration, stop the trunk until somebody resumes it. A day is one of the campaign's zone.
 * Source: live, sections 4 and 8.
 */
import { MINUTE_MS, SECOND_MS, type Millis } from '../../../base/time.ts';

export interface TrunkLimits {
  readonly maxChannels: number;
  readonly maxCallsPerSecond: number;
  readonly maxMinutesPerDay: number;
  readonly maxAttemptsPerDay: number;
}

/** What was used today before this process started. */
export interface UsedToday { readonly attempts: number; readonly minutes: number }

export type LimitRefusal = 'trunkStopped' | 'channels' | 'rate' | 'attemptsPerDay' | 'minutesPerDay';

const CONGESTIONS_MAX = 10;
const RECOVERY_MS = 10 * SECOND_MS;
const RECOVERY_STEP = 0.1;
const FACTOR_MIN = 0.01;

export class TrunkMeter {
  /** Calls in progress. */
  channels = 0;
  stopped = false;
  private readonly limits: TrunkLimits;
  private attempts: number;
  private usedMs: Millis;
  /** Calls that are up, as a sum of instants: their time so far is count · now − sum. */
  private upCount = 0;
  private upSince = 0;
  /** When the last call used its token; not whole, so that rounding adds no call. */
  private usedAt = Number.NEGATIVE_INFINITY;
  private congestions = 0;
  private factor = 1;
  private factorAt: Millis = 0;

  constructor(limits: TrunkLimits, used: UsedToday) {
    this.limits = limits;
    this.attempts = used.attempts;
    this.usedMs = used.minutes * MINUTE_MS;
  }

  /** Why no call may be placed for long: until somebody resumes the trunk, or the next day; or null. */
  exhaustion(now: Millis): LimitRefusal | null {
    const { limits } = this;
    if (this.stopped) return 'trunkStopped';
    if (this.attempts >= limits.maxAttemptsPerDay) return 'attemptsPerDay';
    return this.minutesToday(now) >= limits.maxMinutesPerDay ? 'minutesPerDay' : null;
  }

  /** Why no call may be placed now, or null. */
  refusal(now: Millis): LimitRefusal | null {
    const { limits } = this;
    const exhaustion = this.exhaustion(now);
    if (exhaustion !== null) return exhaustion;
    if (this.channels >= limits.maxChannels) return 'channels';
    return now < Math.floor(this.nextAt(now)) ? 'rate' : null;
  }

  /** Minutes of answered calls today, those that are up included. */
  minutesToday(now: Millis): number {
    return (this.usedMs + this.upCount * now - this.upSince) / MINUTE_MS;
  }

  /** The rate that holds now, calls per second. */
  callsPerSecond(now: Millis): number {
    return this.limits.maxCallsPerSecond * this.recovered(now);
  }

  placed(now: Millis): void {
    this.channels += 1;
    this.attempts += 1;
    this.usedAt = Math.max(now, this.nextAt(now));
  }

  /** A call that an earlier process placed: it is counted among today's already. */
  adopted(): void {
    this.channels += 1;
  }

  answered(now: Millis): void {
    this.upCount += 1;
    this.upSince += now;
  }

  /** @param answeredAt null: never */
  ended(now: Millis, answeredAt: Millis | null): void {
    this.channels -= 1;
    if (answeredAt === null) return;
    this.upCount -= 1;
    this.upSince -= answeredAt;
    this.usedMs += now - answeredAt;
  }

  congested(now: Millis, isConfigError: boolean): void {
    this.factor = Math.max(FACTOR_MIN, this.recovered(now) / 2);
    this.factorAt = now;
    this.congestions += 1;
    if (isConfigError || this.congestions >= CONGESTIONS_MAX) this.stopped = true;
  }

  /** The network carried a call, whatever became of it. */
  carried(): void {
    this.congestions = 0;
  }

  resume(): void {
    this.stopped = false;
    this.congestions = 0;
  }

  /** Calls that are up go on: their minutes count from midnight. */
  newDay(now: Millis): void {
    this.attempts = 0;
    this.usedMs = -(this.upCount * now - this.upSince);
  }

  private nextAt(now: Millis): number {
    return this.usedAt + SECOND_MS / this.callsPerSecond(now);
  }

  private recovered(now: Millis): number {
    return Math.min(1, this.factor + RECOVERY_STEP * Math.floor((now - this.factorAt) / RECOVERY_MS));
  }
}
