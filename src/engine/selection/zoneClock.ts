/**
 * Calling windows and local time of every zone, as the run reaches them.
 *
 * Rule: windows were resolved to half-open intervals of instants before the run; here a cursor per zone moves forward,
 * never back. No calendar, no time zone rules: those belong to the scenario's compiler.
 */
import { DAY_MS, MINUTE_MS, NEVER, type Clock, type Millis } from '../../base/time.ts';
import type { ZoneCalendar } from '../options.ts';

export class ZoneClock {
  private readonly zones: readonly ZoneCalendar[];
  /** Index of the first interval that has not ended, per zone. */
  private readonly cursors: Int32Array;
  private readonly offsetCursors: Int32Array;
  private readonly clock: Clock;
  /** 1 while the zone's window is open. Asked several times a dial, it changes a few times a day. */
  private readonly open: Uint8Array;
  /** All of them are: the usual answer, for a third of the price. */
  allOpen = false;
  /** The earliest instant at which any zone opens or closes. */
  nextChange: Millis = -NEVER;
  /** As of the last change: no opening comes between two changes. */
  private nextOpeningAt: Millis = NEVER;

  /** `clock`: the dialer's; without one it stands where `advance` puts it. */
  constructor(zones: readonly ZoneCalendar[], clock: Clock = { now: 0 }) {
    this.clock = clock;
    this.zones = zones;
    this.cursors = new Int32Array(zones.length);
    this.offsetCursors = new Int32Array(zones.length);
    this.open = new Uint8Array(zones.length);
    for (let zone = 0; zone < zones.length; zone += 1) this.open[zone] = this.isInWindow(zone, 0) ? 1 : 0;
    this.allOpen = this.open.every((open) => open === 1);
    this.nextOpeningAt = this.findNextOpening(0);
  }

  /** Moves all cursors to `now`. Cheap while nothing opens or closes. */
  advance(now: Millis): void {
    this.clock.now = now;
    if (now < this.nextChange) return;
    this.nextChange = NEVER;
    for (let zone = 0; zone < this.zones.length; zone += 1) this.advanceZone(zone, now);
    this.allOpen = this.open.every((open) => open === 1);
    this.nextOpeningAt = this.findNextOpening(now);
  }

  isOpen(zone: number): boolean {
    return this.allOpen === true || this.open[zone] === 1;
  }

  /** End of the window that is open now; NEVER without windows, `now` while closed. */
  closesAt(zone: number): Millis {
    const open = this.zones[zone]!.open;
    if (open === null) return NEVER;
    const interval = open[this.cursors[zone]!];
    return interval !== undefined && interval[0] <= this.clock.now ? interval[1] : this.clock.now;
  }

  /** The earliest later instant at which some zone opens, or NEVER. */
  nextOpening(): Millis {
    return this.nextOpeningAt;
  }

  /** Calling time of a zone inside [from, to), ms. */
  openMsBetween(zone: number, from: Millis, to: Millis): Millis {
    const open = this.zones[zone]!.open;
    if (open === null) return to >= NEVER ? NEVER : Math.max(0, to - from);
    let sum = 0;
    for (const [opens, closes] of open) sum += Math.max(0, Math.min(closes, to) - Math.max(opens, from));
    return sum;
  }

  /** Offset of local time from the run's time, ms. */
  offset(zone: number): Millis {
    return this.zones[zone]!.offsets[this.offsetCursors[zone]!]?.[1] ?? 0;
  }

  localMinuteOfDay(zone: number): number {
    const local = (this.clock.now + this.offset(zone)) % DAY_MS;
    return Math.floor((local < 0 ? local + DAY_MS : local) / MINUTE_MS);
  }

  private isInWindow(zone: number, now: Millis): boolean {
    const { open } = this.zones[zone]!;
    if (open === null) return true;
    const interval = open[this.cursors[zone]!];
    return interval !== undefined && interval[0] <= now;
  }

  private findNextOpening(now: Millis): Millis {
    let earliest = NEVER;
    for (let zone = 0; zone < this.zones.length; zone += 1) {
      const open = this.zones[zone]!.open;
      if (open === null) continue;
      const cursor = this.cursors[zone]!;
      const current = open[cursor];
      const opening = current === undefined ? NEVER : current[0] > now ? current[0] : (open[cursor + 1]?.[0] ?? NEVER);
      if (opening < earliest) earliest = opening;
    }
    return earliest;
  }

  private advanceZone(zone: number, now: Millis): void {
    const { open, offsets } = this.zones[zone]!;
    if (open !== null) {
      let cursor = this.cursors[zone]!;
      while (cursor < open.length && open[cursor]![1] <= now) cursor += 1;
      this.cursors[zone] = cursor;
      const interval = open[cursor];
      if (interval !== undefined) this.nextChange = Math.min(this.nextChange, interval[0] > now ? interval[0] : interval[1]);
    }
    this.open[zone] = this.isInWindow(zone, now) ? 1 : 0;
    let offsetCursor = this.offsetCursors[zone]!;
    while (offsetCursor + 1 < offsets.length && offsets[offsetCursor + 1]![0] <= now) offsetCursor += 1;
    this.offsetCursors[zone] = offsetCursor;
    const following = offsets[offsetCursor + 1];
    if (following !== undefined) this.nextChange = Math.min(this.nextChange, following[0]);
  }
}
