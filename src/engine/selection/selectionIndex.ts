/**
 * The index of records that may be called: for each bucket, owner and zone a pool in the bucket's order, and one heap of
 * the instants at which a record's place changes by itself (it becomes due, its soft owner expires, a lock ends).
 *
 * Rule: `withdraw` a record before changing anything about it, `admit` it afterwards. Nothing here ever scans the list:
 * choosing, admitting and withdrawing cost at most O(log n). Closed zones keep their pools and are passed over.
 */
import { IndexedHeap } from '../../base/indexedHeap.ts';
import type { StreamKey } from '../../base/random.ts';
import { NEVER, type Millis } from '../../base/time.ts';
import type { RecordTable } from '../records/recordTable.ts';
import { NONE } from '../vocabulary.ts';
import { type Matching, NO_BUCKET } from './matching.ts';
import type { Bucket } from './policy.ts';
import { NO_PLACE, type PlaceColumn, ReadyPool } from './readyPool.ts';
import { createRecordOrder, type RecordOrder } from './recordOrder.ts';
import type { ZoneClock } from './zoneClock.ts';

/** The pools of one bucket: for everybody by zone, and for each owner by zone. */
interface BucketPools {
  readonly general: (ReadyPool | undefined)[];
  readonly personal: Map<number, (ReadyPool | undefined)[]>;
}

export class SelectionIndex {
  /** Records in personal pools: while 0, nobody needs to look for his own. */
  personalCount = 0;
  private readonly matching: Matching;
  private readonly records: RecordTable;
  private readonly zones: ZoneClock;
  private readonly orders: readonly RecordOrder[];
  private readonly pools: readonly BucketPools[];
  private readonly changes = new IndexedHeap();
  private readonly generalPlaces: PlaceColumn = { places: new Int32Array(0) };
  private readonly personalPlaces: PlaceColumn = { places: new Int32Array(0) };
  /** Bucket of the pool that holds the record, where its place says that one does. */
  private generalBuckets = new Uint8Array(0);
  private personalBuckets = new Uint8Array(0);
  private personalOwners = new Int32Array(0);

  constructor(buckets: readonly Bucket[], matching: Matching, records: RecordTable, zones: ZoneClock, randomKey: StreamKey) {
    this.matching = matching;
    this.records = records;
    this.zones = zones;
    this.orders = buckets.map((bucket) => createRecordOrder(bucket.order, records, (zone) => zones.offset(zone), randomKey));
    this.pools = buckets.map(() => ({ general: [], personal: new Map() }));
  }

  /** Puts a record where it belongs at `now`. */
  admit(record: number, now: Millis): void {
    if (record >= this.generalBuckets.length) this.reserve(record + 1);
    this.matching.place(record, now);
    const { general, personal, owner, changesAt } = this.matching.placement;
    const zone = this.records.zone[record]!;
    if (general !== NO_BUCKET) {
      this.generalBuckets[record] = general;
      this.poolAt(this.pools[general]!.general, zone, general, this.generalPlaces).insert(record);
    }
    if (personal !== NO_BUCKET) {
      if (this.personalPlaces.places.length === 0) this.reservePersonal();
      this.personalBuckets[record] = personal;
      this.personalOwners[record] = owner;
      this.personalCount += 1;
      this.personalPool(personal, owner, zone).insert(record);
    }
    if (changesAt !== NEVER) this.changes.set(record, changesAt);
  }

  /** Takes a record out of wherever it is. */
  withdraw(record: number): void {
    if (record >= this.generalBuckets.length) return;
    const zone = this.records.zone[record]!;
    if (this.generalPlaces.places[record] !== NO_PLACE) this.pools[this.generalBuckets[record]!]!.general[zone]!.remove(record);
    if (this.personalPlaces.places.length > 0 && this.personalPlaces.places[record] !== NO_PLACE) {
      this.pools[this.personalBuckets[record]!]!.personal.get(this.personalOwners[record]!)![zone]!.remove(record);
      this.personalCount -= 1;
    }
    if (this.changes.size > 0) this.changes.delete(record);
  }

  /** Moves every record whose place changes by itself up to `now`. True if there was one. */
  advance(now: Millis): boolean {
    if (this.changes.peekKey() > now) return false;
    while (this.changes.peekKey() <= now) {
      const record = this.changes.peek();
      this.withdraw(record);
      this.admit(record, now);
    }
    return true;
  }

  /** When a record's place next changes by itself, or NEVER. */
  nextChangeAt(): Millis {
    return this.changes.peekKey();
  }

  /** The first record of a bucket for everybody (owner NONE) or, together with those, for one agent; -1 if there is none. */
  first(bucket: number, agent: number): number {
    const pools = this.pools[bucket]!;
    let best = this.firstOf(pools.general, bucket, -1);
    if (agent !== NONE && this.personalCount > 0) {
      const own = pools.personal.get(agent);
      if (own !== undefined) best = this.firstOf(own, bucket, best);
    }
    return best;
  }

  /** Has this agent a record of his own in the bucket that could be called now? */
  hasPersonal(bucket: number, agent: number): boolean {
    const own = this.pools[bucket]!.personal.get(agent);
    return own !== undefined && own.some((pool, zone) => pool !== undefined && pool.size > 0 && this.zones.isOpen(zone));
  }

  /** Records of a bucket that anybody (or the queue) could call now. */
  readyCount(bucket: number): number {
    const general = this.pools[bucket]!.general;
    let count = 0;
    for (let zone = 0; zone < general.length; zone += 1) {
      const pool = general[zone];
      if (pool !== undefined && pool.size > 0 && this.zones.isOpen(zone)) count += pool.size;
    }
    return count;
  }

  /** Agents who own records in a bucket's personal pools, whether callable now or not. */
  ownersOf(bucket: number): IterableIterator<number> {
    return this.pools[bucket]!.personal.keys();
  }

  private firstOf(pools: readonly (ReadyPool | undefined)[], bucket: number, soFar: number): number {
    let best = soFar;
    for (let zone = 0; zone < pools.length; zone += 1) {
      const pool = pools[zone];
      if (pool === undefined || pool.size === 0 || !this.zones.isOpen(zone)) continue;
      const record = pool.first();
      if (best === -1 || this.orders[bucket]!(record, best) < 0) best = record;
    }
    return best;
  }

  private personalPool(bucket: number, owner: number, zone: number): ReadyPool {
    const byOwner = this.pools[bucket]!.personal;
    let pools = byOwner.get(owner);
    if (pools === undefined) {
      pools = [];
      byOwner.set(owner, pools);
    }
    return this.poolAt(pools, zone, bucket, this.personalPlaces);
  }

  private poolAt(pools: (ReadyPool | undefined)[], zone: number, bucket: number, column: PlaceColumn): ReadyPool {
    let pool = pools[zone];
    if (pool === undefined) {
      pool = new ReadyPool(this.orders[bucket]!, column);
      pools[zone] = pool;
    }
    return pool;
  }

  private reserve(length: number): void {
    const capacity = Math.max(length, Math.ceil(this.generalBuckets.length * 1.5), 64);
    this.generalBuckets = longer(this.generalBuckets, new Uint8Array(capacity));
    this.generalPlaces.places = longer(this.generalPlaces.places, new Int32Array(capacity).fill(NO_PLACE));
    if (this.personalPlaces.places.length > 0) this.reservePersonal();
  }

  /** Most campaigns have no owners: their columns are made when the first is seen. */
  private reservePersonal(): void {
    const capacity = this.generalBuckets.length;
    this.personalBuckets = longer(this.personalBuckets, new Uint8Array(capacity));
    this.personalOwners = longer(this.personalOwners, new Int32Array(capacity));
    this.personalPlaces.places = longer(this.personalPlaces.places, new Int32Array(capacity).fill(NO_PLACE));
  }
}

function longer<T extends Uint8Array | Int32Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}
