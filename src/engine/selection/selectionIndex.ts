/**
 * The index of records that may be called: for each bucket, owner and zone a pool in the bucket's order, and one heap of
 * the instants at which a record's place changes by itself (it becomes due, its soft owner expires, a lock ends).
 *
 * Rule: `withdraw` a record before changing anything about it, `admit` it afterwards. Nothing here ever scans the list:
 * choosing, admitting and withdrawing cost at most O(log n). Closed zones keep their pools and are passed over. A bucket
 * whose picks are mixed has pools for each lane of the mix; `picked` a record before withdrawing it for a turn.
 */
import { type Conclusion, IndexedHeap } from '../../base/indexedHeap.ts';
import type { StreamKey } from '../../base/random.ts';
import { NEVER, type Millis } from '../../base/time.ts';
import type { RecordTable } from '../records/recordTable.ts';
import { NONE } from '../vocabulary.ts';
import { BucketPools, NO_RECORD, type Side, type ZonePools } from './bucketPools.ts';
import { type Matching, NO_BUCKET } from './matching.ts';
import { orderKeysOf } from './leadOrder.ts';
import { NO_LANE, type PickMix } from './pickMix.ts';
import type { Bucket, LeadOrder } from './policy.ts';
import { NO_PLACE, NO_POOL, type PlaceColumn, ReadyPool } from './readyPool.ts';
import { createRecordOrder } from './recordOrder.ts';
import type { ZoneClock } from './zoneClock.ts';

export class SelectionIndex {
  /** Records in personal pools: while 0, nobody needs to look for his own. */
  personalCount = 0;
  /** Buckets of scope agent: while none holds a record, no agent needs to be offered one in predictive mode. */
  readonly agentSide: Side = { filled: 0, first: null, front: NO_POOL, offered: NO_RECORD };
  private readonly queueSide: Side = { filled: 0, first: null, front: NO_POOL, offered: NO_RECORD };
  /** When a record's place next changes by itself, or NEVER. */
  private changeAt: Millis = NEVER;
  private readonly matching: Matching;
  private readonly records: RecordTable;
  private readonly zones: ZoneClock;
  private readonly pools: readonly BucketPools[];
  private readonly queuePools: readonly BucketPools[];
  private readonly changes: IndexedHeap;
  private readonly generalPlaces: PlaceColumn = { places: new Int32Array(0) };
  private readonly personalPlaces: PlaceColumn = { places: new Int32Array(0) };
  /** Bucket of the pool that holds the record, or held it last, where its place is in one. */
  private generalBuckets = new Uint8Array(0);
  private personalBuckets = new Uint8Array(0);
  private personalOwners = new Int32Array(0);
  private readonly hasMixes: boolean;
  private generalLanes = new Uint8Array(0);

  /** `mixes` by bucket, null where there is none; `leadOrder` for buckets that leave their order to it; `wake`: is stale when `nextChangeAt` changes. */
  constructor(
    buckets: readonly Bucket[], matching: Matching, records: RecordTable, zones: ZoneClock, randomKey: StreamKey,
    mixes: readonly (PickMix | null)[] = buckets.map(() => null), leadOrder: LeadOrder = { by: 'lead', direction: 'DOWN' },
    wake: Conclusion = { isStale: true },
  ) {
    this.changes = new IndexedHeap(wake);
    this.hasMixes = mixes.some((mix) => mix !== null);
    this.matching = matching;
    this.records = records;
    this.zones = zones;
    this.pools = buckets.map((bucket, index) => {
      const order = createRecordOrder(orderKeysOf(bucket, leadOrder), records, (zone) => zones.offset(zone), randomKey);
      const place = buckets.slice(0, index).filter(({ scope }) => scope === bucket.scope).length;
      return new BucketPools(bucket.scope === 'agent' ? this.agentSide : this.queueSide, place, order, mixes[index] ?? null, zones);
    });
    this.queuePools = this.pools.filter((_, index) => buckets[index]!.scope === 'queue');
  }

  /** Makes room for so many records in all. */
  reserve(records: number): void {
    if (records > this.generalBuckets.length) this.widen(records);
  }

  /** Bytes that columns and pools take, used or not; personal pools and heaps of changes are left out. */
  get bytes(): number {
    let sum = this.generalBuckets.byteLength + this.generalPlaces.places.byteLength + this.personalBuckets.byteLength + this.personalOwners.byteLength
      + this.personalPlaces.places.byteLength + this.generalLanes.byteLength;
    for (const pools of this.pools) sum += pools.bytes;
    return sum;
  }

  /** Puts a record where it belongs at `now`. */
  admit(record: number, now: Millis): void {
    // Most are done after a call, and belong nowhere.
    if (!this.records.isOpenAction(record)) return;
    if (record >= this.generalBuckets.length) this.widen(Math.max(record + 1, Math.ceil(this.generalBuckets.length * 1.5), 64));
    this.matching.place(record, now);
    const { general, personal, owner, changesAt } = this.matching.placement;
    const zone = this.records.zone[record]!;
    if (general !== NO_BUCKET) {
      this.generalBuckets[record] = general;
      const pools = this.hasMixes ? this.poolsFor(record, general) : this.pools[general]!.general;
      if (pools !== null) {
        this.poolAt(pools, zone, general, this.generalPlaces).insert(record);
        this.pools[general]!.enter();
      }
    }
    if (personal !== NO_BUCKET) {
      if (this.personalPlaces.places.length === 0) this.reservePersonal();
      this.personalBuckets[record] = personal;
      this.personalOwners[record] = owner;
      this.personalCount += 1;
      this.pools[personal]!.enter();
      this.personalPool(personal, owner, zone).insert(record);
    }
    if (changesAt !== NEVER) {
      this.changes.set(record, changesAt);
      this.changeAt = this.changes.peekKey();
    }
  }

  /** Takes a record out of wherever it is. */
  withdraw(record: number): void {
    const { queueSide } = this;
    if (record === queueSide.offered) {
      queueSide.offered = NO_RECORD;
      queueSide.front.removeFirst(record);
      queueSide.first!.leave();
    } else {
      if (record >= this.generalBuckets.length) return;
      if (this.generalPlaces.places[record] !== NO_PLACE) {
        const pools = this.pools[this.generalBuckets[record]!]!;
        const byZone = pools.lanes === null ? pools.general : pools.lanes[this.generalLanes[record]!]!;
        if (byZone[this.records.zone[record]!]!.remove(record)) pools.leave();
      }
    }
    if (this.personalCount > 0) this.withdrawPersonal(record);
    if (this.changes.size > 0) {
      this.changes.delete(record);
      this.changeAt = this.changes.peekKey();
    }
  }

  /** Moves every record whose place changes by itself up to `now`. True if there was one. */
  advance(now: Millis): boolean {
    if (this.changeAt > now) return false;
    while (this.changes.peekKey() <= now) {
      const record = this.changes.peek();
      this.withdraw(record);
      this.admit(record, now);
    }
    return true;
  }

  /** When a record's place next changes by itself, or NEVER. */
  nextChangeAt(): Millis {
    return this.changeAt;
  }

  /** The first record of a bucket for everybody (owner NONE) or, together with those, for one agent; -1 if there is none. */
  first(bucket: number, agent: number): number {
    const pools = this.pools[bucket]!;
    if (pools.size === 0) return NO_RECORD;
    let best = pools.firstForAll();
    if (agent !== NONE && this.personalCount > 0) {
      const own = pools.personal.get(agent);
      if (own !== undefined) best = pools.firstOf(own, best);
    }
    return best;
  }

  /** The first record of the first bucket of scope queue that has one for everybody; -1 if there is none. */
  firstInQueue(): number {
    const { queueSide } = this;
    if (this.zones.allOpen !== true) return this.searchQueue();
    // A bucket that had the last record has the next one, nearly always; and nearly always it is one pool's.
    const record = queueSide.front.first();
    queueSide.offered = record;
    return record === NO_RECORD ? this.searchQueue() : record;
  }

  /** Has the queue a record? The same as asking for the first, but for less. */
  hasInQueue(): boolean {
    if (this.queueSide.filled === 0) return false;
    // Nobody owns a record, no zone is closed, no mix leaves records out: whatever there is, is for everybody, now.
    if (this.personalCount === 0 && this.zones.allOpen === true && !this.hasMixes) return true;
    return this.queuePools.some((pools) => pools.size > 0 && pools.hasForAll());
  }

  /** The bucket in which everybody finds the record; only for one that `first` gave. */
  bucketOf(record: number): number {
    return this.generalBuckets[record]!;
  }

  /** Which of two records comes first in a bucket: negative for the left one. */
  compare(bucket: number, left: number, right: number): number {
    return this.pools[bucket]!.order(left, right);
  }

  /** The record is about to be taken out for a turn: the counters of its bucket's mix move. */
  picked(record: number): void {
    if (!this.hasMixes || this.generalPlaces.places[record] === NO_PLACE) return;
    this.pools[this.generalBuckets[record]!]!.mix?.count(this.generalLanes[record]!);
  }

  /** Has this agent a record of his own in the bucket that could be called now? */
  hasPersonal(bucket: number, agent: number): boolean {
    return this.pools[bucket]!.hasPersonal(agent);
  }

  /** Records of a bucket that anybody (or the queue) could call now. */
  readyCount(bucket: number): number {
    return this.pools[bucket]!.readyCount();
  }

  /** Agents who own records in a bucket's personal pools, whether callable now or not. */
  ownersOf(bucket: number): IterableIterator<number> {
    return this.pools[bucket]!.personal.keys();
  }

  /** Counters of the mixed buckets, for snapshots. */
  saveMixes(): readonly (readonly number[])[] {
    return this.pools.map(({ mix }) => mix?.save() ?? []);
  }

  loadMixes(saved: readonly (readonly number[])[]): void {
    this.pools.forEach(({ mix }, bucket) => mix?.load(saved[bucket] ?? []));
  }

  /** The first record of the queue: of the bucket that had the last, or bucket by bucket. */
  private searchQueue(): number {
    const { queuePools, queueSide } = this;
    queueSide.offered = NO_RECORD;
    const known = queueSide.first === null || queueSide.first.size === 0 ? NO_RECORD : queueSide.first.firstForAll();
    if (known !== NO_RECORD) return known;
    queueSide.first = null;
    queueSide.front = NO_POOL;
    for (const pools of queuePools) {
      if (pools.size === 0) continue;
      if (queueSide.first === null) {
        queueSide.first = pools;
        queueSide.front = pools.onlyPool;
      }
      const record = pools.firstForAll();
      if (record !== NO_RECORD) return record;
    }
    return NO_RECORD;
  }

  /** Where mixes exist: the pools that the record's lane has; null when the mix leaves it out. */
  private poolsFor(record: number, bucket: number): ZonePools | null {
    const { general, lanes, mix } = this.pools[bucket]!;
    if (lanes === null) return general;
    const lane = mix!.laneOf(record);
    this.generalLanes[record] = lane;
    return lane === NO_LANE ? null : lanes[lane]!;
  }

  private withdrawPersonal(record: number): void {
    if (this.personalPlaces.places[record] === NO_PLACE) return;
    const pools = this.pools[this.personalBuckets[record]!]!;
    pools.leave();
    pools.personal.get(this.personalOwners[record]!)![this.records.zone[record]!]!.remove(record);
    this.personalCount -= 1;
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

  private poolAt(pools: ZonePools, zone: number, bucket: number, column: PlaceColumn): ReadyPool {
    let pool = pools[zone];
    if (pool === undefined) {
      pool = new ReadyPool(this.pools[bucket]!.order, column);
      pools[zone] = pool;
      this.pools[bucket]!.findOnlyPool();
    }
    return pool;
  }

  private widen(capacity: number): void {
    this.generalBuckets = longer(this.generalBuckets, new Uint8Array(capacity));
    this.generalPlaces.places = longer(this.generalPlaces.places, new Int32Array(capacity).fill(NO_PLACE));
    if (this.hasMixes) this.generalLanes = longer(this.generalLanes, new Uint8Array(capacity));
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
