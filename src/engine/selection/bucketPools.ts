/**
 * The pools of one bucket: for everybody by zone, and for each owner by zone. A bucket whose picks are mixed has pools for
 * each lane of the mix in place of those for everybody. Closed zones keep their pools and are passed over.
 */
import type { PickMix } from './pickMix.ts';
import { NO_POOL, type ReadyPool } from './readyPool.ts';
import type { RecordOrder } from './recordOrder.ts';
import type { ZoneClock } from './zoneClock.ts';

/** No record, in answers of the index and its pools. */
export const NO_RECORD = -1;

/** By zone. */
export type ZonePools = (ReadyPool | undefined)[];

/** All buckets of one scope together. */
export interface Side {
  /** Buckets that hold records. */
  filled: number;
  /** Those of its buckets that come before this one are empty; null: not known. */
  first: BucketPools | null;
  /** The only pool of `first`, from which records are taken without a search; empty where it has several, or none. */
  front: ReadyPool;
  /** The record that `front` offered last, or NO_RECORD: it is what is withdrawn next. */
  offered: number;
}

export class BucketPools {
  /** Records in all its pools, in open zones or closed ones: an empty bucket need not be asked. */
  size = 0;
  readonly order: RecordOrder;
  readonly general: ZonePools = [];
  /** The one pool for everybody, without mixes and in one zone, which is most campaigns; elsewhere an empty one. */
  onlyPool: ReadyPool = NO_POOL;
  /** In place of `general` where picks are mixed: by lane, then zone. */
  readonly lanes: readonly ZonePools[] | null;
  readonly mix: PickMix | null;
  readonly personal = new Map<number, ZonePools>();
  private readonly side: Side;
  /** Among the buckets of its side. */
  private readonly place: number;
  private readonly zones: ZoneClock;

  constructor(side: Side, place: number, order: RecordOrder, mix: PickMix | null, zones: ZoneClock) {
    this.side = side;
    this.place = place;
    this.order = order;
    this.mix = mix;
    this.lanes = mix === null ? null : Array.from({ length: mix.laneCount }, () => []);
    this.zones = zones;
  }

  /** A record came. */
  enter(): void {
    const { side } = this;
    this.size += 1;
    if (this.size === 1) side.filled += 1;
    if (side.first !== null && this.place < side.first.place) {
      side.first = this;
      this.changeFront();
    }
  }

  /** A record left. */
  leave(): void {
    this.size -= 1;
    if (this.size === 0) this.side.filled -= 1;
  }

  /** A pool was made. */
  findOnlyPool(): void {
    this.onlyPool = this.lanes === null && this.general.length === 1 ? this.general[0]! : NO_POOL;
    if (this.side.first === this) this.changeFront();
  }

  /** The first record for everybody. */
  firstForAll(): number {
    const { lanes, mix } = this;
    if (lanes === null) return this.firstOf(this.general, NO_RECORD);
    for (let lane = 0; lane < lanes.length; lane += 1) mix!.firsts[lane] = this.firstOf(lanes[lane]!, NO_RECORD);
    return mix!.choose();
  }

  /** Is there one? The same as asking for the first, but for less. */
  hasForAll(): boolean {
    return this.lanes === null ? this.openSize(this.general) > 0 : this.firstForAll() !== NO_RECORD;
  }

  /** The first record of these pools, or the one found so far if that comes before it. */
  firstOf(pools: ZonePools, soFar: number): number {
    let best = soFar;
    for (let zone = 0; zone < pools.length; zone += 1) {
      const pool = pools[zone];
      if (pool === undefined || pool.size === 0 || !this.zones.isOpen(zone)) continue;
      const record = pool.first();
      if (best === NO_RECORD || this.order(record, best) < 0) best = record;
    }
    return best;
  }

  /** Records for everybody that could be called now. */
  readyCount(): number {
    if (this.lanes === null) return this.openSize(this.general);
    let count = 0;
    for (const lane of this.lanes) count += this.openSize(lane);
    return count;
  }

  /** Has this agent a record of his own that could be called now? */
  hasPersonal(agent: number): boolean {
    const own = this.personal.get(agent);
    return own !== undefined && own.some((pool, zone) => pool !== undefined && pool.size > 0 && this.zones.isOpen(zone));
  }

  /** Bytes of the pools for everybody. */
  get bytes(): number {
    let sum = 0;
    for (const pool of [this.general, ...(this.lanes ?? [])].flat()) sum += pool?.bytes ?? 0;
    return sum;
  }

  /** It has become the first of its side, or, being that, has its only pool no longer. */
  private changeFront(): void {
    this.side.front = this.onlyPool;
    this.side.offered = NO_RECORD;
  }

  private openSize(pools: ZonePools): number {
    let count = 0;
    for (let zone = 0; zone < pools.length; zone += 1) {
      const pool = pools[zone];
      if (pool !== undefined && pool.size > 0 && this.zones.isOpen(zone)) count += pool.size;
    }
    return count;
  }
}
