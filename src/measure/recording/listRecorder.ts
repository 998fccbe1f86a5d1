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
import { Action } from '../../engine/vocabulary.ts';
import { actionNumber } from '../../engine/wordNumbers.ts';
import type { AgentTimes, ListResult } from '../results.ts';
import type { ListSeriesRecorder } from './listSeries.ts';
import type { ScoringClock } from './scoringClock.ts';
import { ZERO } from './zero.ts';

/** How many agents are ready, are staffed, and talk or wrap up now. */
export interface AgentNumbers { readonly readyCount: number; readonly staffedCount: number; readonly busyCount: number }

export class ListRecorder {
  turns = 0;
  countedAttempts = 0;
  /** Records of which an attempt was made in a turn that is over. */
  called = 0;
  /**
   * A record with an attempt that is still to be noted, or -1. Of an attempt that nobody answered the record is put here, and the one that
   * was here is said `attempted`: mostly its turn closes next, which notes it in passing. By who calls, because a call costs 15 instructions.
   */
  last = -1;
  /** The end of the series' bin that time is in: whoever moves time on over it says `binEnded`. */
  binEndsAt: Millis = UNSET;

  private readonly clock: ScoringClock;
  private readonly series: ListSeriesRecorder;
  private readonly moves: Int32Array;
  /**
   * By record: its flags, its place in the series, and its repeat counter as last told (16 bits, as in the engine). One word, because it
   * is read and written once a turn: an element of a column costs ten instructions.
   */
  private words = new Int32Array(1_024);
  /** Must be told that an event begins: no record is due, or the engine has just said so. */
  watches = false;

  /** A bin has ended: the next change fills the series first. Said once a bin instead of compared at every change. */
  private isDue = false;
  /** Records below this have a word, and no bin has ended: one test for both. */
  private plainBelow = 0;
  private noneDue = false;
  private saidNoneDue = false;
  private sawWork = false;
  private since: Millis = UNSET;
  private starvedMs = ZERO;
  /** Agents' time while no record was due. */
  private idleStaffedMs = ZERO;
  private idleBusyMs = ZERO;
  private allowed = 0;
  private done = 0;
  /** So many done records are 95 % of those allowed; GOAL_REACHED once there were. Kept, because it changes less often than records are done. */
  private doneGoal = 0;
  private done95Ms: Millis | null = null;

  constructor(clock: ScoringClock, series: ListSeriesRecorder) {
    this.clock = clock;
    this.series = series;
    this.moves = series.moves;
  }

  created(event: Pick<RecordCreated, 'record' | 'action' | 'at'>, attempts = 0): void {
    const { record } = event;
    this.noteLast();
    if (record >= this.words.length) this.grow(record + 1);
    const before = this.words[record]!;
    const place = 1 + actionNumber(event.action);
    const flags = event.action === 'done' ? CREATED | EXCLUDED : CREATED;
    if (event.action !== 'done') this.allow(1);
    this.words[record] = flags | (before & CALLED) | (place << PLACE_SHIFT) | (attempts << COUNTER_SHIFT);
    this.series.created(event.at);
    this.moves[((before & PLACE) >> 1) | place]! += 1;
  }

  /** The record is gone, or was refused. */
  removed(record: number): void {
    this.noteLast();
    const word = this.words[record] ?? 0;
    if ((word & (CREATED | EXCLUDED)) === CREATED) {
      this.allow(-1);
      if ((word & PLACE) === PLACE_DONE) this.done--;
    }
    if ((word & CALLED) !== 0) this.called -= 1;
    this.moves[(word & PLACE) >> 1]! += 1;
    if (word !== 0) this.words[record] = word & COUNTER;
  }

  attempted(record: number): void {
    const { words } = this;
    if (record < this.plainBelow) words[record]! |= ATTEMPTED;
    else this.markBeyond(record, ATTEMPTED);
  }

  reached(record: number): void {
    const { words } = this;
    if (record < this.plainBelow) words[record]! |= REACHED;
    else this.markBeyond(record, REACHED);
  }

  /** `action`: the number of the one after. */
  activity(closed: ClosedActivity, action: number): void {
    const { words } = this;
    const { record, attemptsAfter } = closed;
    if (record >= this.plainBelow) {
      this.activityAfterAll(closed, action);
      return;
    }
    let before = words[record]!;
    if (record === this.last) {
      before |= ATTEMPTED;
      this.last = -1;
    }
    let after = (before & FLAGS) | ((1 + action) << PLACE_SHIFT) | (attemptsAfter << COUNTER_SHIFT);
    if ((before & CALLED) === 0 && closed.dials > 0) {
      after |= CALLED;
      this.called += 1;
    }
    words[record] = after;
    if (this.clock.slot >= 0) {
      if (closed.kind === 'call') this.turns++;
      const raised = attemptsAfter - (before >>> COUNTER_SHIFT);
      if (raised > 0) this.countedAttempts += raised;
    }
    if (((before ^ after) & PLACE) !== 0) this.moved(before, after);
  }

  /** Time has come to `at`, past the end of the series' bin. */
  binEnded(at: Millis): void {
    this.isDue = true;
    this.plainBelow = 0;
    this.binEndsAt = this.series.binEnd(at);
  }

  /** The engine found no due record for a dial that it wanted. */
  foundNoneDue(): void {
    this.saidNoneDue = true;
    this.watches = true;
    this.since = this.clock.now;
  }

  /** A record was dialled or shown. */
  foundWork(): void {
    if (this.watches) this.sawWork = true;
  }

  /** A new event begins: what the last one said holds from then until now. Nothing to do unless `watches`. */
  eventBegins(now: Millis, agents: AgentNumbers): void {
    if (this.saidNoneDue) this.noneDue = true;
    else if (this.sawWork) this.noneDue = false;
    this.saidNoneDue = false;
    this.sawWork = false;
    this.watches = this.noneDue;
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
    this.noteLast();
    let records = 0;
    let attempted = 0;
    let reached = 0;
    let final = 0;
    for (let record = 0; record < this.words.length; record += 1) {
      const word = this.words[record]!;
      if ((word & (CREATED | EXCLUDED)) !== CREATED) continue;
      records++;
      if ((word & ATTEMPTED) !== 0) attempted++;
      if ((word & REACHED) !== 0) reached++;
      if ((word & PLACE) === PLACE_DONE) final++;
    }
    const ofRecords = (count: number): number | null => (records === 0 ? null : count / records);
    const perConnect = (count: number): number | null => (connects === 0 ? null : count / connects);
    const dueStaffedMs = agents.staffedMs - this.idleStaffedMs;
    const dueBusyMs = agents.talkMs + agents.wrapMs - this.idleBusyMs;
    return {
      records, dialsPerConnect: perConnect(dials), turnsPerConnect: perConnect(this.turns), penetration: ofRecords(attempted), reached: ofRecords(reached),
      final: ofRecords(final), starvedMs: this.starvedMs + 0, dueStaffedMs, dueBusyMs, occupancyWhileDue: dueStaffedMs > 0 ? dueBusyMs / dueStaffedMs : null,
      done95Ms: this.done95Ms,
    };
  }

  private activityAfterAll(closed: ClosedActivity, action: number): void {
    if (this.isDue) this.series.fillUpTo(this.clock.now, this.called);
    this.isDue = false;
    if (closed.record >= this.words.length) this.grow(closed.record + 1);
    this.plainBelow = this.words.length;
    this.activity(closed, action);
  }

  /** The record's action changed. */
  private moved(before: number, after: number): void {
    // The place before four bits up, the one after in the lowest: see the series' `moves`.
    this.moves[((before & PLACE) >> 1) | ((after & PLACE) >> PLACE_SHIFT)]! += 1;
    if ((after & (CREATED | EXCLUDED)) !== CREATED) return;
    if ((after & PLACE) === PLACE_DONE) this.done += 1;
    else if ((before & PLACE) === PLACE_DONE) this.done -= 1;
    else return;
    if (this.done < this.doneGoal) return;
    this.done95Ms = this.clock.scoredMs();
    this.doneGoal = GOAL_REACHED;
  }

  private allow(more: number): void {
    this.allowed += more;
    if (this.done95Ms === null) this.doneGoal = Math.ceil(0.95 * this.allowed);
  }

  private noteLast(): void {
    if (this.last >= 0) this.attempted(this.last);
    this.last = -1;
  }

  private markBeyond(record: number, flag: number): void {
    if (record >= this.words.length) this.grow(record + 1);
    this.words[record]! |= flag;
  }

  private grow(least: number): void {
    const words = new Int32Array(Math.max(least, this.words.length * 2));
    words.set(this.words);
    this.words = words;
  }
}

/** More records than there are. */
const GOAL_REACHED = 2 ** 31 - 1;

const CREATED = 1;
const EXCLUDED = 2;
const ATTEMPTED = 4;
const REACHED = 8;
/** An attempt was made in a turn that is over. */
const CALLED = 16;
const FLAGS = 31;
/** 1 + the action of its last activity, or 0. */
const PLACE_SHIFT = 5;
const PLACE = 15 << PLACE_SHIFT;
const PLACE_DONE = (1 + Action.done) << PLACE_SHIFT;
const COUNTER_SHIFT = 16;
const COUNTER = -1 << COUNTER_SHIFT;
