/**
 * The list: how far it was worked off, and how long agents stood ready for want of due records.
 *
 * Rule: records loaded and allowed are those created with an action other than `done` and not deleted. The engine tells
 * that no record is due by clipping dials for cause `due`; that holds until the next dial or attended turn.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import type { ClosedActivity } from '../../engine/commands.ts';
import type { RecordCreated } from '../../engine/events.ts';
import type { ListResult } from '../results.ts';
import type { ScoringClock } from './scoringClock.ts';

export class ListRecorder {
  turns = 0;
  countedAttempts = 0;

  private readonly clock: ScoringClock;
  private flags = new Uint8Array(1_024);
  /** Each record's repeat counter as last told. */
  private counters = new Int32Array(1_024);
  private noneDue = false;
  private saidNoneDue = false;
  private sawWork = false;
  private since: Millis = UNSET;
  private starvedMs = 0;

  constructor(clock: ScoringClock) {
    this.clock = clock;
  }

  created(event: Pick<RecordCreated, 'record' | 'action'>, attempts = 0): void {
    const { record } = event;
    if (record >= this.flags.length) this.grow(record + 1);
    this.flags[record] = event.action === 'done' ? CREATED | EXCLUDED : CREATED;
    this.counters[record] = attempts;
  }

  /** The record is gone, or was refused. */
  removed(record: number): void {
    if (record < this.flags.length) this.flags[record] = 0;
  }

  attempted(record: number): void {
    this.mark(record, ATTEMPTED);
  }

  reached(record: number): void {
    this.mark(record, REACHED);
  }

  activity(closed: ClosedActivity): void {
    const { record } = closed;
    if (record >= this.flags.length) this.grow(record + 1);
    const raised = closed.attemptsAfter - this.counters[record]!;
    this.counters[record] = closed.attemptsAfter;
    if (closed.actionAfter === 'done') this.flags[record]! |= DONE;
    else this.flags[record]! &= ~DONE;
    if (!this.clock.scoring) return;
    if (closed.kind === 'call') this.turns++;
    if (raised > 0) this.countedAttempts += raised;
  }

  /** The engine found no due record for a dial that it wanted. */
  foundNoneDue(): void {
    this.saidNoneDue = true;
    this.since = this.clock.now;
  }

  /** A record was dialled or shown. */
  foundWork(): void {
    this.sawWork = true;
  }

  /** A new event begins: what the last one said holds from then until now. */
  eventBegins(now: Millis, ready: number): void {
    if (this.saidNoneDue) this.noneDue = true;
    else if (this.sawWork) this.noneDue = false;
    this.saidNoneDue = false;
    this.sawWork = false;
    if (this.noneDue) this.settle(now, ready);
  }

  /** Books the time up to `at`, in which `ready` agents were ready. */
  settle(at: Millis, ready: number): void {
    if (this.noneDue && ready > 0 && this.clock.scoring && this.since !== UNSET) this.starvedMs += at - this.since;
    this.since = at;
  }

  result(dials: number, connects: number): ListResult {
    let records = 0;
    let attempted = 0;
    let reached = 0;
    let final = 0;
    for (const flags of this.flags) {
      if ((flags & (CREATED | EXCLUDED)) !== CREATED) continue;
      records++;
      if ((flags & ATTEMPTED) !== 0) attempted++;
      if ((flags & REACHED) !== 0) reached++;
      if ((flags & DONE) !== 0) final++;
    }
    const ofRecords = (count: number): number | null => (records === 0 ? null : count / records);
    const perConnect = (count: number): number | null => (connects === 0 ? null : count / connects);
    return {
      records, dialsPerConnect: perConnect(dials), turnsPerConnect: perConnect(this.turns), penetration: ofRecords(attempted), reached: ofRecords(reached),
      final: ofRecords(final), starvedMs: this.starvedMs,
    };
  }

  private mark(record: number, flag: number): void {
    if (record >= this.flags.length) this.grow(record + 1);
    this.flags[record]! |= flag;
  }

  private grow(least: number): void {
    const capacity = Math.max(least, this.flags.length * 2);
    const flags = new Uint8Array(capacity);
    flags.set(this.flags);
    this.flags = flags;
    const counters = new Int32Array(capacity);
    counters.set(this.counters);
    this.counters = counters;
  }
}

const CREATED = 1;
const EXCLUDED = 2;
const ATTEMPTED = 4;
const REACHED = 8;
const DONE = 16;
