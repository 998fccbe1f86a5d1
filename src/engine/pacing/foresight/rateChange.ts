/**
 * Has the answer rate changed? Two one-sided cumulative sums of log likelihood ratios, for half as much again and for a third less.
 *
 * Rule: after each resolved attempt S ← max(0, S + ln(P(result | p·1.5) / P(result | p))), and the same for p/1.5; an alarm
 * at 7. False alarm about every 24,000 attempts at p = 0.25; a step from 0.15 to 0.35 is seen after about 85. After an
 * alarm the detector rests for 300 attempts, until the estimate has settled.
 * Source: Page 1954; pacing, `foresight` F8.
 */
const FACTOR = 1.5;
const ALARM = 7;
const REST_ATTEMPTS = 300;

export class RateChange {
  private up = 0;
  private down = 0;
  private rest = REST_ATTEMPTS;

  /** An attempt has resolved; `rate` is the present estimate. Returns true on an alarm. */
  add(isPerson: boolean, rate: number): boolean {
    if (this.rest > 0) {
      this.rest -= 1;
      return false;
    }
    const held = Math.min(0.95, Math.max(1e-4, rate));
    this.up = Math.max(0, this.up + logRatio(isPerson, held, Math.min(0.99, held * FACTOR)));
    this.down = Math.max(0, this.down + logRatio(isPerson, held, held / FACTOR));
    if (this.up < ALARM && this.down < ALARM) return false;
    this.up = 0;
    this.down = 0;
    this.rest = REST_ATTEMPTS;
    return true;
  }

  save(): readonly number[] {
    return [this.up, this.down, this.rest];
  }

  load(saved: readonly number[]): void {
    this.up = saved[0]!;
    this.down = saved[1]!;
    this.rest = saved[2]!;
  }
}

function logRatio(isPerson: boolean, rate: number, other: number): number {
  return isPerson ? Math.log(other / rate) : Math.log((1 - other) / (1 - rate));
}
