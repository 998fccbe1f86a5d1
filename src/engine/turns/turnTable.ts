/**
 * Turns under way: one row a turn, from choosing its record until the record is updated or released, with the attempt
 * that is being made in it. Rows are reused; attempts are named by serial numbers that never repeat.
 *
 * Rule: `callState` says where the present attempt is; a turn has at most one.
 */
import { growColumns, loadColumns, saveColumns, type SavedColumns } from '../../base/columns.ts';
import { MemberList } from '../../base/memberList.ts';
import { SerialMap } from '../../base/serialMap.ts';
import { UNSET, type Millis } from '../../base/time.ts';
import { NONE } from '../vocabulary.ts';

/** Where the turn's attempt is. `idle`: none is under way. */
export const CallState = { idle: 0, ringing: 1, analysing: 2, waiting: 3, talking: 4 } as const;
export type CallState = (typeof CallState)[keyof typeof CallState];

const COLUMNS = [
  'record', 'holder', 'attended', 'startedAt', 'actionAtStart', 'promisedAt', 'firstDialAt', 'byHand', 'chosen', 'phone', 'number', 'tried', 'dials', 'outcome', 'counted', 'attempt', 'callState',
  'dialledAt', 'answeredAt', 'greetingStartAt', 'greetingEndAt', 'offeredAt', 'agentAt', 'endedAt', 'next', 'previous',
] as const;

export class TurnTable {
  record = new Int32Array(16);
  /** The agent who holds the turn, or NONE. */
  holder = new Int32Array(16);
  /** 1: the agent held it before the customer was dialled. */
  attended = new Uint8Array(16);
  startedAt = new Float64Array(16);
  actionAtStart = new Uint8Array(16);
  /** For promise turns, the promised time; else UNSET. */
  promisedAt = new Float64Array(16);
  firstDialAt = new Float64Array(16);
  /** 1: the agent dials this turn himself, as in preview. */
  byHand = new Uint8Array(16);
  /** Position of the number that the agent chose and that waits to be dialled, or NONE. */
  chosen = new Int8Array(16);
  /** Position of the number being or last dialled. */
  phone = new Uint8Array(16);
  /** That number itself, which editing the record does not change. */
  number = new Int32Array(16);
  /** Bit per position already dialled in this turn. */
  tried = new Uint32Array(16);
  dials = new Uint16Array(16);
  /** Outcome of the turn so far (N6), or NONE. */
  outcome = new Int8Array(16);
  counted = new Uint8Array(16);
  /** Serial number of the present attempt, or NONE. */
  attempt = new Int32Array(16);
  callState = new Uint8Array(16);
  dialledAt = new Float64Array(16);
  answeredAt = new Float64Array(16);
  greetingStartAt = new Float64Array(16);
  greetingEndAt = new Float64Array(16);
  /** When a person was first offered to the agents. */
  offeredAt = new Float64Array(16);
  agentAt = new Float64Array(16);
  /** When the last attempt ended. */
  endedAt = new Float64Array(16);
  /** The queue of waiting calls, as a linked list. */
  next = new Int32Array(16);
  previous = new Int32Array(16);

  /** Unattended calls by state, for pacing. */
  readonly ringing = new MemberList((turn) => this.dialledAt[turn]!);
  readonly analysing = new MemberList((turn) => this.answeredAt[turn]!);
  readonly waiting = new MemberList((turn) => this.offeredAt[turn]!);
  /** Calls from dial to end, all modes: what channels are taken by. */
  callsInProgress = 0;
  /** Turns under way, of every kind. */
  openCount = 0;

  private rowCount = 0;
  private freeRows = new Int32Array(16);
  private freeCount = 0;
  private nextAttempt = 0;
  private waitingHead = NONE;
  private waitingTail = NONE;
  private byAttempt = new SerialMap();

  open(record: number, holder: number, actionAtStart: number, promisedAt: Millis, now: Millis, byHand = false): number {
    const turn = this.freeCount > 0 ? this.freeRows[--this.freeCount]! : this.newRow();
    this.openCount += 1;
    this.record[turn] = record;
    this.holder[turn] = holder;
    this.attended[turn] = holder === NONE ? 0 : 1;
    this.startedAt[turn] = now;
    this.actionAtStart[turn] = actionAtStart;
    this.promisedAt[turn] = promisedAt;
    this.firstDialAt[turn] = UNSET;
    this.byHand[turn] = byHand ? 1 : 0;
    this.chosen[turn] = NONE;
    this.number[turn] = NONE;
    this.tried[turn] = 0;
    this.dials[turn] = 0;
    this.outcome[turn] = NONE;
    this.counted[turn] = 0;
    this.attempt[turn] = NONE;
    this.callState[turn] = CallState.idle;
    return turn;
  }

  close(turn: number): void {
    this.openCount -= 1;
    this.record[turn] = NONE;
    if (this.freeCount === this.freeRows.length) growColumns(this as unknown as { freeRows: Int32Array }, ['freeRows'], this.freeCount * 2);
    this.freeRows[this.freeCount] = turn;
    this.freeCount += 1;
  }

  /** Begins an attempt to the number at a position; `number` is its index in the directory. Returns its serial number. */
  beginAttempt(turn: number, phone: number, now: Millis, number = NONE): number {
    const attempt = this.nextAttempt;
    this.nextAttempt += 1;
    this.byAttempt.set(attempt, turn);
    this.attempt[turn] = attempt;
    this.phone[turn] = phone;
    this.number[turn] = number;
    this.tried[turn] = this.tried[turn]! | (1 << phone);
    this.dials[turn] = this.dials[turn]! + 1;
    if (this.firstDialAt[turn] === UNSET) this.firstDialAt[turn] = now;
    this.dialledAt[turn] = now;
    this.answeredAt[turn] = UNSET;
    this.greetingStartAt[turn] = UNSET;
    this.greetingEndAt[turn] = UNSET;
    this.offeredAt[turn] = UNSET;
    this.agentAt[turn] = UNSET;
    this.callsInProgress += 1;
    this.enter(turn, CallState.ringing);
    return attempt;
  }

  endAttempt(turn: number, now: Millis): void {
    this.byAttempt.delete(this.attempt[turn]!);
    this.enter(turn, CallState.idle);
    this.attempt[turn] = NONE;
    this.endedAt[turn] = now;
    this.callsInProgress -= 1;
  }

  /** The turn in which this attempt is being made, or NONE. */
  turnOf(attempt: number): number {
    return this.byAttempt.get(attempt);
  }

  /** Moves the present attempt to a state; lists and the waiting queue follow. */
  enter(turn: number, state: CallState): void {
    const isListed = this.attended[turn] === 0;
    switch (this.callState[turn]) {
      case CallState.ringing: if (isListed) this.ringing.remove(turn); break;
      case CallState.analysing: if (isListed) this.analysing.remove(turn); break;
      case CallState.waiting: this.waiting.remove(turn); this.unlink(turn); break;
      default: break;
    }
    this.callState[turn] = state;
    switch (state) {
      case CallState.ringing: if (isListed) this.ringing.add(turn); break;
      case CallState.analysing: if (isListed) this.analysing.add(turn); break;
      case CallState.waiting: this.waiting.add(turn); this.link(turn); break;
      default: break;
    }
  }

  /** The turn whose customer has waited longest, or NONE. */
  firstWaiting(): number {
    return this.waitingHead;
  }

  /** The turn that a record is in, or NONE. Looks through the turns under way: not for the hot path. */
  turnOfRecord(record: number): number {
    for (let turn = 0; turn < this.rowCount; turn += 1) if (this.record[turn] === record) return turn;
    return NONE;
  }

  save(): TurnTableState {
    const attempts: number[] = [];
    for (let turn = 0; turn < this.rowCount; turn += 1) if (this.record[turn] !== NONE && this.attempt[turn] !== NONE) attempts.push(turn);
    return {
      columns: saveColumns(this, COLUMNS, this.rowCount), rowCount: this.rowCount, freeRows: Array.from(this.freeRows.subarray(0, this.freeCount)),
      nextAttempt: this.nextAttempt, waitingQueue: [this.waitingHead, this.waitingTail], callsInProgress: this.callsInProgress, openCount: this.openCount,
      ringing: this.ringing.save(), analysing: this.analysing.save(), waiting: this.waiting.save(), withAttempt: attempts,
    };
  }

  load(saved: TurnTableState): void {
    this.rowCount = saved.rowCount;
    loadColumns(this, COLUMNS, saved.columns, Math.max(16, saved.rowCount));
    this.freeRows = new Int32Array(Math.max(16, saved.freeRows.length));
    this.freeRows.set(saved.freeRows);
    this.freeCount = saved.freeRows.length;
    this.nextAttempt = saved.nextAttempt;
    [this.waitingHead, this.waitingTail] = saved.waitingQueue;
    this.callsInProgress = saved.callsInProgress;
    this.openCount = saved.openCount;
    this.ringing.load(saved.ringing);
    this.analysing.load(saved.analysing);
    this.waiting.load(saved.waiting);
    this.byAttempt = new SerialMap();
    for (const turn of saved.withAttempt) this.byAttempt.set(this.attempt[turn]!, turn);
  }

  private newRow(): number {
    if (this.rowCount === this.record.length) growColumns(this, COLUMNS, this.rowCount * 2);
    this.rowCount += 1;
    return this.rowCount - 1;
  }

  private link(turn: number): void {
    this.previous[turn] = this.waitingTail;
    this.next[turn] = NONE;
    if (this.waitingTail === NONE) this.waitingHead = turn;
    else this.next[this.waitingTail] = turn;
    this.waitingTail = turn;
  }

  private unlink(turn: number): void {
    const before = this.previous[turn]!;
    const after = this.next[turn]!;
    if (before === NONE) this.waitingHead = after;
    else this.next[before] = after;
    if (after === NONE) this.waitingTail = before;
    else this.previous[after] = before;
  }
}

export interface TurnTableState {
  readonly columns: SavedColumns; readonly rowCount: number; readonly freeRows: readonly number[]; readonly nextAttempt: number;
  readonly waitingQueue: readonly [number, number]; readonly callsInProgress: number; readonly openCount: number;
  readonly ringing: readonly number[]; readonly analysing: readonly number[]; readonly waiting: readonly number[]; readonly withAttempt: readonly number[];
}
