/**
 * Which trunks a call may be placed on for now, told as an event where it changes.
 *
 * Rule: a trunk is out while it is stopped or its day is used up, all are out while the day of all together is; rate and calls at once do not
 * count, for they pass by themselves. What was told last is not told again; before the first word every trunk is usable.
 * Source: live, sections 4 and 8.
 */
import type { Millis } from '../../../base/time.ts';
import type { TelephonyEvent } from '../port/port.ts';
import type { TrunkLimits, TrunkMeter } from './trunkMeter.ts';

export class TrunkBoard {
  private readonly trunks: readonly ({ readonly name: string } & TrunkLimits)[];
  private readonly meters: ReadonlyMap<string, TrunkMeter>;
  private readonly total: { readonly limits: TrunkLimits; readonly meter: TrunkMeter };
  private readonly sink: (event: TelephonyEvent) => void;
  private told: string;

  constructor(trunks: TrunkBoard['trunks'], meters: ReadonlyMap<string, TrunkMeter>, total: TrunkBoard['total'], sink: (event: TelephonyEvent) => void) {
    this.trunks = trunks;
    this.meters = meters;
    this.total = total;
    this.sink = sink;
    this.told = trunks.map((trunk) => trunk.name).join(' ');
  }

  /** Tells what has changed. True: the next day brings something back. */
  tell(now: Millis): boolean {
    const outs = this.trunks.map((trunk) => this.meters.get(trunk.name)!.exhaustion(now));
    const isOver = this.total.meter.exhaustion(now) !== null;
    const usable = isOver ? [] : this.trunks.filter((_, index) => outs[index] === null);
    const names = usable.map((trunk) => trunk.name);
    if (names.join(' ') !== this.told) {
      this.told = names.join(' ');
      const sum = usable.reduce((all, trunk) => all + trunk.maxChannels, 0);
      this.sink({ kind: 'trunks', usable: names, channels: Math.min(sum, this.total.limits.maxChannels) });
    }
    return isOver || outs.some((out) => out === 'attemptsPerDay' || out === 'minutesPerDay');
  }
}
