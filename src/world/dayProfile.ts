/**
 * A number over the local day, read at an instant of the run.
 *
 * Rule: local time of day = (instant + offset of the zone) modulo a day; the first offset holds before its instant too.
 * `steps`: each value holds until the next point, the last one over midnight until the first. `linear`: straight lines
 * between the points, the first and last value outside them.
 */
import { DAY_MS, type Millis } from '../base/time.ts';
import type { DayProfile } from './spec.ts';

export interface DayProfileReader {
  at(instant: Millis): number;
}

/** Throws a RangeError when the profile has no point. */
export function createDayProfileReader(profile: DayProfile, offsets: readonly (readonly [from: Millis, offsetMs: Millis])[]): DayProfileReader {
  if (profile.points.length === 0) throw new RangeError('a profile over the day needs at least one point');
  return new Reader(profile, offsets);
}

class Reader implements DayProfileReader {
  private readonly linear: boolean;
  private readonly times: Float64Array;
  private readonly values: Float64Array;
  private readonly offsetsFrom: Float64Array;
  private readonly offsetsMs: Float64Array;

  constructor(profile: DayProfile, offsets: readonly (readonly [Millis, Millis])[]) {
    this.linear = profile.kind === 'linear';
    this.times = Float64Array.from(profile.points, (point) => point[0]);
    this.values = Float64Array.from(profile.points, (point) => point[1]);
    this.offsetsFrom = Float64Array.from(offsets, (entry) => entry[0]);
    this.offsetsMs = Float64Array.from(offsets, (entry) => entry[1]);
  }

  at(instant: Millis): number {
    const shifted = (instant + this.offsetAt(instant)) % DAY_MS;
    const local = shifted < 0 ? shifted + DAY_MS : shifted;
    const { times, values } = this;
    const last = times.length - 1;
    let point = last;
    while (point >= 0 && times[point]! > local) point--;
    if (point < 0) return this.linear ? values[0]! : values[last]!;
    if (!this.linear || point === last) return values[point]!;
    const from = times[point]!;
    return values[point]! + ((values[point + 1]! - values[point]!) * (local - from)) / (times[point + 1]! - from);
  }

  private offsetAt(instant: Millis): Millis {
    const from = this.offsetsFrom;
    if (from.length === 0) return 0;
    let entry = from.length - 1;
    while (entry > 0 && from[entry]! > instant) entry--;
    return this.offsetsMs[entry]!;
  }
}
