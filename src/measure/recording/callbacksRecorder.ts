/**
 * Callbacks: were promises to call at a time kept, and by whom?
 *
 * Rule: a promise is a record's `rescheduledByAgent` time. It is due when that instant falls in the scoring interval and in
 * a calling window of the campaign, and it has not been withdrawn before. Its first turn decides: kept when the turn says
 * so, late or never begun otherwise. A turn that congestion or withdrawal cut off does not make a second promise.
 */
import { growColumns } from '../../base/columns.ts';
import { UNSET, type Millis } from '../../base/time.ts';
import type { ClosedActivity } from '../../engine/commands.ts';
import { NONE } from '../../engine/vocabulary.ts';
import type { CallbacksResult } from '../results.ts';
import type { ScoringClock } from './scoringClock.ts';
import { ZERO } from './zero.ts';

export class CallbacksRecorder {
  /** By record: the promised instant or UNSET, the first dial of its turn, who it was promised by, who took the call. */
  promisedAt = new Float64Array(0);
  firstDialAt = new Float64Array(0);
  owner = new Int32Array(0);
  tookCall = new Int32Array(0);
  /** 1 = a person answered in the promise's turn. */
  answered = new Uint8Array(0);

  private readonly clock: ScoringClock;
  private readonly open: readonly (readonly [Millis, Millis])[] | null;
  private due = 0;
  private kept = 0;
  private keptAnswered = 0;
  private fulfilled = 0;
  private begun = 0;
  private delaySumMs = ZERO;

  /** `open`: calling windows of the campaign's zone, null = always. */
  constructor(clock: ScoringClock, open: readonly (readonly [Millis, Millis])[] | null) {
    this.clock = clock;
    this.open = open;
  }

  created(record: number, nextCallAt: Millis, hardOwner: number, softOwner: number): void {
    this.promise(record, nextCallAt, hardOwner === NONE ? softOwner : hardOwner);
  }

  /** The record is gone: what was promised is due only if its time has come. */
  withdrawn(record: number): void {
    if (this.holds(record)) this.end(record);
  }

  /** The record's creation was refused: nothing was promised. */
  forget(record: number): void {
    if (this.holds(record)) this.promisedAt[record] = UNSET;
  }

  dialled(record: number): void {
    if (this.holds(record) && this.firstDialAt[record] === UNSET) this.firstDialAt[record] = this.clock.now;
  }

  personAnswered(record: number, agent: number): void {
    if (!this.holds(record)) return;
    this.answered[record] = 1;
    if (agent !== NONE) this.tookCall[record] = agent;
  }

  /** Was anything ever promised? Most campaigns promise nothing, and then only a new promise says something. */
  get isUsed(): boolean {
    return this.promisedAt.length > 0;
  }

  activity(closed: ClosedActivity): void {
    const { record } = closed;
    // A change on a record that an agent holds (`ready`) leaves the promise with its turn.
    if (closed.actionAfter === 'ready') return;
    const promises = closed.actionAfter === 'rescheduledByAgent';
    if (closed.promise !== null) {
      if (this.holds(record) && this.promisedAt[record] === closed.promisedAt) this.turnOver(record, closed.promise === 'kept');
      if (promises && closed.outcome !== 'congestion' && closed.outcome !== 'cancelled') this.promiseAfter(closed);
      return;
    }
    const held = this.holds(record);
    if (held && promises && closed.nextCallAtAfter === this.promisedAt[record]) {
      this.owner[record] = ownerAfter(closed);
      return;
    }
    if (held) this.end(record);
    // A record that congestion gave back is still `rescheduledByAgent`, but by the dialer's time: no promise.
    if (promises && (held || closed.actionAtStart !== 'rescheduledByAgent' || closed.kind === 'change')) this.promiseAfter(closed);
  }

  /** Counts what was never begun though its time has come. Call once, at the end of the run. */
  result(): CallbacksResult {
    for (let record = 0; record < this.promisedAt.length; record++) {
      if (this.promisedAt[record] !== UNSET) this.end(record);
    }
    return {
      due: this.due, kept: this.kept, keptRate: this.due === 0 ? null : this.kept / this.due,
      keptAnswered: this.keptAnswered, fulfilled: this.fulfilled, fulfilledRate: this.keptAnswered === 0 ? null : this.fulfilled / this.keptAnswered,
      begun: this.begun, delaySumMs: this.delaySumMs + 0, delayMeanMs: this.begun === 0 ? null : this.delaySumMs / this.begun,
    };
  }

  private holds(record: number): boolean {
    return record < this.promisedAt.length && this.promisedAt[record] !== UNSET;
  }

  private promiseAfter(closed: ClosedActivity): void {
    this.promise(closed.record, closed.nextCallAtAfter, ownerAfter(closed));
  }

  private promise(record: number, at: Millis, owner: number): void {
    if (at === UNSET) return;
    if (record >= this.promisedAt.length) this.grow(record + 1);
    this.promisedAt[record] = at;
    this.firstDialAt[record] = UNSET;
    this.owner[record] = owner;
    this.tookCall[record] = NONE;
    this.answered[record] = 0;
  }

  private turnOver(record: number, kept: boolean): void {
    const promisedAt = this.promisedAt[record]!;
    if (this.counts(promisedAt)) {
      this.due++;
      if (kept) this.kept++;
      if (this.firstDialAt[record] !== UNSET) {
        this.begun++;
        this.delaySumMs += this.firstDialAt[record]! - promisedAt;
      }
      if (kept && this.answered[record] === 1) {
        this.keptAnswered++;
        const by = this.tookCall[record]!;
        if (by !== NONE && (this.owner[record] === NONE || this.owner[record] === by)) this.fulfilled++;
      }
    }
    this.promisedAt[record] = UNSET;
  }

  /** Without a turn that ended: due if its time has come, and then not kept. A turn under way at the run's end has begun at least. */
  private end(record: number): void {
    const promisedAt = this.promisedAt[record]!;
    if (promisedAt <= this.clock.now && this.counts(promisedAt)) {
      this.due++;
      if (this.firstDialAt[record] !== UNSET) {
        this.begun++;
        this.delaySumMs += this.firstDialAt[record]! - promisedAt;
      }
    }
    this.promisedAt[record] = UNSET;
  }

  private counts(at: Millis): boolean {
    return this.clock.scores(at) && (this.open === null || this.open.some(([from, to]) => from <= at && at < to));
  }

  private grow(least: number): void {
    const before = this.promisedAt.length;
    growColumns(this, ['promisedAt', 'firstDialAt', 'owner', 'tookCall', 'answered'], Math.max(256, least, before * 2));
    this.promisedAt.fill(UNSET, before);
  }
}

function ownerAfter(closed: ClosedActivity): number {
  return closed.hardOwnerAfter === NONE ? closed.softOwnerAfter : closed.hardOwnerAfter;
}
