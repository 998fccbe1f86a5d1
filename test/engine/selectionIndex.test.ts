/** The index finds what a look at every record finds: every preset policy, random records, owners, windows, due times and locks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streamKey } from '../../src/base/random.ts';
import { NEVER, UNSET, type Millis } from '../../src/base/time.ts';
import { resolveSettings } from '../../src/engine/bundles.ts';
import type { ZoneCalendar } from '../../src/engine/options.ts';
import { RecordFlag, RecordTable } from '../../src/engine/records/recordTable.ts';
import { Matching } from '../../src/engine/selection/matching.ts';
import type { Bucket } from '../../src/engine/selection/policy.ts';
import { PRESET_POLICIES } from '../../src/engine/selection/presets.ts';
import { SelectionIndex } from '../../src/engine/selection/selectionIndex.ts';
import { ZoneClock } from '../../src/engine/selection/zoneClock.ts';
import { type Action, ACTIONS, NONE, type ActionName, type Mode } from '../../src/engine/vocabulary.ts';
import { scanAll, scanFirst, type ScanContext } from '../support/engineScan.ts';

const AGENTS = [0, 1, 2];
const VIEWERS = [NONE, ...AGENTS];

describe('the selection index', () => {
  it.each(Object.keys(PRESET_POLICIES).flatMap((policy) => modesOf(policy).map((mode) => [policy, mode] as const)))('%s, %s: finds the first record of every bucket for everybody', (policy, mode) => {
    fc.assert(fc.property(world, fc.array(operation, { maxLength: 40 }), (start, operations) => {
      const both = new Both(PRESET_POLICIES[policy]!.buckets, mode, start);
      both.compare();
      for (const one of operations) {
        both.apply(one);
        both.compare();
      }
    }), { numRuns: 60 });
  });

  it('finds nothing in an empty list, and asks for no wake', () => {
    const both = new Both(PRESET_POLICIES['daktela-predictive']!.buckets, 'predictive', { records: [], windows: [[]], timeout: null, earlyMs: 0 });
    expect(both.index.first(5, NONE)).toBe(NONE);
    expect(both.index.nextChangeAt()).toBe(NEVER);
  });

  it('orders by keys first and by id last, whatever was inserted when', () => {
    const both = new Both([bucket([{ by: 'priority', direction: 'desc' }])], 'predictive', { records: [], windows: [[]], timeout: null, earlyMs: 0 });
    for (const priority of [1, 3, 2, 3, 1]) both.add({ ...PLAIN, priority });
    expect(both.drain(0)).toEqual([1, 3, 2, 0, 4]);
  });
});

/** The index and the scan over one table. */
class Both {
  readonly index: SelectionIndex;
  private readonly context: ScanContext;
  private readonly records = new RecordTable();
  private readonly clock: ZoneClock;
  private now: Millis = 0;

  constructor(buckets: readonly Bucket[], mode: Mode, start: WorldPlan) {
    const zones: ZoneCalendar[] = start.windows.map((open, zone) => ({ name: `zone ${zone}`, open: open.length === 0 ? null : open, offsets: [[0, 0]] }));
    const settings = resolveSettings(mode, 'default', { contactTimeoutMs: start.timeout, callbackEarlyMs: start.earlyMs });
    const databaseActive = Uint8Array.of(1, 1);
    this.clock = new ZoneClock(zones);
    this.clock.advance(0);
    this.context = { records: this.records, buckets, zones, settings, databaseActive };
    const matching = new Matching(buckets, { records: this.records, settings, recordType: 0, databaseActive }, ['a', 'b'], []);
    this.index = new SelectionIndex(buckets, matching, this.records, this.clock, streamKey('test', 'selection'));
    for (const record of start.records) this.add(record);
  }

  add(plan: RecordPlan): void {
    const record = this.records.length;
    const hardOwner = plan.owner === 'hard' ? plan.agent : NONE;
    const nextCallAt = plan.nextCallAt ?? UNSET;
    this.records.create({
      kind: 'recordCreated', at: this.now, record, recordType: plan.recordType, database: plan.database, zone: plan.zone % this.context.zones.length,
      priority: plan.priority, createdAt: plan.createdAt, action: plan.action, nextCallAt, hardOwner,
      softOwner: plan.owner === 'soft' && plan.nextCallAt !== null ? plan.agent : NONE, status: NONE, phones: [record],
    });
    this.write(record, plan);
    this.index.admit(record, this.now);
  }

  apply(one: Operation): void {
    const count = this.records.length;
    if (one.kind === 'advance') {
      this.now += one.ms;
      this.clock.advance(this.now);
      this.index.advance(this.now);
    } else if (one.kind === 'add') {
      this.add(one.plan);
    } else if (one.kind === 'switch') {
      this.context.databaseActive[one.database] = one.on ? 1 : 0;
      for (let record = 0; record < count; record += 1) this.change(record, () => undefined);
    } else if (count > 0) {
      const record = one.record % count;
      this.change(record, () => {
        if (one.kind === 'lock') this.records.setFlag(record, RecordFlag.inTurn, one.on);
        else this.rewrite(record, one.plan);
      });
    }
  }

  compare(): void {
    for (let index = 0; index < this.context.buckets.length; index += 1) {
      for (const viewer of VIEWERS) expect([index, viewer, this.index.first(index, viewer)]).toEqual([index, viewer, scanFirst(this.context, index, viewer, this.now)]);
      expect(this.index.readyCount(index)).toBe(scanAll(this.context, index, NONE, this.now).length);
    }
  }

  /** Takes records out one after the other, as dialling does. */
  drain(index: number): number[] {
    const order: number[] = [];
    for (let record = this.index.first(index, NONE); record !== NONE; record = this.index.first(index, NONE)) {
      order.push(record);
      this.change(record, () => this.records.setFlag(record, RecordFlag.inTurn, true));
    }
    return order;
  }

  private change(record: number, write: () => void): void {
    this.index.withdraw(record);
    write();
    this.index.admit(record, this.now);
  }

  private rewrite(record: number, plan: RecordPlan): void {
    const { records } = this;
    records.setAction(record, ACTIONS.indexOf(plan.action) as Action);
    records.nextCallAt[record] = plan.nextCallAt ?? UNSET;
    records.hardOwner[record] = plan.owner === 'hard' ? plan.agent : NONE;
    records.softOwner[record] = plan.owner === 'soft' && plan.nextCallAt !== null ? plan.agent : NONE;
    records.priority[record] = plan.priority;
    this.write(record, plan);
  }

  /** What a record cannot be created with. */
  private write(record: number, plan: RecordPlan): void {
    this.records.setFlag(record, RecordFlag.retryProgressive, plan.retryProgressive && plan.action === 'rescheduledByDialer');
    this.records.blockedUntil[record] = plan.blockedUntil ?? UNSET;
    this.records.lastCalledAt[record] = plan.dials === 0 ? UNSET : plan.createdAt;
    this.records.dials[record] = plan.dials;
  }
}

interface RecordPlan {
  readonly action: ActionName; readonly nextCallAt: number | null; readonly owner: 'none' | 'hard' | 'soft'; readonly agent: number; readonly zone: number;
  readonly priority: number; readonly createdAt: number; readonly blockedUntil: number | null; readonly dials: number; readonly retryProgressive: boolean;
  readonly database: number; readonly recordType: number;
}
interface WorldPlan {
  readonly records: readonly RecordPlan[]; readonly windows: readonly (readonly (readonly [number, number])[])[]; readonly timeout: number | null; readonly earlyMs: number;
}
type Operation =
  | { readonly kind: 'advance'; readonly ms: number } | { readonly kind: 'add'; readonly plan: RecordPlan }
  | { readonly kind: 'switch'; readonly database: number; readonly on: boolean } | { readonly kind: 'lock'; readonly record: number; readonly on: boolean }
  | { readonly kind: 'rewrite'; readonly record: number; readonly plan: RecordPlan };

const PLAIN: RecordPlan = {
  action: 'notAssigned', nextCallAt: null, owner: 'none', agent: 0, zone: 0, priority: 0, createdAt: 0, blockedUntil: null, dials: 0, retryProgressive: false,
  database: 0, recordType: 0,
};

// Few and small values, so that ties and boundaries are met often.
const instant = fc.nat(60);
const recordPlan: fc.Arbitrary<RecordPlan> = fc.record({
  action: fc.constantFrom<ActionName>('notAssigned', 'callImmediately', 'rescheduledByDialer', 'rescheduledByAgent', 'rescheduledByAgent', 'done'),
  nextCallAt: fc.option(instant), owner: fc.constantFrom('none', 'hard', 'soft'), agent: fc.constantFrom(...AGENTS), zone: fc.nat(1),
  priority: fc.nat(2), createdAt: instant, blockedUntil: fc.option(instant, { freq: 1 }), dials: fc.nat(2), retryProgressive: fc.boolean(), database: fc.nat(1),
  recordType: fc.constantFrom(0, 0, 0, 0, 1),
});
/** Ascending disjoint windows; none = always open. */
const windows = fc.uniqueArray(fc.nat(80), { maxLength: 6 }).map((instants) => {
  const edges = instants.sort((a, b) => a - b);
  return Array.from({ length: Math.floor(edges.length / 2) }, (_, pair) => [edges[2 * pair]!, edges[2 * pair + 1]!] as const);
});
const world: fc.Arbitrary<WorldPlan> = fc.record({
  records: fc.array(recordPlan, { maxLength: 12 }), windows: fc.tuple(windows, windows), timeout: fc.constantFrom(null, 0, 5, 20), earlyMs: fc.constantFrom(0, 3),
});
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('advance' as const), ms: fc.nat(8) }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constant('add' as const), plan: recordPlan }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant('lock' as const), record: fc.nat(20), on: fc.boolean() }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant('rewrite' as const), record: fc.nat(20), plan: recordPlan }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant('switch' as const), database: fc.nat(1), on: fc.boolean() }), weight: 1 },
);

function modesOf(policy: string): readonly Mode[] {
  if (policy === 'daktela-preview') return ['preview'];
  if (policy === 'astercc-auto') return ['auto'];
  return PRESET_POLICIES[policy]!.buckets.some(({ scope }) => scope === 'queue') ? ['predictive', 'progressive'] : ['progressive'];
}

function bucket(order: Bucket['order']): Bucket {
  return { name: 'all', scope: 'queue', match: { actions: ['notAssigned'], owner: 'none' }, honoursAffinity: true, blocks: 'never', order };
}
