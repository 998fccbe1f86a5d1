/**
 * The list: how far it was worked off and how soon, how long agents stood ready for want of due records, and how busy they were
 * while there were some.
 *
 * Rule: records loaded and allowed are those created with an action other than `done` and not deleted. The engine tells
 * that no record is due by clipping dials for cause `due`; that holds until the next dial or attended turn. Time until
 * 95 % of the records are done is time inside the scoring interval: nights do not count. Source: benchmark, section 3.3.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import type { ClosedActivity } from '../../engine/commands.ts';
import type { RecordCreated } from '../../engine/events.ts';
import type { AgentTimes, ListResult } from '../results.ts';
import type { ScoringClock } from './scoringClock.ts';

/** How many agents are ready, are staffed, and talk or wrap up now. */
export interface AgentNumbers { readonly readyCount: number; readonly staffedCount: number; readonly busyCount: number }

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
  /** Agents' time while no record was due. */
  private idleStaffedMs = 0;
  private idleBusyMs = 0;
  private allowed = 0;
  private done = 0;
  private done95Ms: Millis | null = null;

  constructor(clock: ScoringClock) {
    this.clock = clock;
  }

  created(event: Pick<RecordCreated, 'record' | 'action'>, attempts = 0): void {
    const { record } = event;
    if (record >= this.flags.length) this.grow(record + 1);
    this.flags[record] = event.action === 'done' ? CREATED | EXCLUDED : CREATED;
    if (event.action !== 'done') this.allowed++;
    this.counters[record] = attempts;
  }

  /** The record is gone, or was refused. */
  removed(record: number): void {
    if (record >= this.flags.length) return;
    const flags = this.flags[record]!;
    if ((flags & (CREATED | EXCLUDED)) === CREATED) {
      this.allowed--;
      if ((flags & DONE) !== 0) this.done--;
    }
    this.flags[record] = 0;
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
    this.setDone(record, closed.actionAfter === 'done');
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
  eventBegins(now: Millis, agents: AgentNumbers): void {
    if (this.saidNoneDue) this.noneDue = true;
    else if (this.sawWork) this.noneDue = false;
    this.saidNoneDue = false;
    this.sawWork = false;
    if (this.noneDue) this.settle(now, agents);
  }

  /** Books the time up to `at`, in which so many agents were what they are. */
  settle(at: Millis, agents: AgentNumbers): void {
    if (this.noneDue && this.clock.scoring && this.since !== UNSET) {
      const elapsedMs = at - this.since;
      if (agents.readyCount > 0) this.starvedMs += elapsedMs;
      this.idleStaffedMs += elapsedMs * agents.staffedCount;
      this.idleBusyMs += elapsedMs * agents.busyCount;
    }
    this.since = at;
  }

  result(dials: number, connects: number, agents: AgentTimes): ListResult {
    let records = 0;
    let attempted = 0;
    let reached = 0;
    let final = 0;
    for (let record = 0; record < this.flags.length; record += 1) {
      const flags = this.flags[record]!;
      if ((flags & (CREATED | EXCLUDED)) !== CREATED) continue;
      records++;
      if ((flags & ATTEMPTED) !== 0) attempted++;
      if ((flags & REACHED) !== 0) reached++;
      if ((flags & DONE) !== 0) final++;
    }
    const ofRecords = (count: number): number | null => (records === 0 ? null : count / records);
    const perConnect = (count: number): number | null => (connects === 0 ? null : count / connects);
    const dueStaffedMs = agents.staffedMs - this.idleStaffedMs;
    const dueBusyMs = agents.talkMs + agents.wrapMs - this.idleBusyMs;
    return {
      records, dialsPerConnect: perConnect(dials), turnsPerConnect: perConnect(this.turns), penetration: ofRecords(attempted), reached: ofRecords(reached),
      final: ofRecords(final), starvedMs: this.starvedMs, dueStaffedMs, dueBusyMs, occupancyWhileDue: dueStaffedMs > 0 ? dueBusyMs / dueStaffedMs : null,
      done95Ms: this.done95Ms,
    };
  }

  private setDone(record: number, isDone: boolean): void {
    const flags = this.flags[record]!;
    if (((flags & DONE) !== 0) === isDone) return;
    this.flags[record] = flags ^ DONE;
    if ((flags & (CREATED | EXCLUDED)) !== CREATED) return;
    this.done += isDone ? 1 : -1;
    if (this.done95Ms === null && this.done >= 0.95 * this.allowed) this.done95Ms = this.clock.scoredMs();
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
