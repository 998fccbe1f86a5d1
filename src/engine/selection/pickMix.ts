/**
 * A bucket whose picks are mixed: every n-th is a new record, and lists take turns by their shares (records: 11.5).
 *
 * Rule: the bucket's records stand in lanes, one for each list entry and, with `nthNew`, for called and never called ones;
 * the lane of the next pick follows from the counters of the picks so far and from which lanes are empty. Only `count`
 * moves a counter, so looking costs nothing. The counters belong to the campaign's state. Source: VICIdial's manual.
 */
import { createKeyedStream, type KeyedStream, type StreamKey } from '../../base/random.ts';
import type { RecordTable } from '../records/recordTable.ts';
import type { ListMix, NthNew } from './policy.ts';

/** Lane of a record that no entry of the list mix takes. */
export const NO_LANE = 255;
const NO_RECORD = -1;
/** `inOrder` gives each entry its whole share within so many picks. */
const BLOCK_PICKS = 100;

export interface PickMixInput {
  readonly nthNew: NthNew;
  readonly listMix: ListMix | null;
  readonly databaseIds: readonly string[];
  readonly statusIds: readonly string[];
  readonly randomKey: StreamKey;
  /** Of the bucket: keeps the random draws of two buckets apart. */
  readonly bucket: number;
}

export class PickMix {
  readonly laneCount: number;
  /** First record of each lane, or -1: filled by the index before it asks `choose`. */
  readonly firsts: Int32Array;
  private readonly entries: readonly { readonly database: number; readonly statuses: ReadonlySet<number> | null; readonly percent: number }[];
  private readonly input: PickMixInput;
  private readonly records: RecordTable;
  private readonly kinds: 1 | 2;
  private readonly draws: KeyedStream;
  private picks = 0;
  /** Picks from each entry, in all and in the present block of 100. */
  private readonly taken: Float64Array;
  private readonly takenInBlock: Float64Array;

  constructor(input: PickMixInput, records: RecordTable) {
    this.input = input;
    this.records = records;
    this.entries = (input.listMix?.entries ?? []).map((entry) => ({
      database: input.databaseIds.indexOf(entry.database),
      statuses: entry.statuses.length === 0 ? null : new Set(entry.statuses.map((id) => input.statusIds.indexOf(id))),
      percent: entry.percent,
    }));
    const entryCount = Math.max(1, this.entries.length);
    this.kinds = input.nthNew === 0 ? 1 : 2;
    this.laneCount = entryCount * this.kinds;
    this.firsts = new Int32Array(this.laneCount);
    this.taken = new Float64Array(entryCount);
    this.takenInBlock = new Float64Array(entryCount);
    this.draws = createKeyedStream(input.randomKey);
  }

  /** In which lane a record stands now, or NO_LANE. */
  laneOf(record: number): number {
    let entry = 0;
    if (this.entries.length > 0) {
      entry = this.entryOf(record);
      if (entry === NO_LANE) return NO_LANE;
    }
    return this.kinds === 1 ? entry : entry * 2 + (this.records.dials[record] === 0 ? 1 : 0);
  }

  /** The record that the next pick takes, given `firsts`; -1 when every lane is empty. */
  choose(): number {
    const entry = this.chooseEntry();
    if (entry === NO_LANE) return NO_RECORD;
    if (this.kinds === 1) return this.firsts[entry]!;
    const wantsNew = (this.picks + 1) % this.input.nthNew === 0 ? 1 : 0;
    const wanted = this.firsts[entry * 2 + wantsNew]!;
    return wanted === NO_RECORD ? this.firsts[entry * 2 + 1 - wantsNew]! : wanted;
  }

  /** A record of this lane was picked. */
  count(lane: number): void {
    if (lane === NO_LANE) return;
    const entry = this.kinds === 1 ? lane : lane >> 1;
    if (this.picks % BLOCK_PICKS === 0) this.takenInBlock.fill(0);
    this.picks += 1;
    this.taken[entry] = this.taken[entry]! + 1;
    this.takenInBlock[entry] = this.takenInBlock[entry]! + 1;
  }

  save(): readonly number[] {
    return [this.picks, ...this.taken, ...this.takenInBlock];
  }

  load([picks = 0, ...counters]: readonly number[]): void {
    this.picks = picks;
    this.taken.set(counters.slice(0, this.taken.length));
    this.takenInBlock.set(counters.slice(this.taken.length));
  }

  private entryOf(record: number): number {
    const database = this.records.database[record]!;
    const status = this.records.status[record]!;
    for (let entry = 0; entry < this.entries.length; entry += 1) {
      const { database: wanted, statuses } = this.entries[entry]!;
      if (wanted === database && (statuses === null || statuses.has(status))) return entry;
    }
    return NO_LANE;
  }

  private hasRecord(entry: number): boolean {
    return this.kinds === 1 ? this.firsts[entry] !== NO_RECORD : this.firsts[entry * 2] !== NO_RECORD || this.firsts[entry * 2 + 1] !== NO_RECORD;
  }

  private chooseEntry(): number {
    if (this.entries.length === 0) return this.hasRecord(0) ? 0 : NO_LANE;
    switch (this.input.listMix!.method) {
      case 'evenMix': return this.mostBehind();
      case 'inOrder': return this.firstWithinShare();
      case 'random': return this.drawnByWeight();
    }
  }

  /** The entry that is furthest behind its share if it is given this pick; ties by position. */
  private mostBehind(): number {
    let best = NO_LANE;
    let bestLag = -Infinity;
    for (let entry = 0; entry < this.entries.length; entry += 1) {
      if (!this.hasRecord(entry)) continue;
      const lag = this.entries[entry]!.percent * (this.picks + 1) - 100 * this.taken[entry]!;
      if (lag <= bestLag) continue;
      best = entry;
      bestLag = lag;
    }
    return best;
  }

  /** The first entry that has not had its share of this block; where all that have records had theirs, the first with records. */
  private firstWithinShare(): number {
    const isNewBlock = this.picks % BLOCK_PICKS === 0;
    let fallback = NO_LANE;
    for (let entry = 0; entry < this.entries.length; entry += 1) {
      if (!this.hasRecord(entry)) continue;
      if ((isNewBlock ? 0 : this.takenInBlock[entry]!) < this.entries[entry]!.percent) return entry;
      if (fallback === NO_LANE) fallback = entry;
    }
    return fallback;
  }

  /** One draw a pick, keyed by its number: looking twice draws the same. */
  private drawnByWeight(): number {
    let total = 0;
    for (let entry = 0; entry < this.entries.length; entry += 1) if (this.hasRecord(entry)) total += this.entries[entry]!.percent;
    let left = this.draws.at(this.picks, this.input.bucket).next() * total;
    let last = NO_LANE;
    for (let entry = 0; entry < this.entries.length; entry += 1) {
      if (!this.hasRecord(entry)) continue;
      last = entry;
      left -= this.entries[entry]!.percent;
      if (left < 0) return entry;
    }
    return last;
  }
}
