/**
 * Turns under way: one row a turn, from choosing its record until the record is updated or released, with the attempt
 * that is being made in it. Rows are reused; attempts are named by serial numbers that never repeat.
 */
import { UNSET, type Millis } from '../../base/time.ts';
import { NONE, type Action } from '../vocabulary.ts';
import { AttemptIndex } from './attemptIndex.ts';
import { CallState, Turn } from './turn.ts';
import { TurnList } from './turnList.ts';

export class TurnTable {
  /** By row, in use or free. */
  readonly rows: Turn[] = [];

  /** Unattended calls by state, for pacing. */
  readonly ringing = new TurnList((turn) => turn.dialledAt);
  readonly analysing = new TurnList((turn) => turn.answeredAt);
  readonly waiting = new TurnList((turn) => turn.offeredAt);
  /** Calls from dial to end, all modes: what channels are taken by. */
  callsInProgress = 0;
  /** Turns under way, of every kind. Who waits for the last of them asks after every event, so they are not counted then. */
  openCount = 0;

  /** The row that became free last; the others follow in `next` (some 40 instructions a dial less than a stack in an array). */
  private freeHead: Turn | null = null;
  private nextAttempt = 0;
  private waitingHead: Turn | null = null;
  private waitingTail: Turn | null = null;
  private readonly byAttempt = new AttemptIndex(this.rows);

  /** A turn without an attempt: a free row has none. */
  open(record: number, holder: number, actionAtStart: Action, promisedAt: Millis, now: Millis, byHand = false): Turn {
    const { freeHead } = this;
    const turn = freeHead === null ? this.newRow() : freeHead;
    this.freeHead = turn.next;
    turn.next = null;
    this.openCount += 1;
    turn.record = record;
    turn.holder = holder;
    turn.attended = holder === NONE ? 0 : 1;
    turn.startedAt = now;
    turn.actionAtStart = actionAtStart;
    turn.promisedAt = promisedAt;
    turn.firstDialAt = UNSET;
    turn.byHand = byHand ? 1 : 0;
    turn.chosen = NONE;
    turn.number = NONE;
    turn.tried = 0;
    turn.dials = 0;
    turn.outcome = NONE;
    turn.counted = 0;
    return turn;
  }

  close(turn: Turn): void {
    this.openCount -= 1;
    turn.record = NONE;
    turn.next = this.freeHead;
    this.freeHead = turn;
  }

  /** Begins an attempt to the number at a position. Returns its serial number. */
  beginAttempt(turn: Turn, phone: number, now: Millis): number {
    const attempt = this.nextAttempt;
    this.nextAttempt += 1;
    turn.attempt = attempt;
    this.byAttempt.add(turn);
    turn.phone = phone;
    turn.number = NONE;
    turn.tried |= 1 << phone;
    if (turn.dials === 0) turn.firstDialAt = now;
    turn.dials += 1;
    turn.dialledAt = now;
    // Most calls are never answered and leave these as they found them.
    if (turn.answeredAt !== UNSET) {
      turn.answeredAt = UNSET;
      turn.greetingStartAt = UNSET;
      turn.greetingEndAt = UNSET;
      turn.offeredAt = UNSET;
      turn.agentAt = UNSET;
    }
    this.callsInProgress += 1;
    turn.callState = CallState.ringing;
    if (turn.attended === 0) this.ringing.add(turn);
    return attempt;
  }

  /** Whoever ends it notes when: `turn.endedAt`. (An instant among the arguments is put into an object of its own first: some 14 instructions a dial.) */
  endAttempt(turn: Turn): void {
    const { callState } = turn;
    this.callsInProgress -= 1;
    turn.callState = CallState.idle;
    turn.attempt = NONE;
    this.leave(turn, callState);
  }

  /** The turn in which this attempt is being made, if its `attempt` says so; else look with `turnOf`. */
  likelyTurnOf(attempt: number): Turn {
    return this.byAttempt.likely(attempt);
  }

  /** The turn in which this attempt is being made, or null. */
  turnOf(attempt: number): Turn | null {
    return this.byAttempt.find(attempt);
  }

  /** The turn in a row, or null for NONE. */
  inRow(row: number): Turn | null {
    return row === NONE ? null : this.rows[row]!;
  }

  /** Moves the present attempt to a state after ringing; lists and the waiting queue follow. */
  enter(turn: Turn, state: Exclude<CallState, 0 | 1>): void {
    this.leave(turn, turn.callState);
    turn.callState = state;
    if (state === CallState.analysing) {
      if (turn.attended === 0) this.analysing.add(turn);
    } else if (state === CallState.waiting) {
      this.waiting.add(turn);
      this.link(turn);
    }
  }

  /** The turn whose customer has waited longest, or null. */
  firstWaiting(): Turn | null {
    return this.waitingHead;
  }

  /** The turn that a record is in, or null. Looks through the turns under way: not for the hot path. */
  turnOfRecord(record: number): Turn | null {
    return this.rows.find((turn) => turn.record === record) ?? null;
  }

  /** Keeps the numbers of calls by state, but not since when. */
  forgoInstants(): void {
    for (const list of [this.ringing, this.analysing, this.waiting]) list.isCounted = true;
  }

  save(): TurnTableState {
    return {
      rows: this.rows.map(saveTurn),
      free: this.freeRows(), nextAttempt: this.nextAttempt, waitingQueue: [this.waitingHead?.row ?? NONE, this.waitingTail?.row ?? NONE],
      callsInProgress: this.callsInProgress, openCount: this.openCount, ringing: this.ringing.save(), analysing: this.analysing.save(), waiting: this.waiting.save(),
    };
  }

  load(saved: TurnTableState): void {
    this.rows.length = 0;
    for (const { row } of saved.rows) this.rows.push(new Turn(row));
    for (const fields of saved.rows) {
      const turn = this.rows[fields.row]!;
      Object.assign(turn, fields, { next: this.inRow(fields.next), previous: this.inRow(fields.previous) });
    }
    if (this.rows.length > 0) this.byAttempt.rebuild();
    this.freeHead = null;
    for (const row of saved.free) {
      const turn = this.rows[row]!;
      turn.next = this.freeHead;
      this.freeHead = turn;
    }
    this.nextAttempt = saved.nextAttempt;
    this.waitingHead = this.inRow(saved.waitingQueue[0]);
    this.waitingTail = this.inRow(saved.waitingQueue[1]);
    this.callsInProgress = saved.callsInProgress;
    this.openCount = saved.openCount;
    this.ringing.load(saved.ringing, this.rows);
    this.analysing.load(saved.analysing, this.rows);
    this.waiting.load(saved.waiting, this.rows);
  }

  /** Free rows, the one that became free last at the end. */
  private freeRows(): number[] {
    const free: number[] = [];
    for (let turn = this.freeHead; turn !== null; turn = turn.next) free.push(turn.row);
    return free.reverse();
  }

  private newRow(): Turn {
    const turn = new Turn(this.rows.length);
    this.rows.push(turn);
    this.ringing.reserve(turn);
    this.analysing.reserve(turn);
    this.waiting.reserve(turn);
    if (this.byAttempt.isFull(this.rows.length)) this.byAttempt.rebuild();
    return turn;
  }

  /** Takes the turn out of the list of the state that its attempt was in. */
  private leave(turn: Turn, from: CallState): void {
    if (from !== CallState.ringing) this.leaveLater(turn, from);
    else if (turn.attended === 0) this.ringing.remove(turn);
  }

  private leaveLater(turn: Turn, from: CallState): void {
    if (from === CallState.talking) return;
    if (from === CallState.waiting) {
      this.waiting.remove(turn);
      this.unlink(turn);
    } else if (from === CallState.analysing && turn.attended === 0) {
      this.analysing.remove(turn);
    }
  }

  private link(turn: Turn): void {
    turn.previous = this.waitingTail;
    turn.next = null;
    if (this.waitingTail === null) this.waitingHead = turn;
    else this.waitingTail.next = turn;
    this.waitingTail = turn;
  }

  private unlink(turn: Turn): void {
    const { next, previous } = turn;
    if (previous === null) this.waitingHead = next;
    else previous.next = next;
    if (next === null) this.waitingTail = previous;
    else next.previous = previous;
  }
}

type SavedTurn = Omit<Turn, 'next' | 'previous' | 'place'> & { readonly next: number; readonly previous: number };

/** The chain of free rows is saved as `free`, places by the lists. */
function saveTurn({ next, previous, ...fields }: Turn): SavedTurn {
  const saved: Omit<typeof fields, 'place'> & { place?: number } = fields;
  delete saved.place;
  return { ...saved, next: fields.record === NONE ? NONE : next?.row ?? NONE, previous: previous?.row ?? NONE };
}

export interface TurnTableState {
  readonly rows: readonly SavedTurn[]; readonly free: readonly number[]; readonly nextAttempt: number; readonly waitingQueue: readonly [number, number];
  readonly callsInProgress: number; readonly openCount: number;
  readonly ringing: readonly number[]; readonly analysing: readonly number[]; readonly waiting: readonly number[];
}
