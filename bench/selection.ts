/**
 * One dial's selection in lists of different lengths: records that became due are moved, the first record is found,
 * withdrawn, changed as an unanswered call changes it, and admitted again.
 *
 * Rule: half of the list is due and half waits, and as many become due as are called, so that every round finds the same
 * picture. The first dials are not timed: they touch memory that the making of the list has left cold (10,000,000 records: 5.5 µs a dial
 * for the first 250,000 of them, 1.2 µs from then on). The yardstick is the shortest list: the ratio shows that the cost does not grow with the list.
 */
import { createKeyedStream, streamKey } from '../src/base/random.ts';
import { UNSET } from '../src/base/time.ts';
import { resolveSettings } from '../src/engine/bundles.ts';
import { RecordTable } from '../src/engine/records/recordTable.ts';
import { Matching } from '../src/engine/selection/matching.ts';
import { PRESET_POLICIES } from '../src/engine/selection/presets.ts';
import { SelectionIndex } from '../src/engine/selection/selectionIndex.ts';
import { ZoneClock } from '../src/engine/selection/zoneClock.ts';
import { Action, NONE, type ActionName, type Mode } from '../src/engine/vocabulary.ts';
import { measure, type Row, type Suite, type SuiteOptions } from './suite.ts';

interface Kind { readonly policy: string; readonly mode: Mode; readonly agents: number; readonly zones: number; readonly mixed: boolean }

const KINDS: readonly Kind[] = [
  // One bucket; records that differ in nothing but the time of their next call.
  { policy: 'daktela-preview', mode: 'preview', agents: 1, zones: 1, mixed: false },
  // Six buckets; owners of both kinds, four actions, ten priorities, 24 zones.
  { policy: 'daktela-predictive', mode: 'predictive', agents: 500, zones: 24, mixed: true },
];
const LENGTHS = [1_000, 100_000, 1_000_000, 10_000_000];
const QUICK_LENGTHS = [100, 1_000];
/** Dials in one timed round, so that the clock's own cost disappears. */
const DIALS_PER_ROUND = 256;
const COLD_DIALS = 300_000;
const STEP_MS = 10;

export const selectionSuite: Suite = {
  id: 'selection',
  description: 'one dial’s selection (first, withdraw, admit) by length of the list',
  async run(options) {
    const lengths = options.quick ? QUICK_LENGTHS : LENGTHS;
    const rows: Row[] = [];
    for (const kind of KINDS) {
      const costs: number[] = [];
      for (const length of lengths) {
        const { meanMs, p99Ms } = await cost(kind, length, options);
        costs.push(meanMs);
        rows.push({
          name: `${kind.policy}, ${length.toLocaleString('en')} records`,
          values: { nanos: (1e6 * meanMs) / DIALS_PER_ROUND, p99Nanos: (1e6 * p99Ms) / DIALS_PER_ROUND, ratio: meanMs / costs[0]! },
        });
      }
    }
    return {
      note: `${options.quick ? 'short lists, one round: the figures say nothing' : `rounds of ${DIALS_PER_ROUND} dials`}; ratio: to the shortest list`,
      columns: [{ key: 'nanos', title: 'ns per dial', digits: 0 }, { key: 'p99Nanos', title: 'p99 of rounds', digits: 0 }, { key: 'ratio', title: 'ratio', digits: 2 }],
      rows,
    };
  },
};

async function cost(kind: Kind, length: number, options: SuiteOptions): Promise<{ readonly meanMs: number; readonly p99Ms: number }> {
  const list = new DialledList(kind, length);
  if (!options.quick) for (let dial = 0; dial < COLD_DIALS; dial += 1) list.dial();
  const timings = await measure({ dial: () => { for (let dial = 0; dial < DIALS_PER_ROUND; dial += 1) list.dial(); } }, options);
  return timings['dial']!;
}

class DialledList {
  private readonly records = new RecordTable();
  private readonly clock: ZoneClock;
  private readonly index: SelectionIndex;
  private readonly forAgents: readonly boolean[];
  private readonly agents: number;
  private readonly backAfterMs: number;
  private now = 0;
  private agent = 0;

  constructor(kind: Kind, length: number) {
    const { buckets } = PRESET_POLICIES[kind.policy]!;
    const settings = resolveSettings(kind.mode, 'default', { contactTimeoutMs: null });
    this.clock = new ZoneClock(Array.from({ length: kind.zones }, (_, zone) => ({ name: `zone ${zone}`, open: null, offsets: [[0, 0]] as const })));
    this.clock.advance(0);
    const matching = new Matching(buckets, { records: this.records, settings, recordType: 0, databaseActive: Uint8Array.of(1) }, ['list'], []);
    this.index = new SelectionIndex(buckets, matching, this.records, this.clock, streamKey('bench', 'selection'));
    this.forAgents = buckets.map((bucket) => kind.mode !== 'predictive' || bucket.scope === 'agent');
    this.agents = kind.agents;
    this.backAfterMs = (length / 2) * STEP_MS;
    this.fill(kind, length);
  }

  /** The next dial: of the next agent, if there is a record for him, otherwise of the queue. */
  dial(): void {
    this.now += STEP_MS;
    this.clock.advance(this.now);
    this.index.advance(this.now);
    const { records } = this;
    const record = this.next();
    this.index.withdraw(record);
    records.dials[record] = records.dials[record]! + 1;
    records.lastCalledAt[record] = this.now;
    records.setAction(record, Action.rescheduledByDialer);
    records.nextCallAt[record] = this.now + this.backAfterMs;
    this.index.admit(record, this.now);
  }

  private next(): number {
    this.agent = (this.agent + 1) % this.agents;
    for (let bucket = 0; bucket < this.forAgents.length; bucket += 1) {
      const record = this.index.first(bucket, this.forAgents[bucket]! ? this.agent : NONE);
      if (record !== NONE) return record;
    }
    throw new Error('the list has run out: as many records must become due as are called');
  }

  /** Every second record waits, due at instants spread evenly; the others are due. */
  private fill({ agents, zones, mixed }: Kind, length: number): void {
    const stream = createKeyedStream(streamKey('bench', 'records'));
    for (let record = 0; record < length; record += 1) {
      const draws = stream.at(record, 0);
      const waits = record % 2 === 1;
      const share = draws.next();
      const action: ActionName = waits ? 'rescheduledByDialer' : !mixed || share < 0.7 ? 'notAssigned' : share < 0.9 ? 'rescheduledByAgent' : 'callImmediately';
      const owner = mixed ? draws.next() : 1;
      const agent = Math.floor(draws.next() * agents);
      this.records.create({
        kind: 'recordCreated', at: 0, record, recordType: 0, database: 0, zone: Math.floor(draws.next() * zones), priority: mixed ? Math.floor(draws.next() * 10) : 0,
        createdAt: mixed ? -Math.floor(draws.next() * 1e9) : 0, action, nextCallAt: waits ? Math.floor((record / length) * this.backAfterMs) : UNSET,
        hardOwner: owner < 0.02 ? agent : NONE, softOwner: owner >= 0.02 && owner < 0.05 && action !== 'notAssigned' ? agent : NONE, status: NONE, phones: [record],
      });
      this.index.admit(record, 0);
    }
  }
}
